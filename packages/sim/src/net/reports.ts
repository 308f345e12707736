import type { AgentId, Watts } from "@chargepact/protocol";
import type { Station, StorageSite, Vehicle } from "./plant.js";
import type { OperatorPlan } from "./site-plan.js";
import type { World } from "./world.js";

const reportMs = 60_000;

interface Told {
  readonly powerW: Watts;
  readonly atMs: number;
}

/** What meters and sensors tell the agents: what changed, and all of it once a minute. */
export class Reports {
  private readonly told = new Map<string, Told>();

  constructor(private readonly world: World) {}

  tell(): void {
    const { stations, vehicles, storages, options } = this.world;
    for (const station of stations.values()) this.tellStation(station);
    for (const vehicle of vehicles.values()) this.tellVehicle(vehicle);
    for (const storage of storages.values()) this.tellStorage(storage);
    for (const operator of options.site.operators) this.tellOperator(operator);
  }

  private isNews(key: string, powerW: Watts): boolean {
    const before = this.told.get(key);
    if (before !== undefined && before.powerW === powerW && this.world.nowMs - before.atMs < reportMs) return false;
    this.told.set(key, { powerW, atMs: this.world.nowMs });
    return true;
  }
  private tellStation(station: Station): void {
    const { id, connectors } = station.plan;
    for (const { connector } of connectors) {
      const powerW = Math.round(station.powerOf(connector) * station.meterFactor);
      if (this.isNews(`${id}/${connector}`, powerW)) this.world.host(id).input({ kind: "meter", connector, powerW });
    }
  }
  private tellVehicle(vehicle: Vehicle): void {
    const { id } = vehicle.plan;
    if (vehicle.at === undefined || !this.isNews(id, Math.round(vehicle.powerW))) return;
    this.world.host(id).input({ kind: "batteryTelemetry", telemetry: vehicle.telemetry() });
  }
  private tellStorage(storage: StorageSite): void {
    const { id } = storage.plan;
    if (!this.isNews(id, Math.round(storage.powerW))) return;
    for (const input of storage.stated()) this.world.host(id).input(input);
    this.world.host(id).input({ kind: "meter", connector: 1, powerW: Math.round(storage.powerW) });
  }
  private tellOperator({ id }: OperatorPlan): void {
    const powerW = Math.round(this.meterOf(id));
    if (this.isNews(id, powerW)) this.world.host(id).input({ kind: "meter", connector: 1, powerW });
  }

  /** W at an operator's connection, + import. */
  meterOf(operator: AgentId): Watts {
    const { options, limits, stations, storages } = this.world;
    const { site } = options;
    let sum = limits.get(operator)?.baseW ?? 0;
    for (const each of site.operators) if (each.parent === operator) sum += this.meterOf(each.id);
    for (const each of site.stations) if (each.operator === operator) sum += stations.get(each.id)?.powerW() ?? 0;
    for (const each of site.storages) if (each.operator === operator) sum += storages.get(each.id)?.powerW ?? 0;
    return sum;
  }
}
