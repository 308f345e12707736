import { describe, expect, it } from "vitest";
import { cycleDamage } from "./ageing.js";
import { BatteryPlant, type BatterySpec } from "./battery.js";
import { chemistryOf, ocvOf } from "./chemistry.js";

const spec = (changes: Partial<BatterySpec> = {}): BatterySpec => ({
  id: "v1",
  chemistry: "NMC",
  capacityWh: 50_000,
  soh: 0.9,
  soc: 0.2,
  temperatureC: 20,
  ambientC: 20,
  importMaxW: 11_000,
  exportMaxW: 0,
  powerMinW: 4_140,
  acceptance: [
    [0, 60_000],
    [0.8, 30_000],
    [1, 3_000],
  ],
  socMin: 0.05,
  socMax: 1,
  energyWh: Infinity,
  lossFixed: 0.015,
  lossShare: 0.085,
  ...changes,
});
const plant = (changes: Partial<BatterySpec> = {}, seed = 1): BatteryPlant => new BatteryPlant(spec(changes), seed, 0);

/** Second by second under a constant bound. */
function run(battery: BatteryPlant, boundW: number, span: { fromS?: number; toS: number }): number {
  for (let second = span.fromS ?? 0; second < span.toS; second += 1) {
    battery.step(second * 1000, second * 1000 + 1000, boundW);
  }
  battery.settle(span.toS * 1000);
  return battery.powerW;
}

/** Chemical energy between two states of charge by the open-circuit voltage alone, Wh. */
function restEnergyWh(battery: BatteryPlant, fromSoc: number, toSoc: number): number {
  const chem = chemistryOf(battery.spec.chemistry);
  const steps = 2000;
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    sum += ocvOf(chem, fromSoc + ((toSoc - fromSoc) * (step + 0.5)) / steps) / steps;
  }
  return ((toSoc - fromSoc) * battery.pack.energyWh * sum) / chem.ocvMeanV;
}

describe("energy", () => {
  it("what comes from the grid is stored, lost in the converter or turned to heat, within 0.5 %", () => {
    for (const chemistry of ["LFP", "NMC", "NCA"] as const) {
      const battery = plant({ chemistry });
      run(battery, 11_000, { toS: 3 * 3600 });
      const { storedWh, heatWh } = battery.pack;
      expect(battery.importWh).toBeGreaterThan(30_000);
      expect(Math.abs(battery.importWh - battery.lossWh - heatWh - storedWh)).toBeLessThan(0.005 * battery.importWh);
      expect(storedWh / battery.importWh).toBeGreaterThan(0.87);
      expect(storedWh / battery.importWh).toBeLessThan(0.92);
    }
  });

  it("what is stored is the state of charge times the voltage at rest", () => {
    const battery = plant();
    run(battery, 11_000, { toS: 2 * 3600 });
    const restWh = restEnergyWh(battery, 0.2, battery.pack.soc);
    expect(Math.abs(battery.pack.storedWh - restWh)).toBeLessThan(0.005 * restWh);
  });

  it("a storage pack gives back less than it took, and never leaves its window", () => {
    const battery = plant({ exportMaxW: 11_000, powerMinW: 0, lossFixed: 0.005, lossShare: 0.025, socMin: 0.1 });
    run(battery, 11_000, { toS: 2 * 3600 });
    const fullSoc = battery.pack.soc;
    run(battery, -11_000, { fromS: 2 * 3600, toS: 9 * 3600 });
    expect(battery.pack.soc).toBeGreaterThanOrEqual(0.1 - 1e-6);
    expect(battery.pack.soc).toBeLessThan(0.12);
    const takenBackWh = battery.exportWh - (battery.importWh * (0.2 - battery.pack.soc)) / (fullSoc - 0.2);
    expect(takenBackWh / battery.importWh).toBeGreaterThan(0.85);
    expect(takenBackWh / battery.importWh).toBeLessThan(0.96);
  });

  it("stops at full and at the energy that was asked for", () => {
    const full = plant({ soc: 0.9 });
    run(full, 11_000, { toS: 6 * 3600 });
    expect(full.pack.soc).toBeLessThanOrEqual(1);
    expect(full.finished).toBe(true);
    expect(full.powerW).toBe(0);
    const asked = plant({ energyWh: 8_000 });
    run(asked, 11_000, { toS: 3 * 3600 });
    expect(asked.importWh).toBeGreaterThan(7_999);
    expect(asked.importWh).toBeLessThanOrEqual(8_000.01);
    expect(asked.powerW).toBe(0);
  });

  it("is less efficient at the minimum current than at full power", () => {
    const efficiency = (boundW: number): number => {
      const battery = plant();
      run(battery, boundW, { toS: 3600 });
      return 1 - battery.lossWh / battery.importWh;
    };
    expect(efficiency(11_000)).toBeGreaterThan(0.89);
    expect(efficiency(4_140)).toBeLessThan(0.885);
  });
});

describe("power", () => {
  it("reaches any setpoint within 3 s, up and down, and not at once", () => {
    const battery = plant({ exportMaxW: 11_000 });
    expect(battery.step(0, 1000, 11_000)).toBeLessThan(11_000);
    expect(run(battery, 11_000, { fromS: 1, toS: 3 })).toBe(11_000);
    run(battery, -11_000, { fromS: 3, toS: 6 });
    expect(battery.powerW).toBe(-11_000);
  });

  it("takes nothing below the minimum current", () => {
    expect(run(plant(), 4_139, { toS: 10 })).toBe(0);
    expect(run(plant(), 4_140, { toS: 10 })).toBe(4_140);
  });

  it("takes less in the cold and in the heat, and nothing when far too hot", () => {
    const modest = { acceptance: [[0, 10_000] as const] };
    const at = (temperatureC: number): number =>
      run(plant({ ...modest, temperatureC, ambientC: temperatureC }), 11_000, { toS: 10 });
    expect(at(0)).toBeLessThan(0.5 * at(25));
    expect(at(48)).toBeLessThan(0.7 * at(25));
    expect(at(60)).toBe(0);
  });

  it("does not depend on how often it is asked", () => {
    const often = plant();
    const seldom = plant();
    run(often, 11_000, { toS: 3600 });
    for (let second = 0; second < 3600; second += second < 10 ? 1 : 10) {
      seldom.step(second * 1000, (second + (second < 10 ? 1 : 10)) * 1000, 11_000);
    }
    seldom.settle(3_600_000);
    expect(seldom.importWh).toBeCloseTo(often.importWh, 6);
    expect(seldom.pack.soc).toBeCloseTo(often.pack.soc, 5);
  });
});

describe("heat", () => {
  it("charging warms a pack a little above ambient and rest cools it towards ambient", () => {
    const battery = plant({ capacityWh: 12_000 });
    run(battery, 11_000, { toS: 2400 });
    const warmC = battery.pack.temperatureC;
    expect(warmC).toBeGreaterThan(20.5);
    expect(warmC).toBeLessThan(40);
    run(battery, 0, { fromS: 2400, toS: 2400 + 4 * 3600 });
    expect(battery.pack.temperatureC).toBeGreaterThan(20);
    expect(battery.pack.temperatureC - 20).toBeLessThan(0.5 * (warmC - 20));
  });

  it("a worn pack makes more heat than a new one for the same charge", () => {
    const heat = (soh: number): number => {
      const battery = plant({ soh });
      run(battery, 11_000, { toS: 3600 });
      return battery.pack.heatWh;
    };
    expect(heat(0.8)).toBeGreaterThan(1.5 * heat(1));
  });
});

describe("wear", () => {
  const micro = (battery: BatteryPlant): number => (battery.pack.damage * 100e6 * 50) / battery.importWh;

  it("costs some tens of thousands of µ€ per kWh for NMC and less for LFP", () => {
    const wear = (chemistry: BatterySpec["chemistry"]): number => {
      const battery = plant({ chemistry });
      run(battery, 11_000, { toS: 3 * 3600 });
      return micro(battery) * 1000;
    };
    expect(wear("NMC")).toBeGreaterThan(15_000);
    expect(wear("NMC")).toBeLessThan(80_000);
    expect(wear("LFP")).toBeLessThan(wear("NMC"));
  });

  it("never falls with the rate", () => {
    const stress = { soc: 0.5, ocvV: 3.7, temperatureC: 25 };
    for (const chemistry of ["LFP", "NMC", "NCA"] as const) {
      const damages = [0.05, 0.2, 0.4, 0.8, 1.5].map((rate) => cycleDamage(chemistry, rate, stress));
      expect(damages).toEqual([...damages].sort((one, other) => one - other));
    }
  });

  it("is dearer in the cold, where charging plates lithium", () => {
    const wear = (temperatureC: number): number => {
      const battery = plant({ chemistry: "LFP", capacityWh: 20_000, temperatureC, ambientC: temperatureC });
      run(battery, 11_000, { toS: 1200 });
      return micro(battery);
    };
    expect(wear(-5)).toBeGreaterThan(2 * wear(25));
  });
});

describe("chance", () => {
  it("gives each vehicle figures of its own, the same for the same seed", () => {
    const soc = (id: string, seed: number): number => {
      const battery = plant({ id }, seed);
      run(battery, 11_000, { toS: 3600 });
      return battery.pack.soc;
    };
    expect(soc("v1", 1)).toBe(soc("v1", 1));
    expect(soc("v1", 1)).not.toBe(soc("v2", 1));
    expect(soc("v1", 1)).not.toBe(soc("v1", 2));
  });

  it("sensors are close to the truth and say the same when asked twice", () => {
    const battery = plant();
    run(battery, 11_000, { toS: 600 });
    const seen = battery.telemetry(600_000);
    expect(battery.telemetry(600_000)).toEqual(seen);
    expect(Math.abs(seen.soc - battery.pack.soc)).toBeLessThan(0.01);
    expect(Math.abs(seen.soh - battery.pack.soh)).toBeLessThan(0.01);
    expect(Math.abs(seen.temperatureC - battery.pack.temperatureC)).toBeLessThan(1);
    expect(Math.abs(seen.powerW - battery.powerW)).toBeLessThan(0.01 * battery.powerW);
  });
});
