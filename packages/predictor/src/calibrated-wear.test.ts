import { packOf, physicsWear } from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import { calibratedWear, calibratedWearHosted } from "./calibrated-wear.js";
import type { Calibration } from "./calibration.js";
import type { Manifest } from "./manifest.js";

const query = {
  ...{ pack: packOf("NMC", 60_000), soc: 0.5, soh: 0.95, temperatureC: 20, powerMaxW: 11_000 },
  ...{ exportMaxW: 0, deadlineMs: 25 },
};
const calibration = (id: string, takes: boolean): Calibration => ({
  manifest: { id, chemistry: "NMC", inputs: [], outputs: [] } as unknown as Manifest,
  ask: () => takes,
  apply: (asked) => {
    const said = physicsWear.predict(asked);
    return said && { ...said, provenance: { ...said.provenance, modelId: id } };
  },
});
const both = [calibration("narrow", false), calibration("wide", true)];

describe("of two models of one chemistry", () => {
  test("the second answers what the first does not take", async () => {
    const now = calibratedWear(both.map((each) => ({ calibration: each, predictBatch: () => true })));
    expect(now.predict(query)?.provenance.modelId).toBe("wide");
    const predict = () => Promise.resolve(new Float32Array());
    const hosted = calibratedWearHosted(both.map((each) => ({ calibration: each, predict })));
    expect((await hosted.predict(query))?.provenance.modelId).toBe("wide");
  });
});
