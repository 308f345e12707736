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
  /** Most export of both together, W ≥ 0. Where there is any, power is continuous both ways (ISO 15118-20): no minimum. */
  readonly exportMaxW: Watts;
}

export function hookupOf(session: Session, station: Station): Hookup {
  const wired = station.phases[session.connector - 1] ?? [1, 2, 3];
  const phases = wired.slice(0, Math.min(session.vehicle.model.phases, wired.length));
  const ofVehicle = phases.length / session.vehicle.model.phases;
  const ofConnector = phases.length / wired.length;
  const { model } = session.vehicle;
  const exportMaxW = Math.min((model.exportMaxW ?? 0) * ofVehicle, (station.exportMaxW ?? 0) * ofConnector);
  return {
    phases,
    powerMaxW: Math.min(model.acPowerMaxW * ofVehicle, station.powerMaxW * ofConnector),
    powerMinW: exportMaxW > 0 ? 0 : model.powerMinW * ofVehicle,
    exportMaxW,
  };
}

/**
 * The battery of a vehicle with its BMS, on one stay. It takes what the driver asked for and then stops by itself; where
 * it can export, it may store more for a while, and its agent says when to stop.
 */
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
      exportMaxW: hookup.exportMaxW,
      powerMinW: hookup.powerMinW,
      acceptance: model.acceptance,
      socMin: 0.05,
      socMax: 1,
      energyWh: hookup.exportMaxW > 0 ? Infinity : session.energyWh,
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

  /** It has all that its driver asked for, less what exports have taken of it since. */
  get satisfied(): boolean {
    return this.battery.finished || this.battery.deliveredWh >= this.session.energyWh - 0.5;
  }

  /**
   * Power from one instant to the next, W: the upper end of the BMS's own band, within what the port lets flow either
   * way. The BMS has the last word in both directions.
   */
  step(fromMs: ScheduleMs, toMs: ScheduleMs, port: Band): Watts {
    const band = this.bms.bandAt(fromMs);
    const wishedW = band === undefined ? this.fallbackW : band.maxW;
    const leastW = Math.max(Math.min(0, port.minW), Math.min(0, band?.minW ?? 0));
    return this.battery.step(fromMs, toMs, Math.max(Math.min(wishedW, port.maxW), leastW));
  }
}
