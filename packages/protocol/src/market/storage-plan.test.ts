import fc from "fast-check";
import { expect, test } from "vitest";
import { type StorageState, storagePlan } from "./index.js";

const lossless: StorageState = {
  energyWh: 2000,
  energyMinWh: 0,
  energyMaxWh: 4000,
  chargeMaxW: 1000,
  dischargeMaxW: 1000,
  chargeEfficiency: 1,
  dischargeEfficiency: 1,
  wearMicroPerKwh: 0,
  terminalMicroPerKwh: 0,
};
const hourly = (microPerKwh: number[]) => ({ startS: 0, stepS: 3600, microPerKwh });

test("buys cheap and sells dear within its power and its window", () => {
  const { schedule, gainMicro } = storagePlan(
    hourly([300_000, 100_000, 100_000, 100_000, 100_000, 400_000]),
    lossless,
    0,
  );
  expect(schedule.max).toEqual([-1000, 0, 0, 0, 0, -1000]);
  expect(gainMicro).toBe(700_000);
  const kept = storagePlan(hourly([300_000, 100_000, 400_000]), { ...lossless, energyWh: 0 }, 0);
  expect(kept.schedule.max).toEqual([0, 1000, -1000]);
});

test("a spread that does not pay for wear and losses is left alone", () => {
  const state = {
    ...lossless,
    energyWh: 0,
    chargeEfficiency: 0.95,
    dischargeEfficiency: 0.95,
    wearMicroPerKwh: 30_000,
  };
  expect(storagePlan(hourly([100_000, 160_000]), state, 0).schedule.max).toEqual([0, 0]);
  expect(storagePlan(hourly([100_000, 200_000]), state, 0).schedule.max).toEqual([1000, -900]);
});

test("power of a step that has begun is planned for what is left of it", () => {
  const state = { ...lossless, energyWh: 500, chargeMaxW: [0, 500] };
  expect(storagePlan(hourly([100_000, 50_000]), state, 1800).schedule.max).toEqual([-1000, 0]);
  expect(storagePlan(hourly([100_000, 50_000]), { ...state, energyWh: 0 }, 3600).schedule.max).toEqual([0, 0]);
});

/** Best gain on a grid of 100 Wh of stored energy, by trying every change in every step. */
function bruteForce(prices: readonly number[], state: StorageState): number {
  const unitWh = 100;
  const count = (state.energyMaxWh - state.energyMinWh) / unitWh;
  let value = Array.from(
    { length: count + 1 },
    (_, level) => ((state.terminalMicroPerKwh ?? 0) * level * unitWh) / 1000,
  );
  for (const price of prices.toReversed()) {
    value = value.map((_, level) => {
      let best = Number.NEGATIVE_INFINITY;
      for (let next = 0; next <= count; next += 1) {
        const change = (next - level) * unitWh;
        const grid = change > 0 ? change / state.chargeEfficiency : change * state.dischargeEfficiency;
        if (grid > Number(state.chargeMaxW) + 1e-6 || -grid > Number(state.dischargeMaxW) + 1e-6) continue;
        best = Math.max(best, value[next]! - (price * grid + state.wearMicroPerKwh * Math.abs(grid)) / 1000);
      }
      return best;
    });
  }
  const first = (state.energyWh - state.energyMinWh) / unitWh;
  return value[first]! - ((state.terminalMicroPerKwh ?? 0) * first * unitWh) / 1000;
}

test("no plan on a fine grid gains more, and the plan stays in window and power", () => {
  const aState = fc.record({
    energyWh: fc.integer({ min: 5, max: 35 }).map((n) => n * 100),
    chargeMaxW: fc.integer({ min: 0, max: 20 }).map((n) => n * 100),
    dischargeMaxW: fc.integer({ min: 0, max: 20 }).map((n) => n * 100),
    efficiency: fc.constantFrom(1, 0.95, 0.8),
    wearMicroPerKwh: fc.integer({ min: 0, max: 60_000 }),
    terminalMicroPerKwh: fc.integer({ min: 0, max: 300_000 }),
  });
  fc.assert(
    fc.property(
      aState,
      fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 7 }),
      (some, prices) => {
        const { efficiency, ...rest } = some;
        const state: StorageState = {
          ...{ energyMinWh: 500, energyMaxWh: 3500, chargeEfficiency: efficiency, dischargeEfficiency: efficiency },
          ...rest,
        };
        const plan = storagePlan(hourly(prices), state, 0);
        let energy = state.energyWh;
        for (const watts of plan.schedule.max) {
          expect(watts).toBeLessThanOrEqual(some.chargeMaxW);
          expect(watts).toBeGreaterThanOrEqual(0 - some.dischargeMaxW);
          energy += watts > 0 ? watts * efficiency : watts / efficiency;
          expect(energy).toBeGreaterThanOrEqual(500 - 1e-6);
          expect(energy).toBeLessThanOrEqual(3500 + 1e-6);
        }
        // Rounding to 10 W may lose 10 Wh at the dearest price per step.
        expect(plan.gainMicro).toBeGreaterThanOrEqual(bruteForce(prices, state) - prices.length * 10 * 700);
      },
    ),
  );
});

test("negative prices never make it charge and discharge in turns for nothing", () => {
  const state = { ...lossless, chargeEfficiency: 0.9, dischargeEfficiency: 0.9 };
  const { schedule, gainMicro } = storagePlan(hourly([-100_000, -100_000, -100_000, -100_000]), state, 0);
  expect(schedule.max.every((watts) => watts >= 0)).toBe(true);
  expect(gainMicro).toBeGreaterThan(0);
});
