import assert from "node:assert/strict";
import {
  type Chemistry,
  packOf,
  physicsWear,
  wearFault,
  type WearPrediction,
  type WearPredictor,
  type WearQuery,
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

function wearQuery(draw: Draw, chemistries: readonly Chemistry[]): WearQuery {
  const powers = { powerMaxW: draw.int(1_000, 80_000), exportMaxW: draw.pick([0, draw.int(0, 20_000)]) };
  return { pack: pack(draw, draw.pick(chemistries)), ...state(draw), ...powers, deadlineMs: 25 };
}

function ordinaryWear(chemistry: Chemistry): WearQuery {
  const powers = { powerMaxW: 10_000, exportMaxW: 0, deadlineMs: 1_000 };
  return { pack: packOf(chemistry, 60_000), soc: 0.5, soh: 1, temperatureC: 20, ...powers };
}
type WearRule = (predictor: WearPredictor, options: PredictorOptions) => Promise<void>;

/** Asks with random questions, and looks at what is answered. */
function answersOf(
  { predictor, options }: { readonly predictor: WearPredictor; readonly options: PredictorOptions },
  check: (prediction: WearPrediction, query: WearQuery) => void | Promise<void>,
): Promise<void> {
  const chemistries = options.chemistries ?? everyChemistry;
  return forEachDrawn(
    options,
    (draw) => wearQuery(draw, chemistries),
    async (query) => {
      const prediction = await saidBy(() => predictor.predict(query));
      if (prediction !== undefined) await check(prediction, query);
    },
  );
}

const wearRules: Readonly<Record<string, WearRule>> = {
  "it answers in ordinary conditions": async (predictor, { chemistries = everyChemistry }) => {
    for (const chemistry of chemistries) {
      const answer = await saidBy(() => predictor.predict(ordinaryWear(chemistry)));
      assert.ok(answer !== undefined, `no answer for ${chemistry}`);
    }
  },

  "the same question has the same answer": (predictor, options) =>
    answersOf({ predictor, options }, async (prediction, query) => {
      assert.deepEqual(await saidBy(() => predictor.predict(structuredClone(query))), prediction);
    }),

  "outside of where it was shown to hold it refuses": (predictor, options) =>
    answersOf({ predictor, options }, ({ provenance }, query) => {
      assertInside(provenance, {
        ...query,
        cRate: cRateOf({ ...query, soh: 1 }, [query.powerMaxW, -query.exportMaxW]),
      });
    }),

  "ageing is finite, never negative, and rises convexly with power; bands reach the power that was asked about": (
    predictor,
    options,
  ) =>
    answersOf({ predictor, options }, ({ p50, p90 }, query) => {
      for (const curve of [p50, p90]) {
        for (const [bands, powerW] of [
          [curve.charge, query.powerMaxW],
          [curve.discharge, query.exportMaxW],
        ] as const) {
          assert.ok(
            bands.every(({ agePerKwh }) => agePerKwh >= 0 && Number.isFinite(agePerKwh)),
            "age per kWh",
          );
          const topW = bands.at(-1)?.toW ?? 0;
          assert.ok(topW >= powerW - 1e-6, `bands up to ${topW} W, asked about ${powerW} W`);
          for (const [index, band] of bands.slice(1).entries()) {
            const before = bands[index];
            assert.ok(before && band.toW > before.toW, `bands do not rise in power at ${band.toW} W`);
            assert.ok(band.agePerKwh >= before.agePerKwh, `a kWh above ${before.toW} W is cheaper than below`);
          }
        }
        const socs = curve.calendar.map(({ soc }) => soc);
        assert.ok(socs.length > 0, "no calendar ageing");
        assert.deepEqual(
          [...socs].sort((a, b) => a - b),
          socs,
          "calendar points do not rise in SoC",
        );
      }
    }),

  "p50 is never above p90, nor p10 above p50": (predictor, options) =>
    answersOf({ predictor, options }, (prediction, query) => {
      const fault = wearFault(query, prediction);
      assert.ok(fault?.fault !== "QUANTILES", fault?.detail);
      const { p10, p50, p90 } = prediction.endOfLifeMonths;
      assert.ok(
        0 <= p10 && p10 <= p50 && p50 <= p90 && Number.isFinite(p90),
        `end of life ${p10}/${p50}/${p90} months`,
      );
    }),

  "the guard believes it: no fault of shape, box or distance from physics": (predictor, options) =>
    answersOf({ predictor, options }, (prediction, query) => {
      const fault = wearFault(query, prediction, options.lastInChain === true ? undefined : physicsWear.predict(query));
      assert.ok(fault === undefined, `${fault?.fault ?? ""}: ${fault?.detail ?? ""}`);
    }),

  "it says where its answer comes from": (predictor, options) =>
    answersOf({ predictor, options }, (prediction, query) => {
      assertProvenance(prediction, query.pack.chemistry);
    }),
};

/** What every predictor of wear must do: it may refuse, and what it says is believable, repeatable and convex in power. */
export function wearContract(create: () => WearPredictor, options: PredictorOptions = {}): readonly ContractCase[] {
  return Object.entries(wearRules).map(([title, rule]) => ({ title, run: () => rule(create(), options) }));
}
