import { wearContract } from "@chargepact/agent";
import {
  calibratedWear,
  calibratedWearHosted,
  cycleLifeCalibration,
  cycleLifeFeatures,
  fadeCalibration,
  InProcessModels,
  ModelHost,
} from "@chargepact/predictor";
import {
  agePerHourAt,
  calendarAt,
  packOf,
  physicsWear,
  type WearPredictorNow,
  type WearQuery,
} from "@chargepact/protocol";
import { beforeAll, describe, expect, test } from "vitest";
import {
  bundled,
  bundledModels,
  bundledWear,
  cycleLifeId,
  earlyCycles,
  fadeId,
  madeUpCells,
  vectorsOf,
} from "./life-models.js";

const queryOf = (chemistry: "NMC" | "LFP" | "OTHER", changed: Partial<WearQuery> = {}): WearQuery => ({
  ...{ pack: packOf(chemistry, 60_000), soc: 0.5, soh: 0.95, temperatureC: 25, powerMaxW: 11_000, exportMaxW: 5_000 },
  ...{ deadlineMs: 25, ...changed },
});
let wear: WearPredictorNow;
beforeAll(async () => {
  wear = await bundledWear();
});

describe("the bundled models", () => {
  test.each([cycleLifeId, fadeId])("%s answers as it did in training", async (id) => {
    const { features, out } = vectorsOf(id);
    const engine = new InProcessModels([await bundled(id)]);
    const made = new Float32Array(features.length * (out[0]?.length ?? 0));
    expect(engine.predictNow(0, { features: Float32Array.from(features.flat()), n: features.length, out: made })).toBe(
      true,
    );
    for (const [index, expected] of out.flat().entries()) {
      expect(Math.abs((made[index] ?? Number.NaN) / expected - 1)).toBeLessThan(1e-4);
    }
  });

  test("curves are read here as in training", () => {
    const { curves } = vectorsOf(cycleLifeId);
    const row = new Float32Array(5);
    for (const [index, cell] of madeUpCells().entries()) {
      cycleLifeFeatures(cell, row);
      for (const [column, expected] of (curves?.features[index] ?? []).entries()) {
        expect(Math.abs((row[column] ?? Number.NaN) - expected)).toBeLessThan(1e-5);
      }
    }
  });
});

describe("physics calibrated by the bundled models", () => {
  const cases = wearContract(() => wear, { chemistries: ["NMC", "LFP"] });
  test.each(cases)("keeps the contract: $title", ({ run }) => run());

  test("by models in a process of their own it answers the same", async () => {
    const { models, calibrations } = await bundledModels();
    const host = await ModelHost.open({ models, hangMs: 10_000 });
    try {
      const hosted = calibratedWearHosted(
        calibrations.map((calibration, index) => ({
          calibration,
          predict: (features, deadlineMs) => host.predict(index, features, { deadlineMs }),
        })),
      );
      for (const chemistry of ["NMC", "LFP"] as const) {
        const query = queryOf(chemistry, { temperatureC: 33, deadlineMs: 10_000 });
        expect(await hosted.predict(query)).toEqual(wear.predict(query));
      }
      expect(await hosted.predict(queryOf("OTHER"))).toBeUndefined();
      expect(await hosted.predict(queryOf("NMC", { temperatureC: 70 }))).toBeUndefined();
    } finally {
      host.close();
    }
  });

  test("says that a model spoke, which one, and how sure it was measured to be", () => {
    expect(wear.predict(queryOf("LFP"))).toMatchObject({
      quality: "MODEL",
      provenance: { modelId: cycleLifeId, engine: "onnx", chemistry: "LFP", calibration: { count: 41 } },
    });
  });

  test("charging an NMC pack at 25 °C and below costs what physics says, and more when hotter", () => {
    const cost = (temperatureC: number, of = wear): number => {
      const prediction = of.predict(queryOf("NMC", { temperatureC }));
      return agePerHourAt(prediction?.p50.charge ?? [], 11_000);
    };
    for (const cold of [-5, 10, 25]) expect(cost(cold) / cost(cold, physicsWear)).toBeCloseTo(1, 5);
    const hotter = [25, 30, 35, 40, 45, 50, 55].map((celsius) => cost(celsius));
    expect(hotter).toEqual([...hotter].sort((a, b) => a - b));
    expect(cost(55) / cost(25)).toBeGreaterThan(1.5);
  });

  test("a cell that sank more in its first hundred cycles ages faster; standing costs the same", async () => {
    const [good, bad] = await Promise.all([bundledWear(earlyCycles(0.03)), bundledWear(earlyCycles(0.06))]);
    const [of, than] = [good, bad].map((each) => each.predict(queryOf("LFP")));
    const ratio = agePerHourAt(than!.p50.charge, 11_000) / agePerHourAt(of!.p50.charge, 11_000);
    expect(ratio).toBeGreaterThan(1.1);
    expect(than!.endOfLifeMonths.p50).toBeLessThan(of!.endOfLifeMonths.p50);
    expect(calendarAt(than!.p90.calendar, 0.9)).toBe(calendarAt(of!.p90.calendar, 0.9));
  });

  test("it refuses other chemistries, what physics refuses, and cells unlike those of the training", async () => {
    expect(wear.predict(queryOf("OTHER"))).toBeUndefined();
    expect(wear.predict(queryOf("NMC", { temperatureC: 56 }))).toBeUndefined();
    expect(wear.predict(queryOf("LFP", { powerMaxW: 150_000 }))).toBeUndefined();
    const refused = (changed: object): Promise<boolean> =>
      bundledWear({ ...earlyCycles(), ...changed }).then((each) => each.predict(queryOf("LFP")) === undefined);
    expect(await refused({})).toBe(false);
    const odd = [{ chargeRate: 1 }, { ratedAh: 2 }, { chargeAh30: [1, 2] }, { capacityAh50: Number.NaN }];
    for (const changed of odd) expect(await refused(changed)).toBe(true);
  });

  test("it refuses where the engine has no answer, or one that is none", async () => {
    const { manifest } = await bundled(fadeId);
    const answering = (answers: readonly number[] | undefined): WearPredictorNow =>
      calibratedWear([
        {
          calibration: fadeCalibration(manifest),
          predictBatch: (_features, _n, out) => {
            out.set(answers ?? []);
            return answers !== undefined;
          },
        },
      ]);
    const isAnswered = (answers?: readonly number[]): boolean =>
      answering(answers).predict(queryOf("NMC")) !== undefined;
    expect(isAnswered([800, 900, 1000, 0.9, 1, 1.1])).toBe(true);
    expect(isAnswered()).toBe(false);
    for (const factors of [
      [1, 0.9, 1.1],
      [0, 1, 2],
      [1, Number.NaN, 2],
      [0.5, 1, Number.POSITIVE_INFINITY],
    ]) {
      expect(isAnswered([800, 900, 1000, ...factors])).toBe(false);
    }
  });

  test("a model with other columns is refused with the columns that are needed", async () => {
    const { manifest } = await bundled(fadeId);
    expect(() => cycleLifeCalibration(manifest, earlyCycles())).toThrow(
      /model fade-nmc-1 has the inputs temperature; .* must have fall_since_10, .*charge_rate, in this order/,
    );
  });
});
