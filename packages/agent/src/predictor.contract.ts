import assert from "node:assert/strict";
import {
  type Chemistry,
  packOf,
  physicsShortHorizon,
  physicsWear,
  type Provenance,
  quoteQualities,
  shortHorizonFault,
  type ShortHorizonPrediction,
  type ShortHorizonPredictor,
  type ShortHorizonQuery,
  wearFault,
  type WearPrediction,
  type WearPredictor,
  type WearQuery,
} from "@chargepact/protocol";
import { type Draw, type DrawOptions, forEachDrawn } from "./contract-draw.js";
import type { ContractCase } from "./contract.js";

/** What a predictor is asked about; all chemistries unless said. */
export interface PredictorOptions extends DrawOptions {
  /** Chemistries that it answers for, in ordinary conditions (a new NMC pack at 20 °C, half full, at C/6). */
  readonly chemistries?: readonly Chemistry[];
  /** The last in a chain answers where physics is too far to compare with; it is not held against it. */
  readonly lastInChain?: boolean;
}

interface Asked {
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
}
const pack = (draw: Draw, chemistry: Chemistry) => packOf(chemistry, draw.int(5, 120) * 1_000);
const everyChemistry: readonly Chemistry[] = ["NMC", "LFP", "OTHER"];

/** Mostly ordinary, at times far outside of what anybody has measured. */
function state(draw: Draw): Asked {
  const odd = draw.int(0, 4) === 0;
  return {
    soc: draw.real(0, 1),
    soh: odd ? draw.real(0.3, 1.1) : draw.real(0.75, 1),
    temperatureC: odd ? draw.real(-60, 95) : draw.real(0, 40),
  };
}

function wearQuery(draw: Draw, chemistries: readonly Chemistry[]): WearQuery {
  const powers = { powerMaxW: draw.int(1_000, 80_000), exportMaxW: draw.pick([0, draw.int(0, 20_000)]) };
  return { pack: pack(draw, draw.pick(chemistries)), ...state(draw), ...powers, deadlineMs: 25 };
}

function shortQuery(draw: Draw, chemistries: readonly Chemistry[]): ShortHorizonQuery {
  const built = pack(draw, draw.pick(chemistries));
  const mostW = built.capacityWh * draw.real(0.1, 1.5);
  const powerW = draw.list(draw.int(1, 30), () => Math.round(draw.real(-mostW, mostW)));
  return {
    ...{ pack: built, ...state(draw), powerW },
    ...{ ambientC: draw.real(-20, 45), stepS: draw.pick([1, 5, 60]), deadlineMs: 25 },
  };
}

function ordinaryWear(chemistry: Chemistry): WearQuery {
  const powers = { powerMaxW: 10_000, exportMaxW: 0, deadlineMs: 1_000 };
  return { pack: packOf(chemistry, 60_000), soc: 0.5, soh: 1, temperatureC: 20, ...powers };
}
function ordinaryShort(chemistry: Chemistry): ShortHorizonQuery {
  const { soc, soh, temperatureC, deadlineMs } = ordinaryWear(chemistry);
  const powerW = Array<number>(10).fill(10_000);
  return { pack: packOf(chemistry, 60_000), soc, soh, temperatureC, deadlineMs, ambientC: 20, stepS: 10, powerW };
}

/** Where it says that it has been shown to hold; `cRate` in 1/h is the largest that is asked about. */
function assertInside({ box }: Provenance, asked: Asked & { readonly cRate: number }): void {
  for (const [name, value] of Object.entries({
    temperatureC: asked.temperatureC,
    cRate: asked.cRate,
    soc: asked.soc,
    soh: asked.soh,
  })) {
    const [low, high] = box[name as keyof typeof box];
    const outside = `answers for ${name} ${value}, and says that it holds from ${low} to ${high}: it must refuse`;
    assert.ok(value >= low && value <= high, outside);
  }
}

function cRateOf({ pack: built, soh }: WearQuery | ShortHorizonQuery, powersW: readonly number[]): number {
  const cellW = powersW.map((watts) =>
    watts >= 0 ? watts * built.chargeEfficiency : -watts / built.dischargeEfficiency,
  );
  return Math.max(0, ...cellW) / Math.max(1, built.capacityWh * soh);
}

function assertProvenance({ provenance, quality }: { provenance: Provenance; quality: string }, of: Chemistry): void {
  const { modelId, sha256, engine, chemistry, calibration } = provenance;
  assert.ok(modelId.length > 0, "a prediction names its model");
  assert.equal(chemistry, of, "a prediction is for the chemistry that was asked about");
  assert.match(sha256, engine === "onnx" ? /^[0-9a-f]{64}$/ : /^([0-9a-f]{64})?$/, "the model's hash is 64 hex digits");
  assert.ok((quoteQualities as readonly string[]).includes(quality), `quality ${quality} is unknown`);
  if (calibration === undefined) return;
  const { coverage, count } = calibration;
  assert.ok(coverage >= 0 && coverage <= 1 && count > 0, `a coverage of ${coverage} over ${count} samples`);
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
      const prediction = await predictor.predict(query);
      if (prediction !== undefined) await check(prediction, query);
    },
  );
}

const wearRules: Readonly<Record<string, WearRule>> = {
  "it answers in ordinary conditions": async (predictor, { chemistries = everyChemistry }) => {
    for (const chemistry of chemistries) {
      const answer = await predictor.predict(ordinaryWear(chemistry));
      assert.ok(answer !== undefined, `no answer for ${chemistry}`);
    }
  },

  "the same question has the same answer": (predictor, options) =>
    answersOf({ predictor, options }, async (prediction, query) => {
      assert.deepEqual(await predictor.predict(structuredClone(query)), prediction);
    }),

  "outside of where it was shown to hold it refuses": (predictor, options) =>
    answersOf({ predictor, options }, ({ provenance }, query) => {
      assertInside(provenance, { ...query, cRate: cRateOf(query, [query.powerMaxW, -query.exportMaxW]) });
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
      const prediction = await predictor.predict(query);
      if (prediction !== undefined) await check(prediction, query);
    },
  );
}

const hairK = 0.05;
const hairV = 0.5;

const shortRules: Readonly<Record<string, ShortRule>> = {
  "it answers in ordinary conditions": async (predictor, { chemistries = everyChemistry }) => {
    for (const chemistry of chemistries) {
      const answer = await predictor.predict(ordinaryShort(chemistry));
      assert.ok(answer !== undefined, `no answer for ${chemistry}`);
    }
  },

  "the same question has the same answer": (predictor, options) =>
    forecastsOf({ predictor, options }, async (prediction, query) => {
      assert.deepEqual(await predictor.predict(structuredClone(query)), prediction);
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
      const shorter = await predictor.predict({ ...query, powerW: query.powerW.slice(0, length) });
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

/** What every predictor of wear must do: it may refuse, and what it says is believable, repeatable and convex in power. */
export function wearContract(create: () => WearPredictor, options: PredictorOptions = {}): readonly ContractCase[] {
  return Object.entries(wearRules).map(([title, rule]) => ({ title, run: () => rule(create(), options) }));
}

/** What every predictor of voltage and temperature must do. */
export function shortHorizonContract(
  create: () => ShortHorizonPredictor,
  options: PredictorOptions = {},
): readonly ContractCase[] {
  return Object.entries(shortRules).map(([title, rule]) => ({ title, run: () => rule(create(), options) }));
}
