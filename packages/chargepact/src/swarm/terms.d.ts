import type { LinkTimings } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";
/** Every protocol timer of a swarm, ms of the monotonic clock. */
export interface SwarmTerms {
  readonly speed: number;
  readonly batteryTtlMs: number;
  readonly chargerTtlMs: number;
  readonly gridTtlMs: number;
  readonly debounceMs: number;
  readonly planIntervalMs: number;
  readonly timings: LinkTimings;
  /** Widening of schedule-time estimates, schedule ms: what timers may be late in a scaled run. */
  readonly slackMs: number;
  /** A lowered capacity is judged only after this, schedule ms. */
  readonly responseMs: number;
}
/**
 * The timers of a run. In scaled time each is its default over the speed, but never under a floor of real time, so that
 * leases still nest and retransmits still make sense; virtual and real time use the published ones.
 */
export declare function swarmTerms(day: Day, speed: number): SwarmTerms;
