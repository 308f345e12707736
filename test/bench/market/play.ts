import {
  advanceRounds,
  type AnswerProblem,
  beginRounds,
  bestAnswer,
  type ChildPrices,
  declaredCost,
  nearbyAnswers,
  type RoundsAsk,
  type RoundsEffect,
  type RoundsInput,
  type RoundsOption,
  type RoundsOutcome,
  type RoundsReply,
  type RoundsState,
} from "@chargepact/protocol";
import type { Solver } from "@chargepact/agent";

/** A holder in the bench: its own problem, without prices, and what it does on the way to its grantor. */
export interface Holder {
  readonly id: string;
  readonly problem: AnswerProblem;
  /** What it says in place of the truth; default the truth. */
  readonly says?: AnswerProblem;
}

export interface Play {
  readonly outcome: RoundsOutcome;
  readonly state: RoundsState;
  readonly solveMs: readonly number[];
  readonly refused: readonly string[];
  readonly asks: number;
  readonly replies: readonly RoundsReply[];
  /** Prices of the first child in each round. */
  readonly told: readonly ChildPrices[];
  /** Of each round in which children were asked: all that happened in it, ms. */
  readonly roundMs: readonly number[];
}

/** Answers as a holder does (`roles/round-answer.ts`): what it is asked to price, its best answer, some beside it. */
export function answer(holder: Holder, ask: RoundsAsk, round: number): RoundsReply {
  const own = holder.says ?? holder.problem;
  const problem = { ...own, price: ask.prices.importPrice, exportPrice: ask.prices.exportPrice };
  const options: RoundsOption[] = [];
  const priced: { proposal: number; option: number }[] = [];
  for (const [proposal, powerW] of ask.proposals.entries()) {
    const { powerW: followedW, costMicro } = declaredCost(problem, powerW);
    const option = options.push({ id: `${round}-p${proposal}`, powerW: followedW, costMicro }) - 1;
    if (followedW.every((watts, step) => watts === powerW[step])) priced.push({ proposal, option });
  }
  if (!ask.wantsBest) return { options, priced };
  const best = bestAnswer(problem);
  options.push({ id: `${round}-best`, powerW: best.powerW, costMicro: best.costMicro });
  for (const [index, { powerW, costMicro }] of nearbyAnswers(
    problem,
    round,
    Math.min(4, 6 - options.length),
  ).entries()) {
    options.push({ id: `${round}-n${index}`, powerW, costMicro });
  }
  return { options, priced, bestValueMicro: best.boundMicro };
}

export interface PlayOptions {
  readonly solver: Solver;
  /** Whether a reply does not arrive. */
  readonly lost?: (child: string, round: number) => boolean;
  /** What arrives in place of a reply. */
  readonly altered?: (child: string, reply: RoundsReply) => RoundsReply;
  /** Lets the event loop turn between replies, as messages do. */
  readonly breathe?: boolean;
}

/** Plays a plan to its end. */
export async function play(
  input: RoundsInput,
  holders: ReadonlyMap<string, Holder>,
  { solver, lost, altered, breathe }: PlayOptions,
): Promise<Play> {
  let { state, effects } = beginRounds(input);
  const queue: RoundsEffect[] = [...effects];
  const [solveMs, refused, replies]: [number[], string[], RoundsReply[]] = [[], [], []];
  const [told, roundMs]: [ChildPrices[], number[]] = [[], []];
  let roundBegan = performance.now();
  let asks = 0;
  for (let effect = queue.shift(); effect !== undefined; effect = queue.shift()) {
    if (effect.kind === "done")
      return { outcome: effect.outcome, state, solveMs, refused, asks, replies, told, roundMs };
    if (effect.kind === "refused") refused.push(`${effect.child}: ${effect.detail}`);
    if (effect.kind === "solve") {
      const { number } = effect;
      const began = performance.now();
      const event = await solver.solve(effect.problem, 60_000).then(
        (solution) => ({ kind: "solved" as const, number, solution }),
        () => ({ kind: "solveFailed" as const, number }),
      );
      solveMs.push(performance.now() - began);
      ({ state, effects } = advanceRounds(state, event));
      queue.push(...effects);
    }
    if (effect.kind === "ask") {
      const { round } = effect;
      const now = performance.now();
      if (round > 1) roundMs.push(now - roundBegan);
      roundBegan = now;
      if (effect.asks[0] !== undefined) told.push(effect.asks[0].prices);
      for (const ask of effect.asks) {
        asks += 1;
        const holder = holders.get(ask.child);
        if (holder === undefined || lost?.(ask.child, round) === true) continue;
        const honest = answer(holder, ask, round);
        const reply = altered?.(ask.child, honest) ?? honest;
        if (breathe === true) await new Promise(setImmediate);
        replies.push(reply);
        ({ state, effects } = advanceRounds(state, { kind: "replied", child: ask.child, round, reply }));
        queue.push(...effects);
      }
      ({ state, effects } = advanceRounds(state, { kind: "roundClosed", round }));
      queue.push(...effects);
    }
  }
  throw new Error("the plan did not end");
}
