import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceVector, Schedule } from "../messages.js";
import type { BatteryView } from "./battery-decide.js";
import { batteryTrade } from "./battery-trade.js";

const startS = 1_800_000_000;
const flat = (watts: readonly number[]): Schedule => ({ startS, stepS: 900, max: watts, min: watts.map(() => 0) });
const at = (watts: number, steps = 8): Schedule => flat(Array<number>(steps).fill(watts));
const prices = (microPerKwh: number): PriceVector => ({
  startS,
  stepS: 900,
  microPerKwh: Array<number>(8).fill(microPerKwh),
});
const view = (energyWh: number, deliveredWh = 0): BatteryView => ({
  config: {
    ...{ chemistry: "NMC", capacityWh: 60_000, acPowerMaxW: 11_000, powerMinW: 0, phases: [1, 2, 3] },
    ...{ chargeEfficiency: 0.9, socMax: 1, valueMicroPerKwh: 300_000, priceMicroPerAge: 6_000_000_000 },
  },
  telemetry: { soc: 0.3, soh: 0.95, temperatureC: 22, ambientC: 20, powerW: 0 },
  trip: { departureS: startS + 7200, energyWh: energyWh + deliveredWh },
  deliveredWh,
  nowS: startS,
});
const offer = (held: Schedule, next: Schedule, priceMicro: number, energy = 0) => ({
  ...{ held, next, priceMicro, prices: prices(energy) },
});

describe("a battery that is offered a trade", () => {
  it("CP-TRADE-4 sells what it does not need for nothing, and not for less than nothing", () => {
    const [held, next] = [at(8000), at(4000)];
    expect(batteryTrade(view(4000), offer(held, next, 0))).toHaveProperty("costMicro");
    expect(batteryTrade(view(4000), offer(held, next, 5_000_000))).toMatchObject({ reason: "NOT_NOW" });
  });

  it("CP-TRADE-4 buys up to what missing energy is worth to it, its bill included, less its wear", () => {
    const [held, next] = [at(2000), at(4000)];
    // Of 12 kWh it has 4 and would have 8: 2 kWh of tier 1, 2 of the others.
    const decision = batteryTrade(view(12_000), offer(held, next, 0));
    const saved = "costMicro" in decision ? -decision.costMicro : 0;
    const worth = 2 * 900_000 + 2 * 450_000;
    expect(saved).toBeLessThan(worth);
    expect(saved).toBeGreaterThan(0.6 * worth);
    expect(batteryTrade(view(12_000), offer(held, next, saved))).toHaveProperty("costMicro");
    expect(batteryTrade(view(12_000), offer(held, next, saved + 1))).toMatchObject({ reason: "NOT_NOW" });
    // 4 kWh at 0.1 come on top.
    expect(batteryTrade(view(12_000), offer(held, next, saved - 400_001, 100_000))).toHaveProperty("costMicro");
    expect(batteryTrade(view(12_000), offer(held, next, saved - 399_000, 100_000))).toMatchObject({
      reason: "NOT_NOW",
    });
  });

  it("CP-TRADE-4 never sells of what it needs first, whatever is paid", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 11_000 }), { minLength: 8, maxLength: 8 }),
        fc.array(fc.integer({ min: 0, max: 11_000 }), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 500, max: 20_000 }),
        fc.integer({ min: -1e9, max: 1e7 }),
        (held, next, energyWh, priceMicro) => {
          const decision = batteryTrade(view(energyWh), offer(flat(held), flat(next), priceMicro));
          if (!("costMicro" in decision)) return;
          const got = (watts: readonly number[]): number =>
            Math.min(energyWh, watts.reduce((sum, each) => sum + each, 0) / 4);
          expect(got(next)).toBeGreaterThanOrEqual(Math.min(energyWh / 2, got(held)) - 2);
          expect(decision.costMicro + priceMicro).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  it("CP-TRADE-4 what was delivered already counts towards what it needs first", () => {
    const [held, next] = [at(4000), at(0)];
    expect(batteryTrade(view(8000), offer(held, next, -1e8))).toMatchObject({ reason: "INFEASIBLE" });
    expect(batteryTrade(view(8000, 8000), offer(held, next, -1e8))).toHaveProperty("costMicro");
  });
});
