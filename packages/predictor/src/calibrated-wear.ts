import type { DurationMs, WearPredictor, WearPredictorNow, WearQuery } from "@chargepact/protocol";
import type { Calibration } from "./calibration.js";

/** A calibration with what runs its model within the call. */
export interface CalibratedModel {
  readonly calibration: Calibration;
  /** Answers `n` rows; false where it has no answer. */
  readonly predictBatch: (features: Float32Array, n: number, out: Float32Array) => boolean;
}

/** The same with what runs its model elsewhere. */
export interface CalibratedModelHosted {
  readonly calibration: Calibration;
  /** Answers one row, or undefined. */
  readonly predict: (features: Float32Array, deadlineMs: DurationMs) => Promise<Float32Array | undefined>;
}

/**
 * Physics whose rates of cycling are calibrated by models, one a chemistry. Refuses other chemistries, batteries and
 * conditions outside of what physics or the model know, and what a model does not answer.
 */
export function calibratedWear(models: readonly CalibratedModel[]): WearPredictorNow {
  const prepared = models.map((model) => ({
    ...model,
    features: new Float32Array(model.calibration.manifest.inputs.length),
    out: new Float32Array(model.calibration.manifest.outputs.length),
  }));
  return {
    predict: (query) => {
      const found = modelFor(prepared, query);
      if (found === undefined) return undefined;
      const { calibration, predictBatch, features, out } = found;
      if (!calibration.ask(query, features) || !predictBatch(features, 1, out)) return undefined;
      return calibration.apply(query, out);
    },
  };
}

/** The same by models in a process of their own, for agents in real time. */
export function calibratedWearHosted(models: readonly CalibratedModelHosted[]): WearPredictor {
  return {
    predict: async (query) => {
      const found = modelFor(models, query);
      if (found === undefined) return undefined;
      const { calibration, predict } = found;
      const features = new Float32Array(calibration.manifest.inputs.length);
      if (!calibration.ask(query, features)) return undefined;
      const answer = await predict(features, query.deadlineMs);
      return answer && calibration.apply(query, answer);
    },
  };
}

const modelFor = <Model extends { readonly calibration: Calibration }>(
  models: readonly Model[],
  { pack }: WearQuery,
): Model | undefined => models.find(({ calibration }) => calibration.manifest.chemistry === pack.chemistry);
