import { describe, expect, test } from "vitest";
import type { BatteryConfig } from "./battery-decide.js";
import { TripCount } from "./battery-need.js";

const config = { chemistry: "NMC", capacityWh: 60_000, chargeEfficiency: 0.92 } as BatteryConfig;
const cells = { soc: 0.5, soh: 1, temperatureC: 20, ambientC: 20 };

describe("the energy of a trip, where nobody else counts it", () => {
  test("goes on after a report whose power is no number", () => {
    const counted = new TripCount();
    for (const [hour, powerW] of [10_000, Number.NaN, 10_000].entries()) {
      counted.measured({ ...cells, powerW }, hour * 3_600_000, config);
    }
    expect(counted.wh).toBe(20_000);
  });
});
