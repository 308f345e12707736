import fc from "fast-check";
import { expect, test } from "vitest";
import { holder } from "./holders.test-helper.js";
import { type AnswerProblem, bestAnswer, declaredCost, energyMicro } from "./index.js";

const seed = 20_240_517;
const changes = (powerW: readonly number[]): number =>
  powerW.filter((watts, step) => Math.sign(watts) !== Math.sign(powerW[step - 1] ?? 0)).length;

test.each([
  ["that only charges", {}, 4],
  ["with V2G and calendar wear, at negative prices", { exports: true, calendar: true, priceMin: -300_000 }, 8],
] as const)("a holder with a least power %s is off or at it, changes seldom, and never beats L", (_, kind, most) => {
  const problems = fc.integer({ min: 500, max: 6000 }).chain((powerMinW) => holder({ ...kind, powerMinW }));
  fc.assert(
    fc.property(problems, (problem) => {
      const answer = bestAnswer(problem);
      const { powerW, costMicro, deliveredWh } = answer;
      expect(answer.blendable).toBe(false);
      expect(powerW.every((watts) => watts === 0 || Math.abs(watts) >= problem.powerMinW)).toBe(true);
      expect(changes(powerW)).toBeLessThanOrEqual(most);
      expect(declaredCost(problem, powerW)).toEqual({ powerW, costMicro, deliveredWh });
      expect(costMicro + energyMicro(problem, powerW)).toBeGreaterThanOrEqual(answer.boundMicro);
      const standing = declaredCost(problem, []);
      expect(costMicro + energyMicro(problem, powerW)).toBeLessThanOrEqual(standing.costMicro);
      expect(answer.boundMicro).toBe(bestAnswer({ ...problem, powerMinW: 0 }).boundMicro);
    }),
    { seed, numRuns: 400 },
  );
});

/** 6 A on three phases, hourly; best found by trying every schedule of a few powers. */
const small = (price: readonly number[], needWh: number): AnswerProblem => ({
  startS: 0,
  stepS: 3600,
  usable: price.map(() => 1),
  price,
  charge: [
    { toW: 5000, wearMicroPerKwh: 20_000 },
    { toW: 8000, wearMicroPerKwh: 40_000 },
  ],
  discharge: [],
  chargeEfficiency: 0.9,
  dischargeEfficiency: 0.9,
  storedWh: 0,
  storedMinWh: 0,
  storedMaxWh: 0.9 * needWh,
  tiers: [{ energyWh: needWh, valueMicroPerKwh: 900_000 }],
  powerMinW: 4140,
});

test("the schedule of a small holder with a least power is within 1 % of the best of all that change as seldom", () => {
  const levels = [0, 4140, 5000, 6000, 7000, 8000];
  const prices = fc.array(fc.integer({ min: 50_000, max: 400_000 }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(prices, fc.constantFrom(8280, 10_000, 13_000, 20_000), (price, needWh) => {
      const problem = small(price, needWh);
      const { powerW, costMicro } = bestAnswer(problem);
      let best = Infinity;
      for (let code = 0; code < levels.length ** 5; code += 1) {
        const askedW = price.map((_, step) => levels[Math.floor(code / levels.length ** step) % levels.length] ?? 0);
        const kept = declaredCost(problem, askedW);
        if (changes(kept.powerW) <= 4) best = Math.min(best, kept.costMicro + energyMicro(problem, kept.powerW));
      }
      expect(costMicro + energyMicro(problem, powerW)).toBeLessThan(1.01 * best);
    }),
    { seed, numRuns: 25 },
  );
});
