import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestAnswer, declaredCost, type AnswerProblem } from "../market/answer/index.js";
import { meterFits } from "./battery-limit.js";
import { plannedUntilS, pricedWhole } from "./round-answer.js";

describe("until when a plan gives energy", () => {
  test("is 3 % of the time left before departure, a quarter of an hour at most", () => {
    expect(plannedUntilS(10_000, 0)).toBe(9700);
    expect(plannedUntilS(100_000, 0)).toBe(99_100);
    expect(plannedUntilS(100, 100)).toBe(100);
    expect(plannedUntilS(100, 200)).toBe(100);
  });
});

describe("who leaves within a step", () => {
  const stepS = 300;
  const problemOf = (price: readonly number[], leavesS: number, nowS: number): AnswerProblem => ({
    startS: 0,
    stepS,
    usable: price.map((_, step) =>
      Math.max(0, (Math.min(leavesS, (step + 1) * stepS) - Math.max(nowS, step * stepS)) / stepS),
    ),
    price,
    charge: [{ toW: 6000, wearMicroPerKwh: 20_000 }],
    discharge: [],
    chargeEfficiency: 0.9,
    dischargeEfficiency: 0.9,
    storedWh: 0,
    storedMinWh: 0,
    storedMaxWh: 10_000,
    tiers: [{ energyWh: 2000, valueMicroPerKwh: 400_000 }],
    powerMinW: 0,
  });

  test("values its best answer as the plan does, which pays for all that is left of each step", () => {
    const aPrice = fc.integer({ min: -200_000, max: 500_000 });
    fc.assert(
      fc.property(
        fc.array(aPrice, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 301, max: 1799 }),
        fc.integer({ min: 0, max: 299 }),
        (price, leavesS, nowS) => {
          const whole = pricedWhole(problemOf(price, leavesS, nowS), nowS);
          const best = bestAnswer(whole);
          const planMicro = (powerW: readonly number[]): number =>
            powerW.reduce((sum, watts, step) => {
              const hours = Math.min(stepS, (step + 1) * stepS - nowS) / 3600;
              return sum + (watts * hours * (price[step] ?? 0)) / 1000;
            }, 0);
          expect(Math.abs(best.boundMicro - (best.costMicro + planMicro(best.powerW)))).toBeLessThan(3500);
          for (const other of [[], [6000, 6000, 6000], [0, 0, 0, 0, 0, 6000]]) {
            const priced = declaredCost(whole, other);
            expect(best.boundMicro).toBeLessThanOrEqual(priced.costMicro + planMicro(priced.powerW) + 1);
          }
        },
      ),
    );
  });

  test("is priced as before where no step is cut off", () => {
    const problem = problemOf([1, 2, 3], 900, 0);
    expect(pricedWhole(problem, 0)).toBe(problem);
  });
});

describe("CP-LEASE-9 what a battery's own meter says of a band", () => {
  test("CP-LEASE-9 fits within 1.5 % and 60 W, both ways", () => {
    const band = { minW: -10_000, maxW: 11_000 };
    expect([11_063, 11_224, -10_209].every((watts) => meterFits(watts, band))).toBe(true);
    expect([11_226, -10_211].some((watts) => meterFits(watts, band))).toBe(false);
    expect([60, -60].every((watts) => meterFits(watts, { minW: 0, maxW: 0 }))).toBe(true);
    expect(meterFits(61, { minW: 0, maxW: 0 })).toBe(false);
  });
});
