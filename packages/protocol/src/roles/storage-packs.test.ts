import fc from "fast-check";
import { expect, test } from "vitest";
import { bestAnswer, storageProblem } from "../market/answer/index.js";
import { storagePlan } from "../market/index.js";
import { ableOf, storageState, type StorageConfig } from "./storage-packs.js";

const config: StorageConfig = {
  grantor: "grid",
  packs: 2,
  energyWh: 10_000,
  powerW: 5000,
  chargeEfficiency: 0.95,
  dischargeEfficiency: 0.95,
  socMin: 0.1,
  socMax: 0.9,
  reserveSoc: 0.4,
  wearMicroPerKwh: 10_000,
  fallback: { importW: 0, exportW: 0, rampWPerS: 10_000 },
  replanSoc: 0.05,
};
const capacityWh = 20_000;
const packsAt = (soc: number) => [0, 1].map(() => ({ soc, temperatureC: 20, powerW: 0 }));
const hourly = (microPerKwh: readonly number[]) => ({ startS: 0, stepS: 3600, microPerKwh: [...microPerKwh] });

/** Least energy, Wh, that hourly powers leave in the store on their way. */
function leastWh(powerW: readonly number[], startWh: number): number {
  let [energyWh, least] = [startWh, startWh];
  for (const watts of powerW) {
    energyWh += watts > 0 ? watts * config.chargeEfficiency : watts / config.dischargeEfficiency;
    least = Math.min(least, energyWh);
  }
  return least;
}

test("CP-STORAGE-1: outside emergencies no plan and no answer goes below the reserve, or further below it", () => {
  const prices = fc.array(fc.integer({ min: -100_000, max: 900_000 }), { minLength: 1, maxLength: 12 });
  const share = fc.integer({ min: 10, max: 90 }).map((percent) => percent / 100);
  fc.assert(
    fc.property(prices, share, share, (some, soc, reserveSoc) => {
      const state = storageState({ ...config, reserveSoc }, packsAt(soc), false);
      const keptWh = Math.min(soc, reserveSoc) * capacityWh - 1;
      expect(leastWh(storagePlan(hourly(some), state, 0).schedule.max, soc * capacityWh)).toBeGreaterThan(keptWh);
      const { powerW } = bestAnswer(storageProblem(hourly(some), state, 0));
      expect(leastWh(powerW, soc * capacityWh)).toBeGreaterThan(keptWh);
    }),
  );
});

test("CP-STORAGE-1: in an emergency the reserve is sold down to what the packs need, and no further", () => {
  const dear = { ...hourly([600_000, 600_000, 50_000, 50_000]), microPerKwh: [600_000, 600_000, 50_000, 50_000] };
  const least = (emergency: boolean): number => {
    const state = { ...storageState(config, packsAt(0.5), emergency), terminalMicroPerKwh: 20_000 };
    return leastWh(storagePlan(dear, state, 0).schedule.max, 10_000);
  };
  expect(Math.abs(least(false) - 8000)).toBeLessThan(25);
  expect(Math.abs(least(true) - 2000)).toBeLessThan(25);
  expect(least(true)).toBeGreaterThanOrEqual(2000 - 1e-6);
});

test("CP-STORAGE-1: packs at the reserve give power in an emergency only, and always take it", () => {
  expect(ableOf(config, packsAt(0.4), false)).toEqual({ chargeMaxW: 10_000, dischargeMaxW: 0 });
  expect(ableOf(config, packsAt(0.4), true)).toEqual({ chargeMaxW: 10_000, dischargeMaxW: 10_000 });
  expect(ableOf(config, packsAt(0.1), true)).toEqual({ chargeMaxW: 10_000, dischargeMaxW: 0 });
});
