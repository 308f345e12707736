import {
  physicsShortHorizon,
  physicsWear,
  type ShortHorizonPrediction,
  type ShortHorizonPredictor,
  staticWear,
  type WearCurve,
  type WearPrediction,
  type WearPredictor,
} from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import type { ContractCase } from "./contract.js";
import { shortHorizonContract } from "./short-horizon.contract.js";
import { failures } from "./testing/failures.js";
import { wearContract } from "./wear.contract.js";

const known = ["NMC", "LFP"] as const;
for (const { title, run } of wearContract(() => physicsWear, { chemistries: known }))
  test(`physics, wear: ${title}`, run);
for (const { title, run } of wearContract(() => staticWear, { lastInChain: true })) test(`vendor table: ${title}`, run);
for (const { title, run } of shortHorizonContract(() => physicsShortHorizon)) test(`physics, short: ${title}`, run);

const wearBy = (change: (prediction: WearPrediction) => WearPrediction): WearPredictor => ({
  predict: (query) => {
    const prediction = physicsWear.predict(query);
    return prediction === undefined ? undefined : change(prediction);
  },
});
const curves = (change: (curve: WearCurve) => WearCurve): WearPredictor =>
  wearBy((prediction) => ({ ...prediction, p50: change(prediction.p50), p90: change(prediction.p90) }));
const shortBy = (change: (prediction: ShortHorizonPrediction) => ShortHorizonPrediction): ShortHorizonPredictor => ({
  predict: (query) => {
    const prediction = physicsShortHorizon.predict(query);
    return prediction === undefined ? undefined : change(prediction);
  },
});

const constant = (celsius: number): ShortHorizonPredictor =>
  shortBy((prediction) => ({
    ...prediction,
    temperatureC: prediction.temperatureC.map(() => ({ p10: celsius, p50: celsius, p90: celsius })),
  }));

async function expectFound(cases: readonly ContractCase[], by: RegExp): Promise<void> {
  const found = await failures(cases);
  expect(found.filter((title) => by.test(title))).not.toEqual([]);
}

describe("a broken predictor of wear is found", () => {
  let asked = 0;
  const broken: Readonly<Record<string, { predictor: WearPredictor; by: RegExp }>> = {
    "that never answers": { predictor: { predict: () => undefined }, by: /ordinary conditions/ },
    "that drifts from question to question": {
      predictor: wearBy((prediction) => ({ ...prediction, endOfLifeMonths: { p10: 0, p50: 1, p90: 2 + asked++ } })),
      by: /same answer/,
    },
    "that answers beyond what it was trained on": {
      predictor: wearBy((prediction) => ({
        ...prediction,
        provenance: { ...prediction.provenance, box: { ...prediction.provenance.box, temperatureC: [10, 30] } },
      })),
      by: /it refuses/,
    },
    "that makes fast charging cheap": {
      predictor: curves((curve) => ({
        ...curve,
        charge: curve.charge.map((band, index, { length }) => ({
          ...band,
          agePerKwh: band.agePerKwh * (index === length - 1 ? 0.9 : 1),
        })),
      })),
      by: /convexly/,
    },
    "that pays for discharging": {
      predictor: curves((curve) => ({
        ...curve,
        discharge: curve.discharge.map((band) => ({ ...band, agePerKwh: -1 })),
      })),
      by: /never negative/,
    },
    "that stops at half of the power": {
      predictor: curves((curve) => ({ ...curve, charge: curve.charge.slice(0, curve.charge.length / 2) })),
      by: /bands reach/,
    },
    "that mixes its quantiles up": {
      predictor: wearBy((prediction) => ({ ...prediction, p50: prediction.p90, p90: prediction.p50 })),
      by: /p50 is never above p90/,
    },
    "that is a thousand times off": {
      predictor: curves((curve) => ({
        charge: curve.charge.map((band) => ({ ...band, agePerKwh: band.agePerKwh * 1_000 })),
        discharge: curve.discharge,
        calendar: curve.calendar,
      })),
      by: /guard believes it/,
    },
    "that does not name itself": {
      predictor: wearBy((prediction) => ({ ...prediction, provenance: { ...prediction.provenance, modelId: "" } })),
      by: /where its answer comes from/,
    },
  };
  test.each(Object.entries(broken))("%s", (_, { predictor, by }) =>
    expectFound(
      wearContract(() => predictor, { chemistries: known }),
      by,
    ),
  );
});

describe("a broken predictor of voltage and temperature is found", () => {
  let asked = 0;
  const broken: Readonly<Record<string, { predictor: ShortHorizonPredictor; by: RegExp }>> = {
    "that never answers": { predictor: { predict: () => undefined }, by: /ordinary conditions/ },
    "that says what is no number": { predictor: constant(Number.NaN), by: /each step of the plan/ },
    "that says infinity": { predictor: constant(Infinity), by: /each step of the plan/ },
    "that is below absolute zero": { predictor: constant(-300), by: /each step of the plan/ },
    "that is huge": { predictor: constant(1e9), by: /each step of the plan/ },
    "that is stuck": { predictor: constant(21), by: /guard believes it/ },
    "that crosses its quantiles": {
      predictor: shortBy((prediction) => ({
        ...prediction,
        temperatureC: prediction.temperatureC.map(({ p10, p50, p90 }) => ({ p10: p90, p50, p90: p10 })),
      })),
      by: /each step of the plan/,
    },
    "that throws": {
      predictor: {
        predict: () => {
          throw new Error("out of memory");
        },
      },
      by: /ordinary conditions/,
    },
    "that never comes back": { predictor: { predict: () => new Promise(() => undefined) }, by: /ordinary conditions/ },
    "that drifts from question to question": {
      predictor: shortBy((prediction) => ({
        ...prediction,
        provenance: { ...prediction.provenance, modelId: `model-${asked++}` },
      })),
      by: /same answer/,
    },
    "that leaves the last step out": {
      predictor: shortBy((prediction) => ({ ...prediction, voltageV: prediction.voltageV.slice(1) })),
      by: /each step of the plan/,
    },
    "that gives temperatures in kelvin": {
      predictor: shortBy((prediction) => ({
        ...prediction,
        temperatureC: prediction.temperatureC.map(({ p10, p50, p90 }) => ({
          ...{ p10: p10 + 273, p50: p50 + 273, p90: p90 + 273 },
        })),
      })),
      by: /each step of the plan/,
    },
    "that knows the future": {
      predictor: {
        predict: (query) => {
          const hotter = query.powerW.length * 0.2;
          return shortBy((prediction) => ({
            ...prediction,
            temperatureC: prediction.temperatureC.map(({ p10, p50, p90 }) => ({
              ...{ p10: p10 + hotter, p50: p50 + hotter, p90: p90 + hotter },
            })),
          })).predict(query);
        },
      },
      by: /changes nothing before/,
    },
    "that is far too cold": {
      predictor: shortBy((prediction) => ({
        ...prediction,
        temperatureC: prediction.temperatureC.map(() => ({ p10: -30, p50: -29, p90: -28 })),
      })),
      by: /guard believes it/,
    },
    "that holds nowhere": {
      predictor: shortBy((prediction) => ({
        ...prediction,
        provenance: { ...prediction.provenance, box: { ...prediction.provenance.box, soc: [0.4, 0.6] } },
      })),
      by: /it refuses/,
    },
  };
  test.each(Object.entries(broken))("%s", (_, { predictor, by }) =>
    expectFound(
      shortHorizonContract(() => predictor),
      by,
    ),
  );
});
