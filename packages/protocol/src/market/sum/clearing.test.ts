import fc from "fast-check";
import { expect, test } from "vitest";
import { SumClearing, type SumAnswer, type SumEffect, type SumOutcome, type SumProblem } from "./index.js";

const seed = 20_240_517;
const steps = 4;

const watts = (max: number): fc.Arbitrary<number[]> => fc.array(fc.nat(max), { minLength: steps, maxLength: steps });
const row = fc.record({ importW: watts(20_000), exportW: watts(5000) });
const prices = fc.array(fc.integer({ min: -50_000, max: 300_000 }), { minLength: steps, maxLength: steps });
const child = fc.record({
  group: fc.constantFrom("north", "south", "nowhere"),
  importMaxW: watts(11_000),
  exportMaxW: fc.oneof(fc.constant([0, 0, 0, 0]), watts(4000)),
  fallbackW: fc.oneof(fc.constant([]), watts(2000), fc.constant([Number.NaN, 1e12])),
});
const anyProblem: fc.Arbitrary<SumProblem> = fc
  .record({
    importPrice: prices,
    exportPrice: prices,
    demandMicroPerKw: fc.constantFrom(0, 5_000_000),
    peakSoFarW: fc.nat(10_000),
    baseW: watts(5000),
    feeder: row,
    north: row,
    south: row,
    children: fc.array(child, { maxLength: 8 }),
  })
  .map(({ north, south, children, ...rest }) => ({
    ...rest,
    grid: { startS: 0, stepS: 900, usable: [0.4, 1, 1, 1] },
    groups: [
      { id: "north", ...north },
      { id: "south", ...south },
    ],
    children: children.map((own, index) => ({ ...own, id: `c${index}` })),
  }));

/** Honest or not: within limits, beyond them, no numbers, too short, silent. */
const anyAnswer: fc.Arbitrary<SumAnswer | undefined> = fc.oneof(
  watts(3000).map((powerW) => ({ powerW, bestValueMicro: -1000 })),
  fc
    .array(fc.oneof(fc.double(), fc.integer({ min: -20_000, max: 20_000 })), { maxLength: 6 })
    .map((powerW) => ({ powerW })),
  fc.constant({ powerW: [0, 0, 0, 0], bestValueMicro: Number.NaN }),
  fc.constant(undefined),
);

interface Lived {
  readonly outcome: SumOutcome;
  readonly effects: readonly SumEffect[];
}

/** Lives a plan through with these answers, in turn; `turned` reverses the order within each round. */
function live(problem: SumProblem, answers: readonly (SumAnswer | undefined)[], turned = false): Lived {
  const clearing = new SumClearing({ problem, settings: { roundsMax: 6 } });
  const all: SumEffect[] = [];
  let effects = clearing.begin();
  for (let turn = 0; turn < 10; turn += 1) {
    all.push(...effects.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
    const ask = effects.find((effect) => effect.kind === "ask");
    const done = effects.find((effect) => effect.kind === "done");
    if (done !== undefined) return { outcome: done.outcome, effects: all };
    if (ask === undefined) throw new Error("the plan neither asks nor ends");
    const children = ask.asks.flatMap((own) => own.children).sort();
    const next: SumEffect[] = [];
    for (const id of turned ? children.reverse() : children) {
      const answer = answers[(Number(id.slice(1)) + 3 * ask.round) % answers.length];
      if (answer === undefined) continue;
      next.push(...clearing.handle({ kind: "answered", child: id, round: ask.round, answer }));
    }
    next.push(...clearing.handle({ kind: "roundClosed", round: ask.round }));
    effects = next;
  }
  throw new Error("the plan did not end within its rounds");
}

const lives = [anyProblem, fc.array(anyAnswer, { minLength: 1, maxLength: 12 })] as const;

test("whatever anybody answers, a plan ends within R rounds and fits feeder, groups and what each declared", () => {
  fc.assert(
    fc.property(...lives, (problem, answers) => {
      const { outcome } = live(problem, answers);
      expect(outcome.rounds).toBeLessThanOrEqual(6);
      expect(outcome.grants.map((grant) => grant.child)).toEqual(problem.children.map(({ id }) => id));
      const powers = new Map(outcome.grants.map((grant) => [grant.child, grant.powerW]));
      for (let step = 0; step < steps; step += 1) {
        for (const own of problem.children) {
          const power = powers.get(own.id)?.[step] ?? Number.NaN;
          expect(Number.isInteger(power)).toBe(true);
          expect(power).toBeLessThanOrEqual(own.importMaxW[step] ?? 0);
          expect(-power).toBeLessThanOrEqual(own.exportMaxW[step] ?? 0);
        }
        for (const [id, limit, left] of [
          [undefined, problem.feeder, outcome.left] as const,
          ...problem.groups.map((group) => [group.id, group, outcome.leftOf[group.id]] as const),
        ]) {
          const own = problem.children
            .filter(({ group }) => id === undefined || group === id)
            .map((one) => powers.get(one.id)?.[step] ?? 0);
          const taken = own.reduce((sum, power) => sum + Math.max(0, power), 0);
          const fed = own.reduce((sum, power) => sum + Math.max(0, -power), 0);
          expect(taken + (left?.importW[step] ?? Number.NaN)).toBe(limit.importW[step]);
          expect(fed + (left?.exportW[step] ?? Number.NaN)).toBe(limit.exportW[step]);
        }
      }
    }),
    { seed, numRuns: 300 },
  );
});

test("the same answers lead to the same plan and prices, in whatever order they come within a round", () => {
  fc.assert(
    fc.property(...lives, (problem, answers) => {
      const first = live(problem, answers);
      expect(live(problem, answers).effects).toEqual(first.effects);
      expect(live(problem, answers, true).outcome).toEqual(first.outcome);
    }),
    { seed, numRuns: 100 },
  );
});

const two: SumProblem = {
  grid: { startS: 0, stepS: 3600, usable: [1, 1] },
  ...{ importPrice: [100_000, 200_000], exportPrice: [0, 0], demandMicroPerKw: 0, peakSoFarW: 0, baseW: [0, 0] },
  feeder: { importW: [6000, 6000], exportW: [] },
  groups: [],
  children: ["a", "b"].map((id) => ({ id, importMaxW: [4000, 4000], exportMaxW: [], fallbackW: [1000, 0] })),
};

test.each([
  ["too short", { powerW: [1] }, "a profile of 1 steps, not 2"],
  ["without numbers", { powerW: [1, Number.NaN] }, "step 1: no number"],
  ["beyond what was declared", { powerW: [1, 4002] }, "step 1: 4002 W, declared 4000 W"],
  ["exporting undeclared", { powerW: [-2, 0] }, "step 0: -2 W, declared 0 W"],
  ["with a best value that is none", { powerW: [0, 0], bestValueMicro: Infinity }, "a best value that is no number"],
])("an answer %s is refused with a reason, counted, and its sender's last profile stays", (_, answer, detail) => {
  const clearing = new SumClearing({ problem: two, settings: { roundsMax: 1 } });
  clearing.begin();
  expect(clearing.handle({ kind: "answered", child: "a", round: 1, answer })).toEqual([
    { kind: "refused", child: "a", round: 1, detail },
  ]);
  // A second one in the same round, one from nobody and one of another round change nothing.
  for (const [child, round] of [
    ["a", 1],
    ["z", 1],
    ["b", 2],
  ] as const)
    expect(clearing.handle({ kind: "answered", child, round, answer: { powerW: [4000, 4000] } })).toEqual([]);
  const [done] = clearing.handle({ kind: "answered", child: "b", round: 1, answer: { powerW: [4000, 0] } });
  expect(done).toMatchObject({ kind: "done", outcome: { refusals: { a: 1 }, ended: "rounds" } });
  expect(done?.kind === "done" && done.outcome.grants.map(({ powerW }) => powerW)).toEqual([
    [1000, 0],
    [4000, 0],
  ]);
});

test("profiles that do not fit are scaled by one factor, and what a row has booked for a child stays its own", () => {
  const children = two.children.map((own, index) => ({ ...own, bookedImportW: index === 0 ? 2000 : 0 }));
  const clearing = new SumClearing({ problem: { ...two, children }, settings: { roundsMax: 1 } });
  clearing.begin();
  clearing.handle({ kind: "answered", child: "a", round: 1, answer: { powerW: [4000, 0] } });
  const [done] = clearing.handle({ kind: "answered", child: "b", round: 1, answer: { powerW: [4000, 4000] } });
  if (done?.kind !== "done") throw new Error("the plan did not end");
  // 6000 W less 2000 W booked are shared 2000 : 4000.
  expect(done.outcome.grants.map(({ powerW }) => powerW)).toEqual([
    [3333, 0],
    [2666, 4000],
  ]);
  expect(done.outcome.left.importW).toEqual([1, 0]);
});

test("a plan without children, without rounds or past its deadline ends with what it has", () => {
  expect(new SumClearing({ problem: { ...two, children: [] } }).begin()).toMatchObject([{ kind: "done" }]);
  expect(new SumClearing({ problem: two, settings: { roundsMax: 0 } }).begin()).toMatchObject([{ kind: "done" }]);
  const clearing = new SumClearing({ problem: two });
  clearing.begin();
  expect(clearing.handle({ kind: "deadline" })).toMatchObject([{ kind: "done", outcome: { ended: "deadline" } }]);
  expect(clearing.handle({ kind: "deadline" })).toEqual([]);
});
