import fc from "fast-check";
import loadHighs from "highs";
import { expect, test } from "vitest";
import { holder, type HolderKind } from "./holders.test-helper.js";
import { type AnswerProblem, bestAnswer, declaredCost, energyMicro, type Priced } from "./index.js";
import { lpText, programmeOf } from "./lp.test-helper.js";

// Its types are those of its CommonJS build, where the loader is the namespace's `default`.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();
const seed = 20_240_517;

/** µ; optimum of each holder's (relaxed) problem, many holders in one programme. */
function optima(problems: readonly AnswerProblem[]): number[] {
  const found: number[] = [];
  for (let from = 0; from < problems.length; from += 25) {
    const programmes = problems.slice(from, from + 25).map((problem, index) => programmeOf(problem, `h${index}`));
    const solution = highs.solve(lpText(programmes));
    expect(solution.Status).toBe("Optimal");
    for (const { costs, constant } of programmes) {
      let micro = constant;
      for (const [id, cost] of costs) micro += cost * (solution.Columns[id] as { Primal: number }).Primal;
      found.push(micro);
    }
  }
  return found;
}

const totalMicro = (problem: AnswerProblem, { powerW, costMicro }: Priced): number =>
  costMicro + energyMicro(problem, powerW);

/** µ; what 10 W through three steps are worth at most: rounding to plan units may cost that. */
function roundingMicro(problem: AnswerProblem): number {
  const dearest = Math.max(0, ...[...problem.price, ...(problem.exportPrice ?? [])].map(Math.abs));
  const microPerKwh = dearest + (problem.tiers[0]?.valueMicroPerKwh ?? 0);
  const energyKwh = (3 * 10 * problem.stepS) / 3_600_000;
  return 3 + (energyKwh * microPerKwh) / problem.chargeEfficiency / problem.dischargeEfficiency;
}

/** True where nothing is gained by charging and discharging at once. */
const convex = ({ price, exportPrice, discharge }: AnswerProblem): boolean =>
  discharge.length === 0 || (exportPrice === undefined && price.every((micro) => micro >= 0));

const kinds: readonly (readonly [string, HolderKind, number])[] = [
  ["a battery that only charges", {}, 700],
  ["one that only charges, at negative prices", { priceMin: -400_000 }, 400],
  ["one with calendar wear", { calendar: true }, 400],
  ["V2G", { exports: true }, 600],
  ["V2G with calendar wear", { exports: true, calendar: true }, 400],
  ["V2G at negative prices", { exports: true, calendar: true, priceMin: -400_000 }, 400],
  ["an export price of its own", { exports: true, priceMin: -100_000, ownExportPrice: true }, 300],
];
for (const [name, kind, count] of kinds) {
  test(`L is the optimum of the linear programme, and the answer reaches it where the set is convex: ${name}`, () => {
    const problems = fc.sample(holder(kind), { numRuns: count, seed });
    for (const [index, optimum] of optima(problems).entries()) {
      const problem = problems[index]!;
      const answer = bestAnswer(problem);
      const scale = Math.max(1, Math.abs(optimum));
      const context = JSON.stringify({ optimum, problem });
      expect(answer.boundMicro, context).toBeLessThanOrEqual(optimum + 1e-6 * scale + 1e-3);
      expect(answer.boundMicro, context).toBeGreaterThanOrEqual(optimum - 1e-4 * scale - 2);
      expect(answer.costMicro, context).toBeGreaterThanOrEqual(0);
      // As it says: nothing of it is beyond bands, limits or window.
      expect(declaredCost(problem, answer.powerW).powerW, context).toEqual(answer.powerW);
      if (convex(problem)) expect(totalMicro(problem, answer), context).toBeLessThan(optimum + roundingMicro(problem));
    }
  });
}

test("no schedule that a holder can keep costs less than L", () => {
  for (const [, kind] of kinds) {
    const problems = holder({ ...kind, priceMin: -300_000 });
    const schedules = fc.array(fc.integer({ min: -22_000, max: 22_000 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(problems, fc.array(schedules, { minLength: 1, maxLength: 5 }), (problem, asked) => {
        const { boundMicro } = bestAnswer(problem);
        for (const askedW of asked) {
          const kept = declaredCost(problem, askedW);
          expect(totalMicro(problem, kept)).toBeGreaterThanOrEqual(boundMicro);
          expect(declaredCost(problem, kept.powerW)).toEqual(kept);
        }
      }),
      { seed, numRuns: 150 },
    );
  }
});

test("prints what an answer for a day of 96 steps takes", () => {
  const bands = Array.from({ length: 8 }, (_, band) => ({
    toW: 1375 * (band + 1),
    wearMicroPerKwh: 20_000 + 5000 * band,
  }));
  const price = Array.from({ length: 96 }, (_, step) => 150_000 + 100_000 * Math.sin(step / 7) + 3000 * (step % 13));
  const plain: AnswerProblem = {
    ...{ startS: 0, stepS: 900, usable: price.map(() => 1), price, charge: bands, discharge: [], powerMinW: 0 },
    ...{
      chargeEfficiency: 0.92,
      dischargeEfficiency: 0.92,
      storedWh: 20_000,
      storedMinWh: 20_000,
      storedMaxWh: 47_600,
    },
    tiers: [3, 2, 1].map((times) => ({ energyWh: 10_000, valueMicroPerKwh: 400_000 * times })),
  };
  const calendar = Array.from({ length: 21 }, (_, point) => ({
    storedWh: 3000 * point,
    microPerHour: 1000 + point ** 3,
  }));
  const cases: Record<string, AnswerProblem> = {
    "charging only": plain,
    "with calendar wear": { ...plain, calendar },
    "with V2G and calendar wear": { ...plain, calendar, discharge: bands, storedMinWh: 6000, storedMaxWh: 57_000 },
    "with a least power": { ...plain, calendar, powerMinW: 4140 },
  };
  for (const [name, problem] of Object.entries(cases)) {
    for (let warm = 0; warm < 100; warm += 1) bestAnswer(problem);
    const before = process.cpuUsage().user;
    for (let count = 0; count < 50; count += 1) bestAnswer(problem);
    process.stdout.write(`best answer ${name}: ${Math.round((process.cpuUsage().user - before) / 50)} µs\n`);
  }
});
