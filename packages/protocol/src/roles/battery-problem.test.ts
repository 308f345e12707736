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

test("at one price for all hours it charges late, for standing full costs life; early where the early hours are cheaper", () => {
  const middle = (microPerKwh: readonly number[]): number => {
    const { powerW } = bestAnswer(batteryProblem({ ...question(), prices: { ...prices, microPerKwh } }));
    const sum = powerW.reduce((total, power) => total + power, 0);
    return powerW.reduce((total, power, step) => total + power * step, 0) / sum;
  };
  const flat = Array.from({ length: 32 }, () => 200_000);
  expect(middle(flat)).toBeGreaterThan(24);
  expect(middle(flat.map((price, step) => (step < 12 ? price / 2 : price)))).toBeLessThan(12);
});

test("a battery that chooses how full takes what lifts it there and no more", () => {
  const trip = { ...view.trip, drive: {} };
  const { deliveredWh } = bestAnswer(batteryProblem(question({ trip })));
  expect((deliveredWh * 0.92) / (60_000 * 0.95) + 0.4).toBeCloseTo(0.6, 3);
});

test("without V2G nothing is discharged; with it the window opens down to its floor", () => {
  const asked = Array<number>(32).fill(-5000);
  expect(declaredCost(batteryProblem(question()), asked).deliveredWh).toBe(0);
  const open = batteryProblem({ ...question(), exportMaxW: 7000, socMin: 0.2 });
  expect(open.storedMinWh).toBeCloseTo(0.2 * 57_000);
  expect(declaredCost(open, asked).deliveredWh).toBeLessThan(-10_000);
});

test("at its floor or below it nothing is discharged", () => {
  const problem = batteryProblem({ ...question(), exportMaxW: 7000, socMin: 0.4 });
  expect(problem.discharge).toEqual([]);
  expect(problem.storedMinWh).toBe(problem.storedWh);
});

test("with V2G the tiers begin where the trip did: what was delivered may be taken out, and is missing then", () => {
  const able = { exportMaxW: 7000, socMin: 0.1 };
  const half = batteryProblem({ ...question({ deliveredWh: 12_000 }), ...able });
  expect(half.tiersFromWh).toBeCloseTo(0.4 * 57_000 - 12_000 * 0.92);
  expect(half.tiers.map(({ energyWh }) => energyWh)).toEqual([10_000, 6000, 4000]);
  const met = batteryProblem({ ...question({ deliveredWh: 20_000 }), ...able });
  expect(met.tiers.map(({ energyWh }) => energyWh)).toEqual([10_000, 6000, 4000]);
  const idle = declaredCost(met, []).costMicro;
  const sold = declaredCost(met, [-7000, -7000, -7000, -7000]);
  // 7 kWh out of the last and the middle tier, and more for what is lost on the way.
  expect(sold.costMicro - idle).toBeGreaterThan(4 * 400_000 + 3 * 600_000);
});

test("with V2G a trip that asks for nothing still wants back what is taken below its start", () => {
  const trip = { departureS: 8 * 3600 - 300, energyWh: 0 };
  const problem = batteryProblem({ ...question({ trip }), exportMaxW: 7000, socMin: 0.1 });
  const { deliveredWh } = bestAnswer({ ...problem, price: problem.price.map(() => 200_000) });
  expect(Math.abs(deliveredWh)).toBeLessThan(20);
});
