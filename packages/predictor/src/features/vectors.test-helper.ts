import { readFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { type CellSample, type Grid } from "./grid.js";

/** Made-up telemetry and what Python makes of it, as `training/shared/vectors.py` writes it. */
export interface Series {
  /** Time s, V, 1/h, °C. */
  readonly samples: readonly (readonly [number, number, number, number])[];
  readonly rows: readonly Row[];
}
export interface Row {
  /** Steps of the grid since the first sample. */
  readonly at: number;
  readonly features: readonly number[];
  readonly out: readonly number[];
}

export const seriesOf = (name: string): readonly Series[] =>
  (
    JSON.parse(readFileSync(new URL(`../../models/vectors/${name}.json`, import.meta.url), "utf8")) as {
      series: Series[];
    }
  ).series;

/** Pushes the samples of `[from, to)` of a series, `laterS` later than they were. */
export function pushAll(history: Grid, samples: Series["samples"], laterS = 0): void {
  for (const sample of samples) history.push(sampleOf(sample, laterS));
}

export const sampleOf = (
  [atS, voltageV, currentC, temperatureC]: Series["samples"][number],
  laterS = 0,
): CellSample => ({
  atS: atS + laterS,
  voltageV,
  currentC,
  temperatureC,
});

/** The samples up to the first one at or after a step of the grid, by whose coming the step is known. */
export function upTo({ samples }: Series, step: number, stepS: number): Series["samples"] {
  const untilS = (samples[0]?.[0] ?? 0) + step * stepS;
  return samples.slice(0, samples.findIndex(([atS]) => atS >= untilS - 1e-9) + 1);
}

/** Largest difference of two rows. */
export const apart = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Array.from(one).reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] ?? Number.NaN))), 0);

export async function run(name: string, features: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(new URL(`../../models/${name}.onnx`, import.meta.url).pathname);
  const made = await session.run({ features: new Tensor("float32", features, [1, features.length]) });
  return made["out"]?.data as Float32Array;
}
