import type { SumProblem, SumRecord } from "./types.js";

/** ρ at first over the grid's highest price: energy not delivered is worth some ten times what energy costs. */
const firstTimes = 50;
/** Rounds after which ρ stays as it is: the method converges for any ρ that does. */
const adaptRounds = 5;
/** How far apart excess and change may be, and what ρ is multiplied or divided by then. */
const [apart, step] = [10, 2];

/** ρ to begin with, µ/kWh: as given, else by the grid's prices. */
export function firstStiffness(problem: SumProblem, given: number): number {
  return given > 0 ? given : firstTimes * Math.max(1000, ...problem.importPrice.map(Math.abs));
}

/** ρ of the next round: more where excess is large beside what the plan still changes, less where it is small. */
export function adapted(stiffness: number, { round, excess, change }: SumRecord): number {
  if (round > adaptRounds) return stiffness;
  if (excess > apart * change) return stiffness * step;
  return change > apart * excess ? stiffness / step : stiffness;
}
