import { blendedW } from "./columns.js";
import { childHours, stepHours } from "./grid-cost.js";
import type { MasterSolution } from "./master.js";
import {
  type Known,
  learnedWear,
  nothingKnown,
  rehearsalOf,
  rehearsedPrices,
  rehearsedSchedules,
} from "./rehearsal.js";
import type { RoundsState, RoundsStep } from "./state.js";
import type { RoundsSeed } from "./types.js";

/** Steps of all children together up to which every round is rehearsed again with what the last one showed. */
const againStepsMax = 12_000;

/** Rehearses the plan before anybody is asked: for prices to begin with, and for one more seed. */
export function rehearse(state: RoundsState, seeds: readonly RoundsSeed[]): RoundsStep {
  return solve({ ...state, waitingSeeds: seeds }, nothingKnown);
}

/** Rehearses it with the wear that has shown, around those of which too little is known: for proposals. */
export function rehearseAgain(state: RoundsState): RoundsStep | undefined {
  const { problem, settings, upper } = state;
  const steps = problem.children.reduce(
    (sum, { importMaxW }) => sum + importMaxW.filter((watts) => watts > 0).length,
    0,
  );
  if (!settings.rehearsal || upper === undefined || steps > againStepsMax) return undefined;
  const hours = stepHours(problem);
  const fixed = new Map(
    problem.children.flatMap((child, index) => {
      const rehearsed =
        child.tiers.length > 0 && child.powerMinW === 0 && child.exportMaxW.every((watts) => watts === 0);
      return rehearsed ? [] : [[index, blendedW(upper.shares[index] ?? [], hours.length)] as const];
    }),
  );
  if (fixed.size === problem.children.length) return undefined;
  const wear = problem.children.map((child, index) =>
    fixed.has(index)
      ? undefined
      : learnedWear(child, (state.columns[index] ?? []).slice(1), childHours(problem, child)),
  );
  return solve(state, { wear, fixed, seen: state.seen });
}

function solve(state: RoundsState, known: Known): RoundsStep {
  const rehearsal = rehearsalOf(state.problem, known);
  const number = state.solves + 1;
  const next: RoundsState = { ...state, phase: "rehearsing", solves: number, solving: { number }, rehearsal };
  return { state: next, effects: [{ kind: "solve", number, problem: rehearsal.programme }] };
}

/** What a rehearsal shows; a failed one shows nothing. Before the first round the seeds come with it. */
export function rehearsed(
  state: RoundsState,
  solution: MasterSolution | undefined,
): { readonly state: RoundsState; readonly seeds: readonly RoundsSeed[] | undefined } {
  const { rehearsal, waitingSeeds, solving: _, ...rest } = state;
  if (rehearsal === undefined || solution === undefined) return { state: rest, seeds: waitingSeeds };
  const { problem } = state;
  const schedules = rehearsedSchedules(problem, rehearsal, solution);
  if (waitingSeeds !== undefined) {
    const powerW = Object.fromEntries([...schedules].map(([index, own]) => [problem.children[index]?.id ?? "", own]));
    const seeds = [{ name: "rehearsed", powerW }, ...waitingSeeds];
    return { state: { ...rest, latest: rehearsedPrices(problem, rehearsal, solution) }, seeds };
  }
  const proposals = problem.children.map((_, index) => {
    const own = schedules.get(index);
    return own === undefined ? [] : [own];
  });
  return { state: { ...rest, proposals }, seeds: undefined };
}
