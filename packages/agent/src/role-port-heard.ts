import type {
  AgentId,
  BatteryTelemetry,
  GridLimits,
  PackTelemetry,
  PriceVector,
  Schedule,
  Trip,
  Watts,
} from "@chargepact/protocol";
import type { BatteryEvents, ChargerEvents, GridEvents, StorageEvents } from "./ports.js";

/** A listener that keeps what a port tells it, for contracts. */
export class Heard {
  count = 0;
  /** W that were reported last, of connector 1. */
  powerW: Watts | undefined;
  grantor: AgentId | undefined;
  readonly telemetry: BatteryTelemetry[] = [];
  readonly trips: Trip[] = [];
  readonly plugged = new Map<number, AgentId | undefined>();
  readonly connectors: number[] = [];
  readonly phases: (readonly number[])[] = [];
  readonly packs: (readonly PackTelemetry[])[] = [];
  readonly limits: GridLimits[] = [];
  readonly prices: PriceVector[] = [];
  readonly bounds: Schedule[] = [];

  /** These events, with this listener's count beside them. */
  counted<Events>(events: Events): { readonly events: Events; readonly count: number } {
    const count = (): number => this.count;
    return {
      events,
      get count() {
        return count();
      },
    };
  }

  battery(): BatteryEvents {
    return {
      telemetry: (telemetry) => {
        this.count++;
        this.powerW = telemetry.powerW;
        this.telemetry.push(telemetry);
      },
      trip: (trip) => {
        this.count++;
        this.trips.push(trip);
      },
      plugged: (grantor) => {
        this.count++;
        this.grantor = grantor;
      },
      personLimit: () => {
        this.count++;
      },
    };
  }

  charger(): ChargerEvents {
    return {
      plugged: (connector, holder, phases) => {
        this.count++;
        this.connectors.push(connector);
        this.plugged.set(connector, holder);
        if (phases !== undefined) this.phases.push(phases);
      },
      meter: (connector, powerW) => {
        this.count++;
        this.connectors.push(connector);
        if (connector === 1) this.powerW = powerW;
      },
      personLimit: (connector) => {
        this.count++;
        this.connectors.push(connector);
      },
    };
  }

  storage(): StorageEvents {
    return {
      packs: (packs) => {
        this.count++;
        this.packs.push(packs);
      },
      meter: (powerW) => {
        this.count++;
        this.powerW = powerW;
      },
      personLimit: () => {
        this.count++;
      },
    };
  }

  grid(): GridEvents {
    return {
      limits: (limits) => {
        this.count++;
        this.limits.push(limits);
      },
      prices: (prices) => {
        this.count++;
        this.prices.push(prices);
      },
      baseLoad: (bound) => {
        this.count++;
        this.bounds.push(bound);
      },
      emergency: () => {
        this.count++;
      },
      meter: () => {
        this.count++;
      },
    };
  }
}
