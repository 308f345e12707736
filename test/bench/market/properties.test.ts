import { InProcessSolver } from "@chargepact/agent";
import { gapOf, gapScale, type RoundsInput, roundsSeeds } from "@chargepact/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { centralMicro } from "./central.js";
import { check } from "./check.js";
import { generated } from "./cases.js";
import { losing } from "./gaps.js";
import { type Instance, makeInstance, type Shape } from "./instance.js";
import { play, type PlayOptions } from "./play.js";

const solver = new InProcessSolver();

/** Small sites of all kinds: scarce and wide, with storage, discharging vehicles, phases, negative prices. */
const aShape = fc
  .record({
    seed: fc.integer({ min: 0, max: 500 }),
    count: fc.integer({ min: 2, max: 9 }),
    limitShare: fc.constantFrom(0.2, 0.35, 0.6),
    demandMicroPerKw: fc.constantFrom(0, 500_000),
    feeMicro: fc.constantFrom(0, 40_000),
    v2gShare: fc.constantFrom(0, 0.4),
    storage: fc.boolean(),
    phased: fc.boolean(),
  })
  .map(({ seed, count, ...shape }): Shape => ({ ...generated(seed, count), stepS: 900, ...shape }));

function run(
  instance: Instance,
  settings: RoundsInput["settings"] = {},
  options: Omit<PlayOptions, "solver"> = {},
): ReturnType<typeof play> {
  const { problem, holders } = instance;
  return play({ problem, seeds: roundsSeeds(problem), settings }, holders, { solver, ...options });
}

const runs = { numRuns: 8 };
const patience = 60_000;

describe("option rounds", () => {
  test(
    "end within their rounds, with bounds in order and on both sides of the optimum",
    async () => {
      await fc.assert(
        fc.asyncProperty(aShape, async (shape) => {
          const instance = makeInstance(shape);
          const optimum = await centralMicro(instance.problem, instance.holders, solver);
          const scale = gapScale(instance.problem);
          const { outcome, refused } = await run(instance, { roundsMax: 6, gapStop: 0 });
          expect(refused).toEqual([]);
          expect(outcome.rounds).toBeLessThanOrEqual(6);
          let upperBefore = Number.POSITIVE_INFINITY;
          let lowerBefore = Number.NEGATIVE_INFINITY;
          for (const { upperMicro = NaN, lowerMicro = NaN, gap = NaN } of outcome.trail) {
            expect(upperMicro).toBeLessThanOrEqual(upperBefore);
            expect(lowerMicro).toBeGreaterThanOrEqual(lowerBefore);
            // Weights and solver tolerances; a tenth of a cent.
            expect(lowerMicro).toBeLessThanOrEqual(optimum + 1_000);
            expect(upperMicro).toBeGreaterThanOrEqual(optimum - 1_000);
            expect(gap).toBeGreaterThanOrEqual(gapOf(upperMicro, optimum, scale) - 1e-3);
            [upperBefore, lowerBefore] = [upperMicro, lowerMicro];
          }
        }),
        runs,
      );
    },
    patience,
  );

  test(
    "count a share of a common level in both bounds",
    async () => {
      const aLevel = fc.record({
        microPerKw: fc.constantFrom(100_000, 1_000_000),
        profileShare: fc.constantFrom(-0.1, 0, 0.2, 0.5),
        least: fc.constantFrom(0, 0.05, 1),
        leastKw: fc.constantFrom(Number.NEGATIVE_INFINITY, -5, 0),
      });
      await fc.assert(
        fc.asyncProperty(aShape, aLevel, async (shape, { microPerKw, profileShare, least, leastKw }) => {
          const made = makeInstance({ ...shape, minimum: false });
          const [limitW = 0] = made.problem.rows[0]?.importW ?? [];
          const level = {
            ...{ microPerKw, leastKw },
            profileW: made.problem.baseW.map((watts, step) => watts + profileShare * limitW * (1 + Math.sin(step))),
            share: made.problem.baseW.map((_, step) => Math.max(least, 0.5 + 0.5 * Math.cos(step / 3))),
          };
          const problem = { ...made.problem, level };
          const optimum = await centralMicro(problem, made.holders, solver);
          const { outcome, refused } = await run({ ...made, problem }, { roundsMax: 10, gapStop: 0 });
          expect(refused).toEqual([]);
          expect(outcome.boundComplete).toBe(true);
          expect(outcome.lowerMicro).toBeLessThanOrEqual(optimum + 1_000);
          for (const { upperMicro = NaN, lowerMicro = NaN } of outcome.trail) {
            expect(lowerMicro).toBeLessThanOrEqual(optimum + 1_000);
            expect(upperMicro).toBeGreaterThanOrEqual(optimum - 1_000);
          }
          // A demand charge of one's own beside it leaves the bound a bound, not a tight one; stores take more rounds.
          if (shape.demandMicroPerKw > 0 || shape.storage || shape.v2gShare > 0 || least < 0.05) return;
          expect(gapOf(outcome.upperMicro, optimum, gapScale(problem))).toBeLessThan(0.1);
          expect(outcome.gapPpm ?? NaN).toBeLessThan(200_000);
        }),
        runs,
      );
    },
    patience,
  );

  test(
    "publish a gap that the committed plan really has, at most, and never load a row beyond its room",
    async () => {
      await fc.assert(
        fc.asyncProperty(aShape, fc.boolean(), async (shape, minimum) => {
          const instance = makeInstance({ ...shape, minimum, v2gShare: 0, storage: false });
          const { outcome } = await run(instance, { roundsMax: 6, gapStop: 0, wholeStepsMax: 200 });
          const { trueMicro, overW, underMinimum, startsMost } = check(instance, outcome);
          const optimum = await centralMicro(instance.problem, instance.holders, solver);
          const trueGap = gapOf(trueMicro, optimum, gapScale(instance.problem));
          expect(outcome.boundComplete).toBe(true);
          expect((outcome.gapPpm ?? NaN) / 1e6).toBeGreaterThanOrEqual(trueGap - 1e-6);
          expect(overW).toBeLessThanOrEqual(1e-6);
          expect(underMinimum).toBe(0);
          if (minimum) expect(startsMost).toBeLessThanOrEqual(4);
        }),
        runs,
      );
    },
    patience,
  );

  test(
    "load no row beyond its room either way where vehicles and a store export and little may be exported",
    async () => {
      await fc.assert(
        fc.asyncProperty(aShape, fc.constantFrom(0, 0.1, 0.3), async (shape, exportShare) => {
          const made = makeInstance({ ...shape, v2gShare: 0.7, storage: true });
          const rows = made.problem.rows.map((row) => ({
            ...row,
            exportW: row.exportW.map((watts) => Math.floor(watts * exportShare)),
          }));
          const instance = { ...made, problem: { ...made.problem, rows } };
          const { outcome, refused } = await run(instance, { roundsMax: 5, gapStop: 0 });
          expect(refused).toEqual([]);
          expect(check(instance, outcome).overW).toBeLessThanOrEqual(1e-6);
          for (const { child, powerW } of outcome.grants) {
            const own = instance.problem.children.find(({ id }) => id === child);
            for (const [step, watts] of powerW.entries()) {
              expect(watts).toBeLessThanOrEqual(own?.importMaxW[step] ?? 0);
              expect(-watts).toBeLessThanOrEqual(own?.exportMaxW[step] ?? 0);
            }
          }
        }),
        runs,
      );
    },
    patience,
  );

  test(
    "cost no more than any seed that everybody priced",
    async () => {
      await fc.assert(
        fc.asyncProperty(aShape, fc.boolean(), async (shape, minimum) => {
          const instance = makeInstance({ ...shape, seed: 2 * shape.seed + 1, minimum });
          const { outcome, state } = await run(instance, { roundsMax: 3, wholeStepsMax: 0 });
          for (const { seed, columns } of state.seeds) {
            if (columns.some((column) => column === undefined)) continue;
            const grants = instance.problem.children.map(({ id, fallback }) => ({
              child: id,
              blend: [],
              powerW: seed.powerW[id] ?? fallback.powerW,
            }));
            expect(check(instance, outcome).trueMicro).toBeLessThanOrEqual(check(instance, { grants }).trueMicro + 1);
          }
        }),
        runs,
      );
    },
    patience,
  );

  test(
    "commit to each child a mixture of its own options, a unit a step beside it at most",
    async () => {
      await fc.assert(
        fc.asyncProperty(aShape, async (shape) => {
          const instance = makeInstance(shape);
          const { outcome, state } = await run(instance, { roundsMax: 4, gapStop: 0 });
          const stated = state.columns.map((own) => new Map(own.map(({ id, powerW }) => [id, powerW])));
          for (const [index, { blend, powerW }] of outcome.grants.entries()) {
            if (outcome.origin !== "option-rounds") continue;
            expect(blend.reduce((sum, { weight }) => sum + weight * 65_536, 0)).toBe(65_536);
            for (const [step, watts] of powerW.entries()) {
              const exact = blend.reduce(
                (sum, { option, weight }) => sum + weight * (stated[index]?.get(option)?.[step] ?? NaN),
                0,
              );
              expect(Number.isInteger(watts)).toBe(true);
              expect(Math.abs(watts - exact)).toBeLessThanOrEqual(1 + 1e-6);
            }
          }
        }),
        runs,
      );
    },
    patience,
  );

  test("come to the same plan whenever they get the same answers, in whatever order the children are named", async () => {
    const instance = makeInstance({ ...generated(3, 8), stepS: 900 });
    const shuffled = {
      ...instance,
      problem: { ...instance.problem, children: [...instance.problem.children].reverse() },
    };
    const [first, again, other] = [await run(instance), await run(instance), await run(shuffled)];
    expect(again.outcome).toEqual(first.outcome);
    expect(other.outcome).toEqual(first.outcome);
  });

  test(
    "lose quality and nothing else where replies are lost: bounds hold, rows hold",
    async () => {
      await fc.assert(
        fc.asyncProperty(aShape, fc.constantFrom(0.3, 0.5, 0.9, 1), async (shape, share) => {
          const instance = makeInstance(shape);
          const optimum = await centralMicro(instance.problem, instance.holders, solver);
          const { outcome } = await run(instance, { roundsMax: 5, gapStop: 0 }, { lost: losing(share, shape.seed) });
          expect(outcome.rounds).toBeLessThanOrEqual(5);
          if (outcome.boundComplete) expect(outcome.lowerMicro).toBeLessThanOrEqual(optimum + 1_000);
          expect(check(instance, outcome).overW).toBeLessThanOrEqual(1e-6);
        }),
        runs,
      );
    },
    patience,
  );
});
