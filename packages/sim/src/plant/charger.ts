import type { Band, DurationMs, Fallback, ScheduleMs, Watts } from "@chargepact/protocol";
import type { Station } from "../model.js";
import type { VehiclePlant } from "./vehicle.js";
import { Watchdog } from "./watchdog.js";

interface Connector {
  readonly port: Watchdog;
  /** W, magnitude. */
  personMaxW: number;
  vehicle: VehiclePlant | undefined;
  powerW: Watts;
}

/** Site phases L1, L2, L3 in W. */
export type PhaseWatts = [l1: Watts, l2: Watts, l3: Watts];

/**
 * A charging station of n connectors (numbered from 1). Each holds the band its agent gave it until that band's own
 * time is out, then an equal share of the station's failsafe import. A vehicle without any band yet gets nothing while
 * another connector proves that the agent is there; a station out of contact gives it a share as well.
 */
export class ChargerPlant {
  /** Power of all connectors in the last step, W, + import, and of each site phase. */
  powerW: Watts = 0;
  readonly phaseW: PhaseWatts = [0, 0, 0];

  private readonly connectors: readonly Connector[];
  private fallbackW: Watts = 0;

  constructor(readonly station: Station) {
    this.connectors = Array.from({ length: station.connectors }, () => ({
      port: new Watchdog(),
      personMaxW: Infinity,
      vehicle: undefined,
      powerW: 0,
    }));
  }

  /** Hold a connector's power in the band from `nowMs` on for at most this long. */
  apply(connector: number, band: Band, validForMs: DurationMs, nowMs: ScheduleMs): void {
    this.at(connector).port.apply(band, validForMs, nowMs);
  }
  /** Write the equipment's own failsafe: import of the station as a whole. It ramps at its own, faster rate. */
  setFallback(fallback: Fallback): void {
    this.fallbackW = fallback.importW;
  }
  /** A person's local limit on a connector, W in both directions; 0 stops it, undefined lifts it. */
  setPersonLimit(connector: number, maxW: Watts | undefined): void {
    this.at(connector).personMaxW = maxW ?? Infinity;
  }

  plug(vehicle: VehiclePlant): void {
    const connector = this.at(vehicle.session.connector);
    if (connector.vehicle !== undefined) {
      throw new Error(
        `${vehicle.session.id} arrives at ${this.station.id}/${vehicle.session.connector}, where ${connector.vehicle.session.id} still stands`,
      );
    }
    connector.vehicle = vehicle;
    connector.port.clear();
  }
  unplug(connectorNumber: number, nowMs: ScheduleMs): void {
    const connector = this.at(connectorNumber);
    connector.vehicle?.battery.open(nowMs);
    connector.vehicle = undefined;
    connector.powerW = 0;
  }

  vehicleAt(connector: number): VehiclePlant | undefined {
    return this.at(connector).vehicle;
  }
  /** Power of one connector in the last step, W, + import. */
  meterW(connector: number): Watts {
    return this.at(connector).powerW;
  }

  /** Move every connector from one instant to the next (≤ 1 s later); returns the station's power between, W, + import. */
  step(fromMs: ScheduleMs, toMs: ScheduleMs): Watts {
    this.powerW = 0;
    this.phaseW.fill(0);
    for (const connector of this.connectors) {
      const vehicle = connector.vehicle;
      if (vehicle === undefined) continue;
      connector.powerW = vehicle.step(fromMs, toMs, this.boundOf(connector, vehicle, fromMs));
      this.powerW += connector.powerW;
      const perPhaseW = connector.powerW / vehicle.hookup.phases.length;
      for (const phase of vehicle.hookup.phases) this.phaseW[phase - 1] = (this.phaseW[phase - 1] ?? 0) + perPhaseW;
    }
    return this.powerW;
  }

  private at(connector: number): Connector {
    const found = this.connectors[connector - 1];
    if (found === undefined) throw new RangeError(`${this.station.id} has no connector ${connector}`);
    return found;
  }

  /** What may flow either way; out of contact nothing flows back. */
  private boundOf(connector: Connector, vehicle: VehiclePlant, nowMs: ScheduleMs): Band {
    const band = connector.port.bandAt(nowMs) ?? { minW: 0, maxW: this.failsafeW(connector, nowMs) };
    const { powerMaxW, exportMaxW } = vehicle.hookup;
    return {
      minW: Math.max(band.minW, -connector.personMaxW, -exportMaxW),
      maxW: Math.max(-connector.personMaxW, Math.min(band.maxW, connector.personMaxW, powerMaxW)),
    };
  }

  /** Share of the failsafe import: equal where that is enough for each, else as many whole minima as it holds. */
  private failsafeW(connector: Connector, nowMs: ScheduleMs): Watts {
    if (this.fallbackW <= 0) return 0;
    const inContact = this.connectors.some((other) => other.port.bandAt(nowMs) !== undefined);
    if (inContact && !connector.port.everAt(nowMs)) return 0;
    const plugged = this.connectors.filter((other) => other.vehicle !== undefined);
    const minW = Math.max(...plugged.map((other) => other.vehicle?.hookup.powerMinW ?? 0));
    const served = Math.max(1, Math.min(plugged.length, Math.floor(this.fallbackW / Math.max(1, minW))));
    return plugged.indexOf(connector) < served ? this.fallbackW / served : 0;
  }
}
