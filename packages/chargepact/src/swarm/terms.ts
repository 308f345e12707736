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
  readonly settleMs: number;
  /** Time for a whole plan of option rounds, and for the answers of one round. */
  readonly planMs: number;
  readonly replyMs: number;
  readonly timings: LinkTimings;
  /** Added to both ends of what a holder knows of schedule time, schedule ms. */
  readonly slackMs: number;
  /** Bounds of the wait before a connection is tried again. */
  readonly reconnect: { readonly minMs: number; readonly maxMs: number };
  /** How long a broker that restarts is away. */
  readonly outageMs: number;
  /** How long a killed agent is dead. */
  readonly deadMs: number;
  /** A lowered capacity is judged only after this, schedule ms. */
  readonly responseMs: number;
  /** The same for holders that a fault has made unreachable: ttl + grace of a charger's lease, schedule ms. */
  readonly unreachableMs: number;
  /** And for sites under a feeder: ttl + grace of a site's lease, schedule ms. */
  readonly siteUnreachableMs: number;
}

/** Real ms that an emergency may take through broker and agents in a scaled run; the plants' ramp comes on top. */
const reactionMs = 200;
/** Plants ramp within this, schedule ms. */
const rampMs = 3000;
/** One message in this many may come later than the response time says, where a fault loses messages. */
const lossOdds = 1e5;

/**
 * The timers of a run. In scaled time each is its default over the speed, but never under a floor of real time, so that
 * leases still nest; virtual and real time use the published ones. Of the floors, those of repeats are a few times what a
 * message takes on the same machine: one sent again too early is only a duplicate, while at 700 times real speed a wait
 * of 100 ms is more than a minute of the day. Plans keep a distance in which a few lost messages can be repeated. An
 * emergency passes one operator more on each of `levels`.
 */
export function swarmTerms(day: Day, speed: number, levels = 1): SwarmTerms {
  const { terms } = day;
  const scaled = (ms: number, floorMs: number): number => (speed === 1 ? ms : Math.max(ms / speed, floorMs));
  const timings: LinkTimings = {
    retransmitMs: defaultTimings.retransmitMs.map((ms, index) => scaled(ms, [30, 40, 50][index] ?? 60)),
    fastRetransmitMs: scaled(defaultTimings.fastRetransmitMs, 30),
    requestTtlMs: scaled(defaultTimings.requestTtlMs, 2000),
    offerMs: scaled(defaultTimings.offerMs, 1500),
    helloMs: scaled(defaultTimings.helloMs, 500),
    backoffMinMs: scaled(defaultTimings.backoffMinMs, 100),
    backoffMaxMs: scaled(defaultTimings.backoffMaxMs, 1000),
    reorderMs: scaled(defaultTimings.reorderMs, 60),
    graceMs: scaled(terms.graceMs, 150),
    unexplainedMs: scaled(defaultTimings.unexplainedMs, 300),
  };
  const chargerTtlMs = scaled(terms.chargerTtlMs, 3000);
  const gridTtlMs = scaled(terms.siteTtlMs, 15_000);
  const lateMs = levels * ((speed === 1 ? 0 : reactionMs) + repeatsOf(day) * timings.fastRetransmitMs);
  return {
    speed,
    batteryTtlMs: scaled(terms.batteryTtlMs, 1000),
    chargerTtlMs,
    gridTtlMs,
    debounceMs: scaled(terms.debounceMs, 40),
    planIntervalMs: scaled(terms.planIntervalMs, 100),
    settleMs: scaled(8000, 400),
    planMs: scaled(8000, 1500),
    replyMs: scaled(2000, 250),
    timings,
    // Timers are served at their own instants also in a scaled run, so nothing is to be allowed for.
    slackMs: 0,
    reconnect: { minMs: timings.backoffMinMs, maxMs: timings.backoffMaxMs },
    outageMs: scaled(5000, 200),
    deadMs: scaled(60_000, 1000),
    responseMs: Math.max(day.responseS * 1000, lateMs * speed + rampMs),
    unreachableMs: (chargerTtlMs + timings.graceMs) * speed,
    siteUnreachableMs: (gridTtlMs + timings.graceMs) * speed,
  };
}

/** How often a message has to be sent until it has almost surely arrived. */
function repeatsOf(day: Day): number {
  const kept = day.faults.map((fault) => (fault.kind === "drop" ? 1 - fault.fraction : 1));
  const lost = 1 - kept.reduce((product, share) => product * share, 1);
  return lost <= 0 ? 0 : Math.ceil(Math.log(lossOdds) / -Math.log(lost));
}
