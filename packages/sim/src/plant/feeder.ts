import type { DurationMs, ScheduleMs, Watts } from "@chargepact/protocol";
import { bell, chanceKey } from "../chance.js";
import type { Day } from "../model.js";
import { seriesAt } from "../series.js";

/** A change of the site's capacity: what holds from an instant on, W. */
export interface CapacityChange {
  readonly atMs: ScheduleMs;
  readonly capacityW: Watts;
  /** From when on it is judged: at once for a rise, after the response time for a fall. */
  readonly judgedMs: ScheduleMs;
}

/** How long a fall of the capacity at an instant is not judged yet, ms. */
export type ResponseOf = (atMs: ScheduleMs) => DurationMs;

/** The site's capacity over a day: constant, lowered by emergencies, never below what is guaranteed. */
export class Capacity {
  readonly changes: readonly CapacityChange[];

  constructor(day: Day, responseOf: ResponseOf = () => day.responseS * 1000) {
    const emergencies = day.faults.filter((fault) => fault.kind === "emergency");
    const instants = new Set(emergencies.flatMap((fault) => [fault.atS, fault.atS + fault.durationS]));
    let before = day.capacityW;
    this.changes = [...instants]
      .sort((one, other) => one - other)
      .map((atS) => {
        const inForce = emergencies.filter((fault) => fault.atS <= atS && atS < fault.atS + fault.durationS);
        const lowest = Math.min(1, ...inForce.map((fault) => fault.fraction));
        const capacityW = lowest >= 1 ? day.capacityW : Math.max(day.guaranteedW, lowest * day.capacityW);
        const judgedMs = atS * 1000 + (capacityW < before ? responseOf(atS * 1000) : 0);
        before = capacityW;
        return { atMs: atS * 1000, capacityW, judgedMs };
      });
    this.normalW = day.capacityW;
  }

  private readonly normalW: Watts;

  /** What the operator may use at this instant, W. */
  at(nowMs: ScheduleMs): Watts {
    return this.changes.findLast((change) => change.atMs <= nowMs)?.capacityW ?? this.normalW;
  }
  /** What the meter is judged by at this instant, W: a fall counts only after the response time. */
  judgedAt(nowMs: ScheduleMs): Watts {
    return this.changes.findLast((change) => change.judgedMs <= nowMs)?.capacityW ?? this.normalW;
  }
}

/** Uncontrolled load as it comes: the day's series with 1 % of noise by the minute, never above the operator's bound. */
export class BaseLoad {
  private readonly key: number;
  private minute = Number.NaN;
  private factor = 1;

  constructor(private readonly day: Day) {
    this.key = chanceKey(day.seed, "base load");
  }

  at(nowMs: ScheduleMs): Watts {
    const minute = Math.floor(nowMs / 60_000);
    if (minute !== this.minute) {
      this.minute = minute;
      this.factor = 1 + 0.01 * bell(this.key, minute);
    }
    const nowS = nowMs / 1000;
    return Math.max(
      0,
      Math.min(seriesAt(this.day.baseLoadBound, nowS), seriesAt(this.day.baseLoad, nowS) * this.factor),
    );
  }
}
