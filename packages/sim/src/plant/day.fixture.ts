import type { Day, Session, VehicleModel } from "../model.js";

/** A small, scarce day for tests: twelve vehicles, six stations of two, a feeder that carries a third of them. */
const compact: VehicleModel = {
  name: "Compact",
  capacityWh: 40_000,
  acPowerMaxW: 7_360,
  phases: 1,
  powerMinW: 1_380,
  acceptance: [
    [0, 40_000],
    [0.8, 25_000],
    [1, 4_000],
  ],
  chemistry: "LFP",
};
const saloon: VehicleModel = {
  ...compact,
  name: "Saloon",
  capacityWh: 75_000,
  acPowerMaxW: 11_040,
  phases: 3,
  powerMinW: 4_140,
  chemistry: "NMC",
};

export const dayStartS = Date.UTC(2019, 9, 1) / 1000;
const hourS = 3600;
const hours = <T>(make: (hour: number) => T): readonly T[] => Array.from({ length: 24 }, (_, hour) => make(hour));

/** Odd numbers are saloons, even ones compacts; two vehicles a station, ten minutes apart. */
export function sessionFixture(index: number, changes: Partial<Session> = {}): Session {
  return {
    id: `s${index}`,
    vehicle: { id: `v${index}`, model: index % 2 === 1 ? saloon : compact, soh: 0.95 - 0.01 * (index % 5) },
    station: `st${Math.floor(index / 2) + 1}`,
    connector: (index % 2) + 1,
    arriveS: dayStartS + 8 * hourS + index * 600,
    departS: dayStartS + 15 * hourS + index * 300,
    energyWh: 14_000 + 500 * index,
    soc: 0.3,
    ...changes,
  };
}

export function dayFixture(changes: Partial<Day> = {}): Day {
  const series = <T extends number>(values: readonly T[]) => ({ startS: dayStartS, stepS: hourS, values });
  return {
    name: "fixture",
    date: "2019-10-01",
    seed: 7,
    currency: "EUR",
    fromS: dayStartS,
    toS: dayStartS + 24 * hourS,
    stepS: 900,
    capacityW: 45_000,
    guaranteedW: 25_000,
    ambientC: 18,
    baseLoad: series(hours((hour) => (hour >= 11 && hour < 14 ? 20_000 : 10_000))),
    baseLoadBound: series(hours((hour) => (hour >= 11 && hour < 14 ? 21_000 : 11_000))),
    prices: series(hours((hour) => 40_000 + 2_000 * hour)),
    stations: Array.from({ length: 6 }, (_, index) => ({
      id: `st${index + 1}`,
      connectors: 2,
      powerMaxW: 11_040,
      phases: [
        [1, 2, 3],
        [2, 3, 1],
      ],
      fallbackW: 1_380,
    })),
    sessions: Array.from({ length: 12 }, (_, index) => sessionFixture(index)),
    expected: [],
    unservedMicroPerKwh: 300_000,
    responseS: 5,
    terms: {
      batteryTtlMs: 60_000,
      chargerTtlMs: 180_000,
      siteTtlMs: 900_000,
      graceMs: 10_000,
      debounceMs: 2_000,
      planIntervalMs: 60_000,
    },
    faults: [],
    ...changes,
  };
}
