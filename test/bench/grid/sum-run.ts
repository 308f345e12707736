import {
  declaredCost,
  gridCost,
  type RoundsProblem,
  SumClearing,
  SumHolder,
  type SumEvent,
  type SumGrant,
  type SumInput,
  type SumOutcome,
  type SumProblem,
} from "@chargepact/protocol";
import type { SumFleet } from "./sum-fleet.js";

export interface SumRun {
  readonly outcome: SumOutcome;
  /** s of each round: answers of all batteries, one after the other, and the coordinator's part. */
  readonly roundS: readonly number[];
  /** Of each round: every battery's answer, in the order in which they came. */
  readonly answers: readonly (readonly Answered[])[];
}

type Answered = Extract<SumEvent, { readonly kind: "answered" }>;

/** Plays a plan to its end on one core; `bounds`: each battery says its L as well. */
export function sumRun({ problem, holders }: SumFleet, input: Omit<SumInput, "problem">, bounds = false): SumRun {
  const clearing = new SumClearing({ ...input, problem });
  const batteries = holders.map((holder, index) => {
    const child = problem.children[index];
    return new SumHolder(holder, child?.importMaxW ?? [], child?.fallbackW ?? []);
  });
  const indexOf = new Map(problem.children.map(({ id }, index) => [id, index]));
  const roundS: number[] = [];
  const answers: Answered[][] = [];
  let effects = clearing.begin();
  for (;;) {
    const [effect] = effects.slice(-1);
    if (effect?.kind === "done") return { outcome: effect.outcome, roundS, answers };
    if (effect?.kind !== "ask") throw new Error("the plan neither asks nor ends");
    const round: Answered[] = [];
    const began = performance.now();
    for (const ask of effect.asks) {
      for (const child of ask.children) {
        const index = indexOf.get(child) ?? 0;
        const answer = batteries[index]?.answer(ask, bounds);
        if (answer === undefined) continue;
        const event: Answered = { kind: "answered", child, round: effect.round, answer };
        round.push(event);
        effects = clearing.handle(event);
      }
    }
    answers.push(round);
    roundS.push((performance.now() - began) / 1000);
  }
}

/** The plan that the same answers make when its deadline comes after so many rounds. */
export function planAfter(fleet: SumFleet, answers: SumRun["answers"], rounds: number): SumOutcome {
  const clearing = new SumClearing({ problem: fleet.problem, settings: { roundsMax: rounds + 1, stop: 0 } });
  clearing.begin();
  for (const event of answers.slice(0, rounds).flat()) clearing.handle(event);
  const [effect] = clearing.handle({ kind: "deadline" });
  if (effect?.kind !== "done") throw new Error("the plan did not end");
  return effect.outcome;
}

/** µ: what everybody declares of the grants, energy and demand charge. */
export function costOfGrants({ problem, holders }: SumFleet, grants: readonly SumGrant[]): number {
  const netW = problem.baseW.slice();
  let micro = 0;
  for (const [index, { powerW }] of grants.entries()) {
    const holder = holders[index];
    if (holder !== undefined) micro += declaredCost(holder, powerW).costMicro;
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  return micro + gridCost(gridOf(problem), netW);
}

/** The grid's part of a problem, for its cost alone. */
export const gridOf = (problem: SumProblem): RoundsProblem => ({ ...problem, rows: [], children: [] });
