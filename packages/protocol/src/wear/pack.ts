import type { WattHours } from "../units.js";
import type { Chemistry, Pack } from "./types.js";

export type Point = readonly [x: number, y: number];

/** Linear between points (x ascending), constant beyond the ends. */
export function interpolate(points: readonly Point[], x: number): number {
  let before = points[0] ?? [0, 0];
  for (const point of points) {
    if (x < point[0]) {
      if (x <= before[0]) return before[1];
      return before[1] + ((point[1] - before[1]) * (x - before[0])) / (point[0] - before[0]);
    }
    before = point;
  }
  return before[1];
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * A typical 400 V pack: 6.5 kg of cells per kWh at 1100 J/(kg·K), a time constant of some ten hours when parked, losses
 * of 3 % at one hour's rate.
 */
export function packOf(chemistry: Chemistry, capacityWh: WattHours, efficiency = 0.92): Pack {
  const voltageV = 400;
  return {
    chemistry,
    capacityWh,
    voltageV,
    resistanceOhm: (0.03 * voltageV * voltageV) / capacityWh,
    heatCapacityJPerK: 6.5 * 1.1 * capacityWh,
    heatLossWPerK: 0.0002 * capacityWh,
    chargeEfficiency: efficiency,
    dischargeEfficiency: efficiency,
  };
}

/** Wh that the pack holds now, full. */
export function capacityNowWh(pack: Pack, soh: number): WattHours {
  return pack.capacityWh * soh;
}

/** Ω: doubles from new to 80 % SoH and grows in the cold (activation energy 20 kJ/mol, a usual figure for cells). */
export function resistanceOf(pack: Pack, state: { readonly soh: number; readonly temperatureC: number }): number {
  const worn = 1 + clamp((1 - state.soh) / 0.2, 0, 3);
  return (pack.resistanceOhm * worn) / arrhenius(20_000, state.temperatureC);
}

export const gasConstant = 8.314;
export const kelvin = (celsius: number): number => celsius + 273.15;

/** Rate relative to 25 °C for an activation energy in J/mol; grows with temperature. */
export function arrhenius(activationJPerMol: number, temperatureC: number): number {
  return Math.exp((-activationJPerMol / gasConstant) * (1 / kelvin(temperatureC) - 1 / 298.15));
}

/** Open-circuit voltage per cell, V, against SoC: typical curves. */
const openCircuit: Record<Chemistry, { readonly nominalV: number; readonly points: readonly Point[] }> = {
  NMC: {
    nominalV: 3.7,
    points: [
      [0, 3.0],
      [0.1, 3.45],
      [0.2, 3.55],
      [0.5, 3.7],
      [0.8, 4.0],
      [1, 4.18],
    ],
  },
  LFP: {
    nominalV: 3.3,
    points: [
      [0, 2.8],
      [0.1, 3.2],
      [0.5, 3.3],
      [0.9, 3.34],
      [1, 3.5],
    ],
  },
  NCA: {
    nominalV: 3.65,
    points: [
      [0, 3.0],
      [0.1, 3.4],
      [0.2, 3.5],
      [0.5, 3.67],
      [0.8, 3.95],
      [1, 4.18],
    ],
  },
  SODIUM_ION: {
    nominalV: 3.1,
    points: [
      [0, 2.0],
      [0.2, 2.8],
      [1, 3.9],
    ],
  },
  LTO: {
    nominalV: 2.3,
    points: [
      [0, 1.9],
      [0.1, 2.15],
      [0.9, 2.45],
      [1, 2.7],
    ],
  },
  OTHER: {
    nominalV: 3.0,
    points: [
      [0, 2.0],
      [1, 3.9],
    ],
  },
};

export function openCircuitCellV(chemistry: Chemistry, soc: number): number {
  return interpolate(openCircuit[chemistry].points, soc);
}

/** Cells in series. */
export function seriesOf(pack: Pack): number {
  return pack.voltageV / openCircuit[pack.chemistry].nominalV;
}
