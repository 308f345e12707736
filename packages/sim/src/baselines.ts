import type { ScheduleMs, Watts } from "@chargepact/protocol";
import type { Day } from "./model.js";
import type { Outcome, Sample } from "./plant/account.js";
import { fairShares, type Claim } from "./plant/fair.js";
import type { VehiclePlant } from "./plant/vehicle.js";
import { World } from "./plant/world.js";
import { seriesAt } from "./series.js";

/** Time in which every plant has reached a lower bound, with a second to spare, ms. */
const settleMs = 4000;

const upTo = (maxW: Watts) => ({ minW: 0, maxW });

/** What a day without agents came to, and its record minute by minute. */
export interface Baseline extends Outcome {
  readonly samples: readonly Sample[];
}

/**
 * The same plants with nobody in charge: each vehicle takes all it can from arrival on; storage stands idle, and nothing
 * is exported.
 */
export function runUncontrolled(day: Day): Baseline {
  const world = uncontrolledWorld(day);
  world.advance(day.toS * 1000);
  return { ...world.outcome(), samples: world.samples };
}

/** A world that is to be advanced, in which nobody is in charge. */
export function uncontrolledWorld(day: Day): World {
  const world: World = new World(oneWay(day), {
    onArrive: ({ id, station, connector }) => {
      world.vehicle(id)?.apply(upTo(Infinity), Infinity, world.nowMs);
      world.charger(station).apply(connector, upTo(Infinity), Infinity, world.nowMs);
    },
  });
  return world;
}

/**
 * The same plants under a simple load manager with perfect wires and no foresight: capacity less the bound of the base
 * load, shared equally among plugged, unfinished vehicles, anew at each arrival, departure, planning step and change of
 * capacity. What one cannot use goes to the others; where not all get their minimum current, they take turns.
 * Storage stands idle, and nothing is exported.
 */
export function runEqualShare(day: Day): Baseline {
  const world: World = new World(oneWay(day), {
    onArrive: ({ id }) => world.vehicle(id)?.apply(upTo(Infinity), Infinity, world.nowMs),
  });
  const manager = new LoadManager(world);
  // Lowered vehicles first, then the others: the sum stays below the limit while they ramp.
  let raiseMs = Infinity;
  for (const atMs of [...shareInstants(world), day.toS * 1000]) {
    if (raiseMs <= atMs) {
      world.advance(raiseMs);
      manager.raise();
    }
    world.advance(atMs);
    manager.share();
    raiseMs = atMs + settleMs;
  }
  return { ...world.outcome(), samples: world.samples };
}

/** The day with stations that only charge: without an agent nobody says when to export. */
function oneWay(day: Day): Day {
  return { ...day, stations: day.stations.map((station) => ({ ...station, exportMaxW: 0 })) };
}

/** All instants at which shares change; also shortly before a step whose base load is higher. */
function shareInstants(world: World): readonly ScheduleMs[] {
  const { day } = world;
  const instants = new Set<ScheduleMs>();
  for (let atS = day.fromS; atS < day.toS; atS += day.stepS) instants.add(atS * 1000).add(atS * 1000 - 2 * settleMs);
  day.baseLoadBound.values.forEach((_, index) => {
    const atMs = (day.baseLoadBound.startS + index * day.baseLoadBound.stepS) * 1000;
    instants.add(atMs).add(atMs - 2 * settleMs);
  });
  for (const session of day.sessions) instants.add(session.arriveS * 1000).add(session.departS * 1000);
  for (const change of world.capacity.changes) instants.add(change.atMs);
  return [...instants]
    .filter((atMs) => atMs >= day.fromS * 1000 && atMs < day.toS * 1000)
    .sort((one, other) => one - other);
}

class LoadManager {
  private turn = 0;
  /** What each session is held to, and what it is meant to get, W. */
  private readonly held = new Map<string, Watts>();
  private meant: readonly (readonly [vehicle: VehiclePlant, powerW: Watts])[] = [];

  constructor(private readonly world: World) {}

  /** Decide new shares and lower those that must fall. */
  share(): void {
    const { day, nowMs, capacity } = this.world;
    const bound = (atMs: ScheduleMs): Watts => seriesAt(day.baseLoadBound, atMs / 1000);
    const baseW = Math.max(bound(nowMs), bound(nowMs + 2 * settleMs));
    const vehicles = this.world.plugged().filter((vehicle) => !vehicle.battery.finished);
    const claims: readonly Claim[] = vehicles.map((vehicle) => ({ ...vehicle.hookup }));
    const limits = {
      siteW: capacity.at(nowMs) - baseW,
      phaseW: day.phaseCapacityW === undefined ? Infinity : day.phaseCapacityW - baseW / 3,
    };
    const shares = fairShares(claims, limits, this.turn);
    this.turn += 1;
    this.meant = vehicles.map((vehicle, index) => [vehicle, shares[index] ?? 0]);
    for (const [vehicle, powerW] of this.meant) {
      this.hold(vehicle, Math.min(powerW, this.held.get(vehicle.session.id) ?? 0));
    }
  }

  /** Let the others rise to their shares. */
  raise(): void {
    for (const [vehicle, powerW] of this.meant) this.hold(vehicle, powerW);
  }

  private hold(vehicle: VehiclePlant, powerW: Watts): void {
    const { id, station, connector } = vehicle.session;
    const charger = this.world.charger(station);
    if (this.held.get(id) === powerW || charger.vehicleAt(connector) !== vehicle) return;
    this.held.set(id, powerW);
    charger.apply(connector, upTo(powerW), Infinity, this.world.nowMs);
  }
}
