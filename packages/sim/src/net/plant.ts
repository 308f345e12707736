import type { AgentId, Band, BatteryTelemetry, CoreInput, Trip, UnixS, Watts } from "@chargepact/protocol";
import { Device } from "./device.js";
import type { StationPlan, StoragePlan, VehiclePlan } from "./site-plan.js";

/** A vehicle and its battery. */
export class Vehicle {
  readonly device: Device;
  soc: number;
  temperatureC = 22;
  /** Wh at the grid side since the trip was stated. */
  deliveredWh = 0;
  powerW: Watts = 0;
  trip: Trip | undefined;
  at: { readonly station: Station; readonly connector: number } | undefined;
  personW: Watts | undefined;
  /** W by which it takes more than it was told and than the station's port says; > 0: equipment that does not obey. */
  overdrawW: Watts = 0;

  constructor(
    readonly plan: VehiclePlan,
    nowMs: () => number,
    changed: () => void,
  ) {
    this.soc = plan.soc;
    this.device = new Device([{ connector: 1, powerMaxW: plan.powerMaxW }], nowMs, changed);
  }

  /** True where it needs energy that it can still get, can take it, and nobody stopped it. */
  hungry(nowS: UnixS): boolean {
    const { at, trip, soc, deliveredWh, personW, temperatureC } = this;
    if (at === undefined || trip === undefined || personW !== undefined) return false;
    if (trip.departureS < nowS + 1800) return false;
    return soc < 0.98 && deliveredWh < trip.energyWh - 500 && temperatureC < 40 && temperatureC > 15;
  }

  step(seconds: number): void {
    const { plan, at } = this;
    this.powerW = at === undefined ? 0 : within(this.device.band(1), at.station.bandOf(at.connector), this.wishW());
    if (at !== undefined && this.soc < 1) this.powerW += this.overdrawW;
    this.deliveredWh += (this.powerW * seconds) / 3600;
    const efficiency = this.powerW > 0 ? 0.9 : 1 / 0.9;
    this.soc = Math.min(1, Math.max(0, this.soc + (this.powerW * efficiency * seconds) / 3600 / plan.capacityWh));
  }

  telemetry(): BatteryTelemetry {
    const { soc, temperatureC, powerW, deliveredWh } = this;
    return { soc, soh: 0.95, temperatureC, ambientC: 20, powerW, deliveredWh: Math.round(deliveredWh) };
  }

  stated(): readonly CoreInput[] {
    const { at, trip, personW } = this;
    return [
      { kind: "batteryTelemetry", telemetry: this.telemetry() },
      ...(trip === undefined ? [] : [{ kind: "trip" as const, trip }]),
      ...(personW === undefined ? [] : [{ kind: "personLimit" as const, connector: 1, maxW: personW }]),
      ...(at === undefined ? [] : [pluggedInto(at.station.plan.id)]),
    ];
  }

  private wishW(): Watts {
    return this.soc >= 1 ? 0 : this.plan.powerMaxW;
  }
}

export const pluggedInto = (peer?: AgentId): CoreInput => ({
  kind: "plugged",
  connector: 1,
  ...(peer === undefined ? {} : { peer }),
});

/** A charging station with its connectors, each with a meter. */
export class Station {
  readonly device: Device;
  readonly plugged = new Map<number, Vehicle>();
  /** What its meters say of what they measure: 1 is the truth. */
  meterFactor = 1;

  constructor(
    readonly plan: StationPlan,
    nowMs: () => number,
    changed: () => void,
  ) {
    this.device = new Device(plan.connectors, nowMs, changed);
  }

  bandOf(connector: number): Band {
    return this.device.band(connector);
  }
  /** More is drawn than was given, or its meters say so. */
  get isDisturbed(): boolean {
    return this.meterFactor !== 1 || [...this.plugged.values()].some(({ overdrawW }) => overdrawW > 0);
  }
  powerOf(connector: number): Watts {
    return this.plugged.get(connector)?.powerW ?? 0;
  }
  powerW(): Watts {
    let sum = 0;
    for (const vehicle of this.plugged.values()) sum += vehicle.powerW;
    return sum;
  }

  stated(): readonly CoreInput[] {
    return this.plan.connectors.map(({ connector }) => this.plugOf(connector));
  }
  plugOf(connector: number): CoreInput {
    const vehicle = this.plugged.get(connector);
    const who = vehicle === undefined ? {} : { peer: vehicle.plan.id, phases: vehicle.plan.phases };
    return { kind: "plugged", connector, ...who };
  }
}

/** A storage site: packs behind one meter. */
export class StorageSite {
  readonly device: Device;
  soc = 0.5;
  powerW: Watts = 0;

  constructor(
    readonly plan: StoragePlan,
    nowMs: () => number,
    changed: () => void,
  ) {
    this.device = new Device([{ connector: 1, powerMaxW: plan.powerW }], nowMs, changed);
  }

  step(seconds: number): void {
    const { minW, maxW } = this.device.band(1);
    const wishW = this.soc >= 0.9 ? 0 : this.plan.powerW;
    this.powerW = Math.min(Math.max(wishW, minW), maxW);
    if (this.soc <= 0.1 && this.powerW < 0) this.powerW = 0;
    this.soc = Math.min(1, Math.max(0, this.soc + (this.powerW * seconds) / 3600 / this.plan.energyWh));
  }

  stated(): readonly CoreInput[] {
    return [{ kind: "packs", packs: [{ soc: this.soc, temperatureC: 20, powerW: this.powerW }] }];
  }
}

/** The one power that both ends allow and that is nearest to the wish. */
function within(a: Band, b: Band, wishW: Watts): Watts {
  const [minW, maxW] = [Math.max(a.minW, b.minW), Math.min(a.maxW, b.maxW)];
  if (minW > maxW) return Math.min(0, Math.max(a.minW, b.minW)) === 0 ? 0 : maxW;
  return Math.min(Math.max(wishW, minW), maxW);
}

/** A trip from now on. */
export const tripOf = (nowS: UnixS, hours: number, energyWh: number): Trip => ({
  departureS: Math.round(nowS + hours * 3600),
  energyWh: Math.round(energyWh),
});
