import type { SumProblem, SumRecord } from "./types.js";

/** ρ to begin with, µ/kWh: as given, else such that a price of the grid's size moves a battery by its limit. */
export function firstStiffness(problem: SumProblem, given: number): number {
  return given > 0 ? given : factor.first * Math.max(1000, ...problem.importPrice.map(Math.abs));
}

export const factor = { first: 1, up: 2, down: 2, ratio: 5 };

/** ρ of the next round: more where excess is large beside what the plan still changes, less where it is small. */
export function adapted(stiffness: number, _round: number, { excess, change }: SumRecord): number {
  if (excess > factor.ratio * change) return stiffness * factor.up;
  if (change > factor.ratio * excess) return stiffness / factor.down;
  return stiffness;
}
