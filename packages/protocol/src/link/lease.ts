import { constantSchedule, endS, maxAt, minAt } from "../schedule.js";
import type { Band } from "../core.js";
import type { Blend, Embedded, Fallback, LeaseTariff, LeaseVersion, Schedule, Terms } from "../messages.js";
import type { DurationMs, MonoMs, Now, ScheduleMs, Watts } from "../units.js";

/** One exchange from which schedule time is known: T as the grantor stated it, between our send and our receipt. */
export interface TimeFix {
  readonly scheduleMs: ScheduleMs;
  /** Own monotonic clock when the request was first sent and when the answer came. CP-TIME-1: never the wall clock. */
  readonly sentMono: MonoMs;
  readonly receivedMono: MonoMs;
}

/** CP-TIME-2: the grantor's schedule time lies in [T + now − received, T + now − sent]. `speed` in schedule ms per ms. */
export function scheduleInterval(
  fix: TimeFix,
  now: Now,
  { slackMs, speed }: { readonly slackMs: DurationMs; readonly speed: number },
): readonly [ScheduleMs, ScheduleMs] {
  const since = (atMono: MonoMs): ScheduleMs => fix.scheduleMs + (now.mono - atMono) * speed;
  return [since(fix.receivedMono) - slackMs, since(fix.sentMono) + slackMs];
}

/** A lease as the holder holds it. */
export interface HolderLease {
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
  /** How the terms are mixed from own options; absent for accepted and lowered ones. */
  readonly blends?: readonly Blend[];
  /** What metered energy costs under it; absent: not settled by price. */
  readonly tariff?: LeaseTariff;
  readonly ttlMs: DurationMs;
  /** Sending of the echoed request + ttl on the holder's monotonic clock. */
  readonly deadline: MonoMs;
  readonly fix: TimeFix;
}

/** Constant band of a fallback share, W. */
export function fallbackBand(fallback: Pick<Fallback, "importW" | "exportW">): Band {
  return { minW: 0 - fallback.exportW, maxW: fallback.importW };
}

export interface StepView {
  readonly band: Band;
  /** Schedule ms until the band may next change, at least 1; undefined where it will not. */
  readonly nextInMs: DurationMs | undefined;
}

/**
 * The band of a schedule when T is only known to lie in [low, high]. A falling step is complete when the largest
 * estimate reaches it, so its ramp starts before; a rising one starts when the smallest does (CP-TIME). After the last
 * step the fallback holds.
 */
export function bandAt(
  schedule: Schedule,
  fallback: Pick<Fallback, "importW" | "exportW" | "rampWPerS">,
  [lowMs, highMs]: readonly [ScheduleMs, ScheduleMs],
): StepView {
  const outside = fallbackBand(fallback);
  const maxWAt = (timeS: number): Watts => maxAt(schedule, timeS) ?? outside.maxW;
  const minWAt = (timeS: number): Watts => minAt(schedule, timeS) ?? outside.minW;
  const [lowS, highS] = [lowMs / 1000, highMs / 1000];
  let maxW = Math.min(maxWAt(lowS), maxWAt(highS));
  let minW = Math.max(minWAt(lowS), minWAt(highS));
  let nextInMs = Number.POSITIVE_INFINITY;
  const fullLeadS = Math.max(maxW, -minW, 0) / fallback.rampWPerS;
  for (const stepS of stepsAfter(schedule, lowS)) {
    const [nextMax, nextMin] = [maxWAt(stepS), minWAt(stepS)];
    if (stepS <= highS) {
      // T may be in this step already.
      maxW = Math.min(maxW, nextMax);
      minW = Math.max(minW, nextMin);
      nextInMs = Math.min(nextInMs, stepS * 1000 - lowMs);
      continue;
    }
    // What falls is the import or the export; its ramp takes this long.
    const fallW = Math.max(maxW - Math.max(0, nextMax), Math.min(0, nextMin) - minW, 0);
    const leadS = fallW / fallback.rampWPerS;
    if (stepS - leadS <= highS) {
      maxW = Math.min(maxW, nextMax);
      minW = Math.max(minW, nextMin);
      nextInMs = Math.min(nextInMs, stepS * 1000 - lowMs);
      continue;
    }
    if (leadS > 0) nextInMs = Math.min(nextInMs, (stepS - leadS) * 1000 - highMs);
    else if (nextMax < maxW || nextMin > minW) nextInMs = Math.min(nextInMs, stepS * 1000 - highMs);
    else if (nextMax !== maxW || nextMin !== minW) nextInMs = Math.min(nextInMs, stepS * 1000 - lowMs);
    if ((stepS - highS - fullLeadS) * 1000 > nextInMs) break;
  }
  const band = joined(minW, maxW);
  return { band, nextInMs: Number.isFinite(nextInMs) ? Math.max(1, nextInMs) : undefined };
}

/**
 * Schedule ms until `band` would be too much, the ramp included, looking `horizonMs` ahead: a port that nobody tells
 * anything more must have fallen back by then, because the process that would tell it may be dead (S2).
 */
export function fallsInMs(
  schedule: Schedule,
  fallback: Pick<Fallback, "importW" | "exportW" | "rampWPerS">,
  { band, highMs, horizonMs }: { readonly band: Band; readonly highMs: ScheduleMs; readonly horizonMs: DurationMs },
): DurationMs {
  const outside = fallbackBand(fallback);
  for (const stepS of stepsAfter(schedule, highMs / 1000)) {
    if (stepS * 1000 - highMs > horizonMs) break;
    const maxW = Math.max(0, maxAt(schedule, stepS) ?? outside.maxW);
    const minW = Math.min(0, minAt(schedule, stepS) ?? outside.minW);
    const fallW = Math.max(band.maxW - maxW, minW - band.minW);
    if (fallW > 0) return Math.max(1, (stepS - fallW / fallback.rampWPerS) * 1000 - highMs);
  }
  return horizonMs;
}

/** Between two edges; where they contradict each other the one nearer to 0 W: it is within the import and the export of both. */
export function joined(minW: Watts, maxW: Watts): Band {
  if (minW <= maxW) return { minW, maxW };
  if (maxW >= 0) return { minW: maxW, maxW };
  return minW <= 0 ? { minW, maxW: minW } : { minW: 0, maxW: 0 };
}

/** Starts of steps after `timeS`, the end of the schedule included, at most 64. */
function stepsAfter(schedule: Schedule, timeS: number): readonly number[] {
  const first = Math.max(0, Math.floor((timeS - schedule.startS) / schedule.stepS) + 1);
  const starts: number[] = [];
  for (let step = first; step <= schedule.max.length && starts.length < 64; step++) {
    starts.push(schedule.startS + step * schedule.stepS);
  }
  return starts;
}

/** True where `next` is nowhere above and nowhere more exporting than `now`, from `fromS` on, outside being fallback. */
export function onlyLowers(
  now: Schedule | undefined,
  next: Schedule | undefined,
  fallback: Pick<Fallback, "importW" | "exportW">,
  fromS: number,
): boolean {
  const bounds = (schedule: Schedule | undefined, timeS: number): readonly [Watts, Watts] => {
    const maxW = schedule === undefined ? undefined : maxAt(schedule, timeS);
    const minW = schedule === undefined ? undefined : minAt(schedule, timeS);
    return [Math.max(0, maxW ?? 0, fallback.importW), Math.max(0, -(minW ?? 0), fallback.exportW)];
  };
  return breakpoints([now, next], fromS).every((timeS) => {
    const [importNow, exportNow] = bounds(now, timeS);
    const [importNext, exportNext] = bounds(next, timeS);
    return importNext <= importNow && exportNext <= exportNow;
  });
}

function breakpoints(schedules: readonly (Schedule | undefined)[], fromS: number): readonly number[] {
  const times = new Set([fromS]);
  for (const schedule of schedules) {
    if (schedule === undefined) continue;
    for (let timeS = schedule.startS; timeS <= endS(schedule); timeS += schedule.stepS) {
      if (timeS > fromS) times.add(timeS);
    }
  }
  return [...times];
}

/** The schedule of a connector, or undefined. */
export function partOf(terms: Terms | undefined, connector: number): Schedule | undefined {
  return terms?.parts.find((part) => part.connector === connector)?.schedule;
}

/**
 * The schedule of a connector over the window of all parts together: 0 W where only others have a step. The fallback is
 * the holder's as a whole, so it holds again when the last part has ended (CP-LEASE-10), not beside a part that goes on.
 */
export function partWithin(terms: Terms, connector: number): Schedule {
  const own = partOf(terms, connector);
  const startS = Math.min(...terms.parts.map((part) => part.schedule.startS));
  const untilS = Math.max(...terms.parts.map((part) => endS(part.schedule)));
  if (own === undefined) {
    const stepS = terms.parts[0]?.schedule.stepS ?? 1;
    return constantSchedule({ startS, stepS, steps: Math.ceil((untilS - startS) / stepS) }, 0);
  }
  const before = Math.ceil((own.startS - startS) / own.stepS);
  const after = Math.ceil((untilS - endS(own)) / own.stepS);
  if (before === 0 && after === 0) return own;
  const padded = (values: readonly Watts[]): readonly Watts[] => [
    ...Array<Watts>(before).fill(0),
    ...values,
    ...Array<Watts>(after).fill(0),
  ];
  const { min } = own;
  const max = padded(own.max);
  const window = { startS: own.startS - before * own.stepS, stepS: own.stepS };
  return min === undefined ? { ...window, max } : { ...window, max, min: padded(min) };
}

/** True where terms lower or keep every connector. */
export function termsOnlyLower(
  now: Terms | undefined,
  next: Terms,
  fallback: Pick<Fallback, "importW" | "exportW">,
  fromS: number,
): boolean {
  const connectors = new Set([...(now?.parts ?? []), ...next.parts].map((part) => part.connector));
  return [...connectors].every((connector) =>
    onlyLowers(partOf(now, connector), partOf(next, connector), fallback, fromS),
  );
}
