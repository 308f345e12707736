import type { BatteryTelemetry } from "../core.js";
import { maxAt, minAt } from "../schedule.js";
import type { Schedule } from "../messages.js";
import type { DurationMs, UnixS, Watts } from "../units.js";
import type { Pack, Predictors, RecentSample, SensorSample, SensorSpec, ShortHorizonQuery } from "../wear/index.js";

/** Which questions the owner's predictors answer; what is not asked is left to physics. */
export interface PredictSettings {
  readonly wear?: boolean;
  readonly horizon?: boolean;
  /** ms of the machine's clock after which an answer is too late; default 25. */
  readonly deadlineMs?: DurationMs;
}

/** All that these can answer. */
export const askedOf = ({ wear, horizon }: Predictors): PredictSettings => ({
  wear: wear !== undefined,
  horizon: horizon !== undefined,
});

/** A question as it was asked. */
export interface Asked {
  /** Schedule ms of the machine's clock. */
  readonly timeMs: number;
  readonly atS: UnixS;
  readonly planW: readonly Watts[];
}

/** ms of schedule time between two questions: ordinarily, and at least where the plan has changed. */
const usualMs = 240_000;
export const askLeastMs = 10_000;
/** Failures in a row from which on it is asked more and more seldom, and how seldom at most. */
const [failuresFree, pauseMaxMs] = [2, 3_600_000];
/** Share of the rated power that is another plan. */
const otherShare = 0.1;

/** True where it is time to ask: a while has gone by, or it is about to do something else than it asked about. */
export function askDue(
  last: Asked | undefined,
  now: {
    readonly timeMs: number;
    readonly planW: readonly Watts[];
    readonly ratedW: Watts;
    /** Answers in a row that failed. */
    readonly failures: number;
  },
): boolean {
  if (last === undefined) return true;
  const sinceMs = now.timeMs - last.timeMs;
  const extra = Math.max(0, now.failures - failuresFree);
  const pauseMs = Math.min(pauseMaxMs, usualMs * 2 ** Math.min(10, extra));
  if (sinceMs >= pauseMs) return true;
  if (extra > 0 || sinceMs < askLeastMs) return false;
  return Math.abs((now.planW[0] ?? 0) - (last.planW[0] ?? 0)) > otherShare * now.ratedW;
}

/** What a battery is about to draw. */
export interface Plan {
  readonly nowS: UnixS;
  /** W; rating of the equipment. */
  readonly ratedW: Watts;
  powersW(stepS: number, steps: number, telemetry: BatteryTelemetry): readonly Watts[];
}

/**
 * What it may draw by its schedule, within its own limits; where it takes less now than it may, that share of it. 0 W
 * where it holds nothing.
 */
export function planOf(
  schedule: Schedule | undefined,
  own: { readonly nowS: UnixS; readonly ratedW: Watts; readonly maxW: Watts; readonly minW: Watts },
): Plan {
  const { nowS, ratedW, maxW, minW } = own;
  const allowedW = (atS: UnixS): Watts => {
    if (schedule === undefined) return 0;
    const [most, least] = [maxAt(schedule, atS) ?? 0, minAt(schedule, atS) ?? 0];
    return most > 0 ? Math.min(most, maxW) : Math.max(Math.min(0, least), minW);
  };
  return {
    ...{ nowS, ratedW },
    powersW: (stepS, steps, { powerW }) => {
      const nowW = allowedW(nowS);
      const share = nowW !== 0 && powerW / nowW > 0.05 ? Math.min(1, powerW / nowW) : 1;
      return Array.from({ length: steps }, (_, step) => Math.round(share * allowedW(nowS + step * stepS)));
    },
  };
}

export function horizonQuestion(
  telemetry: BatteryTelemetry,
  of: Pick<ShortHorizonQuery, "pack" | "stepS" | "powerW" | "deadlineMs"> & {
    readonly recent: readonly RecentSample[];
  },
): ShortHorizonQuery {
  const { soc, soh, temperatureC, powerW: powerNowW, voltageV } = telemetry;
  // Of a dead sensor of the ambient nothing is known but that the cells are as warm as they are.
  const ambientC = Number.isFinite(telemetry.ambientC) ? telemetry.ambientC : temperatureC;
  return {
    ...{ ...of, soc, soh, temperatureC, ambientC, powerNowW },
    ...(voltageV === undefined ? {} : { voltageNowV: voltageV }),
  };
}

/** Samples that are kept, and s between two of them at least. */
const [samplesMax, spacingS] = [16, 10];

/** What was measured last, newest first; s of the machine's own clock. */
export class Recent {
  private readonly samples: { readonly atS: number; readonly sample: Omit<RecentSample, "ageS"> }[] = [];

  add({ powerW, temperatureC, voltageV }: BatteryTelemetry, atS: number): void {
    const [newest] = this.samples;
    if (newest !== undefined && atS - newest.atS < spacingS) return;
    const sample = { powerW, temperatureC, ...(voltageV === undefined ? {} : { voltageV }) };
    this.samples.unshift({ atS, sample });
    if (this.samples.length > samplesMax) this.samples.pop();
  }

  before(nowS: number): readonly RecentSample[] {
    return this.samples.filter(({ atS }) => atS < nowS).map(({ atS, sample }) => ({ ageS: nowS - atS, ...sample }));
  }
}

/** A report as the guard of sensors takes it: the current from the power, at the nominal voltage where none is measured. */
export function sampleOf(telemetry: BatteryTelemetry, atS: number, pack: Pack): SensorSample {
  const { powerW, temperatureC, ambientC, voltageV, sensorsC } = telemetry;
  const cellW = powerW >= 0 ? powerW * pack.chargeEfficiency : powerW / pack.dischargeEfficiency;
  const currentA = cellW / (voltageV !== undefined && voltageV > 0 ? voltageV : pack.voltageV);
  return {
    ...{ atS, temperatureC },
    // What is no number is not known: it must not stay in what the guard remembers.
    ...(Number.isFinite(ambientC) ? { ambientC } : {}),
    ...(Number.isFinite(currentA) ? { currentA } : {}),
    ...(voltageV === undefined ? {} : { voltageV }),
    ...(sensorsC === undefined ? {} : { sensorsC }),
  };
}

export const specOf = ({ voltageV, resistanceOhm, heatCapacityJPerK, heatLossWPerK }: Pack): SensorSpec => ({
  ...{ nominalV: voltageV, ohm: resistanceOhm, heatCapacityJPerK, heatLossWPerK },
});
