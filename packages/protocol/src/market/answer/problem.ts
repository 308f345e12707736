import type { Grid } from "../../schedule.js";
import type { Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../../units.js";

/** What power up to `toW` (magnitude, grid side) adds in wear per kWh at the grid side. */
export interface WearStep {
  readonly toW: Watts;
  readonly wearMicroPerKwh: MicroPerKwh;
}
/** Worth of the next `energyWh` delivered (grid side), µ per kWh. */
export interface Tier {
  readonly energyWh: WattHours;
  readonly valueMicroPerKwh: MicroPerKwh;
}
/** Cost of standing at a stored energy, µ per hour. */
export interface StandingCost {
  readonly storedWh: WattHours;
  readonly microPerHour: number;
}

/**
 * One holder's problem over contiguous steps. Powers in W at the grid side, + import, − export, constant over the usable
 * part of a step; stored energies in Wh inside the store.
 */
export interface AnswerProblem {
  readonly startS: UnixS;
  readonly stepS: number;
  /** Fraction [0, 1] of each step in which power flows: less than 1 in the running step and that of departure, 0 outside. */
  readonly usable: readonly number[];
  /** µ per imported kWh in each step: balance price plus prices of the rows; may be negative. As long as `usable`. */
  readonly price: readonly MicroPerKwh[];
  /** µ earned per exported kWh; default `price`. */
  readonly exportPrice?: readonly MicroPerKwh[];
  /** Contiguous from 0 W, `toW` rising, wear not falling; the last `toW` is the limit. Empty = never. */
  readonly charge: readonly WearStep[];
  readonly discharge: readonly WearStep[];
  /** W ≥ 0, magnitudes per step: limits below those of the bands. */
  readonly chargeMaxW?: readonly Watts[];
  readonly dischargeMaxW?: readonly Watts[];
  /** Fractions (0, 1]: stored per imported, exported per taken out. */
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
  /** Stored at the start, and its window; the window is widened to hold the start. */
  readonly storedWh: WattHours;
  readonly storedMinWh: WattHours;
  readonly storedMaxWh: WattHours;
  /**
   * Worth of what is stored at the end, from `tiersFromWh` upwards, values not rising: each Wh at the grid side stands
   * for `chargeEfficiency` Wh stored. Beyond the tiers energy is worth nothing; below them each kWh is worth as much as
   * in the first.
   */
  readonly tiers: readonly Tier[];
  /** Stored Wh where the tiers begin; default `storedWh`. */
  readonly tiersFromWh?: WattHours;
  /** Ascending in `storedWh`; its lower convex hull counts, by the trapezoidal rule in each step. */
  readonly calendar?: readonly StandingCost[];
  /** 0, or the least power above zero (magnitude, either direction): the answer is then on/off and not blendable. */
  readonly powerMinW: Watts;
}

/** A schedule as the holder would keep it, with what it costs the holder. */
export interface Priced {
  /** W per step, + import, − export. */
  readonly powerW: readonly Watts[];
  /** µ, integer ≥ 0: wear and the worth of what is missing from full tiers, energy price excluded; rounded up. */
  readonly costMicro: Micro;
  /** Wh at the grid side that the change of stored energy stands for: stored / `chargeEfficiency`; < 0 = taken out. */
  readonly deliveredWh: WattHours;
}

export interface Answer extends Priced {
  /**
   * L: no schedule that this holder can keep has declared cost + energy price below it. µ, integer, may be negative;
   * rounded down.
   */
  readonly boundMicro: Micro;
  /** Mixtures of such answers can be kept too. */
  readonly blendable: boolean;
}

/** Usable hours of each step. */
export function hoursOf(problem: AnswerProblem): Float64Array {
  const hours = new Float64Array(problem.usable.length);
  for (let step = 0; step < hours.length; step += 1) {
    hours[step] = (Math.min(1, Math.max(0, problem.usable[step] ?? 0)) * problem.stepS) / 3600;
  }
  return hours;
}

/** Where stored energy may be, Wh. */
export interface Window {
  readonly lowWh: WattHours;
  readonly highWh: WattHours;
}

export function windowOf({ storedWh, storedMinWh, storedMaxWh }: AnswerProblem): Window {
  return { lowWh: Math.min(storedWh, storedMinWh), highWh: Math.max(storedWh, storedMaxWh) };
}

/** W ≥ 0: the most in one direction in one step. */
export function limitW(problem: AnswerProblem, step: number, direction: 1 | -1): Watts {
  const [bands, limits] =
    direction > 0 ? [problem.charge, problem.chargeMaxW] : [problem.discharge, problem.dischargeMaxW];
  return Math.max(0, Math.min(bands.at(-1)?.toW ?? 0, limits === undefined ? Infinity : (limits[step] ?? 0)));
}

/** Fraction of each step of a grid that lies between two instants. */
export function usableOf(grid: Grid, within: { readonly fromS: UnixS; readonly toS: UnixS }): readonly number[] {
  const { startS, stepS, steps } = grid;
  return Array.from({ length: steps }, (_, step) => {
    const beginS = startS + step * stepS;
    const seconds = Math.min(within.toS, beginS + stepS) - Math.max(within.fromS, beginS);
    return Math.max(0, seconds) / stepS;
  });
}
