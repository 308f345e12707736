import type { FeederDay } from "@chargepact/sim";
import { resolveFeeder } from "../scenario/index.js";
import { checkScenario } from "../scenario/load.js";
import type { FeederSwarm } from "./feeder-swarm.js";
import type { FeederRunOptions } from "./run-feeder.js";
import { runFeederVirtual } from "./run-feeder.js";
import type { VirtualRun } from "./run-virtual.js";

/** Two hours, three sites of one station or two, and a feeder that could not carry all at once. */
export const nestedScenario = `
version: 1
name: nested
seed: 3
day: { date: "2025-06-17", from: "10:00", to: "12:00", stepS: 300 }
currency: EUR
feeder: { capacityW: 30000, baseLoad: { peakW: 5000, shape: flat }, demandCharge: 1 }
sites:
  - id: north
    site: { capacityW: 25000, baseLoad: { peakW: 2000, shape: flat } }
    stations: [{ id: post, count: 2, connectors: 1, powerMaxW: 11000, fallbackW: 1380 }]
    sessions:
      - { vehicle: ev-1, model: id3-58, station: post-1, arrive: "10:05", depart: "11:50", energyWh: 9000, soc: 0.3 }
      - { vehicle: ev-2, model: id3-58, station: post-2, arrive: "10:15", depart: "11:55", energyWh: 8000, soc: 0.3 }
  - id: south
    site: { capacityW: 25000 }
    stations: [{ id: post, count: 1, connectors: 2, powerMaxW: 11000 }]
    sessions:
      - { vehicle: ev-1, model: model3-50, station: post-1, arrive: "10:10", depart: "11:55", energyWh: 8000, soc: 0.3 }
      - { vehicle: ev-2, model: leaf-38, station: post-1, arrive: "10:20", depart: "11:40", energyWh: 4000, soc: 0.3 }
  - id: depot
    site: { capacityW: 12000 }
    stations: [{ id: bay, connectors: 1, powerMaxW: 11000 }]
    storage: { packs: 1, energyWh: 4000, powerW: 2000 }
    sessions:
      - { vehicle: van, model: id3-58, station: bay, arrive: "10:00", depart: "11:30", energyWh: 7000, soc: 0.2 }
prices: { meanPerKwh: 0.09 }
`;

export const nestedDay = (text: string = nestedScenario): FeederDay =>
  resolveFeeder(checkScenario(text, "nested.yaml")).day;

/** The nested day with these faults in virtual time. */
export function runNested(
  faults: readonly string[] = [],
  options: Partial<FeederRunOptions> = {},
): Promise<VirtualRun<FeederSwarm>> {
  const text = `${nestedScenario}faults: ${JSON.stringify(faults)}\n`;
  return runFeederVirtual(nestedDay(text), { strategy: "llf", insecure: true, ...options });
}
