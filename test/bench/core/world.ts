import { sha256, VirtualClock } from "@chargepact/agent";
import {
  type AgentCore,
  BatteryCore,
  ChargerCore,
  type ConnectorInfo,
  type CoreInput,
  type CoreOptions,
  type Effect,
  equalShare,
  GridCore,
} from "@chargepact/protocol";
import { battery } from "../wire/site.js";

export type RoleName = "battery" | "charger" | "grid";

/** What an agent's events cost. */
export interface Cost {
  events: number;
  ms: number;
}

const delayMs = 5;
const startT = 1_700_000_100_000;

/** One core with the least that it needs around it: deliveries, one timer, and a port that obeys. */
class Host {
  powerW = 0;
  private timer: object | undefined;
  constructor(
    readonly core: AgentCore,
    private readonly world: World,
    private readonly cost: Cost,
  ) {}

  give(input: CoreInput): void {
    const event = { ...input, now: this.world.clock.now() };
    const beganAt = performance.now();
    const effects = this.core.handle(event);
    this.cost.ms += performance.now() - beganAt;
    this.cost.events++;
    for (const effect of effects) this.perform(effect);
  }

  private perform(effect: Effect): void {
    const { clock } = this.world;
    switch (effect.kind) {
      case "send":
        clock.setTimer(clock.now().mono + delayMs, () => {
          this.world.hosts.get(effect.to)?.give({ kind: "message", envelope: effect.envelope });
        });
        break;
      case "wake": {
        const timer = (this.timer = {});
        clock.setTimer(effect.at, () => {
          if (this.timer === timer) this.give({ kind: "timer" });
        });
        break;
      }
      case "setFallback":
        clock.setTimer(clock.now().mono + delayMs, () => {
          this.give({ kind: "fallbackWritten", fallback: effect.fallback });
        });
        break;
      case "apply":
        this.powerW = Math.max(0, effect.band.maxW);
        break;
      default:
        break;
    }
  }
}

/** A grid operator, its stations of two connectors, and a battery at each, all in virtual time and without a shell. */
export class World {
  readonly clock = new VirtualClock(startT);
  readonly hosts = new Map<string, Host>();
  readonly costs: Readonly<Record<RoleName, Cost>> = {
    battery: { events: 0, ms: 0 },
    charger: { events: 0, ms: 0 },
    grid: { events: 0, ms: 0 },
  };
  private readonly stations: readonly string[];
  private readonly batteries: readonly string[];

  constructor(stations: number) {
    this.stations = Array.from({ length: stations }, (_, i) => `cs-${i}`);
    this.batteries = Array.from({ length: 2 * stations }, (_, i) => `ev-${i}`);
    this.add("grid", "grid", (options) => this.gridCore(options));
    for (const id of this.stations) this.add("charger", id, (options) => chargerCore(options));
    for (const id of this.batteries) this.add("battery", id, (options) => new BatteryCore(options, battery));
    for (const host of this.hosts.values()) {
      host.give({ kind: "start", facts: {}, lost: false });
      host.give({ kind: "transportUp" });
    }
    // A quarter of what all want at once.
    const limits = { importW: stations * 11_000, exportW: 0 };
    this.hosts.get("grid")?.give({ kind: "limits", limits, reasons: [] });
    this.batteries.forEach((id, index) => this.plug(id, index));
  }

  /** Lets so much time pass; batteries and chargers report every `reportMs`. */
  run(lengthMs: number, reportMs: number): void {
    const end = this.clock.now().mono + lengthMs;
    for (let at = this.clock.now().mono + reportMs; at <= end; at += reportMs) {
      this.clock.run(at);
      this.report(reportMs);
    }
  }

  private readonly deliveredWh = new Map<string, number>();

  private report(reportMs: number): void {
    this.batteries.forEach((id, index) => {
      const host = this.hosts.get(id);
      if (host === undefined) return;
      const { powerW } = host;
      const deliveredWh = (this.deliveredWh.get(id) ?? 0) + (powerW * reportMs) / 3_600_000;
      this.deliveredWh.set(id, deliveredWh);
      host.give({ kind: "batteryTelemetry", telemetry: telemetry(deliveredWh, powerW) });
      const connector = 1 + (index % 2);
      this.hosts.get(this.stationOf(index))?.give({ kind: "meter", connector, powerW });
    });
  }

  private stationOf(index: number): string {
    return `cs-${Math.floor(index / 2)}`;
  }

  private plug(id: string, index: number): void {
    const station = this.stationOf(index);
    const host = this.hosts.get(id);
    this.hosts.get(station)?.give({ kind: "plugged", connector: 1 + (index % 2), peer: id });
    host?.give({ kind: "plugged", connector: 1, peer: station });
    const departureS = startT / 1_000 + 8 * 3_600 + index * 300;
    host?.give({ kind: "trip", trip: { departureS, energyWh: 30_000 } });
    host?.give({ kind: "batteryTelemetry", telemetry: telemetry(0, 0) });
  }

  private add(role: RoleName, id: string, create: (options: CoreOptions) => AgentCore): void {
    const core = create({ id, epoch: 1, seed: id.length, hash: sha256 });
    this.hosts.set(id, new Host(core, this, this.costs[role]));
  }

  private gridCore(options: CoreOptions): GridCore {
    return new GridCore(options, {
      children: new Map(this.stations.map((id) => [id, 44_000])),
      wiring: new Map(),
      phased: false,
      strategy: equalShare,
      stepS: 300,
      stepsMax: 288,
      guaranteedW: 0,
      ttlMs: 180_000,
      debounceMs: 2_000,
      planIntervalMs: 10_000,
      settleMs: 10_000,
    });
  }
}

function chargerCore(options: CoreOptions): ChargerCore {
  const connectors = [1, 2].map((connector): ConnectorInfo => ({
    connector,
    phases: [1, 2, 3],
    powerMaxW: 22_000,
    powerMinW: 0,
  }));
  const fallback = { importW: 0, exportW: 0, rampWPerS: 5_000 };
  return new ChargerCore(options, { grantor: "grid", connectors, fallback, batteryTtlMs: 60_000 });
}

function telemetry(deliveredWh: number, powerW: number) {
  return { soc: 0.3 + deliveredWh / 66_000, soh: 0.97, temperatureC: 24, ambientC: 20, powerW, deliveredWh };
}
