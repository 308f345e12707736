import type { CalendarPoint, ShortHorizonPrediction, ShortHorizonQuery, WearBand, WearCurve } from "./types.js";
import type { WearPrediction, WearPredictorNow, WearQuery } from "./types.js";
import { calendarAt } from "./curve.js";
import { type PredictionFault, shortHorizonFault, wearFault } from "./guard.js";
import { physicsWear } from "./physics-wear.js";
import { physicsShortHorizon, staticShortHorizon } from "./short-horizon.js";
import { staticWear } from "./static-wear.js";

/** A believed prediction, with what was not believed on the way to it (for the battery's own log). */
export interface Believed<Prediction = WearPrediction> {
  readonly prediction: Prediction;
  readonly faults: readonly PredictionFault[];
}

/**
 * The first answer of the chain that the guard believes; the vendor table answers where none does. What is believed of a
 * model is never cheaper than the median of physics, or of the vendor table where physics says nothing: a prediction can only
 * raise a price.
 */
export function predictWear(query: WearQuery, chain: readonly WearPredictorNow[] = [physicsWear]): Believed {
  const faults: PredictionFault[] = [];
  const reference = physicsWear.predict(query);
  for (const predictor of chain) {
    const prediction = predictor === physicsWear ? reference : predictor.predict(query);
    if (prediction === undefined) continue;
    const fault = wearFault(query, prediction, reference);
    if (fault === undefined) return { prediction: floored(query, prediction, reference), faults };
    faults.push(fault);
  }
  return { prediction: staticWear.predict(query), faults };
}

/** The model's forecast where the guard believes it, else that of physics, else the vendor table's. */
export function believeHorizon(
  query: ShortHorizonQuery,
  answer: ShortHorizonPrediction | undefined,
): Believed<ShortHorizonPrediction> {
  const reference = physicsShortHorizon.predict(query);
  const faults: PredictionFault[] = [];
  if (answer !== undefined) {
    const fault = shortHorizonFault(query, answer, reference);
    if (fault === undefined) return { prediction: answer, faults };
    faults.push(fault);
  }
  return { prediction: reference ?? staticShortHorizon.predict(query), faults };
}

function floored(query: WearQuery, prediction: WearPrediction, reference: WearPrediction | undefined): WearPrediction {
  if (reference === prediction) return prediction;
  return { ...prediction, p90: atLeast(prediction.p90, (reference ?? staticWear.predict(query)).p50) };
}

/** The dearer of two curves, by band and by state of charge; convex where both are. */
export function atLeast(curve: WearCurve, floor: WearCurve): WearCurve {
  return {
    charge: bandsAtLeast(curve.charge, floor.charge),
    discharge: bandsAtLeast(curve.discharge, floor.discharge),
    calendar: calendarAtLeast(curve.calendar, floor.calendar),
  };
}

function bandsAtLeast(bands: readonly WearBand[], floor: readonly WearBand[]): readonly WearBand[] {
  const ends = [...new Set([...bands, ...floor].map(({ toW }) => toW))].sort((a, b) => a - b);
  return ends.map((toW) => ({ toW, agePerKwh: Math.max(slopeAt(bands, toW), slopeAt(floor, toW)) }));
}

/** Slope of the band that ends at a power or holds it; the last one's beyond. */
const slopeAt = (bands: readonly WearBand[], toW: number): number =>
  (bands.find((band) => toW <= band.toW) ?? bands.at(-1))?.agePerKwh ?? 0;

function calendarAtLeast(points: readonly CalendarPoint[], floor: readonly CalendarPoint[]): readonly CalendarPoint[] {
  const socs = [...new Set([...points, ...floor].map(({ soc }) => soc))].sort((a, b) => a - b);
  return socs.map((soc) => ({ soc, agePerHour: Math.max(calendarAt(points, soc), calendarAt(floor, soc)) }));
}
