import type { BatteryTelemetry, Band, DurationMs, Fallback, ScheduleMs, Watts } from "@chargepact/protocol";
import { bell, chanceKey } from "../chance.js";
import type { Session, Station } from "../model.js";
import { BatteryPlant } from "./battery.js";
import { Watchdog } from "./watchdog.js";

/** What a vehicle can do at one connector: fewer phases mean less power and a lower minimum. */
export interface Hookup {
  /** Phases of the site that carry its current. */
  readonly phases: readonly (1 | 2 | 3)[];
  /** Most import of connector and vehicle together, W; 6 A on the phases used, W. */
  readonly powerMaxW: Watts;
  readonly powerMinW: Watts;
}

export function hookupOf(session: Session, station: Station): Hookup {
  const wired = station.phases[session.connector - 1] ?? [1, 2, 3];
  const phases = wired.slice(0, Math.min(session.vehicle.model.phases, wired.length));
  const ofVehicle = phases.length / session.vehicle.model.phases;
  const ofConnector = phases.length / wired.length;
  return {
    phases,
    powerMaxW: Math.min(session.vehicle.model.acPowerMaxW * ofVehicle, station.powerMaxW * ofConnector),
    powerMinW: session.vehicle.model.powerMinW * ofVehicle,
  };
}

/** The battery of a vehicle with its BMS, on one stay. It takes what the driver asked for and then stops by itself. */
export class VehiclePlant {
  readonly battery: BatteryPlant;
  private readonly bms = new Watchdog();
  private fallbackW: Watts = 0;

  constructor(
    readonly session: Session,
    readonly hookup: Hookup,
    world: { readonly seed: number; readonly ambientC: number; readonly nowMs: ScheduleMs },
  ) {
    const { model, soh, id } = session.vehicle;
    const driven = 5 + 2 * bell(chanceKey(world.seed, session.id));
    const spec = {
      id,
      chemistry: model.chemistry,
      capacityWh: model.capacityWh,
      soh,
      soc: session.soc,
      temperatureC: world.ambientC + driven,
      ambientC: world.ambientC,
      importMaxW: (model.acPowerMaxW * hookup.phases.length) / model.phases,
      exportMaxW: 0,
      powerMinW: hookup.powerMinW,
      acceptance: model.acceptance,
      socMin: 0.05,
      socMax: 1,
      energyWh: session.energyWh,
      // About 0.90 at full power and 0.83 at 6 A, as Sears et al. 2014 (IEEE SusTech) measured for both levels.
      lossFixed: 0.015,
      lossShare: 0.085,
    };
    this.battery = new BatteryPlant(spec, world.seed, world.nowMs);
  }

  /** The battery agent's limit to its own BMS; when it runs out the BMS keeps its fallback. Nothing flows before. */
  apply(band: Band, validForMs: DurationMs, nowMs: ScheduleMs): void {
    this.bms.apply(band, validForMs, nowMs);
  }
  setFallback(fallback: Fallback): void {
    this.fallbackW = fallback.importW;
  }
  telemetry(nowMs: ScheduleMs): BatteryTelemetry {
    return this.battery.telemetry(nowMs);
  }

  /** Power from one instant to the next under the port's bound, W. The BMS has the last word in both directions. */
  step(fromMs: ScheduleMs, toMs: ScheduleMs, portW: Watts): Watts {
    const band = this.bms.bandAt(fromMs);
    const most = Math.min(portW, band === undefined ? this.fallbackW : band.maxW);
    return this.battery.step(fromMs, toMs, Math.max(most, Math.min(0, band?.minW ?? 0)));
  }
}
