import type { AgentPort } from "@chargepact/agent";
import type { CoreInput, Fallback } from "@chargepact/protocol";
import type { Day, Session, Station, VehiclePlant, World } from "@chargepact/sim";
import { gridId } from "../scenario/index.js";
import { baseBoundOf, limitsOf, pricesOf } from "./operator-inputs.js";

type Listener = (input: CoreInput) => void;

/** Changes smaller than this wait for the next regular report, W. */
const reportW = 40;
const reportMs = 60_000;

/** The plants of a world as the ports of a swarm's agents: reports on change, and at least once a minute. */
export class WorldPorts {
  private readonly listeners = new Map<string, Listener>();
  private readonly at = new Map<string, VehiclePlant>();
  private readonly reported = new Map<string, { powerW: number; atMs: number }>();
  /** Vehicles that had all that was asked for when they were last looked at. */
  private readonly satisfied = new Set<string>();
  /** What the grid operator was last told to keep below, and until when, schedule ms. */
  private lowered: { readonly importMaxW: number; readonly untilMs: number } | undefined;

  constructor(
    private readonly world: World,
    private readonly day: Day,
    /** Schedule ms per monotonic ms. */
    private readonly speed: number,
    private readonly nowMs: () => number,
    /** Whose port speaks for the site's connection. */
    private readonly operator: string = gridId,
  ) {}

  /** A battery sees only its own vehicle, wherever it is plugged in. */
  battery(vehicle: string): AgentPort {
    return {
      power: {
        apply: (_, band, validForMs) => {
          this.at.get(vehicle)?.apply(band, validForMs * this.speed, this.nowMs());
        },
        setFallback: (fallback: Fallback) => {
          this.at.get(vehicle)?.setFallback(fallback);
          return fallback;
        },
      },
      listen: (input) => {
        this.listeners.set(vehicle, input);
        const plant = this.at.get(vehicle);
        if (plant !== undefined) this.stateBattery(plant, input);
      },
    };
  }

  charger(station: Station): AgentPort {
    const plant = this.world.charger(station.id);
    return {
      power: {
        apply: (connector, band, validForMs) => {
          plant.apply(connector, band, validForMs * this.speed, this.nowMs());
        },
        setFallback: (fallback) => {
          plant.setFallback(fallback);
          return fallback;
        },
      },
      listen: (input) => {
        this.listeners.set(station.id, input);
        for (let connector = 1; connector <= station.connectors; connector++) {
          const vehicle = plant.vehicleAt(connector);
          this.stateConnector(connector, vehicle, input);
          if (vehicle !== undefined) input({ kind: "meter", connector, powerW: plant.meterW(connector) });
        }
      },
    };
  }

  storage(id: string): AgentPort {
    const { storage } = this.world;
    return {
      power: {
        apply: (_, band, validForMs) => {
          storage?.apply(band, validForMs * this.speed, this.nowMs());
        },
        setFallback: (fallback) => {
          storage?.setFallback(fallback);
          return fallback;
        },
      },
      listen: (input) => {
        this.listeners.set(id, input);
        if (storage !== undefined) input({ kind: "packs", packs: storage.packs(this.nowMs()) });
      },
    };
  }

  grid(id: string): AgentPort {
    return {
      listen: (input) => {
        this.listeners.set(id, input);
        this.reported.delete(id);
        input({ kind: "baseLoad", bound: baseBoundOf(this.day) });
        input({ kind: "prices", prices: pricesOf(this.day) });
        input({ kind: "limits", limits: limitsOf(this.day), reasons: [] });
        this.stateEmergency(input);
      },
    };
  }

  /** The site may import only this much until then, W and schedule ms; an operator that starts later hears it too. */
  emergency(importMaxW: number, untilMs: number): void {
    this.lowered = { importMaxW, untilMs };
    const grid = this.listeners.get(this.operator);
    if (grid !== undefined) this.stateEmergency(grid);
  }

  /** An input for one agent, as if from its own port. */
  tell(agent: string, input: CoreInput): void {
    this.listeners.get(agent)?.(input);
  }

  arrived(session: Session): void {
    const plant = this.world.vehicle(session.id);
    if (plant === undefined) return;
    this.at.set(session.vehicle.id, plant);
    const charger = this.listeners.get(session.station);
    if (charger !== undefined) this.stateConnector(session.connector, plant, charger);
    const battery = this.listeners.get(session.vehicle.id);
    if (battery !== undefined) this.stateBattery(plant, battery);
  }

  departed(session: Session): void {
    this.at.delete(session.vehicle.id);
    this.satisfied.delete(session.vehicle.id);
    this.listeners.get(session.vehicle.id)?.({ kind: "plugged", connector: 1 });
    this.listeners.get(session.station)?.({ kind: "plugged", connector: session.connector });
  }

  /** Reports what changed since the last call. */
  pump(): void {
    const nowMs = this.nowMs();
    for (const [vehicle, plant] of this.at) {
      const { powerW } = plant.battery;
      // One that exports does not stop by itself: its agent has to hear when it has what was asked for.
      const filled = powerW > 0 && plant.hookup.exportMaxW > 0 && this.filled(vehicle, plant);
      if (!this.due(vehicle, powerW, nowMs) && !filled) continue;
      this.tell(plant.session.station, { kind: "meter", connector: plant.session.connector, powerW });
      this.tell(vehicle, { kind: "batteryTelemetry", telemetry: this.telemetryOf(plant) });
    }
    const { storage } = this.world;
    if (
      storage !== undefined &&
      this.day.storage !== undefined &&
      this.due(this.day.storage.id, storage.powerW, nowMs)
    ) {
      this.tell(this.day.storage.id, { kind: "packs", packs: storage.packs(nowMs) });
      this.tell(this.day.storage.id, { kind: "meter", connector: 1, powerW: storage.powerW });
    }
  }

  /** Reports the meter at the connection, W, to an operator that has to stay within what it holds. */
  pumpConnection(powerW: number): void {
    if (this.due(this.operator, powerW, this.nowMs()))
      this.tell(this.operator, { kind: "meter", connector: 1, powerW });
  }

  /** True once when a vehicle comes to have all that was asked for. */
  private filled(vehicle: string, plant: VehiclePlant): boolean {
    plant.battery.settle(this.nowMs());
    if (!plant.satisfied) this.satisfied.delete(vehicle);
    else if (!this.satisfied.has(vehicle)) {
      this.satisfied.add(vehicle);
      return true;
    }
    return false;
  }

  private stateEmergency(input: Listener): void {
    const leftMs = (this.lowered?.untilMs ?? 0) - this.nowMs();
    if (this.lowered === undefined || leftMs <= 0) return;
    input({ kind: "emergency", importMaxW: this.lowered.importMaxW, durationMs: leftMs });
  }

  private due(id: string, powerW: number, nowMs: number): boolean {
    const last = this.reported.get(id);
    if (last !== undefined && Math.abs(powerW - last.powerW) < reportW && nowMs - last.atMs < reportMs) return false;
    this.reported.set(id, { powerW, atMs: nowMs });
    return true;
  }

  private stateConnector(connector: number, plant: VehiclePlant | undefined, input: Listener): void {
    if (plant === undefined) input({ kind: "plugged", connector });
    else {
      const phases = plant.hookup.phases;
      input({ kind: "plugged", connector, peer: plant.session.vehicle.id, phases });
    }
  }

  private stateBattery(plant: VehiclePlant, input: Listener): void {
    const { session } = plant;
    const { departS: departureS, energyWh, reserveSoc } = session;
    input({
      kind: "trip",
      trip: { departureS, energyWh, ...(reserveSoc === undefined ? {} : { reserveSoc }) },
    });
    input({ kind: "batteryTelemetry", telemetry: this.telemetryOf(plant) });
    input({ kind: "plugged", connector: 1, peer: session.station });
  }

  private telemetryOf(plant: VehiclePlant) {
    return { ...plant.telemetry(this.nowMs()), deliveredWh: plant.battery.deliveredWh };
  }
}
