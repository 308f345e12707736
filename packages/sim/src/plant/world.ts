import type { ScheduleMs, Watts } from "@chargepact/protocol";
import type { Day, Session } from "../model.js";
import { seriesAt } from "../series.js";
import { demandMicroOf, sessionOutcome, unservedMicroOf, wearMicroOf, type Outcome, type Sample } from "./account.js";
import { ChargerPlant } from "./charger.js";
import { BaseLoad, Capacity, type ResponseOf } from "./feeder.js";
import { Rows } from "./rows.js";
import { StoragePlant } from "./storage.js";
import { hookupOf, VehiclePlant } from "./vehicle.js";

export interface WorldOptions {
  /** Called as a vehicle is plugged in and as it has left, at `nowMs` of the world. */
  readonly onArrive?: (session: Session) => void;
  readonly onDepart?: (session: Session) => void;
  /** How long a fall of the capacity is not judged yet; `day.responseS` unless given. */
  readonly responseOf?: ResponseOf;
  /** Distance of the samples, ms; a minute unless given. */
  readonly sampleMs?: number;
}

/** Longest step of the world, ms: short enough for ramps and for the second that a violation takes. */
const stepMs = 1000;

interface Stay {
  readonly atMs: ScheduleMs;
  readonly kind: "arrive" | "depart";
  readonly session: Session;
}

/**
 * A day's plants behind one feeder. `advance` moves schedule time forward in steps of at most a second; between two
 * calls agents may put bands into the plants' ports. Nothing here knows of any protocol.
 */
export class World {
  nowMs: ScheduleMs;
  readonly capacity: Capacity;
  readonly storage: StoragePlant | undefined;
  readonly samples: Sample[] = [];
  /** Powers of the last step, W. */
  baseLoadW: Watts = 0;
  vehiclesW: Watts = 0;
  storageW: Watts = 0;
  peakImportW: Watts = 0;

  private readonly chargers: ReadonlyMap<string, ChargerPlant>;
  private readonly vehicles = new Map<string, VehiclePlant>();
  private readonly baseLoad: BaseLoad;
  private readonly rows: Rows;
  private readonly stays: readonly Stay[];
  private nextStay = 0;
  private nextSampleMs: ScheduleMs;
  private costWattMs = 0;

  constructor(
    readonly day: Day,
    private readonly options: WorldOptions = {},
  ) {
    this.nowMs = day.fromS * 1000;
    this.nextSampleMs = this.nowMs;
    this.capacity = new Capacity(day, options.responseOf);
    this.baseLoad = new BaseLoad(day);
    this.baseLoadW = this.baseLoad.at(this.nowMs);
    this.chargers = new Map(day.stations.map((station) => [station.id, new ChargerPlant(station)]));
    this.storage =
      day.storage && new StoragePlant(day.storage, { seed: day.seed, ambientC: day.ambientC, nowMs: this.nowMs });
    this.rows = new Rows(day, [...this.chargers.values()]);
    this.stays = staysOf(day);
  }

  /** Import of the whole site in the last step, W; negative when more is exported than all else takes. */
  get siteW(): Watts {
    return this.baseLoadW + this.vehiclesW + this.storageW;
  }

  charger(station: string): ChargerPlant {
    const found = this.chargers.get(station);
    if (found === undefined) throw new RangeError(`there is no station ${station}`);
    return found;
  }
  /** The vehicle of a session, from its arrival on; it keeps its last state after departure. */
  vehicle(session: string): VehiclePlant | undefined {
    return this.vehicles.get(session);
  }
  /** Sessions plugged in at this moment, in order of arrival. */
  plugged(): readonly VehiclePlant[] {
    return [...this.vehicles.values()].filter(
      (vehicle) => this.charger(vehicle.session.station).vehicleAt(vehicle.session.connector) === vehicle,
    );
  }

  /** Move the world to this instant, at most the day's end. Arrivals and departures happen on their own second. */
  advance(toMs: ScheduleMs): void {
    const endMs = Math.min(toMs, this.day.toS * 1000);
    this.visit();
    while (this.nowMs < endMs) {
      const stayMs = this.stays[this.nextStay]?.atMs ?? Infinity;
      this.step(Math.min(endMs, this.nowMs + stepMs, stayMs));
      this.visit();
    }
  }

  /** What the day has come to so far. */
  outcome(): Outcome {
    for (const vehicle of this.plugged()) vehicle.battery.settle(this.nowMs);
    for (const battery of this.storage?.batteries ?? []) battery.settle(this.nowMs);
    const perSession = this.day.sessions.map((session) =>
      sessionOutcome(session, this.vehicles.get(session.id)?.battery),
    );
    const packs = this.storage?.batteries ?? [];
    const wear = packs.reduce((sum, battery) => sum + wearMicroOf(battery), 0);
    return {
      energyDeliveredWh: perSession.reduce((sum, session) => sum + session.deliveredWh, 0),
      vehiclesExportWh: perSession.reduce((sum, session) => sum + session.exportedWh, 0),
      storageExportWh: packs.reduce((sum, { exportWh }) => sum + exportWh, 0),
      peakImportW: Math.round(this.peakImportW),
      limitViolations: this.rows.violations.length,
      overLimitMaxW: Math.round(Math.max(0, ...this.rows.violations.map((violation) => violation.overMaxW))),
      violations: this.rows.violations,
      costMicro: Math.round(this.costWattMs / 3.6e9) + demandMicroOf(this.day, this.peakImportW),
      demandMicro: demandMicroOf(this.day, this.peakImportW),
      wearMicro: Math.round(perSession.reduce((sum, session) => sum + session.wearMicro, wear)),
      unservedMicro: unservedMicroOf(this.day, perSession),
      perSession,
    };
  }

  private step(toMs: ScheduleMs): void {
    const fromMs = this.nowMs;
    this.vehiclesW = 0;
    for (const charger of this.chargers.values()) this.vehiclesW += charger.step(fromMs, toMs);
    this.storageW = this.storage?.step(fromMs, toMs) ?? 0;
    this.baseLoadW = this.baseLoad.at(fromMs);
    this.peakImportW = Math.max(this.peakImportW, this.siteW);
    const priceMicro = seriesAt(this.day.prices, fromMs / 1000);
    this.costWattMs += (this.vehiclesW + this.storageW) * (toMs - fromMs) * priceMicro;
    this.rows.observe(
      { fromMs, toMs },
      { siteW: this.siteW, balancedW: this.baseLoadW + this.storageW, capacityW: this.capacity.judgedAt(fromMs) },
    );
    this.nowMs = toMs;
    if (toMs >= this.nextSampleMs) this.sample();
  }

  /** Arrivals and departures that are due. */
  private visit(): void {
    for (;;) {
      const stay = this.stays[this.nextStay];
      if (stay === undefined || stay.atMs > this.nowMs) return;
      this.nextStay += 1;
      if (stay.kind === "arrive") this.arrive(stay.session);
      else this.depart(stay.session);
    }
  }

  private arrive(session: Session): void {
    const charger = this.charger(session.station);
    const { seed, ambientC } = this.day;
    const vehicle = new VehiclePlant(session, hookupOf(session, charger.station), {
      seed,
      ambientC,
      nowMs: this.nowMs,
    });
    charger.plug(vehicle);
    this.vehicles.set(session.id, vehicle);
    this.options.onArrive?.(session);
  }

  private depart(session: Session): void {
    this.charger(session.station).unplug(session.connector, this.nowMs);
    this.options.onDepart?.(session);
  }

  private sample(): void {
    const sampleMs = this.options.sampleMs ?? 60_000;
    this.nextSampleMs = (Math.floor(this.nowMs / sampleMs) + 1) * sampleMs;
    this.samples.push({
      atMs: this.nowMs,
      siteW: Math.round(this.siteW),
      baseLoadW: Math.round(this.baseLoadW),
      vehiclesW: Math.round(this.vehiclesW),
      storageW: Math.round(this.storageW),
      capacityW: this.capacity.at(this.nowMs),
      sessionsW: Object.fromEntries(
        this.plugged().map((vehicle) => [vehicle.session.id, Math.round(vehicle.battery.powerW)]),
      ),
    });
  }
}

/** Arrivals and departures in order; at one instant vehicles leave before others come. */
function staysOf(day: Day): readonly Stay[] {
  return day.sessions
    .flatMap((session): Stay[] => [
      { atMs: session.arriveS * 1000, kind: "arrive", session },
      { atMs: session.departS * 1000, kind: "depart", session },
    ])
    .sort((one, other) => one.atMs - other.atMs || Number(one.kind === "arrive") - Number(other.kind === "arrive"));
}
