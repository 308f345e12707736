import type { Band } from "../core.js";
import type { Fallback, Schedule } from "../messages.js";
import type { DurationMs, ScheduleMs } from "../units.js";
import type { HolderLink } from "./holder.js";
import type { Limit } from "./holder-role.js";
import { bandAt, fallbackBand, fallsInMs } from "./lease.js";

/** How long a constant fallback may be relied on by a port, ms; the equipment's own failsafe is the same power. */
const fallbackValidMs = 3_600_000;

/** What a connector may draw without a lease. */
export function fallbackLimit(share: Pick<Fallback, "importW" | "exportW">): Limit {
  return { band: fallbackBand(share), validForMs: fallbackValidMs, reasons: ["FALLBACK"], nextInMs: undefined };
}

/**
 * CP-EMERG-1: what an emergency leaves holds until that ends, also where the lease ends before: a validity that ended
 * with the lease would let the equipment go up to its fallback by itself. `band`: what is left of `limit`.
 */
export function validUnderCap(
  link: HolderLink,
  limit: Limit,
  band: Band,
  fallback: Pick<Fallback, "importW" | "exportW"> = link.terms.fallbackHeld,
): DurationMs {
  const cap = link.terms.emergencyCap();
  if (cap === undefined || band.maxW > fallback.importW || -band.minW > fallback.exportW) return limit.validForMs;
  return Math.max(limit.validForMs, Math.min(fallbackValidMs, cap.until - link.context.now.mono));
}

/** What a connector may draw by its schedule, `outside` of which its fallback holds. */
export function leaseLimit(
  schedule: Schedule,
  outside: Fallback,
  at: {
    readonly interval: readonly [ScheduleMs, ScheduleMs];
    /** ms until the ramp to the fallback begins. */
    readonly leaseMs: DurationMs;
    readonly speed: number;
  },
): Limit {
  const { interval, leaseMs, speed } = at;
  const view = bandAt(schedule, outside, interval);
  const ahead = { band: view.band, highMs: interval[1], horizonMs: leaseMs * speed };
  const validForMs = Math.min(leaseMs, fallsInMs(schedule, outside, ahead) / speed);
  const nextInMs = view.nextInMs === undefined ? undefined : view.nextInMs / speed;
  return { band: view.band, validForMs, reasons: [], nextInMs };
}
