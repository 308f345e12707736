import type { WearPredictorNow } from "@chargepact/protocol";
import type { Calibration } from "./calibration.js";

/** A calibration with what runs its model. */
export interface CalibratedModel {
  readonly calibration: Calibration;
  /** Answers `n` rows within the call; false where it has no answer. */
  readonly predictBatch: (features: Float32Array, n: number, out: Float32Array) => boolean;
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
      const found = prepared.find(({ calibration }) => calibration.manifest.chemistry === query.pack.chemistry);
      if (found === undefined) return undefined;
      const { calibration, predictBatch, features, out } = found;
      if (!calibration.ask(query, features) || !predictBatch(features, 1, out)) return undefined;
      return calibration.apply(query, out);
    },
  };
}
