import type { LinkTimings } from "@chargepact/protocol";
import { defaultTimings } from "@chargepact/protocol";
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

/** Real ms by which timers and sockets may be late on a busy machine. */
const jitterMs = 15;
/** Real ms that an emergency may take through broker, agents and plants in a scaled run. */
const reactionMs = 600;

/**
 * The timers of a run. In scaled time each is its default over the speed, but never under a floor of real time, so that
 * leases still nest and retransmits still make sense; virtual and real time use the published ones.
 */
export function swarmTerms(day: Day, speed: number): SwarmTerms {
  const { terms } = day;
  const scaled = (ms: number, floorMs: number): number => (speed === 1 ? ms : Math.max(ms / speed, floorMs));
  const timings: LinkTimings = {
    retransmitMs: defaultTimings.retransmitMs.map((ms, index) => scaled(ms, [100, 150, 200, 250][index] ?? 250)),
    fastRetransmitMs: scaled(defaultTimings.fastRetransmitMs, 100),
    requestTtlMs: scaled(defaultTimings.requestTtlMs, 2000),
    offerMs: scaled(defaultTimings.offerMs, 1500),
    helloMs: scaled(defaultTimings.helloMs, 500),
    backoffMinMs: scaled(defaultTimings.backoffMinMs, 100),
    backoffMaxMs: scaled(defaultTimings.backoffMaxMs, 1000),
    reorderMs: scaled(defaultTimings.reorderMs, 250),
    graceMs: scaled(terms.graceMs, 150),
    unexplainedMs: scaled(defaultTimings.unexplainedMs, 300),
  };
  return {
    speed,
    batteryTtlMs: scaled(terms.batteryTtlMs, 1000),
    chargerTtlMs: scaled(terms.chargerTtlMs, 3000),
    gridTtlMs: scaled(terms.siteTtlMs, 15_000),
    debounceMs: scaled(terms.debounceMs, 100),
    planIntervalMs: scaled(terms.planIntervalMs, 100),
    timings,
    slackMs: speed === 1 ? 0 : jitterMs * speed,
    responseMs: speed === 1 ? day.responseS * 1000 : Math.max(day.responseS * 1000, reactionMs * speed),
  };
}
