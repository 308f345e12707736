import {
  ChargepactError,
  cRateOf,
  physicsShortHorizon,
  type Quantiles,
  seriesOf,
  type ShortHorizonPrediction,
  type ShortHorizonQuery,
} from "@chargepact/protocol";
import type { Manifest } from "../manifest.js";
import { type Column, columnsOf, outputsOf } from "./columns.js";

/** How a model of voltage and temperature is asked by one row, and what its answer says. */
export interface HorizonModel {
  readonly manifest: Manifest;
  /** Writes the row; false where this question is outside of what the model knows. */
  ask(query: ShortHorizonQuery, features: Float32Array): boolean;
  /** Undefined where it says nothing of the question. */
  read(query: ShortHorizonQuery, answer: Float32Array): ShortHorizonPrediction | undefined;
}

/** Inputs that a model of kind `minutes-temperature` or `short-horizon` may have, in any order; `_#` is a step of its horizon. */
const horizonColumns = (stepS: number): Readonly<Record<string, Column<ShortHorizonQuery>>> => ({
  soc: ({ soc }) => soc,
  soh: ({ soh }) => soh,
  temperature_c: ({ temperatureC }) => temperatureC,
  ambient_c: ({ ambientC }) => ambientC,
  c_rate_now: (query) => signedRate(query, query.powerNowW ?? Number.NaN),
  voltage_cell_now_v: ({ voltageNowV = Number.NaN, pack }) => voltageNowV / seriesOf(pack),
  "c_rate_#": (query, step) => signedRate(query, plannedW(query, [(step - 1) * stepS, step * stepS])),
});

/** 1/h of what the pack holds now; + charges. */
function signedRate({ pack, soh }: ShortHorizonQuery, powerW: number): number {
  const rate = cRateOf(pack, soh, powerW);
  return powerW < 0 ? -rate : rate;
}

/** W; mean of the plan between two times, s from now; what is planned last goes on. */
function plannedW({ powerW, stepS }: ShortHorizonQuery, [fromS, toS]: readonly [number, number]): number {
  let sum = 0;
  for (let step = Math.floor(fromS / stepS); step * stepS < toS; step++) {
    const overlapS = Math.min(toS, (step + 1) * stepS) - Math.max(fromS, step * stepS);
    sum += Math.max(0, overlapS) * (powerW[Math.min(step, powerW.length - 1)] ?? Number.NaN);
  }
  return sum / (toS - fromS);
}

const levels = ["p10", "p50", "p90"] as const;

/**
 * A model of temperature, and of voltage where it has outputs of it, by the names in its manifest: `temperature_p10_1`, °C, and
 * `voltage_p10_1`, V a cell, at the end of each step of its horizon. What it says nothing of is physics'. It refuses plans
 * that end beyond its horizon, or whose steps are no multiple of its own. Throws `MODEL` where a name is not known or missing.
 */
export function ownHorizon(manifest: Manifest): HorizonModel {
  const { stepS, steps } = horizonOf(manifest);
  const write = columnsOf(manifest, horizonColumns(stepS), steps);
  const read = answersOf(manifest);
  return {
    manifest,
    ask: (query, features) => {
      if (stepsOf(manifest, query) === undefined) return false;
      write(query, features);
      return true;
    },
    read,
  };
}

function horizonOf({ id, kind, horizon }: Manifest): NonNullable<Manifest["horizon"]> {
  if (horizon !== undefined) return horizon;
  const message = `model ${id} has no horizon; a model of kind ${kind} needs {"stepS": s, "steps": n}`;
  throw new ChargepactError("MODEL", message, { side: "remote" });
}

/** How many of the model's steps are one of the question's; undefined where they do not fit, or end beyond its horizon. */
export function stepsOf(manifest: Manifest, query: ShortHorizonQuery): number | undefined {
  const { stepS, steps } = horizonOf(manifest);
  const each = query.stepS / stepS;
  // Within one of its steps a model cannot tell what is planned sooner from what is planned later.
  if (!(each >= 1 - 1e-6) || Math.abs(each - Math.round(each)) > 1e-6) return undefined;
  return query.powerW.length * Math.round(each) <= steps ? Math.round(each) : undefined;
}

/** Reads answers by the names of outputs; throws where one is missing. */
export function answersOf(manifest: Manifest): HorizonModel["read"] {
  const { steps } = horizonOf(manifest);
  const placesOf = (what: string): readonly (readonly number[])[] =>
    Array.from({ length: steps }, (_, step) => {
      const names = levels.map((level) => `${what}_${level}_${step + 1}`);
      const at = outputsOf(manifest, names);
      return names.map((name) => at[name] ?? -1);
    });
  const temperature = placesOf("temperature");
  const voltage = manifest.outputs.some(({ name }) => name.startsWith("voltage_")) ? placesOf("voltage") : undefined;
  return (query, answer) => {
    const physics = physicsShortHorizon.predict(query);
    const each = stepsOf(manifest, query);
    if (physics === undefined || each === undefined) return undefined;
    const at = (places: readonly (readonly number[])[], scale: number): readonly Quantiles[] =>
      query.powerW.map((_, step) => quantilesOf(answer, places[(step + 1) * each - 1] ?? [], scale));
    return {
      temperatureC: at(temperature, 1),
      voltageV: voltage === undefined ? physics.voltageV : at(voltage, seriesOf(query.pack)),
      provenance: provenanceOf(manifest),
      quality: "MODEL",
    };
  };
}

function quantilesOf(answer: Float32Array, places: readonly number[], scale: number): Quantiles {
  const [p10, p50, p90] = levels.map((_, level) => (answer[places[level] ?? -1] ?? Number.NaN) * scale) as [
    ...[number, number, number],
  ];
  return { p10, p50, p90 };
}

function provenanceOf({
  id,
  sha256,
  trainedOn,
  chemistry,
  box,
  calibration,
}: Manifest): ShortHorizonPrediction["provenance"] {
  return {
    ...{ modelId: id, sha256, trainedOn, chemistry, box, engine: "onnx" },
    ...(calibration && { calibration: { coverage: calibration.coverage, count: calibration.count } }),
  };
}
