import type { Watts } from "../units.js";
import { type AgeingModel, ageOfSoh, coldFactor, keilNca, naumannLfp, schmalstiegNmc } from "./ageing.js";
import { outsideOf } from "./box.js";
import { agePerHourAt, bandsOf, calendarAt, lowerHull, scaleCurve } from "./curve.js";
import { lifeStage, secondLifeSoh } from "./life-stage.js";
import { clamp } from "./pack.js";
import type {
  Chemistry,
  Pack,
  Provenance,
  Quantiles,
  ValidityBox,
  WearCurve,
  WearPrediction,
  WearPredictorNow,
  WearQuery,
} from "./types.js";

/** How much dearer than the median physics may turn out: cells of one kind spread by about a quarter, packs more. */
const spreadP90 = 1.4;
const bandCount = 8;
const socs = Array.from({ length: 21 }, (_, index) => index / 20);

const models: Partial<Record<Chemistry, AgeingModel>> = {
  NMC: schmalstiegNmc,
  LFP: naumannLfp,
  NCA: keilNca,
};
const boxes: Partial<Record<Chemistry, ValidityBox>> = {
  NMC: { temperatureC: [-10, 55], cRate: [0, 1.5], soc: [0, 1], soh: [0.6, 1.05] },
  LFP: { temperatureC: [-10, 50], cRate: [0, 1], soc: [0, 1], soh: [0.6, 1.05] },
  NCA: { temperatureC: [-10, 50], cRate: [0, 1], soc: [0, 1], soh: [0.6, 1.05] },
};

/** Semi-empirical ageing: a few µs, no state. Refuses outside its box and for chemistries without open parameters. */
export const physicsWear: WearPredictorNow = {
  predict(query) {
    const { chemistry } = query.pack;
    const [model, box] = [models[chemistry], boxes[chemistry]];
    if (model === undefined || box === undefined || !inBox(query, box)) return undefined;
    const p50 = curveOf(query, model);
    return predictionOf(query, p50, {
      spread: spreadP90,
      provenance: {
        modelId: `physics-${chemistry.toLowerCase()}-1`,
        sha256: "",
        trainedOn: model.source,
        chemistry,
        box,
        engine: "physics",
      },
    });
  },
};

/** Both quantiles and the end of life from a median curve. */
export function predictionOf(
  query: WearQuery,
  p50: WearCurve,
  source: { readonly spread: number; readonly provenance: Provenance },
): WearPrediction {
  const { spread, provenance } = source;
  return {
    p50,
    p90: scaleCurve(p50, spread),
    endOfLifeMonths: endOfLife(query, p50, spread),
    provenance,
    quality: provenance.engine === "physics" ? "PHYSICS" : "STATIC",
  };
}

/** C-rate at the cells, 1/h, for a power at the grid side. */
export function cRateOf(pack: Pack, soh: number, powerW: Watts): number {
  const cellW = powerW >= 0 ? powerW * pack.chargeEfficiency : powerW / pack.dischargeEfficiency;
  return Math.abs(cellW) / Math.max(1, pack.capacityWh * soh);
}

/** Eight even bands up to a power; at least one. */
export function bandEnds(powerMaxW: Watts): readonly Watts[] {
  const top = Math.max(100, powerMaxW);
  return Array.from({ length: bandCount }, (_, index) => (top * (index + 1)) / bandCount);
}

function curveOf(query: WearQuery, model: AgeingModel): WearCurve {
  const { pack, soh, temperatureC } = query;
  // Cycles per hour are cell power over the new capacity; half of a cycle's age belongs to each direction.
  const perHour = (powerW: Watts): number => {
    const cRate = cRateOf(pack, soh, powerW);
    const cold = powerW > 0 ? coldFactor(cRate, temperatureC) : 1;
    return (cRate * soh * model.cyclePerFec(cRate) * cold) / 2;
  };
  return {
    charge: bandsOf(perHour, bandEnds(query.powerMaxW)),
    discharge: bandsOf((powerW) => perHour(0 - powerW), bandEnds(query.exportMaxW)),
    calendar: lowerHull(socs.map((soc) => ({ soc, agePerHour: model.calendarPerHour(soc, temperatureC) }))),
  };
}

function inBox(query: WearQuery, box: ValidityBox): boolean {
  return outsideOf(box, { ...query, cRate: ratedCRateOf(query) }) === undefined;
}

/** Largest C-rate of a question by the rated capacity, 1/h: a battery does not leave a box only because it has aged. */
export function ratedCRateOf({ pack, powerMaxW, exportMaxW }: WearQuery): number {
  return Math.max(cRateOf(pack, 1, powerMaxW), cRateOf(pack, 1, 0 - exportMaxW));
}

/** Months until the next stage of life, or 1200, under ordinary use: 225 kWh a month (15 000 km a year) in and out, standing at 60 %. */
export function monthsLeft(query: WearQuery, curve: WearCurve): number {
  const energyKwh = 225;
  const perMonth =
    (energyKwh * agePerHourAt(curve.charge, query.powerMaxW)) / Math.max(0.001, query.powerMaxW / 1000) +
    energyKwh * agePerHourAt(curve.discharge, 1000) +
    730 * calendarAt(curve.calendar, 0.6);
  const endAge = lifeStage(query.soh) === "first" ? 1 : ageOfSoh(secondLifeSoh);
  return clamp((endAge - ageOfSoh(query.soh)) / Math.max(perMonth, 1e-9), 0, 1200);
}

function endOfLife(query: WearQuery, curve: WearCurve, spread: number): Quantiles {
  const p50 = monthsLeft(query, curve);
  return { p10: p50 / spread, p50, p90: p50 * spread };
}
