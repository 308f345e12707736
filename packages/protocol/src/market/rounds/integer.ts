import type { Watts } from "../../units.js";
import { blendedW } from "./columns.js";
import { exportPriceAt, stepHours } from "./grid-cost.js";
import { bestOnOff, missingMicro } from "./on-off.js";
import { Room } from "./room.js";
import type { Plan, RoundsState } from "./state.js";
import type { RoundsChild, RoundsProblem } from "./types.js";

/** Times everybody looks again at what the others have left. */
const sweeps = 3;
/** µ a start costs at first; raised until nobody starts too often. */
const startMicro = 1000;
const startRaises = 5;

/** Whoever can not take any mixture: it is given one schedule whole. */
export function isInteger(child: RoundsChild): boolean {
  return !child.blendable || child.powerMinW > 0;
}

/**
 * Schedules for the children with a minimum power: each takes its best on/off schedule against the room that the others
 * leave, those that depart first at first, then again for a few sweeps. The others keep their blends. Paid is energy at
 * the grid's price, wear as its options show it, the demand charge for what lies above the peak of the rest, and the
 * worth of what is missing.
 */
export function integerSchedules(state: RoundsState, plan: Plan): ReadonlyMap<number, readonly Watts[]> {
  const { problem } = state;
  const steps = problem.grid.usable.length;
  const room = new Room(problem);
  const netW = Float64Array.from(problem.baseW);
  const whole = new Map<number, readonly Watts[]>();
  const put = (index: number, powerW: readonly Watts[], sign: 1 | -1): void => {
    const none = powerW.map(() => 0);
    room.moveAll(index, sign > 0 ? { from: none, to: powerW } : { from: powerW, to: none });
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + sign * watts;
  };
  for (const [index, child] of problem.children.entries()) {
    if (!isInteger(child)) put(index, blendedW(plan.shares[index] ?? [], steps), 1);
  }
  const target = peakOf(problem, plan);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const index of departureOrder(problem)) {
      const child = problem.children[index];
      if (child === undefined) continue;
      const before = whole.get(index);
      if (before !== undefined) put(index, before, -1);
      const powerW = bestFor(state, { index, child, room, netW, targetW: target });
      whole.set(index, powerW);
      put(index, powerW, 1);
    }
  }
  return whole;
}

/** Children that need whole schedules, those that depart first at first, then by id. */
export function departureOrder(problem: RoundsProblem): readonly number[] {
  return [...problem.children.keys()]
    .filter((index) => {
      const child = problem.children[index];
      return child !== undefined && isInteger(child);
    })
    .sort((a, b) => (problem.children[a]?.departureS ?? 0) - (problem.children[b]?.departureS ?? 0) || a - b);
}

/** W of net import that the plan reaches anyway. */
function peakOf(problem: RoundsProblem, plan: Plan): Watts {
  const netW = [...problem.baseW];
  for (const own of plan.shares) {
    for (const [step, watts] of blendedW(own, netW.length).entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  return Math.max(problem.peakSoFarW, ...netW);
}

function bestFor(
  state: RoundsState,
  at: {
    readonly index: number;
    readonly child: RoundsChild;
    readonly room: Room;
    readonly netW: Float64Array;
    readonly targetW: Watts;
  },
): readonly Watts[] {
  const { problem, settings } = state;
  const { index, child, room, netW } = at;
  const hours = stepHours(problem);
  const peakW = Math.max(at.targetW, ...netW);
  const roomW = hours.map((_, step) => Math.min(child.importMaxW[step] ?? 0, room.importLeft(index, step)));
  const priceMicro = hours.map((_, step) =>
    (netW[step] ?? 0) < 0 ? exportPriceAt(problem, step) : (problem.importPrice[step] ?? 0),
  );
  const freeW = hours.map((_, step) => peakW - (netW[step] ?? 0));
  const overMicro = hours.map((h) => (h > 0 ? problem.demandMicroPerKw / h : 0));
  const wearMicro = wearOf(state, index);
  const base = {
    hours,
    roomW,
    powerMinW: child.powerMinW,
    priceMicro,
    freeW,
    overMicro,
    wearMicro,
    tiers: child.tiers,
  };
  let powerW: readonly Watts[] = [];
  for (let raise = 0; raise < startRaises; raise += 1) {
    powerW = bestOnOff({ ...base, startMicro: startMicro * 8 ** raise });
    if (startsOf(powerW) <= settings.startsMax) return powerW;
  }
  return powerW;
}

export function startsOf(powerW: readonly Watts[]): number {
  return powerW.filter((watts, step) => watts !== 0 && (powerW[step - 1] ?? 0) === 0).length;
}

/** µ/kWh of wear that a child's own options show: the least of them, beyond the worth of what they leave out. */
function wearOf(state: RoundsState, index: number): number {
  const hours = stepHours(state.problem);
  const tiers = state.problem.children[index]?.tiers ?? [];
  const rates = (state.columns[index] ?? []).slice(1).flatMap(({ powerW, costMicro }) => {
    const deliveredWh = powerW.reduce((sum, watts, step) => sum + watts * (hours[step] ?? 0), 0);
    if (deliveredWh < 100) return [];
    return [Math.max(0, costMicro - missingMicro(tiers, deliveredWh)) / (deliveredWh / 1000)];
  });
  return rates.length === 0 ? 0 : Math.min(...rates);
}
