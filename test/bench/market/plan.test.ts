import { InProcessSolver } from "@chargepact/agent";
import {
  advanceRounds,
  beginRounds,
  type MasterSolution,
  type RoundsEffect,
  type RoundsInput,
  type RoundsReply,
  roundsSeeds,
  type RoundsState,
} from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import { generated } from "./cases.js";
import { check } from "./check.js";
import { type Instance, makeInstance } from "./instance.js";
import { answer, play, type PlayOptions } from "./play.js";

const solver = new InProcessSolver();

function run(
  { problem, holders }: Instance,
  settings: RoundsInput["settings"] = {},
  options: Omit<PlayOptions, "solver"> = {},
): ReturnType<typeof play> {
  return play({ problem, seeds: roundsSeeds(problem), settings }, holders, { solver, ...options });
}

/** Steps a plan by hand, up to an effect; `solve` false fails a solve. */
async function step(
  instance: Instance,
  settings: RoundsInput["settings"],
  how: {
    readonly solve?: (number: number) => boolean;
    readonly until?: (effect: RoundsEffect) => boolean;
    readonly lost?: (child: string) => boolean;
  },
): Promise<{ readonly state: RoundsState; readonly seen: readonly RoundsEffect[] }> {
  let { state, effects } = beginRounds({
    problem: instance.problem,
    seeds: roundsSeeds(instance.problem),
    settings: settings ?? {},
  });
  const seen: RoundsEffect[] = [];
  const queue = [...effects];
  for (let effect = queue.shift(); effect !== undefined; effect = queue.shift()) {
    seen.push(effect);
    if (how.until?.(effect) === true) break;
    if (effect.kind === "solve") {
      const { number, problem } = effect;
      const solution: MasterSolution | undefined =
        how.solve?.(number) === false ? undefined : await solver.solve(problem, 10_000);
      ({ state, effects } = advanceRounds(
        state,
        solution === undefined ? { kind: "solveFailed", number } : { kind: "solved", number, solution },
      ));
      queue.push(...effects);
    }
    if (effect.kind === "ask") {
      for (const ask of effect.asks) {
        if (how.lost?.(ask.child) === true) continue;
        const holder = instance.holders.get(ask.child)!;
        const reply = answer(holder, ask, effect.round);
        ({ state, effects } = advanceRounds(state, { kind: "replied", child: ask.child, round: effect.round, reply }));
        queue.push(...effects);
      }
      if (how.lost !== undefined) {
        ({ state, effects } = advanceRounds(state, { kind: "roundClosed", round: effect.round }));
        queue.push(...effects);
      }
    }
  }
  return { state, seen };
}

describe("a plan", () => {
  const instance = makeInstance({ ...generated(7, 6), stepS: 900 });
  const outcomeOf = (seen: readonly RoundsEffect[]) =>
    seen.flatMap((effect) => (effect.kind === "done" ? [effect.outcome] : []))[0];

  test("ends in the best seed where the solver fails, and says so", async () => {
    const { seen } = await step(instance, {}, { solve: () => false });
    const outcome = outcomeOf(seen);
    expect(outcome?.ended).toBe("solver");
    expect(["llf", "edf", "equal-share", "flattened-llf"]).toContain(outcome?.origin);
    expect(check(instance, outcome!).overW).toBeLessThanOrEqual(0);
  });

  test("goes on without its rehearsal, and ends in the last plan where a later solve fails", async () => {
    const { seen } = await step(instance, { gapStop: 0 }, { solve: (number) => number !== 1 && number < 6 });
    expect(outcomeOf(seen)).toMatchObject({ ended: "solver", origin: "option-rounds" });
  });

  test("ends at its deadline with what it has", async () => {
    const { state } = await step(
      instance,
      { gapStop: 0 },
      { until: (effect) => effect.kind === "ask" && effect.round === 3 },
    );
    const { effects } = advanceRounds(state, { kind: "deadline" });
    expect(outcomeOf(effects)).toMatchObject({ ended: "deadline", origin: "option-rounds", rounds: 3 });
    expect(advanceRounds(advanceRounds(state, { kind: "deadline" }).state, { kind: "deadline" }).effects).toEqual([]);
  });

  test("stops as soon as the gap is small enough", async () => {
    const { outcome } = await run(instance, { gapStop: 0.05 });
    expect(outcome).toMatchObject({ ended: "gap" });
    expect(outcome.gapPpm).toBeLessThanOrEqual(50_000);
  });

  test("does not wait again for a child that was silent in two rounds", async () => {
    const silent = instance.problem.children[0]!.id;
    const played = await run(instance, { roundsMax: 5, gapStop: 0 }, { lost: (child) => child === silent });
    const at = played.state.problem.children.findIndex(({ id }) => id === silent);
    expect(played.state.silent[at]).toBe(played.outcome.rounds);
    expect(played.outcome.grants[at]?.powerW.every((watts) => watts === 0)).toBe(true);
  });

  test("takes an answer that comes while the master is solved for the next master, not for this one", async () => {
    const late = instance.problem.children[1]!.id;
    const lost = (child: string): boolean => child === late;
    const before = await step(
      instance,
      { gapStop: 0 },
      { lost, until: (effect) => effect.kind === "solve" && effect.number === 2 },
    );
    const solve = before.seen.flatMap((effect) => (effect.kind === "solve" && effect.number === 2 ? [effect] : []))[0]!;
    const solution = await solver.solve(solve.problem, 10_000);
    const solved = { kind: "solved", number: 2, solution } as const;
    const asks = before.seen.flatMap((effect) => (effect.kind === "ask" ? effect.asks : []));
    const reply = answer(
      instance.holders.get(late)!,
      asks.find(({ child }) => child === late)!,
      1,
    );
    const { state } = advanceRounds(before.state, { kind: "replied", child: late, round: 1, reply });
    const [without, beside] = [advanceRounds(before.state, solved).state, advanceRounds(state, solved).state];
    expect(beside.upper).toEqual(without.upper);
    expect(beside.columns.flat().length).toBe(without.columns.flat().length + reply.options.length);
  });

  const first = (reply: RoundsReply, change: Partial<RoundsReply["options"][number]>): RoundsReply => ({
    ...reply,
    options: reply.options.map((option, index) => (index === 0 ? { ...option, ...change } : option)),
  });
  const lies: readonly (readonly [string, string, (reply: RoundsReply) => RoundsReply])[] = [
    [
      "cannot be kept",
      "its own limits",
      (reply) => first(reply, { powerW: reply.options[0]!.powerW.map(() => 50_000) }),
    ],
    ["is not finite", "NaN", (reply) => first(reply, { powerW: reply.options[0]!.powerW.map(() => Number.NaN) })],
    ["has no finite cost", "declared cost Infinity", (reply) => first(reply, { costMicro: Number.POSITIVE_INFINITY })],
    ["bears the name of another", "option fallback", (reply) => first(reply, { id: "fallback" })],
    [
      "is there twice",
      "is there twice",
      (reply) => ({ ...reply, options: reply.options.slice(-1).concat(reply.options.slice(-1)), priced: [] }),
    ],
    ["promises too much", "is above", (reply) => ({ ...reply, bestValueMicro: 1e12 })],
  ];
  test.each(lies)(
    "CP-NEG-11 refuses an answer whose option %s, says whose it is, and plans as if that child were silent",
    async (_, detail, lie) => {
      const liar = instance.problem.children[0]!.id;
      const holders = new Map(instance.holders);
      const settings = { roundsMax: 3, gapStop: 0 };
      const told = await run({ ...instance, holders }, settings, {
        altered: (child, reply) => (child === liar ? lie(reply) : reply),
      });
      const silent = await run(instance, settings, { lost: (child) => child === liar });
      expect(told.refused).toHaveLength(3);
      for (const refused of told.refused) expect(refused).toMatch(new RegExp(`^${liar}: .*${detail}`));
      expect(told.outcome.grants).toEqual(silent.outcome.grants);
    },
  );
});
