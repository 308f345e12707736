import type { AgentPort, RegistryPlan } from "@chargepact/agent";
import { sha256, type Life } from "@chargepact/agent";
import {
  type AgentCore,
  BatteryCore,
  ChargerCore,
  constantSchedule,
  type CoreOptions,
  edf,
  equalShare,
  GridCore,
  llf,
  type Predictors,
  type Role,
  StorageCore,
} from "@chargepact/protocol";
import type { Args } from "./args.js";
import { ownPredictors } from "./predictor.js";
import { Network, Station, StorageSite, Vehicle } from "./plant.js";
import { originS } from "./words.js";

export type Plant = Network | Station | StorageSite | Vehicle;

/** One agent of a story with its equipment, before it runs. */
export interface Person<P extends Plant = Plant> {
  readonly id: string;
  readonly role: Role;
  readonly plan: RegistryPlan;
  readonly plant: P;
  /** `nowMs`: monotonic ms. */
  port(nowMs: () => number): AgentPort;
  /** `children` are known once all of a story's agents are. */
  createCore(life: Life, children: ReadonlyMap<string, number>): AgentCore;
  /** What a battery asks of itself; its own log is then part of the transcript. */
  readonly predictors?: Predictors;
}

const phases = [1, 2, 3] as const;
const powerMinW = 4140;
const strategies = { llf, edf, equalShare };
const optionsOf = (life: Life): CoreOptions => ({ ...life, hash: sha256 });

/** `grid ID capacity=20kW`: owns capacity, or with `under=` shares out what it holds of another operator. */
export function gridPerson(id: string, args: Args): Person<Network> {
  const capacityW = args.power("capacity");
  const exportW = args.power("export", 0);
  const under = args.text("under", "");
  const guaranteedW = args.power("guaranteed", capacityW);
  const strategy = strategies[args.text("strategy", "llf") as keyof typeof strategies];
  const ttlMs = args.time("lease", 180_000);
  const rampWPerS = capacityW + exportW;
  const plant = new Network(id, { importW: capacityW, exportW });
  plant.baseW = args.power("base", 0);
  const trade = args.text("trade", "no") === "yes" ? { trade: { valueMicroPerKwh: 300_000 } } : {};
  const parent = {
    ...{ grantor: under, powerMaxW: capacityW, exportMaxW: exportW },
    fallback: { importW: guaranteedW, exportW: 0, rampWPerS },
  };
  return {
    ...{ id, role: "grid", plant },
    plan: { id, role: "grid", grantors: under === "" ? [] : [under], powerCapW: capacityW },
    port: (nowMs) => networkPort(plant, nowMs),
    createCore: (life, children) =>
      new GridCore(optionsOf(life), {
        ...{ children, wiring: new Map(), phased: false, strategy, stepS: 300, stepsMax: 48, guaranteedW, ttlMs },
        ...{ debounceMs: 500, planIntervalMs: 5_000, settleMs: 4_000, ...trade },
        ...(under === "" ? {} : { parent }),
      }),
  };
}

/** `charger ID under=grid`: a station of one connector, unless it says otherwise. */
export function chargerPerson(id: string, args: Args): Person<Station> {
  const count = args.count("connectors", 1);
  const powerMaxW = args.power("power", 11_040);
  const exportMaxW = args.power("export", 0);
  const fallback = {
    ...{ importW: args.power("fallback", 0), exportW: 0 },
    rampWPerS: args.power("ramp", Math.ceil((count * (powerMaxW + exportMaxW)) / 3)),
  };
  const grantor = args.text("under");
  const connectors = Array.from({ length: count }, (_, index) => {
    return { connector: index + 1, phases, powerMaxW, powerMinW, exportMaxW };
  });
  const batteryTtlMs = args.time("lease", 60_000);
  const plant = new Station(id, count);
  return {
    ...{ id, role: "charger", plant },
    plan: { id, role: "charger", grantors: [grantor], powerCapW: count * powerMaxW },
    port: (nowMs) => stationPort(plant, nowMs),
    createCore: (life) => new ChargerCore(optionsOf(life), { grantor, connectors, fallback, batteryTtlMs }),
  };
}

/** `battery ID at=cs1,cs2`: a car that may charge there. `predictor=own`: its owner plugged one in. */
export function batteryPerson(id: string, args: Args): Person<Vehicle> {
  const powerMaxW = args.power("power", 11_040);
  const exportMaxW = args.power("export", 0);
  const capacityWh = args.energy("capacity", 60_000);
  const cells = {
    ...{ soc: args.share("soc", 0.3), soh: args.share("soh", 0.97) },
    temperatureC: args.temperature("temperature", 22),
  };
  const fallback = { importW: args.power("fallback", 0), exportW: 0, rampWPerS: powerMaxW + exportMaxW };
  const plant = new Vehicle(id, { capacityWh, powerMaxW, powerMinW }, cells);
  const asks = args.text("predictor", "none") === "own";
  return {
    ...{ id, role: "battery", plant },
    ...(asks ? { predictors: ownPredictors(plant) } : {}),
    plan: { id, role: "battery", grantors: args.text("at").split(","), powerCapW: powerMaxW },
    port: (nowMs) => vehiclePort(plant, nowMs),
    createCore: (life) =>
      new BatteryCore(optionsOf(life), {
        ...{
          chemistry: "NMC",
          capacityWh,
          acPowerMaxW: powerMaxW,
          powerMinW,
          phases,
          chargeEfficiency: 0.9,
          socMax: 1,
        },
        ...{ valueMicroPerKwh: 1_000_000, priceMicroPerAge: 100_000 * capacityWh, fallback, exportMaxW },
        ...(asks ? { predicts: { wear: true, horizon: true } } : {}),
      }),
  };
}

/** `storage ID under=grid energy=20kWh power=10kW`: one pack behind a meter. */
export function storagePerson(id: string, args: Args): Person<StorageSite> {
  const powerW = args.power("power");
  const energyWh = args.energy("energy");
  const grantor = args.text("under");
  const fallback = { importW: 0, exportW: 0, rampWPerS: powerW };
  const plant = new StorageSite(id, energyWh, args.share("soc", 0.5));
  return {
    ...{ id, role: "storage", plant },
    plan: { id, role: "storage", grantors: [grantor], powerCapW: powerW },
    port: (nowMs) => storageSitePort(plant, nowMs),
    createCore: (life) =>
      new StorageCore(optionsOf(life), {
        ...{ grantor, packs: 1, energyWh, powerW, chargeEfficiency: 0.93, dischargeEfficiency: 0.93, socMin: 0.1 },
        ...{ socMax: 0.9, wearMicroPerKwh: 20_000, fallback, replanSoc: 0.05 },
      }),
  };
}

function networkPort(plant: Network, nowMs: () => number): AgentPort {
  return {
    listen: (input) => {
      plant.tell = input;
      input({ kind: "baseLoad", bound: constantSchedule({ startS: originS, stepS: 3600, steps: 48 }, plant.baseW) });
      if (plant.prices !== undefined) input({ kind: "prices", prices: plant.prices });
      input({ kind: "limits", limits: plant.limits, reasons: [] });
      const durationMs = (plant.emergency?.untilMs ?? 0) - nowMs();
      if (plant.emergency === undefined || durationMs <= 0) return;
      input({ kind: "emergency", importMaxW: plant.emergency.importMaxW, durationMs });
    },
  };
}

function stationPort(plant: Station, nowMs: () => number): AgentPort {
  return {
    power: {
      apply: (connector, band, validForMs) => plant.connector(connector).hold.apply(band, validForMs, nowMs()),
      setFallback: (fallback) => (plant.failsafe = fallback),
    },
    listen: (input) => {
      plant.tell = input;
      for (const [index, { vehicle, powerW, personMaxW }] of plant.connectors.entries()) {
        const connector = index + 1;
        input({ kind: "plugged", connector, ...(vehicle === undefined ? {} : { peer: vehicle.id, phases }) });
        if (vehicle !== undefined) input({ kind: "meter", connector, powerW });
        if (personMaxW !== undefined) input({ kind: "personLimit", connector, maxW: personMaxW });
      }
    },
  };
}

function vehiclePort(plant: Vehicle, nowMs: () => number): AgentPort {
  return {
    power: {
      apply: (_, band, validForMs) => plant.hold.apply(band, validForMs, nowMs()),
      setFallback: (fallback) => (plant.failsafe = fallback),
    },
    listen: (input) => {
      plant.tell = input;
      const { at, trip, personMaxW } = plant;
      if (trip !== undefined) {
        input({
          kind: "trip",
          trip: { ...trip, energyWh: Math.max(0, Math.round(trip.energyWh - plant.deliveredWh)) },
        });
      }
      input({ kind: "batteryTelemetry", telemetry: plant.telemetry });
      if (personMaxW !== undefined) input({ kind: "personLimit", connector: 1, maxW: personMaxW });
      input({ kind: "plugged", connector: 1, ...(at === undefined ? {} : { peer: at.station.id }) });
    },
  };
}

function storageSitePort(plant: StorageSite, nowMs: () => number): AgentPort {
  return {
    power: {
      apply: (_, band, validForMs) => plant.hold.apply(band, validForMs, nowMs()),
      setFallback: (fallback) => (plant.failsafe = fallback),
    },
    listen: (input) => {
      plant.tell = input;
      input({ kind: "packs", packs: [{ soc: plant.soc, temperatureC: plant.temperatureC, powerW: plant.powerW }] });
    },
  };
}
