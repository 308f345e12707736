import type { BatteryTelemetry, CoreInput, Fallback, GridLimits, PriceVector, Trip, Watts } from "@chargepact/protocol";
import { Hold } from "./hold.js";

type Listener = (input: CoreInput) => void;
const failsafeOff: Fallback = { importW: 0, exportW: 0, rampWPerS: 10_000 };

/** What every piece of equipment has: a failsafe of its own, and somebody who listens to what it reports. */
class Equipment {
  failsafe: Fallback = failsafeOff;
  tell: Listener = () => undefined;
  constructor(readonly id: string) {}
}

/** A car: takes what it may until it has what was asked for. */
export class Vehicle extends Equipment {
  readonly hold = new Hold();
  at: { readonly station: Station; readonly connector: number } | undefined;
  trip: Trip | undefined;
  deliveredWh = 0;
  powerW: Watts = 0;
  personMaxW: Watts | undefined;
  /** Its predictor, if it has one, says what cannot be. */
  hallucinates = false;

  constructor(
    id: string,
    readonly spec: { readonly capacityWh: number; readonly powerMaxW: Watts; readonly powerMinW: Watts },
    readonly cells: { soc: number; soh: number; temperatureC: number },
  ) {
    super(id);
  }

  /** W that it would take, were it free to. */
  get appetiteW(): Watts {
    const leftWh = (this.trip?.energyWh ?? 0) - this.deliveredWh;
    return leftWh > 0 && this.cells.soc < 1 ? this.spec.powerMaxW : 0;
  }
  get telemetry(): BatteryTelemetry {
    const { powerW, deliveredWh, cells } = this;
    return { ...cells, ambientC: 20, powerW, deliveredWh: Math.round(deliveredWh) };
  }
  advance(ms: number): void {
    const wh = (this.powerW * ms) / 3_600_000;
    this.deliveredWh += wh;
    this.cells.soc = Math.min(1, Math.max(0, this.cells.soc + (wh * 0.9) / this.spec.capacityWh));
  }
}

interface Connector {
  readonly hold: Hold;
  vehicle: Vehicle | undefined;
  personMaxW: Watts | undefined;
  powerW: Watts;
}

/** A charging station: each connector takes the least of what the station and the car may, once the register allows the minimum. */
export class Station extends Equipment {
  readonly connectors: readonly Connector[];
  /** W that it takes whatever it is told: equipment that does not obey. */
  stuckW: Watts | undefined;
  /** A meter that is wired the wrong way round. */
  flipped = false;

  constructor(id: string, connectors: number) {
    super(id);
    this.connectors = Array.from({ length: connectors }, () => {
      return { hold: new Hold(), vehicle: undefined, personMaxW: undefined, powerW: 0 };
    });
  }

  connector(number: number): Connector {
    const found = this.connectors[number - 1];
    if (found === undefined) throw new Error(`${this.id} has no connector ${number}`);
    return found;
  }
  get powerW(): Watts {
    return this.connectors.reduce((sum, { powerW }) => sum + powerW, 0);
  }

  settle(nowMs: number): void {
    const plugged = this.connectors.filter(({ vehicle }) => vehicle !== undefined).length;
    for (const connector of this.connectors) {
      connector.powerW = this.stuckW ?? this.taken(connector, nowMs, 1 / Math.max(1, plugged));
      if (connector.vehicle !== undefined) connector.vehicle.powerW = connector.powerW;
    }
  }

  private taken({ hold, vehicle, personMaxW = Infinity }: Connector, nowMs: number, share: number): Watts {
    if (vehicle === undefined) return 0;
    const own = hold.bandAt(nowMs, this.failsafe, share);
    const its = vehicle.hold.bandAt(nowMs, vehicle.failsafe);
    const most = Math.max(-personMaxW, Math.min(own.maxW, its.maxW, personMaxW, vehicle.personMaxW ?? Infinity));
    const taken = most < 0 ? most : Math.min(vehicle.appetiteW, most);
    return taken > 0 && taken < vehicle.spec.powerMinW ? 0 : Math.round(taken);
  }
}

/** Packs behind one meter, which do as they are told while there is something in them. */
export class StorageSite extends Equipment {
  readonly hold = new Hold();
  powerW: Watts = 0;
  temperatureC = 20;

  constructor(
    id: string,
    readonly energyWh: number,
    public soc: number,
  ) {
    super(id);
  }

  settle(nowMs: number): void {
    const { maxW } = this.hold.bandAt(nowMs, this.failsafe);
    this.powerW = Math.round((maxW > 0 && this.soc >= 0.95) || (maxW < 0 && this.soc <= 0.05) ? 0 : maxW);
  }
  advance(ms: number): void {
    this.soc += (this.powerW * ms) / 3_600_000 / this.energyWh;
  }
}

/** What a grid operator's port knows. */
export class Network extends Equipment {
  baseW: Watts = 0;
  prices: PriceVector | undefined;
  emergency: { readonly importMaxW: Watts; readonly untilMs: number } | undefined;
  constructor(
    id: string,
    public limits: GridLimits,
  ) {
    super(id);
  }
}
