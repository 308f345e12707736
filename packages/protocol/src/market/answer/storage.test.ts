import { expect, test } from "vitest";
import { storagePlan, type StorageState } from "../storage-plan.js";
import { bestAnswer, declaredCost, energyMicro, nearbyAnswers, storageProblem } from "./index.js";

const state: StorageState = {
  energyWh: 400_000,
  energyMinWh: 100_000,
  energyMaxWh: 900_000,
  chargeMaxW: 250_000,
  dischargeMaxW: 250_000,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  wearMicroPerKwh: 15_000,
};
const prices = {
  startS: 0,
  stepS: 900,
  microPerKwh: Array.from({ length: 96 }, (_, step) => Math.round(150_000 + 90_000 * Math.sin(step / 7))),
};

test("a storage site answers with its plan of greatest gain", () => {
  const problem = storageProblem(prices, state, 450);
  const { powerW, costMicro, boundMicro, blendable } = bestAnswer(problem);
  const plan = storagePlan(prices, state, 450);
  const standing = costMicro + energyMicro(problem, powerW);
  const worthMicro = problem.tiers.reduce((sum, tier) => sum + (tier.energyWh * tier.valueMicroPerKwh) / 1000, 0);
  const heldMicro = worthMicro * ((state.energyWh - state.energyMinWh) / (state.energyMaxWh - state.energyMinWh));
  expect(blendable).toBe(true);
  expect(Math.abs(worthMicro - heldMicro - standing - plan.gainMicro)).toBeLessThan(1e-4 * plan.gainMicro);
  expect(standing - boundMicro).toBeLessThan(1e-3 * plan.gainMicro);
});

test("a storage site keeps to limits that change from step to step", () => {
  const chargeMaxW = prices.microPerKwh.map((_, step) => (step % 2 === 0 ? 100_000 : 0));
  const { powerW } = bestAnswer(storageProblem(prices, { ...state, chargeMaxW, dischargeMaxW: [] }, 0));
  expect(Math.max(...powerW)).toBe(100_000);
  expect(powerW.every((watts, step) => watts >= 0 && watts <= (chargeMaxW[step] ?? 0))).toBe(true);
});

test("a storage site has other schedules beside its best one, each at its true cost and none better than L", () => {
  const problem = storageProblem(prices, state, 0);
  const best = bestAnswer(problem);
  const nearby = nearbyAnswers(problem, 3, 4);
  expect(new Set([best, ...nearby].map(({ powerW }) => powerW.join())).size).toBe(5);
  for (const { powerW, costMicro } of nearby) {
    expect(declaredCost(problem, powerW)).toMatchObject({ powerW, costMicro });
    expect(costMicro + energyMicro(problem, powerW)).toBeGreaterThanOrEqual(best.boundMicro);
  }
  expect(nearbyAnswers({ ...problem, discharge: [] }, 3, 4)).toEqual([]);
});
