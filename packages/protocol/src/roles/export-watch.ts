import type { LeaseTariff, Schedule } from "../messages.js";
import { maxAt, minAt } from "../schedule.js";
import { tariffPrice } from "../tariff.js";
import type { ScheduleMs, UnixS, Watts } from "../units.js";

/** Less missing is the meter's own error, and a shortfall that passes sooner a ramp: W, share of the promise, schedule ms. */
const slackW = 60;
const slackShare = 0.02;
const toleratedMs = 60_000;

/**
 * CP-STORAGE-2: W ≥ 0 of export that a holder has promised at an instant. Whoever may not stay at 0 W has promised what it
 * may not stay below; whoever is paid by commit, what its commit is settled by. 0: nothing is promised.
 */
export function firmExportW(schedule: Schedule | undefined, tariff: LeaseTariff | undefined, atS: UnixS): Watts {
  if (schedule === undefined) return 0;
  const most = maxAt(schedule, atS) ?? 0;
  if (most !== 0) return Math.max(0, -most);
  const priced = tariff !== undefined && tariffPrice(tariff, 1, atS) !== undefined;
  return priced ? Math.max(0, -(minAt(schedule, atS) ?? 0)) : 0;
}

/** Notices that less flows out than was promised, once for each shortfall. */
export class ExportWatch {
  private since: ScheduleMs | undefined;
  private said = false;

  /** `powerW` as metered, + import. Returns what to say of a shortfall that has lasted; undefined otherwise. */
  metered(nowMs: ScheduleMs, promisedW: Watts, powerW: Watts): string | undefined {
    const givenW = Math.max(0, -powerW);
    if (promisedW - givenW <= Math.max(slackW, slackShare * promisedW)) {
      this.since = undefined;
      this.said = false;
      return undefined;
    }
    this.since ??= nowMs;
    if (this.said || nowMs - this.since < toleratedMs) return undefined;
    this.said = true;
    const [given, promised] = [Math.round(givenW), Math.round(promisedW)].map(String);
    return `${given ?? ""} W exported, ${promised ?? ""} W promised: what is missing is paid as deviation`;
  }
}
