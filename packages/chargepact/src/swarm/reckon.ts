import type { UnixS, WattHours, Watts } from "@chargepact/protocol";
import {
  Capacity,
  deliverableWh,
  runEqualShare,
  runUncontrolled,
  unservedMicroOf,
  type Baseline,
  type Day,
  type Outcome,
  type Sample,
} from "@chargepact/sim";
import type { SwarmRun } from "./run.js";

/** A run beside what the same plants would have come to without it, over the same part of the day. */
export interface Reckoning {
  /** The day, cut off where the run was stopped: what had not begun by then is not in it. */
  readonly day: Day;
  readonly stopped: boolean;
  readonly outcome: Outcome;
  readonly samples: readonly Sample[];
  readonly uncontrolled: Baseline;
  readonly equalShare: Baseline;
  readonly requestedWh: WattHours;
  readonly deliverableWh: WattHours;
  /** Lowest capacity in force. */
  readonly capacityW: Watts;
}

/** Sessions of which at least half was met, as a share of all, by their number. */
export function halfMet(outcome: Outcome): number {
  return outcome.perSession.filter((session) => session.deliveredWh >= session.requestedWh / 2).length;
}

/** Reckons up a run. The baselines see the same plants, seed and changes of capacity. */
export function reckon({ swarm }: SwarmRun): Reckoning {
  const { world } = swarm;
  const stopped = world.nowMs < world.day.toS * 1000;
  const day = stopped ? cutDay(world.day, world.nowMs / 1000) : world.day;
  const lowest = new Capacity(day).changes.filter(({ atMs }) => atMs < day.toS * 1000);
  return {
    day,
    stopped,
    outcome: within(day, world.outcome()),
    samples: world.samples,
    uncontrolled: runUncontrolled(day),
    equalShare: runEqualShare(day),
    requestedWh: day.sessions.reduce((sum, session) => sum + session.energyWh, 0),
    deliverableWh: deliverableWh(day),
    capacityW: Math.min(day.capacityW, ...lowest.map((change) => change.capacityW)),
  };
}

/** The part of a day before an instant, with the sessions that had begun. */
export function cutDay(day: Day, atS: UnixS): Day {
  const toS = Math.max(atS, day.fromS + 1);
  return { ...day, toS, sessions: day.sessions.filter((session) => session.arriveS < toS) };
}

/** The outcome of those sessions that are in the day. */
export function within(day: Day, outcome: Outcome): Outcome {
  const ids = new Set(day.sessions.map(({ id }) => id));
  const perSession = outcome.perSession.filter(({ id }) => ids.has(id));
  return { ...outcome, perSession, unservedMicro: unservedMicroOf(day, perSession) };
}
