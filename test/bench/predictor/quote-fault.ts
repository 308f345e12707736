import {
  agePerHourAt,
  ageOf,
  shapeFault,
  type WearCurve,
  wearFault,
  type WearPrediction,
  type WearQuery,
} from "@chargepact/protocol";
import { anyUsage, cutAnywhere } from "./quote-states.js";

/** Relative; sums of floats in another order. */
const rounding = 1e-9;

/** First thing for which clearing could not rely on a quote; probes at random powers and plans. */
export function quoteFault(random: () => number, query: WearQuery, prediction: WearPrediction): string | undefined {
  // How far it lies from physics or the vendor's table is the guard's affair, not the shape's.
  const unbelievable = wearFault(query, prediction, prediction)?.detail;
  if (unbelievable !== undefined) return unbelievable;
  for (const curve of [prediction.p50, prediction.p90]) {
    const fault = shapeFault(curve) ?? bentFault(random, query, curve) ?? cutFault(random, query, curve);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function bentFault(random: () => number, query: WearQuery, curve: WearCurve): string | undefined {
  for (const [bands, mostW] of [
    [curve.charge, query.powerMaxW],
    [curve.discharge, query.exportMaxW],
  ] as const) {
    const [low, high, share] = [random() * mostW, mostW * (1 + random()), random()];
    const [under, over] = [agePerHourAt(bands, low), agePerHourAt(bands, high)];
    const between = agePerHourAt(bands, low + share * (high - low));
    if (under > over * (1 + rounding)) return `${high} W ages less than ${low} W`;
    if (between > (under + share * (over - under)) * (1 + rounding)) return `not convex from ${low} to ${high} W`;
  }
  return undefined;
}

function cutFault(random: () => number, query: WearQuery, curve: WearCurve): string | undefined {
  const usage = anyUsage(random, query);
  const [whole, parts] = [ageOf(curve, usage), ageOf(curve, cutAnywhere(random, usage))];
  return Math.abs(whole - parts) > rounding * whole ? `${whole} in one piece, ${parts} in parts` : undefined;
}
