import type { Watts } from "../../units.js";
import type { RoundsChild, RoundsTier } from "./types.js";

/** One child with a minimum power against the room that is left, step by step. */
export interface OnOffProblem {
  readonly hours: readonly number[];
  /** Most it may take in each step: own limit and room. */
  readonly roomW: readonly Watts[];
  readonly powerMinW: Watts;
  /** µ/kWh up to `freeW`, and for what lies above it. */
  readonly priceMicro: readonly number[];
  readonly freeW: readonly Watts[];
  readonly overMicro: readonly number[];
  /** µ/kWh of wear, as far as its options show it. */
  readonly wearMicro: number;
  readonly tiers: readonly RoundsTier[];
  /** µ for each start. */
  readonly startMicro: number;
  /** W that it has in the first steps, and µ for each kW of it that is taken away. */
  readonly held?: RoundsChild["held"];
}

/** Energy states between nothing and the whole need. */
const statesMost = 240;

/**
 * The best schedule that is off or at least at its minimum in every step, by dynamic programming over delivered energy:
 * a step is off, at its minimum, at the free limit or at its most. Energy the states round off is added where there is
 * room. Deterministic.
 */
export function bestOnOff(problem: OnOffProblem): readonly Watts[] {
  const { hours, tiers } = problem;
  const needWh = tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
  const idle = hours.map(() => 0);
  if (needWh <= 0) return idle;
  const unitWh = needWh / statesMost;
  const width = statesMost + 1;
  let best = new Float64Array(2 * width).fill(Number.POSITIVE_INFINITY);
  best[isOn(problem) ? width : 0] = 0;
  /** Level that led to each state, and the state before it. */
  const came = hours.map(() => ({ levels: new Int8Array(2 * width), from: new Int16Array(2 * width) }));
  const levels = hours.map((_, step) => levelsOf(problem, step));
  for (const [step, own] of levels.entries()) {
    const next = new Float64Array(2 * width).fill(Number.POSITIVE_INFINITY);
    const trace = came[step];
    if (trace === undefined) continue;
    for (let state = 0; state < 2 * width; state += 1) {
      const micro = best[state] ?? Number.POSITIVE_INFINITY;
      if (micro === Number.POSITIVE_INFINITY) continue;
      const [units, on] = [state % width, state >= width];
      for (const [index, { watts, micro: cost }] of own.entries()) {
        const gained = Math.round((watts * (hours[step] ?? 0)) / unitWh);
        // What lies above the need is not wanted, but a minimum may bring it.
        const to = Math.min(statesMost, units + gained) + (watts > 0 ? width : 0);
        const total = micro + cost + (watts > 0 && !on ? problem.startMicro : 0);
        if (total >= (next[to] ?? 0) - 1e-9) continue;
        next[to] = total;
        trace.levels[to] = index;
        trace.from[to] = state;
      }
    }
    best = next;
  }
  return filledUp(problem, tracedBack({ problem, levels, came, state: bestEnd(problem, best, unitWh) }), needWh);
}

/** Who charges goes on without a start. */
const isOn = ({ held }: OnOffProblem): boolean => (held?.powerW[0] ?? 0) > 0;

interface Level {
  readonly watts: Watts;
  readonly micro: number;
}

function levelsOf(problem: OnOffProblem, step: number): readonly Level[] {
  const [h, roomW] = [problem.hours[step] ?? 0, problem.roomW[step] ?? 0];
  const freeW = Math.min(roomW, problem.freeW[step] ?? 0);
  const off: Level = { watts: 0, micro: takenMicro(problem, step, 0) };
  const minW = problem.powerMinW;
  if (h <= 0 || roomW < Math.max(1, minW)) return [off];
  const watts = [...new Set([minW, freeW, roomW, (minW + roomW) / 2])].filter((each) => each >= Math.max(1, minW));
  return [off, ...watts.map((each) => ({ watts: each, micro: energyMicro(problem, step, each) }))];
}

function energyMicro(problem: OnOffProblem, step: number, watts: Watts): number {
  const h = problem.hours[step] ?? 0;
  const price = (problem.priceMicro[step] ?? 0) + problem.wearMicro;
  const overW = Math.max(0, watts - Math.max(0, problem.freeW[step] ?? 0));
  return (price * watts * h + (problem.overMicro[step] ?? 0) * overW * h) / 1000 + takenMicro(problem, step, watts);
}

function takenMicro({ held }: OnOffProblem, step: number, watts: Watts): number {
  return held === undefined ? 0 : (held.microPerKw * Math.max(0, (held.powerW[step] ?? 0) - watts)) / 1000;
}

/** The end state with the least cost and worth of what is missing. */
function bestEnd(problem: OnOffProblem, best: Float64Array, unitWh: number): number {
  const width = statesMost + 1;
  let [state, least] = [0, Number.POSITIVE_INFINITY];
  for (const [index, micro] of best.entries()) {
    const total = micro + missingMicro(problem.tiers, (index % width) * unitWh);
    if (total < least - 1e-9) [state, least] = [index, total];
  }
  return state;
}

/** µ of what is not delivered. */
export function missingMicro(tiers: readonly RoundsTier[], deliveredWh: number): number {
  let leftWh = deliveredWh;
  let micro = 0;
  for (const { energyWh, valueMicroPerKwh } of tiers) {
    const met = Math.min(energyWh, Math.max(0, leftWh));
    leftWh -= met;
    micro += ((energyWh - met) * valueMicroPerKwh) / 1000;
  }
  return micro;
}

function tracedBack(end: {
  readonly problem: OnOffProblem;
  readonly levels: readonly (readonly Level[])[];
  readonly came: readonly { readonly levels: Int8Array; readonly from: Int16Array }[];
  readonly state: number;
}): Watts[] {
  const powerW = end.problem.hours.map(() => 0);
  let { state } = end;
  for (let step = powerW.length - 1; step >= 0; step -= 1) {
    powerW[step] = end.levels[step]?.[end.came[step]?.levels[state] ?? 0]?.watts ?? 0;
    state = end.came[step]?.from[state] ?? 0;
  }
  return powerW;
}

/** Whole watts; what is missing is added where it is on already, what is too much taken off, the dearest step first. */
function filledUp(problem: OnOffProblem, powerW: Watts[], needWh: number): readonly Watts[] {
  const { hours, roomW, powerMinW } = problem;
  const whole = powerW.map((watts, step) => Math.min(Math.floor(roomW[step] ?? 0), Math.ceil(watts - 1e-6)));
  const wanted = whole.some((watts) => watts > 0) ? needWh : 0;
  const steps = whole.map((_, step) => step).filter((step) => (whole[step] ?? 0) > 0);
  const price = (step: number): number =>
    (problem.priceMicro[step] ?? 0) +
    ((whole[step] ?? 0) > (problem.freeW[step] ?? 0) ? (problem.overMicro[step] ?? 0) : 0);
  let leftWh = wanted - whole.reduce((sum, watts, step) => sum + watts * (hours[step] ?? 0), 0);
  // Much missing is meant to be: at these prices the need is not worth meeting.
  if (leftWh > 0.06 * needWh) return whole;
  const cheapest = [...steps].sort((a, b) => price(a) - price(b) || a - b);
  for (const step of leftWh > 0 ? cheapest : cheapest.reverse()) {
    const h = hours[step] ?? 0;
    if (h <= 0 || Math.abs(leftWh) < 0.01) continue;
    const mostW = Math.floor(
      leftWh > 0
        ? Math.min(roomW[step] ?? 0, Math.max(problem.freeW[step] ?? 0, whole[step] ?? 0))
        : Number.POSITIVE_INFINITY,
    );
    const watts = Math.max(Math.ceil(powerMinW), Math.min(mostW, (whole[step] ?? 0) + Math.ceil(leftWh / h)));
    leftWh -= (watts - (whole[step] ?? 0)) * h;
    whole[step] = watts;
  }
  return whole;
}
