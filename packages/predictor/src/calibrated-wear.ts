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
 * Physics whose rates of cycling are calibrated by models; the first that is for the chemistry and takes the question answers
 * it. Refuses batteries and conditions outside of what physics or the models know, and what that model does not answer.
 */
export function calibratedWear(models: readonly CalibratedModel[]): WearPredictorNow {
  const prepared = models.map((model) => ({
    ...model,
    features: new Float32Array(model.calibration.manifest.inputs.length),
    out: new Float32Array(model.calibration.manifest.outputs.length),
  }));
  return {
    predict: (query) => {
      const found = modelFor(prepared, query, ({ features }) => features);
      if (found === undefined) return undefined;
      const [{ calibration, predictBatch, out }, features] = found;
      return predictBatch(features, 1, out) ? calibration.apply(query, out) : undefined;
    },
  };
}

/** The same by models in a process of their own, for agents in real time. */
export function calibratedWearHosted(models: readonly CalibratedModelHosted[]): WearPredictor {
  return {
    predict: async (query) => {
      const found = modelFor(models, query, ({ calibration }) => new Float32Array(calibration.manifest.inputs.length));
      if (found === undefined) return undefined;
      const [{ calibration, predict }, features] = found;
      const answer = await predict(features, query.deadlineMs);
      return answer && calibration.apply(query, answer);
    },
  };
}

/** The first model of the chemistry that takes the question, with the row that it is asked. */
function modelFor<Model extends { readonly calibration: Calibration }>(
  models: readonly Model[],
  query: WearQuery,
  rowOf: (model: Model) => Float32Array,
): readonly [Model, Float32Array] | undefined {
  for (const model of models) {
    const { calibration } = model;
    if (calibration.manifest.chemistry !== query.pack.chemistry) continue;
    const row = rowOf(model);
    if (calibration.ask(query, row)) return [model, row];
  }
  return undefined;
}
