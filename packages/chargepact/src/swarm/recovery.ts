import type { ScheduleMs, Trace } from "@chargepact/protocol";
import type { Fault, VehiclePlant } from "@chargepact/sim";
import type { FleetAgent } from "./fleet.js";
import type { Runnable } from "./swarm.js";

/** Energy short of its need at which a vehicle no longer waits for any, Wh. */
const wantsMinWh = 100;

/**
 * Watches, from a fault's end on, for fresh leases: of every vehicle that the fault touched and that still wants
 * energy, and of the station that it stands at, which a lease of the vehicle's own is worth nothing without.
 */
export class Recovery {
  private readonly waiting: Set<string>;
  private lastMs: ScheduleMs;

  constructor(
    private readonly swarm: Runnable,
    fault: Fault,
    private readonly endMs: ScheduleMs,
  ) {
    this.lastMs = endMs;
    const touched = this.wanting().filter((plant) => this.touches(fault, plant));
    this.waiting = new Set(touched.flatMap(({ session }) => [session.vehicle.id, session.station]));
  }

  /** A lease that one agent holds was confirmed. */
  trace(trace: Trace, { id, plan }: FleetAgent, nowMs: ScheduleMs): void {
    if (!this.waiting.has(id) || trace.what !== "lease") return;
    if (trace.step !== "granted" && trace.step !== "changed" && trace.step !== "renewed") return;
    // A charger has leases below it too; the one it holds is the grid operator's.
    if (!plan.grantors.includes(trace.peer)) return;
    this.waiting.delete(id);
    this.lastMs = nowMs;
  }

  /** s from the fault's end to the last fresh lease, 0 where no vehicle was touched; null while one still waits. */
  afterS(): number | null {
    const wanted = new Set(this.wanting().flatMap(({ session }) => [session.vehicle.id, session.station]));
    const left = [...this.waiting].filter((id) => wanted.has(id));
    return left.length > 0 ? null : Math.max(0, this.lastMs - this.endMs) / 1000;
  }

  /** A killed agent touches its own vehicle, and all that hold something below it. */
  private touches(fault: Fault, { session }: VehiclePlant): boolean {
    if (fault.kind !== "kill" || fault.agent === session.vehicle.id) return true;
    let below: readonly string[] = [session.station];
    while (below.length > 0) {
      if (below.includes(fault.agent)) return true;
      below = below.flatMap((id) => this.swarm.agent(id)?.plan.grantors ?? []);
    }
    return false;
  }

  private wanting(): readonly VehiclePlant[] {
    return this.swarm
      .plugged()
      .filter(({ battery, session }) => !battery.finished && session.energyWh - battery.deliveredWh > wantsMinWh);
  }
}
