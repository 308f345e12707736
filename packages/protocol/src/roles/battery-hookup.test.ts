import { describe, expect, test } from "vitest";
import type { ConnectorInfo } from "../messages.js";
import type { BatteryConfig } from "./battery-decide.js";
import { configAt } from "./battery-hookup.js";

const battery: BatteryConfig = {
  chemistry: "NMC",
  capacityWh: 60_000,
  acPowerMaxW: 11_000,
  powerMinW: 4140,
  exportMaxW: 9000,
  phases: [1, 2, 3],
  chargeEfficiency: 0.9,
  socMax: 1,
  valueMicroPerKwh: 400_000,
  priceMicroPerAge: 6_000_000_000,
};
const at = (
  connector?: Partial<ConnectorInfo>,
): Pick<BatteryConfig, "acPowerMaxW" | "powerMinW" | "exportMaxW" | "phases"> =>
  configAt(battery, connector && { connector: 1, phases: [1, 2, 3], powerMaxW: 22_000, powerMinW: 4140, ...connector });

describe("a battery at its connector", () => {
  test("CP-SESSION-5 can do what both can, on the phases that both have", () => {
    expect(at({})).toMatchObject({ acPowerMaxW: 11_000, powerMinW: 4140, exportMaxW: 0, phases: [1, 2, 3] });
    expect(at({ powerMaxW: 7400 })).toMatchObject({ acPowerMaxW: 7400 });
    const onOne = at({ phases: [2], powerMaxW: 7400, powerMinW: 1380 });
    expect(onOne).toMatchObject({ acPowerMaxW: 3666, powerMinW: 1380, exportMaxW: 0, phases: [1] });
  });

  test("CP-SESSION-5 of one phase has a third of what a connector of three carries", () => {
    const one = { ...battery, phases: [1] as const, acPowerMaxW: 11_000, powerMinW: 1380 };
    const info = { connector: 1, phases: [1, 2, 3] as const, powerMaxW: 22_000, powerMinW: 4140, exportMaxW: 9000 };
    expect(configAt(one, info)).toMatchObject({ acPowerMaxW: 7333, exportMaxW: 3000, powerMinW: 0 });
  });

  test("CP-SESSION-5 exports the smaller of both powers, and then has no minimum", () => {
    expect(at({ exportMaxW: 6000 })).toMatchObject({ exportMaxW: 6000, powerMinW: 0 });
    expect(at({ exportMaxW: 20_000 })).toMatchObject({ exportMaxW: 9000 });
  });

  test("CP-SESSION-5 exports nothing and knows only itself where nothing is stated", () => {
    expect(at()).toMatchObject({ acPowerMaxW: 11_000, powerMinW: 4140, exportMaxW: 0 });
  });
});
