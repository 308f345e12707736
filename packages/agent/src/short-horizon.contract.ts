import assert from "node:assert/strict";
import {
  type Chemistry,
  packOf,
  physicsShortHorizon,
  shortHorizonFault,
  type ShortHorizonPrediction,
  type ShortHorizonPredictor,
  type ShortHorizonQuery,
} from "@chargepact/protocol";
import { type Draw, forEachDrawn } from "./contract-draw.js";
import type { ContractCase } from "./contract.js";
import {
  assertInside,
  assertProvenance,
  cRateOf,
  everyChemistry,
  pack,
  type PredictorOptions,
  saidBy,
  state,
} from "./predictor-questions.js";

function shortQuery(draw: Draw, chemistries: readonly Chemistry[]): ShortHorizonQuery {
  const built = pack(draw, draw.pick(chemistries));
  const mostW = built.capacityWh * draw.real(0.1, 1.5);
  const powerW = draw.list(draw.int(1, 30), () => Math.round(draw.real(-mostW, mostW)));
  return {
    ...{ pack: built, ...state(draw), powerW },
    ...{ ambientC: draw.real(-20, 45), stepS: draw.pick([1, 5, 60]), deadlineMs: 25 },
  };
}

function ordinaryShort(chemistry: Chemistry): ShortHorizonQuery {
  const at = { soc: 0.5, soh: 1, temperatureC: 20, ambientC: 20, deadlineMs: 1_000 };
  const powerW = Array<number>(10).fill(10_000);
  return { pack: packOf(chemistry, 60_000), ...at, stepS: 10, powerW };
}

type ShortRule = (predictor: ShortHorizonPredictor, options: PredictorOptions) => Promise<void>;

function forecastsOf(
  { predictor, options }: { readonly predictor: ShortHorizonPredictor; readonly options: PredictorOptions },
  check: (prediction: ShortHorizonPrediction, query: ShortHorizonQuery) => void | Promise<void>,
): Promise<void> {
  const chemistries = options.chemistries ?? everyChemistry;
  return forEachDrawn(
    options,
    (draw) => shortQuery(draw, chemistries),
    async (query) => {
      const prediction = await saidBy(() => predictor.predict(query));
      if (prediction !== undefined) await check(prediction, query);
    },
  );
}

const hairK = 0.05;
const hairV = 0.5;

const shortRules: Readonly<Record<string, ShortRule>> = {
  "it answers in ordinary conditions": async (predictor, { chemistries = everyChemistry }) => {
    for (const chemistry of chemistries) {
      const answer = await saidBy(() => predictor.predict(ordinaryShort(chemistry)));
      assert.ok(answer !== undefined, `no answer for ${chemistry}`);
    }
  },

  "the same question has the same answer": (predictor, options) =>
    forecastsOf({ predictor, options }, async (prediction, query) => {
      assert.deepEqual(await saidBy(() => predictor.predict(structuredClone(query))), prediction);
    }),

  "outside of where it was shown to hold it refuses": (predictor, options) =>
    forecastsOf({ predictor, options }, ({ provenance }, query) => {
      assertInside(provenance, { ...query, cRate: cRateOf(query, query.powerW) });
    }),

  "each step of the plan has p10 ≤ p50 ≤ p90 of voltage and temperature, finite and possible": (predictor, options) =>
    forecastsOf({ predictor, options }, (prediction, query) => {
      const fault = shortHorizonFault(query, prediction);
      assert.ok(fault === undefined || fault.fault === "RATE", `${fault?.fault ?? ""}: ${fault?.detail ?? ""}`);
    }),

  "the guard believes it: no jump, and not far from physics": (predictor, options) =>
    forecastsOf({ predictor, options }, (prediction, query) => {
      const fault = shortHorizonFault(query, prediction, physicsShortHorizon.predict(query));
      assert.ok(fault === undefined, `${fault?.fault ?? ""}: ${fault?.detail ?? ""}`);
    }),

  "what is planned later changes nothing before": (predictor, options) =>
    forecastsOf({ predictor, options }, async (prediction, query) => {
      const length = Math.ceil(query.powerW.length / 2);
      const shorter = await saidBy(() => predictor.predict({ ...query, powerW: query.powerW.slice(0, length) }));
      if (shorter === undefined) return;
      for (let step = 0; step < length; step++) {
        for (const [what, hair] of [
          ["temperatureC", hairK],
          ["voltageV", hairV],
        ] as const) {
          const [a, b] = [prediction[what][step]?.p50 ?? 0, shorter[what][step]?.p50 ?? 0];
          assert.ok(Math.abs(a - b) <= hair, `${what} at step ${step}: ${a} with what comes after, ${b} without`);
        }
      }
    }),

  "it says where its answer comes from": (predictor, options) =>
    forecastsOf({ predictor, options }, (prediction, query) => {
      assertProvenance(prediction, query.pack.chemistry);
    }),
};

/** What every predictor of voltage and temperature must do. */
export function shortHorizonContract(
  create: () => ShortHorizonPredictor,
  options: PredictorOptions = {},
): readonly ContractCase[] {
  return Object.entries(shortRules).map(([title, rule]) => ({ title, run: () => rule(create(), options) }));
}
