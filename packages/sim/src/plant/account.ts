import type { Micro, ScheduleMs, UnixS, WattHours, Watts } from "@chargepact/protocol";
import type { Day, Session } from "../model.js";
import type { BatteryPlant } from "./battery.js";
import type { Violation } from "./monitor.js";

/** A pack of 1 kWh costs 100 € and is replaced at 80 % SoH, so damage 1 is worth this, µ per kWh when new. */
export const packMicroPerKwh = 100_000_000;

/** Price of the damage a battery has taken, µ. */
export const wearMicroOf = (battery: BatteryPlant): Micro =>
  (battery.pack.damage * packMicroPerKwh * battery.spec.capacityWh) / 1000;

export interface SessionOutcome {
  readonly id: string;
  readonly vehicle: string;
  readonly station: string;
  readonly connector: number;
  readonly arriveS: UnixS;
  readonly departS: UnixS;
  readonly requestedWh: WattHours;
  /** At the grid side, and of what was asked for: net of exports, and without what is held beyond it to export. */
  readonly deliveredWh: WattHours;
  /** Fed back at the grid side, ≥ 0. */
  readonly exportedWh: WattHours;
  /** State of charge at departure, 0–1. */
  readonly soc: number;
  readonly wearMicro: Micro;
}

/** What a day came to, by the plants' meters. Money in whole µ of the day's currency. */
export interface Outcome {
  readonly energyDeliveredWh: WattHours;
  /** Fed back by vehicles and by storage, at the grid side, ≥ 0. */
  readonly vehiclesExportWh: WattHours;
  readonly storageExportWh: WattHours;
  /** Import of the whole site, base load included. */
  readonly peakImportW: Watts;
  readonly limitViolations: number;
  readonly overLimitMaxW: Watts;
  readonly violations: readonly Violation[];
  /** Vehicles and storage at the price of the step, export as income, and the demand charge; the base load is not in it. */
  readonly costMicro: Micro;
  /** ≥ 0, part of `costMicro`: what the peak above the sunk one costs, 0 where it has no price. */
  readonly demandMicro: Micro;
  /** Wear of vehicles and storage while they were here. */
  readonly wearMicro: Micro;
  /** Requested and not delivered, at the day's price of it. */
  readonly unservedMicro: Micro;
  readonly perSession: readonly SessionOutcome[];
}

/** One row of the day's record, at an instant. Powers in W. */
export interface Sample {
  readonly atMs: ScheduleMs;
  readonly siteW: Watts;
  readonly baseLoadW: Watts;
  readonly vehiclesW: Watts;
  readonly storageW: Watts;
  readonly capacityW: Watts;
  /** Import by session id; only those plugged in. */
  readonly sessionsW: Readonly<Record<string, Watts>>;
}

/** The session's line in the outcome; without a battery it never arrived. */
export function sessionOutcome(session: Session, battery: BatteryPlant | undefined): SessionOutcome {
  return {
    id: session.id,
    vehicle: session.vehicle.id,
    station: session.station,
    connector: session.connector,
    arriveS: session.arriveS,
    departS: session.departS,
    requestedWh: session.energyWh,
    deliveredWh: battery === undefined ? 0 : deliveredOf(session, battery),
    exportedWh: battery?.exportWh ?? 0,
    soc: battery?.pack.soc ?? session.soc,
    wearMicro: battery === undefined ? 0 : Math.round(wearMicroOf(battery)),
  };
}

/** One that exports may hold more for a while than was asked for. */
function deliveredOf({ energyWh }: Session, battery: BatteryPlant): WattHours {
  return battery.spec.exportMaxW > 0 ? Math.min(energyWh, battery.deliveredWh) : battery.deliveredWh;
}

/** Value of what was asked for and not delivered, whole µ. */
export function unservedMicroOf(day: Day, sessions: readonly SessionOutcome[]): Micro {
  const missingWh = sessions.reduce((sum, one) => sum + Math.max(0, one.requestedWh - one.deliveredWh), 0);
  return Math.round((missingWh / 1000) * day.unservedMicroPerKwh);
}

/** Price of a day's highest import, whole µ ≥ 0: what is sunk is not in it. */
export function demandMicroOf({ demand }: Pick<Day, "demand">, peakW: Watts): Micro {
  return demand === undefined ? 0 : Math.round((Math.max(0, peakW - demand.sunkW) / 1000) * demand.microPerKw);
}
