import { describe, expect, test } from "vitest";
import * as wear from "./index.js";
import type { WearCurve, WearPrediction, WearPredictorNow, WearQuery } from "./index.js";

const query: WearQuery = {
  ...{ pack: wear.packOf("SODIUM_ION", 60_000), soc: 0.5, soh: 0.95, temperatureC: 20 },
  ...{ powerMaxW: 11_000, exportMaxW: 0, deadlineMs: 25 },
};
const usage = [{ powerW: 11_000, hours: 4, socFrom: 0.2, socTo: 0.8 }];
const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** A model of which physics knows nothing. */
const model = (factor: number): WearPredictorNow => ({
  predict: (asked) => {
    const said = wear.staticWear.predict(asked);
    const scaled = (curve: WearCurve): WearCurve => wear.scaleCurve(curve, factor);
    const prediction: WearPrediction = {
      ...said,
      ...{ p50: scaled(said.p50), p90: scaled(said.p90), quality: "MODEL" },
      provenance: {
        ...said.provenance,
        ...{ modelId: "own", engine: "user" },
        box: { temperatureC: always, cRate: always, soc: always, soh: always },
      },
    };
    return prediction;
  },
});
const costOf = (chain: readonly WearPredictorNow[]): number =>
  wear.wearCost(wear.predictWear(query, chain).prediction, usage, 6e9).p90Micro;

describe("a model of wear where there is no physics to hold it against", () => {
  test("is never cheaper than the median of the vendor table", () => {
    const median = wear.wearCost(wear.staticWear.predict(query), usage, 6e9).p50Micro;
    expect(costOf([model(0), wear.physicsWear])).toBeGreaterThanOrEqual(median);
  });

  test("cannot name a price that no message can carry", () => {
    expect(costOf([model(1e300), wear.physicsWear])).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
  });
});
