import type { Day } from "@chargepact/sim";
import { checkScenario } from "../scenario/load.js";
import { resolveScenario } from "../scenario/index.js";
import { Recorder } from "./recorder.js";
import { reckon, type Reckoning } from "./reckon.js";
import { resultOf, type SwarmResult } from "./result.js";
import type { RunOptions, SwarmRun } from "./run.js";
import { runVirtual } from "./run-virtual.js";

/** Ninety minutes, four vehicles of which two are worn, too little capacity for all. */
export const tinyScenario = `
version: 1
name: tiny
seed: 3
day: { date: "2025-06-17", from: "10:00", to: "11:30", stepS: 300 }
currency: EUR
site: { capacityW: 16000, guaranteedW: 9000, baseLoad: { peakW: 6000, shape: office } }
stations:
  - { id: post, count: 2, connectors: 2, powerMaxW: 11000, phases: 3 }
storage: { packs: 1, energyWh: 4000, powerW: 2000 }
sessions:
  - { id: s-1, vehicle: ev-new, model: id3-58, soh: 1, station: post-1, arrive: "10:05", depart: "11:20", energyWh: 6000, soc: 0.3 }
  - { id: s-2, vehicle: ev-worn, model: id3-58, soh: 0.75, station: post-1, arrive: "10:02", depart: "11:25", energyWh: 5000, soc: 0.3 }
  - { id: s-3, vehicle: ev-old, model: leaf-38, soh: 0.75, station: post-2, arrive: "10:10", depart: "11:15", energyWh: 3000, soc: 0.4 }
  - { id: s-4, vehicle: ev-late, model: spring-27, soh: 0.9, station: post-2, arrive: "10:40", depart: "11:20", energyWh: 2500, soc: 0.5 }
prices: { meanPerKwh: 0.09 }
`;

export const tinyDay = (): Day => resolveScenario(checkScenario(tinyScenario, "tiny.yaml")).day;

export interface TinyRun {
  readonly run: SwarmRun;
  readonly recorder: Recorder;
  readonly reckoning: Reckoning;
  readonly result: SwarmResult;
}

/** The tiny day in virtual time, watched as the command line does. */
export async function runTiny(day: Day = tinyDay(), options: Partial<RunOptions> = {}): Promise<TinyRun> {
  const recorder = new Recorder(day);
  const run = await runVirtual(day, { strategy: "llf", insecure: true, observer: recorder, ...options });
  const reckoning = reckon(run);
  const facts = { broker: "memory", speed: null, tally: recorder.tally, plans: recorder.plans, wallMs: 1234 };
  return { run, recorder, reckoning, result: resultOf(run, reckoning, facts) };
}
