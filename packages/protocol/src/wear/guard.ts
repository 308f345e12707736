import { outsideOf } from "./box.js";
import { agePerHourAt, calendarAt, shapeFault } from "./curve.js";
import { cRateOf, ratedCRateOf } from "./physics-wear.js";
import type {
  Quantiles,
  ShortHorizonPrediction,
  ShortHorizonQuery,
  ValidityBox,
  WearCurve,
  WearPrediction,
  WearQuery,
} from "./types.js";

/**
 * Why a prediction (or a sensor) is not believed. Rejection means the next predictor in the chain, never "no limit".
 * `FAILED`: it did not answer in time, threw, or said what cannot be read.
 */
export interface PredictionFault {
  readonly fault:
    | "NON_FINITE"
    | "RANGE"
    | "RATE"
    | "QUANTILES"
    | "BOX"
    | "SHAPE"
    | "DISTANCE"
    | "LENGTH"
    | "STUCK"
    | "DRIFT"
    | "SENSORS"
    | "FAILED";
  readonly detail: string;
}

/** K/s; faster than any pack heats or cools. */
export const rateMax = 0.5;
/** A wear prediction may be this many times physics, or that part of it. */
const distanceMax = 10;
/** Without physics: the most of a life that a kWh or an hour of standing may cost, so that each price can be sent. */
const ageMax = 1;
/** K that a temperature may be from physics, plus this many of physics' own p50–p90 widths (1.28 σ each). */
const distanceK = 2;
const distanceWidths = 5;
/** The same for the voltage, as a share of the pack's nominal one: open-circuit curves differ that much by maker. */
const distanceVolts = 0.15;

/** Undefined where the wear prediction may be quoted. `reference` is physics for the same question. */
export function wearFault(
  query: WearQuery,
  prediction: WearPrediction,
  reference?: WearPrediction,
): PredictionFault | undefined {
  const { p50, p90, endOfLifeMonths, provenance } = prediction;
  const outside = boxFault(query, provenance.box);
  if (outside !== undefined) return outside;
  for (const curve of [p50, p90]) {
    const shape = shapeFault(curve);
    if (shape !== undefined) return { fault: "SHAPE", detail: shape };
  }
  const [low, high] = [probe(query, p50), probe(query, p90)];
  const crossed = low.findIndex((value, index) => value > (high[index] ?? 0) * (1 + 1e-9));
  if (crossed >= 0) return { fault: "QUANTILES", detail: `p50 above p90 at probe ${crossed}` };
  const months = quantilesFault([endOfLifeMonths], { name: "months left", low: 0, high: Number.MAX_VALUE });
  if (months !== undefined) return months;
  if (reference === undefined) return dearFault(p90);
  const physics = probe(query, reference.p90);
  const far = high.findIndex(
    (value, index) => !isNear(value, { least: physics[index] ?? 0, most: mostOf(physics, index) }),
  );
  if (far < 0) return undefined;
  return { fault: "DISTANCE", detail: `p90 ${high[far] ?? 0}, physics ${physics[far] ?? 0}, factor ${distanceMax}` };
}

/** Undefined where the forecast may be held against limits. `reference` is physics for the same plan. */
export function shortHorizonFault(
  query: ShortHorizonQuery,
  prediction: ShortHorizonPrediction,
  reference?: ShortHorizonPrediction,
): PredictionFault | undefined {
  const { temperatureC, voltageV } = prediction;
  if (temperatureC.length !== query.powerW.length || voltageV.length !== query.powerW.length) {
    return { fault: "LENGTH", detail: `${temperatureC.length} steps for a plan of ${query.powerW.length}` };
  }
  const volts = query.pack.voltageV;
  const cRate = Math.max(0, ...query.powerW.map((powerW) => cRateOf(query.pack, query.soh, powerW)));
  const outside = outsideOf(prediction.provenance.box, { ...query, cRate });
  if (outside !== undefined) return { fault: "BOX", detail: outside };
  return (
    quantilesFault(temperatureC, { name: "temperature", low: -40, high: 90 }) ??
    quantilesFault(voltageV, { name: "voltage", low: 0.3 * volts, high: 1.6 * volts }) ??
    rateFault(query, temperatureC) ??
    (reference === undefined
      ? undefined
      : (distanceFault(temperatureC, reference.temperatureC) ?? voltageFault(voltageV, reference.voltageV, volts)))
  );
}

function dearFault({ charge, discharge, calendar }: WearCurve): PredictionFault | undefined {
  const slopes = [...charge, ...discharge].map(({ agePerKwh }) => agePerKwh);
  const most = Math.max(0, ...slopes, ...calendar.map(({ agePerHour }) => agePerHour));
  return most > ageMax ? { fault: "RANGE", detail: `${most} lives per kWh or hour, limit ${ageMax}` } : undefined;
}

function boxFault(query: WearQuery, box: ValidityBox): PredictionFault | undefined {
  const outside = outsideOf(box, { ...query, cRate: ratedCRateOf(query) });
  return outside === undefined ? undefined : { fault: "BOX", detail: outside };
}

const probesOfPower = 4;
/** Ageing at full and half power either way, and standing empty, half and full. */
function probe(query: WearQuery, curve: WearCurve): readonly number[] {
  const { powerMaxW, exportMaxW } = query;
  return [
    ...[0.5, 1].map((part) => agePerHourAt(curve.charge, part * powerMaxW)),
    ...[0.5, 1].map((part) => agePerHourAt(curve.discharge, part * exportMaxW)),
    ...[0, 0.5, 1].map((soc) => calendarAt(curve.calendar, soc)),
  ];
}

const isNear = (value: number, physics: { readonly least: number; readonly most: number }): boolean =>
  value <= physics.most * distanceMax + 1e-9 && value >= physics.least / distanceMax - 1e-9;

/** Standing empty, physics may say next to nothing; then a tenth of what it says of standing full counts. */
const mostOf = (physics: readonly number[], index: number): number =>
  Math.max(physics[index] ?? 0, index < probesOfPower ? 0 : (physics.at(-1) ?? 0) / 10);

function quantilesFault(
  steps: readonly Quantiles[],
  range: { readonly name: string; readonly low: number; readonly high: number },
): PredictionFault | undefined {
  for (const [index, { p10, p50, p90 }] of steps.entries()) {
    const at = `${range.name} ${p10}/${p50}/${p90} at step ${index}`;
    if (![p10, p50, p90].every(Number.isFinite)) return { fault: "NON_FINITE", detail: at };
    if (p10 > p50 || p50 > p90) return { fault: "QUANTILES", detail: at };
    if (p10 < range.low || p90 > range.high)
      return { fault: "RANGE", detail: `${at}, range ${range.low} to ${range.high}` };
  }
  return undefined;
}

function rateFault(query: ShortHorizonQuery, steps: readonly Quantiles[]): PredictionFault | undefined {
  let before = query.temperatureC;
  for (const [index, { p50 }] of steps.entries()) {
    const rate = Math.abs(p50 - before) / query.stepS;
    if (rate > rateMax) return { fault: "RATE", detail: `${rate} K/s at step ${index}, limit ${rateMax}` };
    before = p50;
  }
  return undefined;
}

function distanceFault(steps: readonly Quantiles[], physics: readonly Quantiles[]): PredictionFault | undefined {
  for (const [index, { p50 }] of steps.entries()) {
    const reference = physics[index];
    if (reference === undefined) continue;
    const allowed = distanceK + distanceWidths * (reference.p90 - reference.p50);
    const far = Math.abs(p50 - reference.p50);
    if (far > allowed) return { fault: "DISTANCE", detail: `${far} K from physics at step ${index}, limit ${allowed}` };
  }
  return undefined;
}

function voltageFault(
  steps: readonly Quantiles[],
  physics: readonly Quantiles[],
  nominalV: number,
): PredictionFault | undefined {
  for (const [index, { p50 }] of steps.entries()) {
    const far = Math.abs(p50 - (physics[index]?.p50 ?? p50));
    const allowed = distanceVolts * nominalV;
    if (far > allowed) return { fault: "DISTANCE", detail: `${far} V from physics at step ${index}, limit ${allowed}` };
  }
  return undefined;
}
