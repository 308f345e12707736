import type { SensorSample, SensorSpec } from "@chargepact/protocol";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What was recorded of one cell, as its management system would have reported it. */
export interface Recording {
  readonly name: string;
  readonly samples: readonly SensorSample[];
  readonly spec: SensorSpec;
  /** Ten samples a second with current, voltage and the ambient that the cell was soaked at. */
  readonly drive: boolean;
  /** Thermocouples with a noise of their own, ten readings a second. */
  readonly thermocouples: boolean;
}

/** LG 18650HG2, 47 g: a cell in moving air. Nissan Leaf pouch cell, 0.8 kg. */
const lg: SensorSpec = { nominalV: 3.6, ohm: 0.03, heatCapacityJPerK: 45, heatLossWPerK: 0.1 };
const leaf: SensorSpec = { nominalV: 3.75, ohm: 0.002, heatCapacityJPerK: 800, heatLossWPerK: 1.2 };

const linesOf = (file: string): readonly string[] =>
  gunzipSync(readFileSync(file)).toString("latin1").trim().split(/\r?\n/);

/** All telemetry at hand in the folder that CHARGEPACT_DATA names; empty where it names none. */
export function recordings(folder: string | undefined): readonly Recording[] {
  if (folder === undefined) return [];
  return [...lgRecordings(join(folder, "lg-hg2-10hz")), ...leafRecordings(join(folder, "nissan-leaf-cell-1hz"))];
}

const files = (folder: string, suffix: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(suffix))
      .sort();
  } catch {
    return [];
  }
};

function lgRecordings(folder: string): readonly Recording[] {
  return files(folder, ".csv.gz").map((name) => {
    const rows = linesOf(join(folder, name))
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const drive = /US06|LA92|Mixed/.test(name);
    // The names are of the chamber as it was meant to be, which the column at times shows not to be so: soaked at the start.
    const soakedC = rows[0]?.[3] ?? Number.NaN;
    const samples = rows.map(([atS = 0, voltageV = 0, currentA = 0, temperatureC = 0]): SensorSample => ({
      ...{ atS, voltageV, currentA, temperatureC },
      ...(drive ? { ambientC: soakedC } : {}),
    }));
    return { name, samples, spec: lg, drive, thermocouples: false };
  });
}

function leafRecordings(folder: string): readonly Recording[] {
  const cycles = files(folder, ".csv.gz").map((name) => ({
    ...{ name, spec: leaf, drive: false, thermocouples: false },
    samples: linesOf(join(folder, name))
      .filter((line) => line.startsWith("No,"))
      .map((line) => line.split(","))
      // No temperature was recorded with them: one that stands still.
      .map((row) => ({
        atS: Number(row[1]),
        currentA: Number(row[8]),
        voltageV: Number(row[9]),
        temperatureC: 25,
      })),
  }));
  const thermocouples = files(folder, ".lvm.gz").map((name) => ({
    ...{ name, spec: leaf, drive: false, thermocouples: true },
    samples: linesOf(join(folder, name))
      .map((line) => line.trim().split(/\s+/).map(Number))
      .filter((row) => row.length === 4)
      .map((row, index) => {
        const sensorsC = row.slice(0, 3);
        return { atS: index / 10, temperatureC: Math.max(...sensorsC), sensorsC, ambientC: row[3] ?? Number.NaN };
      }),
  }));
  return [...cycles, ...thermocouples];
}

/** K off what both neighbours say, and this many times what is usual in its recording (standard deviation). */
const [falseK, falseTimes] = [1.5, 8];

/**
 * Indices of false temperature samples: those that differ from the line between their neighbours by more than 1.5 K and by
 * more than eight times what is usual there (a chamber that cycles makes much usual), the worst taken out first and its neighbours judged anew. Hindsight: it sees the
 * neighbour after, which the guard does not.
 */
export function falseSamples(samples: readonly SensorSample[]): ReadonlySet<number> {
  const kept = samples
    .map((_, index) => index)
    .filter((index) => samples[index]!.atS > (samples[index - 1]?.atS ?? -1));
  const usual = deviationOf(kept.map((_, place) => offK(samples, kept, place)));
  const found = new Set<number>();
  for (;;) {
    let [worst, worstK] = [-1, Math.max(falseK, falseTimes * usual)];
    for (let place = 1; place < kept.length - 1; place++) {
      const size = Math.abs(offK(samples, kept, place));
      if (size > worstK) [worst, worstK] = [place, size];
    }
    const [index] = worst < 0 ? [] : kept.splice(worst, 1);
    if (index === undefined) return found;
    found.add(index);
  }
}

function offK(samples: readonly SensorSample[], kept: readonly number[], place: number): number {
  const [before, now, after] = [place - 1, place, place + 1].map((each) => samples[kept[each] ?? -1]);
  if (before === undefined || now === undefined || after === undefined) return 0;
  const share = (now.atS - before.atS) / Math.max(1e-9, after.atS - before.atS);
  return now.temperatureC - (before.temperatureC + share * (after.temperatureC - before.temperatureC));
}

const deviationOf = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));
