import type { Fallback, LeaseTariff, LeaseVersion, Terms } from "../messages.js";
import type { DurationMs, MonoMs, Now, ScheduleMs, Watts } from "../units.js";
import type { Facts } from "../core.js";
import type { CoreContext } from "./context.js";
import { driftOf } from "./holder-time.js";
import type { HolderLease } from "./lease.js";

/** What a holder writes down about one link; plain JSON. */
export interface HolderFacts {
  /** What the equipment was last read back to obey. */
  readonly fallback: Fallback;
  /** Being written into the equipment, and not read back yet. */
  readonly pendingFallback?: Fallback;
  readonly newest?: LeaseVersion;
  readonly emergencyNumber: number;
  /** Epoch of the grantor that gave this number. */
  readonly emergencyEpoch?: number;
  readonly cap?: {
    readonly importW: Watts;
    readonly exportW: Watts;
    readonly until: MonoMs;
    readonly durationMs: DurationMs;
  };
  readonly lease?: {
    readonly version: LeaseVersion;
    readonly terms: Terms;
    readonly hash: string;
    /** What is left of the terms after a later commit that was taken only where it lowers. */
    readonly lowered?: Terms;
    /** What metered energy costs under it. */
    readonly tariff?: LeaseTariff;
    readonly ttlMs: DurationMs;
    readonly deadline: MonoMs;
    /** Schedule time lay in [lowMs, highMs] at the monotonic instant `atMono`. */
    readonly lowMs: ScheduleMs;
    readonly highMs: ScheduleMs;
    readonly atMono: MonoMs;
  };
}

export interface RestoredHolder {
  readonly fallback: Fallback;
  readonly pendingFallback: Fallback | undefined;
  readonly newest: LeaseVersion | undefined;
  readonly emergencyNumber: number;
  readonly emergencyEpoch: number;
  readonly cap: NonNullable<HolderFacts["cap"]> | undefined;
  readonly lease: HolderLease | undefined;
  readonly lowered: Terms | undefined;
}

/**
 * CP-STORE-5: facts of another boot without the instants of its clock. They are written down so: a later life of this
 * boot would else believe them. A lease is gone, an emergency runs its whole rest again.
 */
export function withoutInstants(context: CoreContext, facts: Facts): Facts {
  const kept: Record<string, unknown> = { ...facts };
  for (const [key, value] of Object.entries(facts)) {
    if (!key.startsWith("holder/")) continue;
    const { lease, cap, ...others } = value as HolderFacts;
    if (lease === undefined && cap === undefined) continue;
    kept[key] = cap === undefined ? others : { ...others, cap: { ...cap, until: context.now.mono + cap.durationMs } };
    context.persist(key, kept[key]);
  }
  return kept;
}

/** What is written down about a lease, at `now`, when schedule time lies in `interval`. */
export function leaseFacts(
  lease: HolderLease,
  lowered: Terms | undefined,
  { interval, now }: { readonly interval: readonly [ScheduleMs, ScheduleMs]; readonly now: Now },
): NonNullable<HolderFacts["lease"]> {
  const [lowMs, highMs] = interval;
  return {
    version: lease.version,
    terms: lease.terms.value,
    hash: lease.terms.hash,
    ...(lowered === undefined ? {} : { lowered }),
    ...(lease.tariff === undefined ? {} : { tariff: lease.tariff }),
    ttlMs: lease.ttlMs,
    deadline: lease.deadline,
    lowMs,
    highMs,
    atMono: now.mono,
  };
}

/** Reads the facts back; undefined where there are none. The store's checksum vouches for their shape. */
export function restoreHolderFacts(value: unknown, now: Now, speed: number): RestoredHolder | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const facts = value as HolderFacts;
  const { lease } = facts;
  return {
    fallback: facts.fallback,
    pendingFallback: facts.pendingFallback,
    newest: facts.newest,
    emergencyNumber: facts.emergencyNumber,
    emergencyEpoch: facts.emergencyEpoch ?? 0,
    cap: facts.cap,
    lease: lease === undefined ? undefined : restoreLease(lease, now, speed),
    lowered: lease?.lowered,
  };
}

function restoreLease(lease: NonNullable<HolderFacts["lease"]>, now: Now, speed: number): HolderLease {
  const elapsedMs = Math.max(0, now.mono - lease.atMono) * speed;
  // CP-TIME-4: as the clocks may have come apart since.
  const driftMs = driftOf(lease.atMono, now.mono) * speed;
  return {
    version: lease.version,
    terms: { value: lease.terms, bytes: new Uint8Array(0), hash: lease.hash },
    ...(lease.tariff === undefined ? {} : { tariff: lease.tariff }),
    ttlMs: lease.ttlMs,
    deadline: lease.deadline,
    fix: {
      scheduleMs: lease.lowMs + elapsedMs - driftMs,
      sentMono: now.mono - (lease.highMs - lease.lowMs + 2 * driftMs) / speed,
      receivedMono: now.mono,
    },
  };
}
