import type { Watts } from "../../units.js";
import { type Column, type Share } from "./columns.js";
import { stepHours } from "./grid-cost.js";
import { Room } from "./room.js";
import type { RoundsChild, RoundsProblem } from "./types.js";

/** Weights on the wire are whole multiples of 1 / blendUnit. */
export const blendUnit = 65_536;

/** Weights as whole parts of {@link blendUnit}, by largest remainder, ties to the earlier column; none of 0. */
export function wholeShares(columns: readonly Column[], weights: readonly number[]): readonly Share[] {
  const parts = weights.map((weight) => Math.floor(weight * blendUnit + 1e-6));
  let left = blendUnit - parts.reduce((sum, part) => sum + part, 0);
  const order = weights
    .map((weight, index) => ({ index, rest: weight * blendUnit - (parts[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return columns.flatMap((column, index) => {
    const part = parts[index] ?? 0;
    return part > 0 ? [{ column, weight: part / blendUnit }] : [];
  });
}

/**
 * Schedules in whole units, each step the multiple just below or just above the exact one, such that the energy up to
 * any instant keeps up with the exact one wherever the rows leave room; those with the least time to spare are served
 * first, then by id.
 */
export function wholeSchedules(
  problem: RoundsProblem,
  exactW: readonly (readonly Watts[])[],
  unitW: Watts,
): readonly (readonly Watts[])[] {
  const order = laxityOrder(problem);
  const room = new Room(problem);
  const owedW = new Float64Array(exactW.length);
  const wholeW = exactW.map((powerW) => powerW.map((watts) => towardsZero(watts, unitW)));
  for (const [index, own] of wholeW.entries()) room.moveAll(index, { to: own });
  for (const step of problem.grid.usable.keys()) {
    for (const index of order) {
      const [child, own] = [problem.children[index], wholeW[index]];
      if (child === undefined || own === undefined) continue;
      const [exact, safe] = [exactW[index]?.[step] ?? 0, own[step] ?? 0];
      const owed = (owedW[index] ?? 0) + exact - safe;
      const more = exact - safe === 0 ? 0 : Math.sign(exact) * unitW;
      const raised = owed * more > 1e-6 && within(child, step, safe + more) && room.fitsMore(index, step, more);
      owedW[index] = raised ? owed - more : owed;
      if (!raised) continue;
      own[step] = safe + more;
      room.move(index, step, { fromW: safe, toW: safe + more });
    }
  }
  return wholeW;
}

/** Children by the time they have to spare (time left less time needed at full power), then id. */
export function laxityOrder(problem: RoundsProblem): readonly number[] {
  const hours = stepHours(problem);
  const laxity = problem.children.map((child) => {
    const neededWh = child.tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
    const present = hours.filter((_, step) => (child.importMaxW[step] ?? 0) > 0).reduce((sum, h) => sum + h, 0);
    const peakW = Math.max(1, ...child.importMaxW);
    return child.tiers.length === 0 ? Number.MAX_VALUE : present - neededWh / peakW;
  });
  return problem.children
    .map((_, index) => index)
    .sort((a, b) => (laxity[a] ?? 0) - (laxity[b] ?? 0) || byId(problem.children[a], problem.children[b]));
}

const byId = (a: RoundsChild | undefined, b: RoundsChild | undefined): number =>
  (a?.id ?? "") < (b?.id ?? "") ? -1 : 1;

const within = (child: RoundsChild, step: number, watts: Watts): boolean =>
  watts <= (child.importMaxW[step] ?? 0) && -watts <= (child.exportMaxW[step] ?? 0);

/** Forgives a float's last digits. */
const towardsZero = (watts: Watts, unitW: Watts): Watts =>
  Math.sign(watts) * Math.floor(Math.abs(watts) / unitW + 1e-6) * unitW || 0;
