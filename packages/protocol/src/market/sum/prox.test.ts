import fc from "fast-check";
import { expect, test } from "vitest";
import { declaredCost, energyMicro } from "../answer/declared-cost.js";
import { holder } from "../answer/holders.test-helper.js";
import { type AnswerProblem, hoursOf, limitW } from "../answer/problem.js";
import { proxAnswer, type ProxOwn } from "./prox.js";
import type { SumAsk } from "./types.js";

const seed = 20_240_517;

const question = fc
  .tuple(holder({ priceMin: -200_000 }), fc.integer({ min: 20_000, max: 5_000_000 }), fc.infiniteStream(fc.nat(8000)))
  .map(([problem, stiffness, watts]) => ({
    problem,
    ask: { set: "", children: [], price: problem.price, excess: [], stiffness, relax: 1 } satisfies SumAsk,
    own: {
      centreW: problem.usable.map(() => Number(watts.next().value) - 2000),
      limitW: problem.usable.map((_, step) => Math.max(1, limitW(problem, step, 1))),
    },
  }));

/** µ; what the answer is to make least. */
function costOf(
  problem: AnswerProblem,
  powerW: readonly number[],
  { ask, own }: { ask: SumAsk; own: ProxOwn },
): number {
  const pull = [...hoursOf(problem)].reduce((sum, hours, step) => {
    const [kw, limitKw] = [((powerW[step] ?? 0) - (own.centreW[step] ?? 0)) / 1000, (own.limitW[step] ?? 1) / 1000];
    return sum + (hours * ask.stiffness * kw ** 2) / (2 * limitKw);
  }, 0);
  return declaredCost(problem, powerW).costMicro + energyMicro(problem, powerW) + pull;
}

test("no shift of energy from one step to another, in or out, makes an answer better than rounding does", () => {
  fc.assert(
    fc.property(question, fc.integer({ min: 1, max: 3000 }), ({ problem, ask, own }, moveWh) => {
      const { powerW } = proxAnswer(problem, ask, own);
      const hours = hoursOf(problem);
      const found = costOf(problem, powerW, { ask, own });
      // A watt in each step, at most what a kWh can be worth here.
      const dearest = 1_500_000 + 1_000_000 + 10 * ask.stiffness;
      const rounding = 10 + [...hours].reduce((sum, h) => sum + h, 0) * 1e-3 * Math.min(dearest, 3_000_000);
      const moved = (from: number, to: number): number[] =>
        powerW.map((watts, step) => {
          const shiftW = moveWh / Math.max(1e-9, hours[step] ?? 0);
          return watts + (step === to ? shiftW : 0) - (step === from ? shiftW : 0);
        });
      for (let from = -1; from < powerW.length; from += 1) {
        for (let to = -1; to < powerW.length; to += 1) {
          if (from === to || hours[from] === 0 || hours[to] === 0) continue;
          const other = moved(from, to);
          const kept = declaredCost(problem, other).powerW;
          if (other.some((watts, step) => watts < 0 || Math.abs(watts - (kept[step] ?? 0)) > 1e-6)) continue;
          expect(costOf(problem, other, { ask, own })).toBeGreaterThanOrEqual(found - rounding);
        }
      }
    }),
    { seed, numRuns: 150 },
  );
});

test("an answer can be kept, and is in whole watts", () => {
  fc.assert(
    fc.property(question, ({ problem, ask, own }) => {
      const { powerW, costMicro } = proxAnswer(problem, ask, own);
      expect(declaredCost(problem, powerW)).toMatchObject({ powerW, costMicro });
      expect(powerW.every(Number.isInteger)).toBe(true);
    }),
    { seed, numRuns: 200 },
  );
});

test.each([
  ["in the band where price, wear and pull meet the worth", 10_000, 10_000, 2200],
  ["up to where its worth falls, what is missing below the tiers first", 1000, 11_000, 2000],
])("power is that of the sum worked by hand: %s", (_, energyWh, tiersFromWh, expectedW) => {
  const problem: AnswerProblem = {
    ...{ startS: 0, stepS: 3600, usable: [1], price: [0], discharge: [], powerMinW: 0 },
    charge: [
      { toW: 2000, wearMicroPerKwh: 0 },
      { toW: 4000, wearMicroPerKwh: 100_000 },
    ],
    ...{ chargeEfficiency: 1, dischargeEfficiency: 1, storedWh: 10_000, storedMinWh: 10_000, storedMaxWh: 50_000 },
    tiers: [{ energyWh, valueMicroPerKwh: 500_000 }],
    tiersFromWh,
  };
  // 500 000 = 100 000 + 100 000 + 1 000 000 / 4 kW · (x − 1 kW) at x = 2.2 kW
  const ask = { set: "", children: [], price: [100_000], excess: [0], stiffness: 1_000_000, relax: 1 };
  expect(proxAnswer(problem, ask, { centreW: [1000], limitW: [4000] }).powerW).toEqual([expectedW]);
});

test("one that exports or has a least power is not answered for", () => {
  fc.assert(
    fc.property(fc.oneof(holder({ exports: true }), holder({ powerMinW: 1000 })), (problem) => {
      const ask = { set: "", children: [], price: problem.price, excess: [], stiffness: 1, relax: 1 };
      expect(() => proxAnswer(problem, ask, { centreW: [], limitW: [] })).toThrow(
        expect.objectContaining({ code: "UNSUPPORTED" }),
      );
    }),
    { seed, numRuns: 10 },
  );
});
