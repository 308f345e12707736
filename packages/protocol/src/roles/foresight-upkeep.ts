import type { CoreContext } from "../link/context.js";
import {
  adviceFor,
  lifeStage,
  type MaintenanceAdvice,
  predictWear,
  type WearPrediction,
  type WearQuery,
} from "../wear/index.js";

/** ms of schedule time between two looks by physics. */
const everyMs = 6 * 3_600_000;
const chances: Readonly<Record<ReturnType<typeof lifeStage>, string>> = {
  first: "until 80 % of its capacity",
  second: "until 60 % of its capacity",
  over: "below 60 % of its capacity",
};

/** Says once what an owner should plan for, and again where that changes. */
export class Upkeep {
  private advice: MaintenanceAdvice = "NONE";
  /** By physics, where no model says. */
  last: WearPrediction | undefined;
  private lookedAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly context: CoreContext) {}

  consider(query: WearQuery, timeMs: number): void {
    if (timeMs - this.lookedAtMs < everyMs) return;
    this.lookedAtMs = timeMs;
    this.last = predictWear(query).prediction;
    this.heard(this.last, query.soh);
  }

  heard({ endOfLifeMonths, provenance }: WearPrediction, soh: number): void {
    const advice = adviceFor(soh, endOfLifeMonths);
    if (advice === this.advice) return;
    this.advice = advice;
    const { p10, p50, p90 } = endOfLifeMonths;
    const months = [p10, p50, p90].map((value) => Math.round(value)).join("/");
    const detail = `${months} months (p10/p50/p90) ${chances[lifeStage(soh)]}, by ${provenance.modelId}`;
    this.context.trace({ what: "maintenance", advice, endOfLifeMonths, detail });
  }
}
