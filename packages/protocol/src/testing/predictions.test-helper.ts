import type { PredictQuestion } from "../core.js";
import {
  physicsShortHorizon,
  physicsWear,
  type Quantiles,
  scaleCurve,
  type ShortHorizonPrediction,
  type WearCurve,
  type WearPrediction,
} from "../wear/index.js";
import type { Predicted } from "./host.test-helper.js";

type Answer = Omit<Predicted, "kind" | "number">;
export type Predicting = (question: PredictQuestion, number: number) => Answer;

const model = { modelId: "model-1", sha256: "ab".repeat(32), trainedOn: "a test", engine: "onnx" } as const;

/** Physics, as a model would say it; `change` makes it something else. */
export function predicting(change: {
  readonly horizon?: (prediction: ShortHorizonPrediction, number: number) => ShortHorizonPrediction;
  readonly wear?: (prediction: WearPrediction, number: number) => WearPrediction;
}): Predicting {
  return (question, number) => {
    const wear = question.wear && physicsWear.predict(question.wear);
    const horizon = question.horizon && physicsShortHorizon.predict(question.horizon);
    const as = <Prediction extends WearPrediction | ShortHorizonPrediction>(prediction: Prediction): Prediction => ({
      ...prediction,
      provenance: { ...prediction.provenance, ...model },
      quality: "MODEL",
    });
    return {
      ...(wear && {
        wear: { kind: "answered", prediction: (change.wear ?? ((same) => same))(as(wear), number) },
      }),
      ...(horizon && {
        horizon: { kind: "answered", prediction: (change.horizon ?? ((same) => same))(as(horizon), number) },
      }),
    };
  };
}

const temperatures = (change: (steps: Quantiles, step: number, number: number) => Quantiles): Predicting =>
  predicting({
    horizon: (prediction, number) => ({
      ...prediction,
      temperatureC: prediction.temperatureC.map((each, step) => change(each, step, number)),
    }),
  });
const shifted = (byK: (step: number, number: number) => number): Predicting =>
  temperatures(({ p10, p50, p90 }, step, number) => {
    const k = byK(step, number);
    return { p10: p10 + k, p50: p50 + k, p90: p90 + k };
  });
const curves = (change: (curve: WearCurve) => WearCurve): Predicting =>
  predicting({ wear: (prediction) => ({ ...prediction, p50: change(prediction.p50), p90: change(prediction.p90) }) });
const everywhere = (value: number): Predicting => temperatures(() => ({ p10: value, p50: value, p90: value }));

/** Predictors that are wrong on every answer, and what the guard calls it. */
export const hallucinations: Readonly<Record<string, readonly [fault: string, answers: Predicting]>> = {
  "not a number": ["NON_FINITE", everywhere(Number.NaN)],
  infinite: ["NON_FINITE", everywhere(Infinity)],
  "minus infinite": ["NON_FINITE", everywhere(-Infinity)],
  huge: ["RANGE", everywhere(1e9)],
  negative: ["RANGE", everywhere(-273)],
  "a jump": ["RATE", shifted(() => 40)],
  "far from physics": ["DISTANCE", shifted((step) => 6 * (step + 1) - 3)],
  "crossing quantiles": ["QUANTILES", temperatures(({ p10, p50, p90 }) => ({ p10: p90, p50, p90: p10 }))],
  "too short": [
    "LENGTH",
    predicting({ horizon: (prediction) => ({ ...prediction, temperatureC: prediction.temperatureC.slice(1) }) }),
  ],
  "outside of its box": [
    "BOX",
    predicting({
      horizon: ({ provenance, ...prediction }) => ({
        ...prediction,
        provenance: { ...provenance, box: { ...provenance.box, temperatureC: [60, 61] } },
      }),
    }),
  ],
  "wear that is not a number": ["SHAPE", curves((curve) => scaleCurve(curve, Number.NaN))],
  "wear that is negative": ["SHAPE", curves((curve) => scaleCurve(curve, -1))],
  "wear that is huge": ["DISTANCE", curves((curve) => scaleCurve(curve, 1e6))],
  "wear that falls with power": [
    "SHAPE",
    curves((curve) => ({
      ...curve,
      charge: curve.charge.map((band, index) => ({ ...band, agePerKwh: band.agePerKwh / (index + 1) })),
    })),
  ],
  "wear with crossing quantiles": [
    "QUANTILES",
    predicting({ wear: (prediction) => ({ ...prediction, p50: prediction.p90, p90: prediction.p50 }) }),
  ],
  "no answer in time": [
    "FAILED",
    ({ wear, horizon }) => {
      const late = { kind: "failed", detail: "no answer within 25 ms" } as const;
      return { ...(wear && { wear: late }), ...(horizon && { horizon: late }) };
    },
  ],
};

/** Right but for a constant number of kelvin, which physics cannot tell from truth. */
export const biased = (byK: number): Predicting => shifted(() => byK);
export const refusing: Predicting = ({ wear, horizon }) => ({
  ...(wear && { wear: { kind: "refused" } }),
  ...(horizon && { horizon: { kind: "refused" } }),
});
