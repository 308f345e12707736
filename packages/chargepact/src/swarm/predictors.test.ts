import {
  physicsShortHorizon,
  physicsWear,
  type Predictors,
  type ShortHorizonPrediction,
  type WearPrediction,
} from "@chargepact/protocol";
import { describe, expect, it } from "vitest";
import { calibrationOf, predictionText } from "./foresight-record.js";
import { findPredictors, type SwarmPredictors } from "./predictors.js";
import { reportPage } from "./report/page.js";
import { runTiny, type TinyRun } from "./tiny.fixture.js";

const sha256 = "ab".repeat(32);
const asModel = <Prediction extends WearPrediction | ShortHorizonPrediction>(prediction: Prediction): Prediction => ({
  ...prediction,
  provenance: { ...prediction.provenance, modelId: "own-1", sha256, engine: "onnx" },
});
const own: Predictors = {
  wear: {
    predict: (query) => {
      const prediction = physicsWear.predict(query);
      return prediction && asModel(prediction);
    },
  },
  horizon: {
    predict: (query) => {
      const prediction = physicsShortHorizon.predict(query);
      return prediction && asModel(prediction);
    },
  },
};
const swarmOf = (predictors: Predictors): SwarmPredictors => ({ names: ["own-1"], of: () => predictors });
/** What a person reads. */
const textOf = (tiny: TinyRun): string =>
  reportPage({ ...tiny, notes: [] })
    .replace(/<style>.*<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
const hallucinating: Predictors = {
  ...own,
  horizon: {
    predict: (query) => {
      const said = physicsShortHorizon.predict(query);
      const cold = { p10: -300, p50: -290, p90: -280 };
      return said && asModel({ ...said, temperatureC: said.temperatureC.map(() => cold) });
    },
  },
};

describe("a swarm whose batteries ask a predictor", () => {
  it("quotes by it, and runs as with physics where it says the same", async () => {
    const [plain, asked] = [await runTiny(), await runTiny(undefined, { predictors: swarmOf(own) })];
    const qualities = [...asked.recorder.foresight.batteries.values()].flatMap((each) => [...each.qualities.keys()]);
    expect(qualities).toContain("MODEL");
    const { wallMs: _, ...same } = asked.result;
    expect(same).toEqual({ ...plain.result, wallMs: undefined, messages: same.messages, bytes: same.bytes });
    expect(asked.result.limitViolations).toBe(0);
    expect(textOf(asked)).toMatch(/Quotes: .*by model/);
  });

  it("runs as with physics where it hallucinates, and says so", async () => {
    const [plain, wrong] = [await runTiny(), await runTiny(undefined, { predictors: swarmOf(hallucinating) })];
    expect(wrong.result.limitViolations).toBe(0);
    expect(wrong.result.energyDeliveredWh).toBe(plain.result.energyDeliveredWh);
    expect(wrong.result.wearMicro).toBe(plain.result.wearMicro);
    expect(calibrationOf(wrong.recorder.foresight).guarded).toBeGreaterThan(0);
    expect(textOf(wrong)).toMatch(/refused by the guard: physics stood in/);
    const found = { kind: "models", predictors: swarmOf(hallucinating) } as const;
    expect(predictionText(found, wrong.recorder.foresight)).toMatch(/models own-1; .*refused by the guard/);
  });

  it("goes on where every question throws or never ends", async () => {
    const never: Predictors = {
      wear: {
        predict: () => {
          throw new Error("no such worker");
        },
      },
      horizon: { predict: () => new Promise(() => undefined) },
    };
    const tiny = await runTiny(undefined, { predictors: swarmOf(never) });
    expect(tiny.result.limitViolations).toBe(0);
    expect(tiny.result.leases.expired).toBe(0);
    const guarded = [...tiny.recorder.foresight.batteries.values()].flatMap((each) => [...each.guarded.keys()]);
    expect(new Set(guarded)).toEqual(new Set(["wear: FAILED", "horizon: FAILED"]));
  });

  it("shows how a new and a worn battery of one kind were treated, each with its quote", async () => {
    const text = textOf(await runTiny());
    expect(text).toMatch(/ev-new \([^)]*\) 100[^%]*%.*ev-worn \([^)]*\) 75/);
    expect(text).toContain("in its second life: use it gently");
    expect(text).toMatch(/% of [\d ]+ temperatures that were forecast/);
  });
});

describe("predictors are looked for", () => {
  it("and where there are none, it is said why", async () => {
    const missing = await findPredictors({ now: true }, () => Promise.reject(new Error("ERR_MODULE_NOT_FOUND")));
    expect(missing).toEqual({ kind: "physics", why: "@chargepact/predictor is not installed" });
    const empty = await findPredictors({ now: true }, () => Promise.resolve({}));
    expect(empty).toMatchObject({ kind: "physics" });
    const broken = await findPredictors({ now: true }, () =>
      Promise.resolve({ openPredictors: () => Promise.reject(new Error("models/x.onnx: hash is 12, allowed: 34")) }),
    );
    expect(broken).toEqual({ kind: "physics", why: "models/x.onnx: hash is 12, allowed: 34" });
    const found = await findPredictors({ now: true }, () =>
      Promise.resolve({ openPredictors: () => Promise.resolve(swarmOf(own)) }),
    );
    expect(found.kind).toBe("models");
  });
});
