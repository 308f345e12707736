import { gasJPerMolK, kelvinFromC, type ChemistryName } from "./chemistry.js";

/**
 * Wear as additive damage: the share of a life used, where 1 is a fade of 20 % of the new capacity. The published laws
 * give fade as a power of time or throughput; turned round (time as a power of fade) they add up whatever the path, the
 * form that Xu et al. 2018 (IEEE Trans. Smart Grid 9(2)) use.
 */
export const endOfLifeFade = 0.2;

/** Fade (0–1 of new capacity) after some damage, as the root of it: fast at first, slower later. */
export const fadeFromDamage = (damage: number): number => endOfLifeFade * Math.sqrt(damage);
export const damageFromFade = (fade: number): number => (Math.max(0, fade) / endOfLifeFade) ** 2;

/** What a cell goes through: state of charge 0–1, its open-circuit voltage, its temperature. */
export interface Stress {
  readonly soc: number;
  readonly ocvV: number;
  readonly temperatureC: number;
}

/**
 * Damage per second from time alone.
 * LFP: Naumann et al. 2018 (J. Energy Storage 17), fade k_T k_S √t. NMC, NCA: Schmalstieg et al. 2014
 * (J. Power Sources 257), fade a(V, T) t^0.75 with t in days.
 */
export function calendarDamagePerS(chemistry: ChemistryName, stress: Stress): number {
  const kelvin = kelvinFromC(stress.temperatureC);
  if (chemistry === "LFP") {
    const byTemperature = 1.2571e-5 * Math.exp((-17126 / gasJPerMolK) * (1 / kelvin - 1 / 298.15));
    const bySoc = 2.8575 * (stress.soc - 0.5) ** 3 + 0.60225;
    return ((byTemperature * bySoc) / endOfLifeFade) ** 2;
  }
  const perDay = Math.max(0, 7.543 * stress.ocvV - 23.75) * 1e6 * Math.exp(-6976 / kelvin);
  return (perDay / endOfLifeFade) ** (4 / 3) / 86_400;
}

/**
 * Damage per full equivalent cycle at a C-rate ≥ 0 (half of it in each direction).
 * LFP: Naumann et al. 2020 (J. Power Sources 451) at 60 % depth. NMC, NCA: Schmalstieg et al. 2014 at 50 % depth for
 * its 2.05 Ah cell, growing with the rate above C/3 as in Smith et al. 2021 (J. Electrochem. Soc. 168).
 */
export function cycleDamage(chemistry: ChemistryName, cRate: number, stress: Stress): number {
  if (chemistry === "LFP") {
    return (((0.063 * cRate + 0.0971) * 1.0923) / 100 / endOfLifeFade) ** 2;
  }
  const perRootAh = 7.348e-3 * (stress.ocvV - 3.667) ** 2 + 7.6e-4 + 4.081e-3 * 0.5;
  return (perRootAh / endOfLifeFade) ** 2 * 2 * 2.05 * Math.max(1, 3 * cRate);
}

/**
 * Damage per full equivalent charge from lithium plating, only while charging below 15 °C: exponential in the rate and
 * in the cold, the shape of Schimpe et al. 2018 (J. Electrochem. Soc. 165), fading out towards 15 °C.
 */
export function platingDamage(cRate: number, temperatureC: number): number {
  if (temperatureC >= 15) return 0;
  const perRootAh =
    4.01e-4 *
    Math.exp((55_500 / gasJPerMolK) * (1 / kelvinFromC(temperatureC) - 1 / 298.15)) *
    Math.exp(2.64 * (cRate - 1));
  return (perRootAh / endOfLifeFade) ** 2 * 3 * Math.min(1, (15 - temperatureC) / 5);
}
