import type { WearPrediction, WearQuery } from "../wear/index.js";

/** ms of schedule time for which a wear curve is used, and how far its question may be from what is asked now. */
const validMs = 1_800_000;
const [nearK, nearSoh] = [3, 0.02];

/** The wear curve of a model that was believed last: it grows stale with time, with temperature and with health. */
export class WearKnown {
  private known:
    { readonly prediction: WearPrediction; readonly query: WearQuery; readonly untilMs: number } | undefined;

  learned(prediction: WearPrediction, query: WearQuery, timeMs: number): void {
    this.known = { prediction, query, untilMs: timeMs + validMs };
  }
  forget(): void {
    this.known = undefined;
  }

  /** Undefined where it is too old: then physics says what an owner should see to. */
  last(timeMs: number): WearPrediction | undefined {
    return this.known !== undefined && timeMs <= this.known.untilMs ? this.known.prediction : undefined;
  }

  at(now: {
    readonly temperatureC: number;
    readonly soh: number;
    readonly timeMs: number;
  }): WearPrediction | undefined {
    const { known } = this;
    if (known === undefined || now.timeMs > known.untilMs) return undefined;
    const { temperatureC, soh } = known.query;
    const near = Math.abs(now.temperatureC - temperatureC) <= nearK && Math.abs(now.soh - soh) <= nearSoh;
    return near ? known.prediction : undefined;
  }
}
