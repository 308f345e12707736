import type { MaintenanceAdvice } from "./traces.js";
import type { Quantiles } from "./types.js";

/** SoH at which a battery's first life ends (in a vehicle), and its second (standing still). */
export const [firstLifeSoh, secondLifeSoh] = [0.8, 0.6];

export type LifeStage = "first" | "second" | "over";
export function lifeStage(soh: number): LifeStage {
  if (soh >= firstLifeSoh) return "first";
  return soh >= secondLifeSoh ? "second" : "over";
}

/** Months of the earliest likely end from which on a replacement should be planned. */
const planMonths = 6;

/** What an owner should do: plan while there is time, use it gently in its second life, then no more. */
export function adviceFor(soh: number, endOfLifeMonths: Quantiles): MaintenanceAdvice {
  const stage = lifeStage(soh);
  if (stage === "over") return "RETIRE";
  if (stage === "second") return "SECOND_LIFE";
  return endOfLifeMonths.p10 < planMonths ? "PLAN_REPLACEMENT" : "NONE";
}
