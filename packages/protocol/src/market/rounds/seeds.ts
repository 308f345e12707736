import type { Watts } from "../../units.js";
import { stepHours } from "./grid-cost.js";
import { inOrder } from "./prepare.js";
import { Room } from "./room.js";
import type { RoundsChild, RoundsProblem, RoundsSeed } from "./types.js";

/** W; seeds are whole multiples of it and never bring more than is asked for, so that whoever prices one can keep it. */
const unitW = 1;
/** How much more time to spare, s, another must lack before it takes over from one that charges. */
const steadyS = 1200;
/** Parts in which equal shares are handed out. */
const shareParts = 8;
/** Halvings of the interval in which the flattened peak is sought. */
const halvings = 9;
/** Part of the energy that flattening may cost. */
const flattenedLoss = 0.002;

/** One step on its way to a seed. */
interface Slot {
  readonly startS: number;
  readonly hours: number;
  /** Who is here and misses something. */
  readonly active: readonly number[];
  readonly leftWh: Float64Array;
  readonly beforeW: Float64Array;
  readonly powerW: Float64Array;
  readonly raise: (index: number, toW: Watts) => void;
}
type Rule = (slot: Slot, problem: RoundsProblem) => void;

/**
 * Joint plans to begin with, all within the rows: least laxity first, earliest deadline first, equal shares, and least
 * laxity first under the lowest flat peak that delivers as much. Then the plan that runs, where there is one.
 */
export function roundsSeeds(given: RoundsProblem, running?: RoundsSeed["powerW"]): readonly RoundsSeed[] {
  const problem = inOrder(given);
  const llf = { name: "llf", powerW: fill(problem, leastLaxity) };
  const seeds = [
    llf,
    { name: "edf", powerW: fill(problem, earliestDeadline) },
    { name: "equal-share", powerW: fill(problem, equalShares) },
    { name: "flattened-llf", powerW: flattened(problem, llf.powerW) },
  ];
  return running === undefined ? seeds : [...seeds, { name: "running", powerW: running }];
}

const leastLaxity: Rule = (slot, { children }) =>
  serve(slot, (index) => {
    const child = children[index];
    if (child === undefined) return 0;
    const capW = Math.max(1, ...child.importMaxW);
    const spareS = child.departureS - slot.startS - ((slot.leftWh[index] ?? 0) * 3600) / capW;
    return spareS - ((slot.beforeW[index] ?? 0) > 0 ? steadyS : 0);
  });
const earliestDeadline: Rule = (slot, { children }) => serve(slot, (index) => children[index]?.departureS ?? 0);

const equalShares: Rule = (slot, { children }) => {
  for (let part = 1; part <= shareParts; part += 1) {
    for (const index of slot.active) {
      const child = children[index];
      if (child !== undefined)
        slot.raise(index, Math.max(child.powerMinW, (part / shareParts) * Math.max(...child.importMaxW)));
    }
  }
};

/** In the order of a key, as much as each can take. */
function serve(slot: Slot, keyOf: (index: number) => number): void {
  const keys = new Map(slot.active.map((index) => [index, keyOf(index)]));
  const order = [...slot.active].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0) || a - b);
  for (const index of order) slot.raise(index, Number.POSITIVE_INFINITY);
}

/** Fills step after step by a rule, with the net import nowhere above `peakW` as far as that is up to the children. */
function fill(problem: RoundsProblem, rule: Rule, peakW = Number.POSITIVE_INFINITY): RoundsSeed["powerW"] {
  const { children, grid } = problem;
  const room = new Room(problem);
  const leftWh = Float64Array.from(children, ({ tiers }) => tiers.reduce((sum, { energyWh }) => sum + energyWh, 0));
  const plans = children.map(() => Array<number>(grid.usable.length).fill(0));
  let beforeW = new Float64Array(children.length);
  for (const [step, hours] of stepHours(problem).entries()) {
    const powerW = new Float64Array(children.length);
    let netLeftW = peakW - (problem.baseW[step] ?? 0);
    const raise = (index: number, toW: Watts): void => {
      const [child, heldW] = [children[index], powerW[index] ?? 0];
      if (child === undefined) return;
      room.move(index, step, { fromW: heldW, toW: 0 });
      const roomW = Math.min(room.importLeft(index, step), netLeftW + heldW, child.importMaxW[step] ?? 0);
      const ownH = hours * (child.presence?.[step] ?? 1);
      const wantedW = Math.min(toW, Math.floor((leftWh[index] ?? 0) / ownH / unitW + 1e-9) * unitW);
      const watts = Math.max(heldW, plannable(child, wantedW, roomW));
      room.move(index, step, { fromW: 0, toW: watts });
      netLeftW -= watts - heldW;
      powerW[index] = watts;
    };
    const active = [...children.keys()].filter(
      (index) => hours > 0 && (leftWh[index] ?? 0) > 0 && (children[index]?.importMaxW[step] ?? 0) > 0,
    );
    rule({ startS: grid.startS + step * grid.stepS, hours, active, leftWh, beforeW, powerW, raise }, problem);
    for (const index of active) {
      const own = plans[index];
      if (own !== undefined) own[step] = powerW[index] ?? 0;
      leftWh[index] = Math.max(
        0,
        (leftWh[index] ?? 0) - (powerW[index] ?? 0) * hours * (children[index]?.presence?.[step] ?? 1),
      );
    }
    beforeW = powerW;
  }
  return Object.fromEntries(children.map(({ id }, index) => [id, plans[index] ?? []]));
}

/** Whole units up to the room; at least the minimum, where there is room for it, or nothing. */
function plannable(child: RoundsChild, wantedW: Watts, roomW: Watts): Watts {
  const watts = Math.floor(Math.min(Math.max(wantedW, child.powerMinW), roomW) / unitW + 1e-9) * unitW;
  const leastW = Math.ceil(child.powerMinW / unitW) * unitW;
  return watts >= Math.max(unitW, leastW) ? watts : 0;
}

/** Least laxity first under the lowest peak, found by halving, that still delivers what it delivers without. */
function flattened(problem: RoundsProblem, llf: RoundsSeed["powerW"]): RoundsSeed["powerW"] {
  const hours = stepHours(problem);
  const delivered = (powerW: RoundsSeed["powerW"]): number =>
    Object.values(powerW).reduce(
      (sum, own) => sum + own.reduce((all, watts, step) => all + watts * (hours[step] ?? 0), 0),
      0,
    );
  const netW = problem.baseW.map(
    (watts, step) => watts + Object.values(llf).reduce((sum, own) => sum + (own[step] ?? 0), 0),
  );
  const wanted = delivered(llf) * (1 - flattenedLoss);
  let [lowW, highW] = [Math.min(...problem.baseW), Math.max(...netW)];
  let best = llf;
  for (let halving = 0; halving < halvings; halving += 1) {
    const middleW = (lowW + highW) / 2;
    const plan = fill(problem, leastLaxity, middleW);
    if (delivered(plan) >= wanted) [best, highW] = [plan, middleW];
    else lowW = middleW;
  }
  return best;
}
