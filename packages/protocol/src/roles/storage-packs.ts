import type { PackTelemetry } from "../core.js";
import type { StorageState } from "../market/index.js";
import type { Fallback, Schedule } from "../messages.js";
import { energyWh, maxAt } from "../schedule.js";
import type { AgentId, MicroPerKwh, UnixS, WattHours, Watts } from "../units.js";

export interface StorageConfig {
  readonly grantor: AgentId;
  readonly packs: number;
  /** Wh and W (both directions) of one pack. */
  readonly energyWh: WattHours;
  readonly powerW: Watts;
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
  /** SoC window that the site keeps to, fractions. */
  readonly socMin: number;
  readonly socMax: number;
  /** CP-STORAGE-1: kept for emergencies, fraction; none where missing or below `socMin`. */
  readonly reserveSoc?: number;
  /** Wear, µ per kWh at the grid side. */
  readonly wearMicroPerKwh: MicroPerKwh;
  readonly fallback: Fallback;
  /** How far SoC may be off the plan before a new one is offered, fraction. */
  readonly replanSoc: number;
}

/** Own temperature limits of a pack, °C: full power between, none outside. */
const packTemperatureC = { min: 0, max: 55 };

/** State of charge below which it does not discharge, fraction: in an emergency only what the packs themselves need. */
export function floorSoc({ socMin, reserveSoc = 0 }: StorageConfig, emergency: boolean): number {
  return emergency ? socMin : Math.max(socMin, reserveSoc);
}

/** The packs together, as a plan sees them. */
export function storageState(config: StorageConfig, packs: readonly PackTelemetry[], emergency: boolean): StorageState {
  const capacityWh = config.packs * config.energyWh;
  const { chargeMaxW, dischargeMaxW } = ableOf(config, packs, emergency);
  return {
    energyWh: socOf(packs) * capacityWh,
    energyMinWh: floorSoc(config, emergency) * capacityWh,
    energyMaxWh: config.socMax * capacityWh,
    chargeMaxW,
    dischargeMaxW,
    chargeEfficiency: config.chargeEfficiency,
    dischargeEfficiency: config.dischargeEfficiency,
    wearMicroPerKwh: config.wearMicroPerKwh,
  };
}

/** Mean state of charge, fraction. */
export function socOf(packs: readonly PackTelemetry[]): number {
  return packs.reduce((sum, pack) => sum + pack.soc, 0) / Math.max(1, packs.length);
}

/** W that the packs can take and give now: those outside their temperature or SoC window do neither. */
export function ableOf(
  config: StorageConfig,
  packs: readonly PackTelemetry[],
  emergency: boolean,
): { chargeMaxW: Watts; dischargeMaxW: Watts } {
  const { powerW, socMax } = config;
  const floor = floorSoc(config, emergency);
  const { min, max } = packTemperatureC;
  const warm = packs.filter(({ temperatureC }) => temperatureC >= min && temperatureC <= max);
  return {
    chargeMaxW: powerW * warm.filter((pack) => pack.soc < socMax).length,
    dischargeMaxW: powerW * warm.filter((pack) => pack.soc > floor).length,
  };
}

/** True where the stored energy is not where the lease would have it: a new plan is due. */
export function offPlan(
  config: StorageConfig,
  now: {
    readonly schedule: Schedule;
    readonly from: { readonly atS: UnixS; readonly soc: number };
    readonly nowS: UnixS;
    readonly soc: number;
  },
): boolean {
  const { schedule, from, nowS } = now;
  const ageS = nowS - from.atS;
  if (ageS < 900 || (maxAt(schedule, nowS) === undefined && ageS < 3600)) return false;
  const mins = schedule.min ?? schedule.max;
  const exports = { ...schedule, max: mins.map((watts) => Math.min(0, watts)) };
  const storedWh =
    energyWh(schedule, from.atS, nowS) * config.chargeEfficiency +
    energyWh(exports, from.atS, nowS) / config.dischargeEfficiency;
  const expected = from.soc + storedWh / (config.packs * config.energyWh);
  return Math.abs(expected - now.soc) > config.replanSoc;
}

/** Wh moved in either direction over a whole schedule. */
export function absoluteWh(schedule: {
  startS: UnixS;
  stepS: number;
  max: readonly Watts[];
  min?: readonly Watts[];
}): WattHours {
  return schedule.max.reduce((sum, w, step) => {
    const exported = Math.min(0, schedule.min?.[step] ?? 0);
    return sum + ((Math.max(0, w) - exported) * schedule.stepS) / 3600;
  }, 0);
}

/** A plan as the most that is asked for: anything between it and 0 W will do. */
export const upTo = (schedule: Schedule): Schedule => ({
  ...schedule,
  max: schedule.max.map((w) => Math.max(0, w)),
  min: schedule.max.map((w) => Math.min(0, w)),
});
