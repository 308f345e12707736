import {
  ChargepactError,
  monthsLeft,
  physicsWear,
  type Provenance,
  scaleCurve,
  type ValidityBox,
  wearFault,
  type WearCurve,
  type WearPrediction,
  type WearPredictorNow,
  type WearQuery,
} from "@chargepact/protocol";
import { cycleLifeFeatures, cycleLifeInputs, type EarlyCycles } from "./features/cycle-life.js";
import { fadeFeatures, fadeInputs } from "./features/fade.js";
import type { Manifest } from "./manifest.js";

/**
 * How a model of life calibrates physics: it is asked by one row, and answers with factors on the rates at which cycling
 * ages. Standing is left to physics, since the cells that models learned from never stood for long.
 */
export interface Calibration {
  readonly manifest: Manifest;
  /** Writes the row; false where this battery or query lies outside of what the model knows. */
  ask(query: WearQuery, features: Float32Array): boolean;
  /** Physics with the answer's factors; undefined where either refuses, or the guard would not believe it. */
  apply(query: WearQuery, answer: Float32Array): WearPrediction | undefined;
}

/** What models of life answer, in this order: cycles until 80 %, and factors on physics' rates, 1 where it stands as it is. */
export const lifeOutputs = [
  ...["cycle_life_p10", "cycle_life_p50", "cycle_life_p90"],
  ...["rate_factor_p10", "rate_factor_p50", "rate_factor_p90"],
] as const;

/** How a cell that showed this in its first hundred cycles ages, against others of its kind that are charged as it was. */
export function cycleLifeCalibration(
  manifest: Manifest,
  early: EarlyCycles,
  physics: WearPredictorNow = physicsWear,
): Calibration {
  assertColumns(manifest, cycleLifeInputs);
  return {
    manifest,
    ask: (_query, features) => {
      cycleLifeFeatures(early, features);
      return isInside(manifest, features);
    },
    apply: (query, answer) => {
      const prediction = physics.predict(query);
      return prediction && calibrated(query, { manifest, answer, standing: prediction, cycling: prediction });
    },
  };
}

/** How cycling ages with temperature, as measured, in place of what physics says above the lowest temperature measured. */
export function fadeCalibration(manifest: Manifest, physics: WearPredictorNow = physicsWear): Calibration {
  assertColumns(manifest, fadeInputs);
  const coldestC = manifest.inputs[0]?.min ?? Number.NaN;
  return {
    manifest,
    ask: (query, features) => {
      fadeFeatures(query.temperatureC, coldestC, features);
      return isInside(manifest, features);
    },
    apply: (query, answer) => {
      const standing = physics.predict(query);
      const cycling = physics.predict({ ...query, temperatureC: Math.min(query.temperatureC, coldestC) });
      return standing && cycling && calibrated(query, { manifest, answer, standing, cycling });
    },
  };
}

export interface Parts {
  readonly manifest: Manifest;
  readonly answer: Float32Array;
  readonly standing: WearPrediction;
  readonly cycling: WearPrediction;
}

export function calibrated(
  query: WearQuery,
  { manifest, answer, standing, cycling }: Parts,
): WearPrediction | undefined {
  const [slow, usual, fast] = [answer[3], answer[4], answer[5]].map(Number) as [number, number, number];
  if (!(slow > 0 && slow <= usual && usual <= fast && Number.isFinite(fast))) return undefined;
  const curve = (which: "p50" | "p90", factor: number): WearCurve => ({
    ...scaleCurve(cycling[which], factor),
    calendar: standing[which].calendar,
  });
  const [p50, p90] = [curve("p50", usual), curve("p90", fast)];
  const { endOfLifeMonths: months } = standing;
  const widest = months.p50 > 0 ? months.p90 / months.p50 : 1;
  const prediction: WearPrediction = {
    ...{ p50, p90, provenance: provenanceOf(manifest, standing.provenance.box), quality: "MODEL" },
    endOfLifeMonths: {
      p10: monthsLeft(query, p90),
      p50: monthsLeft(query, p50),
      p90: monthsLeft(query, curve("p50", slow)) * widest,
    },
  };
  return wearFault(query, prediction) === undefined ? prediction : undefined;
}

function provenanceOf(manifest: Manifest, physics: ValidityBox): Provenance {
  const { id: modelId, sha256, trainedOn, chemistry, box, calibration } = manifest;
  const both = (name: keyof ValidityBox) =>
    [Math.max(box[name][0], physics[name][0]), Math.min(box[name][1], physics[name][1])] as const;
  return {
    ...{ modelId, sha256, trainedOn, chemistry, engine: "onnx" },
    box: { temperatureC: both("temperatureC"), cRate: both("cRate"), soc: both("soc"), soh: both("soh") },
    ...(calibration && { calibration: { coverage: calibration.coverage, count: calibration.count } }),
  };
}

function isInside({ inputs }: Manifest, features: Float32Array): boolean {
  return inputs.every(({ min, max }, index) => {
    const value = features[index] ?? Number.NaN;
    // Limits are decimal numbers, features single precision.
    return value >= Math.fround(min) && value <= Math.fround(max);
  });
}

function assertColumns({ id, inputs, outputs }: Manifest, needed: readonly string[]): void {
  for (const [what, has, needs] of [
    ["inputs", inputs, needed],
    ["outputs", outputs, lifeOutputs],
  ] as const) {
    const names = has.map(({ name }) => name).join(", ");
    if (names === needs.join(", ")) continue;
    const message = `model ${id} has the ${what} ${names}; to calibrate wear it must have ${needs.join(", ")}, in this order`;
    throw new ChargepactError("MODEL", message, { side: "remote" });
  }
}
