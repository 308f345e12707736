import { expect, test } from "vitest";
import { bestAnswer, declaredCost } from "../market/index.js";
import { predictWear } from "../wear/index.js";
import { priceOption } from "./battery-answer.js";
import { type BatteryView, packFor } from "./battery-decide.js";
import { batteryProblem, type BatteryQuestion } from "./battery-problem.js";

const view: BatteryView = {
  config: {
    chemistry: "NMC",
    capacityWh: 60_000,
    acPowerMaxW: 11_000,
    powerMinW: 0,
    phases: [1, 2, 3],
    chargeEfficiency: 0.92,
    socMax: 0.9,
    valueMicroPerKwh: 400_000,
    priceMicroPerAge: 6_000_000_000,
  },
  telemetry: { soc: 0.4, soh: 0.95, temperatureC: 20, ambientC: 20, powerW: 0 },
  trip: { departureS: 8 * 3600 - 300, energyWh: 20_000 },
  nowS: 400,
};
const prices = {
  startS: 0,
  stepS: 900,
  microPerKwh: Array.from({ length: 32 }, (_, step) => 150_000 + 5000 * (step % 7)),
};
function question(changes: Partial<BatteryView> = {}): BatteryQuestion {
  const changed = { ...view, ...changes };
  const { config, telemetry } = changed;
  const query = { pack: packFor(config), ...telemetry, powerMaxW: 11_000, exportMaxW: 11_000, deadlineMs: 25 };
  return { view: changed, prediction: predictWear(query).prediction, prices };
}

test("a battery answers for the time it is there, fills its need and no more", () => {
  const problem = batteryProblem(question());
  expect(problem.usable[0]).toBeCloseTo(500 / 900);
  expect(problem.usable[31]).toBeCloseTo(600 / 900);
  const { deliveredWh, blendable } = bestAnswer(problem);
  expect(deliveredWh).toBeGreaterThan(19_950);
  expect(deliveredWh).toBeLessThanOrEqual(20_000 + 1e-6);
  expect(blendable).toBe(true);
});

test("the first half of a trip is worth three times the site's value, and a half met need does not begin with it again", () => {
  expect(batteryProblem(question()).tiers).toEqual([
    { energyWh: 10_000, valueMicroPerKwh: 1_200_000 },
    { energyWh: 6000, valueMicroPerKwh: 600_000 },
    { energyWh: 4000, valueMicroPerKwh: 400_000 },
  ]);
  expect(batteryProblem(question({ deliveredWh: 12_000 })).tiers).toEqual([
    { energyWh: 4000, valueMicroPerKwh: 600_000 },
    { energyWh: 4000, valueMicroPerKwh: 400_000 },
  ]);
});

test("what is declared for a full delivery is the wear that the battery's own pricing finds", () => {
  const problem = batteryProblem(question());
  const { powerW, costMicro, deliveredWh } = bestAnswer(problem);
  const option = { startS: 0, stepS: 900, max: powerW };
  const missingMicro = ((20_000 - deliveredWh) * view.config.valueMicroPerKwh) / 1000;
  const own = priceOption({ ...view, proposal: option }, option, []).costMicro;
  expect(Math.abs(costMicro - own)).toBeLessThan(0.01 * own + missingMicro);
});

test("without V2G nothing is discharged; with it the window opens down to its floor", () => {
  const asked = Array<number>(32).fill(-5000);
  expect(declaredCost(batteryProblem(question()), asked).deliveredWh).toBe(0);
  const open = batteryProblem({ ...question(), exportMaxW: 7000, socMin: 0.2 });
  expect(open.storedMinWh).toBeCloseTo(0.2 * 57_000);
  expect(declaredCost(open, asked).deliveredWh).toBeLessThan(-10_000);
});
