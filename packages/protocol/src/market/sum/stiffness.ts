import type { SumSet } from "./sets.js";
import type { SumProblem, SumRecord } from "./types.js";

/** ρ to begin with, µ/kWh per kW: as given, else such that a price of the grid's size moves a battery by its share of the room. */
export function firstStiffness(problem: SumProblem, sets: readonly SumSet[], given: number): number {
  if (given > 0) return given;
  const members = Math.max(1, sets.reduce((sum, set) => sum + set.members, 0));
  const roomKw = Math.max(...problem.feeder.importW) / 1000 / members;
  const price = Math.max(1000, ...problem.importPrice.map(Math.abs));
  return (factor.first * price) / Math.max(0.01, roomKw);
}

export const factor = { first: 1, up: 2, down: 2, ratio: 5 };

/** ρ of the next round: more where excess is large beside what the plan still changes, less where it is small. */
export function adapted(stiffness: number, _round: number, { excessW, changeW }: SumRecord): number {
  if (excessW > factor.ratio * changeW) return stiffness * factor.up;
  if (changeW > factor.ratio * excessW) return stiffness / factor.down;
  return stiffness;
}
