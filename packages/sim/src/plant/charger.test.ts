import { describe, expect, it } from "vitest";
import type { Session } from "../model.js";
import { ChargerPlant } from "./charger.js";
import { dayFixture, sessionFixture } from "./day.fixture.js";
import { StoragePlant } from "./storage.js";
import { hookupOf, VehiclePlant } from "./vehicle.js";

const world = { seed: 1, ambientC: 20, nowMs: 0 };
const fallback = (importW: number) => ({ importW, exportW: 0, rampWPerS: 1000 });
const band = (maxW: number, minW = 0) => ({ minW, maxW });

function stand() {
  const [station] = dayFixture().stations;
  if (station === undefined) throw new Error("fixture");
  const charger = new ChargerPlant(station);
  const plug = (index: number, changes: Partial<Session> = {}, nowMs = 0): VehiclePlant => {
    const session = sessionFixture(index, { station: station.id, ...changes });
    const vehicle = new VehiclePlant(session, hookupOf(session, station), { ...world, nowMs });
    charger.plug(vehicle);
    vehicle.apply(band(Infinity), Infinity, nowMs);
    return vehicle;
  };
  let nowMs = 0;
  const run = (toS: number): number => {
    for (; nowMs < toS * 1000; nowMs += 1000) charger.step(nowMs, nowMs + 1000);
    return charger.powerW;
  };
  return { charger, plug, run };
}

describe("a connector that takes power back", () => {
  function standTwoWay(exportMaxW: number, changes: Partial<Session> = {}) {
    const [station] = dayFixture().stations;
    if (station === undefined) throw new Error("fixture");
    const twoWay = { ...station, exportMaxW };
    const charger = new ChargerPlant(twoWay);
    const plain = sessionFixture(1, { station: station.id, connector: 1, soc: 0.6, ...changes });
    const model = { ...plain.vehicle.model, exportMaxW: 9_000 };
    const session = { ...plain, vehicle: { ...plain.vehicle, model } };
    const vehicle = new VehiclePlant(session, hookupOf(session, twoWay), { ...world, nowMs: 0 });
    charger.plug(vehicle);
    let nowMs = 0;
    const run = (toS: number): number => {
      for (; nowMs < toS * 1000; nowMs += 1000) charger.step(nowMs, nowMs + 1000);
      vehicle.battery.settle(nowMs);
      return charger.meterW(1);
    };
    return { charger, vehicle, run };
  }

  it("lets as much flow back as both sides say, at its meter negative, and none without a band of its own", () => {
    const { charger, vehicle, run } = standTwoWay(8_000);
    vehicle.apply(band(-7_000, -7_000), Infinity, 0);
    expect(run(10)).toBe(0);
    charger.apply(1, band(0, -5_000), 60_000, 10_000);
    expect(run(20)).toBe(-5_000);
    charger.apply(1, band(0, -9_000), 60_000, 20_000);
    expect(run(30)).toBe(-7_000);
    expect(charger.phaseW.map(Math.round)).toEqual([-2333, -2333, -2333]);
    // The band's time is out: the failsafe imports or stands, it never feeds back.
    expect(run(90)).toBe(0);
  });

  it("carries no more than connector and vehicle can, a person's limit or the pack's floor", () => {
    const { charger, vehicle, run } = standTwoWay(4_000);
    vehicle.apply(band(-9_000, -9_000), Infinity, 0);
    charger.apply(1, band(0, -9_000), Infinity, 0);
    expect(run(10)).toBe(-4_000);
    charger.setPersonLimit(1, 1_000);
    expect(run(20)).toBe(-1_000);
    charger.setPersonLimit(1, undefined);
    run(24 * 3600);
    expect(charger.meterW(1)).toBeCloseTo(0, 6);
    expect(vehicle.battery.pack.soc).toBeGreaterThan(0.05);
  });

  it("counts what was delivered net: what exports took has to be put back with its losses, and wears the pack", () => {
    const { charger, vehicle, run } = standTwoWay(9_000);
    const { battery } = vehicle;
    const storedBefore = battery.pack.storedWh;
    charger.apply(1, band(9_000, -9_000), Infinity, 0);
    vehicle.apply(band(9_000), Infinity, 0);
    run(3600);
    const [importedWh, wornBefore] = [battery.importWh, battery.pack.damage];
    expect(battery.deliveredWh).toBe(importedWh);
    vehicle.apply(band(-9_000, -9_000), Infinity, 3600_000);
    run(2 * 3600);
    expect(battery.exportWh).toBeGreaterThan(8_900);
    // About 0.9 each way.
    expect(battery.deliveredWh).toBeLessThan(importedWh - battery.exportWh / 0.9);
    expect(battery.deliveredWh).toBeGreaterThan(importedWh - battery.exportWh / 0.7);
    const stored = battery.pack.storedWh - storedBefore;
    expect(battery.deliveredWh * 0.9).toBeLessThan(stored + 300);
    expect(battery.deliveredWh * 0.9).toBeGreaterThan(stored - 300);
    expect(battery.pack.damage).toBeGreaterThan(wornBefore);
    expect(battery.importWhAt(2 * 3600_000 + 3600_000)).toBeCloseTo(battery.importWh, 6);
    expect(battery.exportWhAt(2 * 3600_000 + 3600_000)).toBeGreaterThan(battery.exportWh + 8_900);
  });

  it("has no minimum where both can export, and takes nothing back where one cannot", () => {
    const { vehicle } = standTwoWay(8_000);
    expect(vehicle.hookup).toMatchObject({ exportMaxW: 8_000, powerMinW: 0 });
    expect(standTwoWay(0).vehicle.hookup).toMatchObject({ exportMaxW: 0, powerMinW: 4_140 });
  });
});

describe("a connector", () => {
  it("gives nothing before the first band, then what the band allows", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 1 });
    expect(run(5)).toBe(0);
    charger.apply(1, band(8_000), 60_000, 5_000);
    expect(run(10)).toBe(8_000);
  });

  it("starts a band at its own instant and not earlier", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 1 });
    charger.apply(1, band(8_000), 60_000, 10_000);
    expect(run(10)).toBe(0);
    expect(run(14)).toBe(8_000);
  });

  it("falls back to its failsafe within 3 s when the band's time is out", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 1 });
    charger.setFallback(fallback(4_200));
    charger.apply(1, band(11_000), 30_000, 0);
    expect(run(30)).toBe(11_000);
    expect(run(33)).toBe(4_200);
    expect(run(600)).toBe(4_200);
  });

  it("falls to nothing when the failsafe is below the minimum current", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 1 });
    charger.setFallback(fallback(1_380));
    charger.apply(1, band(11_000), 10_000, 0);
    expect(run(14)).toBe(0);
  });

  it("takes nothing below 6 A and exactly 6 A at 6 A", () => {
    const { charger, plug, run } = stand();
    plug(0, { connector: 1 });
    charger.apply(1, band(1_379), Infinity, 0);
    expect(run(5)).toBe(0);
    charger.apply(1, band(1_380), Infinity, 5_000);
    expect(run(10)).toBe(1_380);
  });

  it("obeys a person's stop over any band, and the band again afterwards", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 1 });
    charger.apply(1, band(11_000), Infinity, 0);
    run(5);
    charger.setPersonLimit(1, 0);
    expect(run(8)).toBe(0);
    charger.setPersonLimit(1, undefined);
    expect(run(12)).toBe(11_000);
  });

  it("obeys the vehicle's own BMS, also when its band runs out", () => {
    const { charger, plug, run } = stand();
    const vehicle = plug(1, { connector: 1 });
    charger.apply(1, band(11_000), Infinity, 0);
    vehicle.setFallback(fallback(4_500));
    vehicle.apply(band(6_000), 20_000, 0);
    expect(run(10)).toBe(6_000);
    expect(run(24)).toBe(4_500);
  });

  it("stands empty after the vehicle has left", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 1 });
    charger.apply(1, band(11_000), Infinity, 0);
    run(5);
    charger.unplug(1, 5_000);
    expect(charger.meterW(1)).toBe(0);
    expect(run(6)).toBe(0);
    plug(0, { connector: 1 }, 6_000);
    expect(run(10)).toBe(0);
  });

  it("refuses a second vehicle and an unknown connector", () => {
    const { charger, plug } = stand();
    plug(1, { connector: 1 });
    expect(() => plug(0, { connector: 1 })).toThrow("s0 arrives at st1/1, where s1 still stands");
    expect(() => charger.meterW(3)).toThrow("no connector 3");
  });
});

describe("a station out of contact", () => {
  it("shares its failsafe import and never exceeds it", () => {
    const { charger, plug, run } = stand();
    plug(0, { connector: 1 });
    plug(2, { connector: 2 });
    charger.setFallback(fallback(4_000));
    expect(run(5)).toBe(4_000);
    expect(charger.meterW(1)).toBe(2_000);
  });

  it("gives whole minima to as many vehicles as the failsafe holds", () => {
    const { charger, plug, run } = stand();
    plug(0, { connector: 1 });
    plug(2, { connector: 2 });
    charger.setFallback(fallback(2_000));
    expect(run(5)).toBe(2_000);
    expect(charger.meterW(2)).toBe(0);
  });

  it("gives a vehicle without a band nothing while its agent is in contact", () => {
    const { charger, plug, run } = stand();
    plug(0, { connector: 1 });
    plug(2, { connector: 2 });
    charger.setFallback(fallback(4_000));
    charger.apply(1, band(1_500), Infinity, 0);
    expect(run(5)).toBe(1_500);
    expect(charger.meterW(2)).toBe(0);
  });
});

describe("phases", () => {
  it("a one-phase vehicle loads the first phase its connector is wired to, with that phase's part of the rating", () => {
    const { charger, plug, run } = stand();
    plug(0, { connector: 2 });
    charger.apply(2, band(11_000), Infinity, 0);
    expect(run(5)).toBe(3_680);
    expect(charger.phaseW).toEqual([0, 3_680, 0]);
  });

  it("a three-phase vehicle loads all three equally", () => {
    const { charger, plug, run } = stand();
    plug(1, { connector: 2 });
    charger.apply(2, band(9_000), Infinity, 0);
    run(5);
    expect(charger.phaseW).toEqual([3_000, 3_000, 3_000]);
  });
});

describe("a storage site", () => {
  const run = (storage: StoragePlant, span: { fromS: number; toS: number }): number => {
    for (let second = span.fromS; second < span.toS; second += 1) storage.step(second * 1000, second * 1000 + 1000);
    return storage.powerW;
  };
  const site = { id: "bess", packs: 3, energyWh: 30_000, powerW: 15_000 };

  it("splits its band over the packs, charging and discharging", () => {
    const storage = new StoragePlant(site, world);
    storage.apply(band(30_000, 30_000), Infinity, 0);
    expect(run(storage, { fromS: 0, toS: 5 })).toBeCloseTo(30_000, 3);
    expect(storage.batteries.map((battery) => Math.round(battery.powerW))).toEqual([10_000, 10_000, 10_000]);
    storage.apply(band(-45_000, -45_000), Infinity, 5_000);
    expect(run(storage, { fromS: 5, toS: 9 })).toBeCloseTo(-45_000, 3);
  });

  it("ends at the lower edge of its window and then gives nothing", () => {
    const storage = new StoragePlant(site, world);
    storage.apply(band(-45_000, -45_000), Infinity, 0);
    expect(run(storage, { fromS: 0, toS: 3 * 3600 })).toBeCloseTo(0, 6);
    for (const { soc } of storage.packs(3 * 3_600_000)) {
      expect(soc).toBeGreaterThan(0.06);
      expect(soc).toBeLessThan(0.08);
    }
  });

  it("stops when its band runs out", () => {
    const storage = new StoragePlant(site, world);
    storage.apply(band(-20_000, -20_000), 10_000, 0);
    expect(run(storage, { fromS: 0, toS: 10 })).toBeCloseTo(-20_000, 3);
    expect(run(storage, { fromS: 10, toS: 13 })).toBeCloseTo(0, 6);
  });
});
