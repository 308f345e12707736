import type { Band, Envelope, NeedPart, Reason, ScheduleMs, Trace, Watts } from "@chargepact/protocol";
import type { Session, VehiclePlant, World } from "@chargepact/sim";
import type { FleetAgent } from "./fleet.js";

/**
 * Why a vehicle takes what it takes:
 * `full` all that the plug and the vehicle can; `own` all that its battery bears now (hot, cold, nearly full);
 * `gentle` what it asked for itself, to live longer; `shared` its part of a capacity that does not do for all;
 * `emergency` its part of a lowered capacity; `unheard` nothing agreed, or no contact; `done` all that it wanted;
 * `export` nothing: it gives.
 */
export type Why = "full" | "own" | "gentle" | "shared" | "emergency" | "unheard" | "done" | "export";

/** One vehicle at one instant, powers in W. */
export interface TrackPoint {
  readonly atMs: ScheduleMs;
  /** Measured. */
  readonly powerW: Watts;
  /** What its lease at the connector allows. */
  readonly leaseW: Watts;
  /** What all agents together allow. */
  readonly allowedW: Watts;
  /** What the battery could take if nobody else limited it; 0 when it wants no more. */
  readonly ownW: Watts;
  readonly why: Why;
  /** The protocol's reasons behind it, most binding first. */
  readonly reasons: readonly Reason[];
}

export interface Track {
  readonly session: Session;
  readonly points: TrackPoint[];
}

/** What was last heard of a vehicle. */
interface Heard {
  allowed?: { readonly band: Band; readonly reasons: readonly Reason[] };
  /** It holds a lease (be it of 0 W), or has lost one and not been given another. */
  lease?: "held" | "lost";
  need?: NeedPart;
  /** Reasons of its newest counter-offer. */
  wish: readonly Reason[];
}

/** Steps of a lease after which nothing is granted. */
const ended: ReadonlySet<string> = new Set(["expired", "fallback", "released"]);
const stepMs = 60_000;
/** Differences smaller than this are control and not limitation. */
const near = 0.95;
const smallW = 100;

/** Follows every vehicle from plug-in to departure: what it could take, was allowed and took, minute by minute. */
export class Tracker {
  readonly tracks = new Map<string, Track>();
  private readonly heard = new Map<string, Heard>();
  /** By `station/connector`. */
  private readonly leases = new Map<string, Watts>();
  private nextMs: ScheduleMs = 0;

  arrived(session: Session): void {
    this.tracks.set(session.id, { session, points: [] });
  }
  /** What was said during one stay says nothing of the next. */
  departed(session: Session): void {
    this.heard.delete(session.vehicle.id);
  }

  trace(trace: Trace, { id, role }: FleetAgent): void {
    if (trace.what === "lease" && role === "battery") {
      const heard = this.of(id);
      if (!ended.has(trace.step)) heard.lease = "held";
      else if (heard.lease === "held") heard.lease = "lost";
    }
    if (trace.what !== "limited") return;
    const { band, connector, reasons } = trace;
    if (role === "battery") this.of(id).allowed = { band, reasons };
    if (role === "charger") this.leases.set(`${id}/${connector}`, band.maxW);
  }

  message({ sender, body }: Envelope): void {
    if (body.kind !== "need" && body.kind !== "counterOffer") return;
    const heard = this.heard.get(sender);
    if (heard === undefined) return;
    if (body.kind === "need") {
      const [part] = body.parts;
      if (part !== undefined) heard.need = part;
      return;
    }
    const reasons = body.options[0]?.reasons ?? [];
    if (reasons.length > 0) heard.wish = reasons;
  }

  ticked(world: World): void {
    if (world.nowMs < this.nextMs) return;
    this.nextMs = (Math.floor(world.nowMs / stepMs) + 1) * stepMs;
    for (const plant of world.plugged()) this.tracks.get(plant.session.id)?.points.push(this.point(plant, world));
  }

  /** A vehicle as it is at this moment. */
  point(plant: VehiclePlant, world: World): TrackPoint {
    const { session, battery, hookup } = plant;
    const heard = this.of(session.vehicle.id);
    const powerW = battery.powerW;
    const ownW = Math.min(hookup.powerMaxW, battery.limits.importW);
    const allowedW = heard.allowed?.band.maxW ?? 0;
    const leaseW = this.leases.get(`${session.station}/${session.connector}`) ?? 0;
    const explained = explain(plant, heard, world);
    return { atMs: world.nowMs, powerW, leaseW, allowedW, ownW: explained.why === "done" ? 0 : ownW, ...explained };
  }

  private of(vehicle: string): Heard {
    const found = this.heard.get(vehicle);
    if (found !== undefined) return found;
    const fresh: Heard = { wish: [] };
    this.heard.set(vehicle, fresh);
    return fresh;
  }
}

type Explained = Pick<TrackPoint, "why" | "reasons">;

function explain(plant: VehiclePlant, heard: Heard, world: World): Explained {
  const { battery, hookup } = plant;
  if (battery.powerW < -smallW) return { why: "export", reasons: ["PRICE"] };
  if (plant.satisfied || heard.need?.energyWh === 0) return { why: "done", reasons: [] };
  const ownW = Math.min(hookup.powerMaxW, battery.limits.importW);
  if (battery.powerW < near * ownW) return limited(ownW, heard, world);
  if (ownW >= near * hookup.powerMaxW) return { why: "full", reasons: [] };
  return { why: "own", reasons: ownReasons(battery.pack.temperatureC) };
}

/** Why a vehicle that could take `ownW` takes less. */
function limited(ownW: Watts, { allowed, lease, need, wish }: Heard, world: World): Explained {
  // Whose need was heard and who has no lease yet waits for its turn.
  if (allowed === undefined || lease === "lost" || need === undefined) return { why: "unheard", reasons: ["FALLBACK"] };
  const { band, reasons } = allowed;
  const askedW = need.powerMaxW;
  if (askedW < near * ownW && band.maxW >= near * askedW) return { why: "gentle", reasons: wish };
  if (reasons.includes("EMERGENCY") || lowered(world)) return { why: "emergency", reasons: ["EMERGENCY"] };
  // Nothing holds it back: it is on its way there.
  if (band.maxW >= ownW - smallW) return { why: "full", reasons: [] };
  return { why: "shared", reasons: ["CAPACITY"] };
}

const hotC = 42;
const coldC = 18;

function ownReasons(temperatureC: number): readonly Reason[] {
  if (temperatureC >= hotC) return ["THERMAL"];
  return temperatureC <= coldC ? ["COLD"] : ["ACCEPTANCE"];
}

const lowered = ({ capacity, day, nowMs }: World): boolean => capacity.at(nowMs) < day.capacityW;
