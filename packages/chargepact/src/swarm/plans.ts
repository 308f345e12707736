import type { Micro, ScheduleMs, Trace } from "@chargepact/protocol";

type Cleared = Extract<Trace, { readonly what: "cleared" }>;

/** One plan of option rounds, and when it ended. */
export interface PlanRecord extends Omit<Cleared, "what" | "settlement"> {
  readonly atMs: ScheduleMs;
}

/** A plan of which it is certain how far it is at most above the cheapest. */
export interface CertifiedPlan extends PlanRecord {
  readonly lowerMicro: Micro;
  readonly gapPpm: number;
}

/**
 * True where the bound is one: it counts every child, and does not exceed what a plan is known to cost. Nothing else may
 * be shown as a bound.
 */
export const isCertified = (plan: PlanRecord): plan is CertifiedPlan =>
  plan.boundComplete &&
  plan.gapPpm !== undefined &&
  plan.lowerMicro !== undefined &&
  plan.lowerMicro <= plan.upperMicro + slackMicro;

/** µ by which whole watts may bring a plan below its bound. */
const slackMicro = 1000;

/** The middle gap of the plans with a bound, millionths; undefined where none has one. */
export function medianGapPpm(plans: readonly PlanRecord[]): number | undefined {
  return median(plans.filter(isCertified).map(({ gapPpm }) => gapPpm));
}

/** The middle value, the lower of two; undefined of nothing. */
export const median = (values: readonly number[]): number | undefined => quantile(values, 0.5);

/** The smallest value that a share of the values does not exceed; undefined of nothing. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Gaps in millionths that a plan had after each round it took, and at its end; rounds without a gap are left out. */
export function gapsOf(plan: CertifiedPlan): readonly { readonly round: number; readonly gapPpm: number }[] {
  return plan.trail.filter(({ gap }) => Number.isFinite(gap)).map(({ round, gap }) => ({ round, gapPpm: 1e6 * gap }));
}
