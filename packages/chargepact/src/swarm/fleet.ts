import type { Life, RegistryPlan } from "@chargepact/agent";
import { sha256 } from "@chargepact/agent";
import {
  BatteryCore,
  ChargerCore,
  edf,
  equalShare,
  GridCore,
  llf,
  StorageCore,
  type AgentCore,
  type ClearingStrategy,
  type ConnectorInfo,
  type CoreOptions,
  type GridConfig,
  type ParentConfig,
  type Predictors,
  type Role,
  type RoundsConfig,
} from "@chargepact/protocol";
import { storageSoh, type Day, type Station, type Vehicle } from "@chargepact/sim";
import type { StrategyName } from "../swarm-options.js";
import { gridId } from "../scenario/index.js";
import { settingsOf, type SwarmPredictors } from "./predictors.js";
import type { SwarmTerms } from "./terms.js";

/** One agent of a swarm, before it runs. */
export interface FleetAgent {
  readonly id: string;
  readonly role: Role;
  readonly plan: RegistryPlan;
  createCore(life: Life): AgentCore;
  /** What a battery asks of itself. */
  readonly predictors?: Predictors;
}

/** What clears at once; option rounds have least laxity first for emergencies. */
const strategies: Readonly<Record<StrategyName, ClearingStrategy>> = {
  "equal-share": equalShare,
  edf,
  llf,
  "option-rounds": llf,
};
/** Plants ramp within 3 s, so agreed ramps may be that steep. */
const rampS = 3;
/** Worth of a whole pack's life, µ per kWh of capacity: 100 per kWh, whatever the currency. */
const packMicroPerKwh = 100_000_000;
/** 100 per kWh over 6 000 full cycles of stationary LFP, half of it for each direction. */
const storageWearMicroPerKwh = 8_300;
/** Prices differ by less than this within hours: whatever is put off meets vehicles that nobody knows of. */
const waitingMicroPerKwhHour = 20_000;
/** Some seconds of a kW are lost while its decrease is confirmed; ten times that, for a plan is only exact to 0.4 %. */
const changeMicroPerKw = 20_000;
/** Seconds of solving on a busy afternoon, and as good as with two and a half times as many. */
const wholeStepsMax = 1000;
/**
 * Share of a mean day for which room is kept: who is here now is certain, and room that is kept for somebody who does not
 * come is lost to somebody who leaves without.
 */
const expectedShare = 0.5;
/** What an unworn battery's wear by AC charging comes to, µ per kWh: of those that are only expected nothing is known. */
const expectedWearMicroPerKwh = 50_000;

/**
 * Rounds of a plan: the rehearsal finds the prices, a round makes them true, the last one prices whole schedules, and a
 * third gains nothing. What goes both ways can be mixed in many more ways, and takes more to settle.
 */
const oneWayRounds = 2;
const twoWayRounds = 8;

/** Some vehicle stands where it can export. */
function hasTwoWay({ sessions, stations }: Day): boolean {
  const twoWay = new Set(stations.filter(({ exportMaxW = 0 }) => exportMaxW > 0).map(({ id }) => id));
  return sessions.some(({ station, vehicle }) => twoWay.has(station) && (vehicle.model.exportMaxW ?? 0) > 0);
}

/** How a fleet's operator is called, and the operator above it where there is one. */
export interface FleetPlace {
  readonly operator: string;
  readonly above?: string;
}

/** Settings that the cores of a swarm share. */
export const coreOptionsOf =
  (terms: SwarmTerms) =>
  (life: Life): CoreOptions => ({
    id: life.id,
    epoch: life.epoch,
    seed: life.seed,
    hash: sha256,
    timings: terms.timings,
    speed: terms.speed,
    scheduleSlackMs: terms.slackMs,
  });

/** Every agent of a day: one grid operator, its chargers and storage site, and each vehicle's battery. */
export function fleetOf(
  day: Day,
  terms: SwarmTerms,
  { strategy, predictors }: { readonly strategy: StrategyName; readonly predictors?: SwarmPredictors },
  place: FleetPlace = { operator: gridId },
): readonly FleetAgent[] {
  const options = coreOptionsOf(terms);
  const { operator } = place;
  const vehicles = new Map(day.sessions.map((session) => [session.vehicle.id, session.vehicle]));
  return [
    gridAgent(day, terms, strategy, place),
    ...day.stations.map((station) => chargerAgent(station, operator, terms)),
    ...(day.storage === undefined ? [] : [storageAgent(day.storage, operator, options)]),
    ...[...vehicles.values()].map((vehicle) => batteryAgent(vehicle, day, { terms, predictors })),
  ];
}

type OptionsOf = (life: Life) => CoreOptions;

function gridAgent(day: Day, terms: SwarmTerms, strategy: StrategyName, place: FleetPlace): FleetAgent {
  const { operator: id, above } = place;
  const children = new Map(day.stations.map((station) => [station.id, station.connectors * station.powerMaxW]));
  if (day.storage !== undefined) children.set(day.storage.id, day.storage.packs * day.storage.powerW);
  const wiring = new Map<string, readonly (1 | 2 | 3)[]>();
  for (const station of day.stations) {
    for (const [index, phases] of station.phases.entries()) wiring.set(`${station.id}/${String(index + 1)}`, phases);
  }
  if (day.storage !== undefined) wiring.set(`${day.storage.id}/1`, [1, 2, 3]);
  const config: GridConfig = {
    children,
    wiring,
    phased: day.phaseCapacityW !== undefined,
    strategy: strategies[strategy],
    stepS: day.stepS,
    stepsMax: Math.ceil((day.toS - day.fromS) / day.stepS),
    guaranteedW: day.guaranteedW,
    ttlMs: terms.chargerTtlMs,
    debounceMs: terms.debounceMs,
    planIntervalMs: terms.planIntervalMs,
    settleMs: terms.settleMs,
    ...(above === undefined ? {} : { parent: parentOf(day, above) }),
    ...(strategy === "option-rounds" ? { rounds: roundsOf(day, terms) } : {}),
    ...(day.trade === true ? { trade: { valueMicroPerKwh: day.unservedMicroPerKwh } } : {}),
  };
  return {
    id,
    role: "grid",
    plan: { id, role: "grid", grantors: above === undefined ? [] : [above], powerCapW: day.capacityW },
    createCore: (life) => new GridCore(coreOptionsOf(terms)(life), config),
  };
}

/** A site's connection to the feeder: what it guarantees its own is what it may draw without any lease. */
function parentOf(day: Day, grantor: string): ParentConfig {
  const [powerMaxW, exportMaxW] = [day.capacityW, day.exportMaxW ?? day.capacityW];
  const rampWPerS = Math.ceil((powerMaxW + exportMaxW) / rampS);
  return { grantor, powerMaxW, exportMaxW, fallback: { importW: day.guaranteedW, exportW: 0, rampWPerS } };
}

function roundsOf(day: Day, terms: SwarmTerms): RoundsConfig {
  return {
    valueMicroPerKwh: day.unservedMicroPerKwh,
    demandMicroPerKw: day.demand?.microPerKw ?? 0,
    ...(day.demand === undefined ? {} : { sunkPeakW: day.demand.sunkW }),
    expected: day.expected.map(({ departS, ...stays }) => ({
      ...stays,
      departureS: departS,
      wearMicroPerKwh: expectedWearMicroPerKwh,
    })),
    expectedShare,
    waitingMicroPerKwhHour,
    changeMicroPerKw,
    roundsMax: hasTwoWay(day) ? twoWayRounds : oneWayRounds,
    wholeStepsMax,
    gapStop: 0.01,
    deadlineMs: terms.planMs,
    replyMs: terms.replyMs,
  };
}

function chargerAgent(station: Station, grantor: string, terms: SwarmTerms): FleetAgent {
  const powerMaxW = station.connectors * station.powerMaxW;
  const rangeW = powerMaxW + station.connectors * (station.exportMaxW ?? 0);
  const connectors: ConnectorInfo[] = station.phases.map((phases, index) => ({
    connector: index + 1,
    phases,
    powerMaxW: station.powerMaxW,
    powerMinW: 1380 * phases.length,
    exportMaxW: station.exportMaxW ?? 0,
  }));
  const config = {
    grantor,
    connectors,
    fallback: { importW: station.fallbackW, exportW: 0, rampWPerS: Math.ceil(rangeW / rampS) },
    batteryTtlMs: terms.batteryTtlMs,
  };
  return {
    id: station.id,
    role: "charger",
    plan: { id: station.id, role: "charger", grantors: [grantor], powerCapW: powerMaxW },
    createCore: (life) => new ChargerCore(coreOptionsOf(terms)(life), config),
  };
}

function storageAgent(site: NonNullable<Day["storage"]>, grantor: string, options: OptionsOf): FleetAgent {
  const powerMaxW = site.packs * site.powerW;
  const config = {
    grantor,
    packs: site.packs,
    // What they hold now, as their management systems say: whoever plans with the nominal energy promises too much.
    energyWh: Math.round(storageSoh * site.energyWh),
    powerW: site.powerW,
    chargeEfficiency: 0.93,
    dischargeEfficiency: 0.93,
    socMin: 0.12,
    socMax: 0.93,
    wearMicroPerKwh: storageWearMicroPerKwh,
    fallback: { importW: 0, exportW: 0, rampWPerS: Math.ceil((2 * powerMaxW) / rampS) },
    replanSoc: 0.05,
    ...(site.reserveSoc === undefined ? {} : { reserveSoc: site.reserveSoc }),
  };
  return {
    id: site.id,
    role: "storage",
    plan: { id: site.id, role: "storage", grantors: [grantor], powerCapW: powerMaxW },
    createCore: (life) => new StorageCore(options(life), config),
  };
}

function batteryAgent(
  vehicle: Vehicle,
  day: Day,
  by: { readonly terms: SwarmTerms; readonly predictors: SwarmPredictors | undefined },
): FleetAgent {
  const { model } = vehicle;
  const rangeW = model.acPowerMaxW + (model.exportMaxW ?? 0);
  const { chemistry } = model;
  const predictors = by.predictors?.of(chemistry);
  const config = {
    chemistry,
    capacityWh: model.capacityWh,
    acPowerMaxW: model.acPowerMaxW,
    powerMinW: model.powerMinW,
    exportMaxW: model.exportMaxW ?? 0,
    phases: model.phases === 3 ? ([1, 2, 3] as const) : ([1] as const),
    chargeEfficiency: 0.9,
    socMax: 1,
    valueMicroPerKwh: day.unservedMicroPerKwh,
    priceMicroPerAge: Math.round((packMicroPerKwh * model.capacityWh) / 1000),
    fallback: { importW: 0, exportW: 0, rampWPerS: Math.ceil(rangeW / rampS) },
    ...(predictors === undefined ? {} : { predicts: settingsOf(predictors, by.terms.speed) }),
  };
  const grantors = [
    ...new Set(day.sessions.filter((each) => each.vehicle.id === vehicle.id).map((each) => each.station)),
  ];
  return {
    id: vehicle.id,
    role: "battery",
    plan: { id: vehicle.id, role: "battery", grantors, powerCapW: model.acPowerMaxW },
    ...(predictors === undefined ? {} : { predictors }),
    createCore: (life) => new BatteryCore(coreOptionsOf(by.terms)(life), config),
  };
}
