import { gridCost } from "@chargepact/protocol";
import { figure } from "../market/figure.js";
import type { Figure } from "../report.js";
import { median } from "../statistics.js";
import { sumFleet, type SumFleetShape } from "./sum-fleet.js";
import { costOfGrants, gridOf, planAfter, sumRun } from "./sum-run.js";

const shape: SumFleetShape = { count: 10_000, organisations: 4, limitShare: 1 / 3, demandMicroPerKw: 0, seed: 1 };
const roundsMax = 15;
/** Rounds of the run whose dual bound is the reference. */
const referenceRounds = 90;

/** The sum mode with 10 000 batteries of four organisations, cold, on one core. */
export async function sumFigures(say: (line: string) => void, of = shape): Promise<readonly Figure[]> {
  const fleet = await sumFleet(of);
  const { outcome, roundS, answers } = sumRun(fleet, { settings: { roundsMax, stop: 0 } });
  const reference = sumRun(fleet, { settings: { roundsMax: referenceRounds, stop: 0 } }, true).outcome;
  const leastMicro = reference.lowerMicro ?? Number.NaN;
  const fixedMicro = gridCost(gridOf(fleet.problem), fleet.problem.baseW);
  const gapPct = (micro: number): number => (100 * (micro - leastMicro)) / Math.abs(leastMicro - fixedMicro);
  const gaps = Array.from({ length: roundsMax }, (_, index) =>
    gapPct(costOfGrants(fleet, planAfter(fleet, answers, index + 1).grants)),
  );
  const final = gapPct(costOfGrants(fleet, outcome.grants));
  const referencePct = gapPct(costOfGrants(fleet, reference.grants));
  // Within from then on: a plan that is good by chance and worse after the next round does not count.
  const lastAbove = gaps.findLastIndex((gap) => !(gap <= 1));
  const within = lastAbove + 1 < roundsMax ? lastAbove + 2 : Number.POSITIVE_INFINITY;
  say(`grid: ${of.count} batteries by sums, gap % by round ${gaps.map((gap) => gap.toFixed(2)).join(" ")}`);
  const name = `${of.count} batteries, ${of.organisations} organisations, cold`;
  const bound = `dual bound after ${referenceRounds} rounds, itself within ${referencePct.toPrecision(2)} % of a plan`;
  return [
    figure("sum.gap", final, "%", "<= 1", `${name}, ${roundsMax} rounds; ${bound}`, gaps.slice(-3)),
    figure("sum.rounds", within, "rounds", "<= 15", `until within 1 % for good; ${name}`, []),
    figure("sum.round", median(roundS), "s", "<= 1", `all answers one after the other, one core; ${name}`, roundS),
  ];
}
