import {
  bestAnswer,
  declaredCost,
  gridCost,
  proxAnswer,
  type RoundsProblem,
  SumClearing,
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
}

/** Plays a plan to its end on one core; `bounds`: each battery says its L as well. */
export function sumRun({ problem, holders }: SumFleet, input: Omit<SumInput, "problem">, bounds: boolean): SumRun {
  const clearing = new SumClearing({ ...input, problem });
  const lastW: (readonly number[])[] = problem.children.map(({ fallbackW }) => fallbackW);
  const indexOf = new Map(problem.children.map(({ id }, index) => [id, index]));
  const roundS: number[] = [];
  let effects = clearing.begin();
  for (;;) {
    const [effect] = effects.slice(-1);
    if (effect?.kind === "done") return { outcome: effect.outcome, roundS };
    if (effect?.kind !== "ask") throw new Error("the plan neither asks nor ends");
    const began = performance.now();
    for (const ask of effect.asks) {
      for (const child of ask.children) {
        const index = indexOf.get(child) ?? 0;
        const holder = holders[index];
        if (holder === undefined) continue;
        const limitW = problem.children[index]?.importMaxW ?? [];
        const { powerW } = proxAnswer(holder, ask, { lastW: lastW[index] ?? [], limitW });
        lastW[index] = powerW;
        const best = bounds ? { bestValueMicro: bestAnswer({ ...holder, price: ask.price }).boundMicro } : {};
        effects = clearing.handle({ kind: "answered", child, round: effect.round, answer: { powerW, ...best } });
      }
    }
    roundS.push((performance.now() - began) / 1000);
  }
}

/** µ: what everybody declares of the grants, energy and demand charge. */
export function sumCost({ problem, holders }: SumFleet, grants: readonly SumGrant[]): number {
  const netW = problem.baseW.slice();
  let micro = 0;
  for (const [index, { powerW }] of grants.entries()) {
    const holder = holders[index];
    if (holder !== undefined) micro += declaredCost(holder, powerW).costMicro;
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  return micro + gridCost(gridOf(problem), netW);
}

const gridOf = (problem: SumProblem): RoundsProblem => ({ ...problem, rows: [], children: [] });
