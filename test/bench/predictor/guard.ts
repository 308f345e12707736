import {
  freshSensors,
  type SensorFault,
  type SensorSample,
  type SensorState,
  watchSensors,
} from "@chargepact/protocol";
import type { Figure } from "../report.js";
import { falseSamples, type Recording, recordings } from "./guard-data.js";

/** Faults that are planted into recordings: what a sensor says instead, `s` seconds after it began. */
interface Plant {
  readonly id: string;
  readonly bar: string;
  readonly withinS: number;
  /** What is planted, for the table. */
  readonly what: string;
  readonly where: (recording: Recording) => boolean;
  readonly turn: (sample: SensorSample, since: { readonly s: number; readonly first: SensorSample }) => SensorSample;
}

const warmer = (sample: SensorSample, byK: number): SensorSample => ({
  ...sample,
  temperatureC: sample.temperatureC + byK,
});
const isDrive = ({ drive }: Recording): boolean => drive;
const hasAny = ({ drive, thermocouples }: Recording): boolean => drive || thermocouples;

const plants: readonly Plant[] = [
  ...[3, -3].map((byK): Plant => ({
    ...{ id: "guard.step", bar: "<= 2", withinS: 20, where: hasAny, what: "3 K up or down for good" },
    turn: (sample) => warmer(sample, byK),
  })),
  ...[8, -8].map((byK): Plant => ({
    ...{ id: "guard.spike", bar: "<= 2", withinS: 20, where: hasAny, what: "8 K or 0.5 V of a cell for one sample" },
    turn: (sample, { s }) => (s === 0 ? warmer(sample, byK) : sample),
  })),
  ...[0.5, -0.5].map((byV): Plant => ({
    ...{ id: "guard.spike", bar: "<= 2", withinS: 20, where: isDrive, what: "8 K or 0.5 V of a cell for one sample" },
    turn: (sample, { s }) => (s === 0 ? { ...sample, voltageV: (sample.voltageV ?? 0) + byV } : sample),
  })),
  {
    ...{ id: "guard.stuck", bar: "<= 2", withinS: 20, where: hasAny },
    what: "voltage under a drive's steps of current, or a thermocouple, stands still",
    turn: (sample, { first }) => ({
      ...sample,
      ...(first.voltageV === undefined
        ? { temperatureC: first.temperatureC, sensorsC: first.sensorsC ?? [] }
        : { voltageV: first.voltageV }),
    }),
  },
  ...[0.05, -0.05].map((kPerS): Plant => ({
    ...{ id: "guard.drift", bar: "<= 120", withinS: 240, where: isDrive, what: "0.05 K/s up or down" },
    turn: (sample, { s }) => warmer(sample, kPerS * s),
  })),
];

const onsets = 20;
/** A of a step of the current that a cell of 3 Ah answers at any temperature. */
const stepA = 1.5;
/** s of a recording that the guard gets to know it in, before anything is planted. */
const settledS = 60;
const seed = 7;

/** How soon false sensors are found, in real telemetry with faults planted, and what is found where nothing is wrong. */
export function guardFigures(
  say: (line: string) => void,
  folder: string | undefined = process.env["CHARGEPACT_DATA"],
): readonly Figure[] {
  const all = recordings(folder);
  if (all.length === 0) {
    say("guard: left out, because CHARGEPACT_DATA names no folder with telemetry");
    return [];
  }
  const random = numbers(seed);
  const found = new Map<string, number[]>();
  let [alarms, samples, falses] = [0, 0, 0];
  const dataS: number[] = [];
  for (const recording of all) {
    const watched = watch(recording, random);
    samples += recording.samples.length;
    const wrong = falseSamples(recording.samples);
    falses += wrong.size;
    for (const index of watched.alarms) if (!wrong.has(index)) alarms++;
    for (const index of wrong) dataS.push(watched.alarms.has(index) ? 0 : Number.POSITIVE_INFINITY);
    for (const [id, seconds] of watched.latencies) found.set(id, [...(found.get(id) ?? []), ...seconds]);
    say(`guard: ${recording.name}, ${watched.alarms.size} alarms, ${wrong.size} false samples`);
  }
  const figures = [...new Map(plants.map((plant) => [plant.id, plant])).values()].map(({ id, bar, what }): Figure => {
    const runs = [...(found.get(id) ?? [])].sort((a, b) => a - b);
    const reference = `slowest of ${runs.length} planted into recordings: ${what}; runs: middle, 95 %, slowest`;
    const shown = [0.5, 0.95, 1].map((share) => runs[Math.ceil(share * runs.length) - 1] ?? Number.NaN);
    return { id, value: runs.at(-1) ?? Number.NaN, unit: "s", bar, reference, runs: shown };
  });
  const hours = all.reduce((sum, { samples: own }) => sum + (own.at(-1)?.atS ?? 0) - (own[0]?.atS ?? 0), 0) / 3600;
  const told = `of ${falses} false temperature samples in the data (rule in guard-data.ts), slowest; at the sample itself`;
  const none = `in ${all.length} recordings of ${Math.round(hours)} h, ${samples} samples`;
  return [
    ...figures,
    { id: "guard.data", value: Math.max(...dataS), unit: "s", bar: "<= 2", reference: told, runs: dataS },
    { id: "guard.falseAlarms", value: alarms, unit: "", bar: "<= 0", reference: none, runs: [] },
  ];
}

/** One recording as it is, and with each fault planted at some instants of it. */
function watch(recording: Recording, random: () => number) {
  const { samples, spec } = recording;
  const [firstS, lastS] = [samples[0]?.atS ?? 0, samples.at(-1)?.atS ?? 0];
  const own = plants.filter((plant) => plant.where(recording));
  const starts = new Set<number>();
  for (let draws = 0; own.length > 0 && starts.size < onsets && draws < 20 * onsets; draws++) {
    const start = onsetNear(samples, firstS + settledS + random() * (lastS - firstS - settledS - 240));
    if (start !== undefined) starts.add(start);
  }
  const alarms = new Set<number>();
  const latencies = new Map<string, number[]>();
  let state: SensorState = freshSensors;
  for (const [index, sample] of samples.entries()) {
    if (starts.has(index)) {
      for (const plant of own) {
        const seconds = latencyOf(recording, { state, index, plant });
        latencies.set(plant.id, [...(latencies.get(plant.id) ?? []), seconds]);
      }
    }
    const seen = watchSensors(state, sample, spec);
    state = seen.state;
    if (seen.faults.length > 0) alarms.add(index);
  }
  return { alarms, latencies };
}

/**
 * The first sample from an instant on, within half a minute, after which the current makes a step within a second: a
 * voltage that stands still at rest is no fault. Thermocouples: any.
 */
function onsetNear(samples: readonly SensorSample[], atS: number): number | undefined {
  const from = samples.findIndex((sample) => sample.atS >= atS);
  if (from < 0 || samples[0]?.voltageV === undefined) return from < 0 ? undefined : from;
  for (let index = from; index < Math.min(from + 300, samples.length - 20); index++) {
    const next = samples.slice(index, index + 10).map(({ currentA = 0 }) => currentA);
    if (next.some((amps, place) => Math.abs(amps - (next[place - 1] ?? amps)) > stepA)) return index;
  }
  return undefined;
}

function latencyOf(
  { samples, spec }: Recording,
  at: { readonly state: SensorState; readonly index: number; readonly plant: Plant },
): number {
  const { index, plant } = at;
  const first = samples[index];
  if (first === undefined) return Number.POSITIVE_INFINITY;
  let { state } = at;
  for (let place = index; place < samples.length; place++) {
    const sample = samples[place];
    if (sample === undefined) break;
    const s = sample.atS - first.atS;
    if (s > plant.withinS) break;
    const seen: { readonly state: SensorState; readonly faults: readonly SensorFault[] } = watchSensors(
      state,
      plant.turn(sample, { s, first }),
      spec,
    );
    state = seen.state;
    if (seen.faults.length > 0) return s;
  }
  return Number.POSITIVE_INFINITY;
}

/** Numbers in [0, 1) from a seed (mulberry32). */
function numbers(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
