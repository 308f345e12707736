import { LinearBuilder, type IntegralPart, type MasterProblem } from "@chargepact/protocol";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { dive } from "./dive.js";
import { loadHighs, solveWith } from "./highs.js";
import type { Highs } from "highs";

let highs: Highs;
beforeAll(async () => {
  highs = await loadHighs();
});

/** Children that are on or off in each step, with a power between a minimum and a maximum where they are on; rows share room. */
const anyProgramme = fc.record({
  children: fc.integer({ min: 5, max: 8 }),
  steps: fc.integer({ min: 7, max: 9 }),
  seed: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 80, maxLength: 80 }),
  room: fc.integer({ min: 2, max: 25 }),
});
type Drawn = typeof anyProgramme extends fc.Arbitrary<infer Of> ? Of : never;

function programme({ children, steps, seed, room }: Drawn): MasterProblem {
  const builder = new LinearBuilder();
  const rooms = Array.from({ length: steps }, () => builder.row(Number.NEGATIVE_INFINITY, room));
  const whole: number[] = [];
  for (let child = 0; child < children; child += 1) {
    const drawn = (index: number): number => (seed[(child * steps + index) % seed.length] ?? 1) / 1000;
    const wanted = builder.row(Number.NEGATIVE_INFINITY, 4 + 20 * drawn(0));
    for (let step = 0; step < steps; step += 1) {
      const least = builder.row(0, Number.POSITIVE_INFINITY);
      const most = builder.row(Number.NEGATIVE_INFINITY, 0);
      const on = builder.column(0.1 * drawn(step + 1), { lower: 0, upper: 1 }, [
        [least, -4.14],
        [most, -11],
      ]);
      whole.push(on);
      builder.column(-drawn(step), { lower: 0, upper: 11 }, [
        [least, 1],
        [most, 1],
        [wanted, 1],
        [rooms[step] ?? 0, 1],
      ]);
    }
  }
  return builder.build({ columns: Int32Array.from(whole), gap: 0.5 });
}

/** By how much a point is outside its bounds or rows. */
function misfit(
  { lower, upper, rowLower, rowUpper, starts, indices, values }: MasterProblem,
  at: Float64Array,
): number {
  const rows = new Float64Array(rowLower.length);
  let worst = 0;
  for (const [column, value] of at.entries()) {
    worst = Math.max(worst, (lower[column] ?? 0) - value, value - (upper[column] ?? 0));
    for (let entry = starts[column] ?? 0; entry < (starts[column + 1] ?? 0); entry += 1) {
      const row = indices[entry] ?? 0;
      rows[row] = (rows[row] ?? 0) + value * (values[entry] ?? 0);
    }
  }
  for (const [row, sum] of rows.entries())
    worst = Math.max(worst, (rowLower[row] ?? 0) - sum, sum - (rowUpper[row] ?? 0));
  return worst;
}

describe("diving", () => {
  test("keeps every bound and row, has whole columns, and finds the same each time", () => {
    fc.assert(
      fc.property(anyProgramme, (drawn) => {
        const problem = programme(drawn);
        const found = solveWith(highs, problem, 10_000);
        expect(misfit(problem, found.values)).toBeLessThan(1e-5);
        for (const column of problem.integral?.columns ?? []) {
          const value = found.values[column] ?? 0;
          expect(Math.min(value, 1 - value)).toBeLessThanOrEqual(1e-5);
        }
        expect(solveWith(highs, problem, 10_000)).toEqual(found);
      }),
      { numRuns: 25 },
    );
  });

  test("is late where time ends in the middle of it, instead of finding something else", () => {
    const problem = programme({ children: 5, steps: 8, seed: Array<number>(80).fill(500), room: 9 });
    const { modelStatus } = highs.constants;
    let runs = 0;
    // Stands for a model whose second solve runs out of time.
    const model = {
      changeColsCost: () => undefined,
      changeColsBounds: () => undefined,
      getBasis: () => undefined,
      setBasis: () => undefined,
      run: () => (runs += 1),
      getModelStatus: () => (runs === 2 ? modelStatus.timeLimit : modelStatus.optimal),
      getSolution: () => ({ colValue: new Float64Array(problem.cost.length).fill(runs === 1 ? 0.4 : 0) }),
    };
    const integral = problem.integral as IntegralPart;
    expect(() => dive(highs, model as never, { programme: problem, integral })).toThrow(/^late: /);
  });
});
