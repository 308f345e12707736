import type { Reason } from "../messages.js";
import type { Watts } from "../units.js";
import { clamp, interpolate, type Point } from "./pack.js";
import type { Chemistry, Pack } from "./types.js";

/** What limits a battery now. */
export interface EnvelopeState {
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
}
export interface EnvelopeLimits {
  readonly pack: Pack;
  /** W; what the equipment (on-board charger, contactor) can draw, at the grid side. */
  readonly ratedW: Watts;
  /** SoC at which charging ends. */
  readonly socMax: number;
  /** C-rate (1/h) that the cells accept against SoC; default by chemistry. */
  readonly acceptance?: readonly Point[];
}
/** The most a battery may import or export now, W ≥ 0 at the grid side, and why it is below the rating, most binding first. */
export interface OwnLimit {
  readonly maxW: Watts;
  readonly reasons: readonly Reason[];
}

/** Full rating up to 40 °C, nothing from 55 °C on: where makers of packs derate and where they open the contactor. */
const hot: readonly Point[] = [
  [40, 1],
  [55, 0],
];
const unvalidatedCold: readonly Point[] = [
  [-5, 0],
  [0, 0.03],
  [10, 0.16],
  [15, 0.5],
  [25, 1],
];
/** C-rate without plating (predictor notes, after Schimpe 2018): of the order of 0.3 C at 10 °C for NMC, 0.16 C for LFP. */
const cold: Record<Chemistry, readonly Point[]> = {
  NMC: [
    [-10, 0],
    [0, 0.08],
    [10, 0.3],
    [15, 0.8],
    [25, 2],
  ],
  LFP: [
    [-5, 0],
    [0, 0.03],
    [10, 0.16],
    [15, 0.5],
    [25, 1.5],
  ],
  NCA: [
    [-10, 0],
    [0, 0.08],
    [10, 0.3],
    [15, 0.8],
    [25, 1.5],
  ],
  SODIUM_ION: unvalidatedCold,
  // Its anode stands 1.5 V above lithium: nothing plates. Still unvalidated, so no faster than the others when warm.
  LTO: [
    [-30, 0],
    [-10, 0.5],
    [10, 1],
  ],
  OTHER: unvalidatedCold,
};
/** Share of the rated export in the cold, °C: risen resistance lets out less; nothing plates while discharging. */
const coldOut: readonly Point[] = [
  [-25, 0],
  [-10, 0.5],
  [5, 1],
];
/** C-rate that a worn battery bears: risen resistance and used-up lithium reserve bring plating and heat nearer. */
const worn: readonly Point[] = [
  [0.5, 0.1],
  [0.65, 0.4],
  [0.8, 0.8],
  [0.9, 1.5],
  [1, 3],
];
const unvalidatedAcceptance: readonly Point[] = [
  [0, 1],
  [0.8, 0.5],
  [1, 0.03],
];
/** C-rate against SoC: the shape of DC charging curves of cars sold until 2021, at its lower edge. */
const acceptance: Record<Chemistry, readonly Point[]> = {
  NMC: [
    [0, 1.5],
    [0.5, 1.2],
    [0.8, 0.5],
    [0.9, 0.3],
    [0.95, 0.15],
    [1, 0.03],
  ],
  LFP: [
    [0, 1.2],
    [0.8, 0.8],
    [0.95, 0.3],
    [1, 0.03],
  ],
  NCA: [
    [0, 1.5],
    [0.5, 1.1],
    [0.8, 0.45],
    [0.9, 0.25],
    [1, 0.03],
  ],
  SODIUM_ION: unvalidatedAcceptance,
  LTO: unvalidatedAcceptance,
  OTHER: unvalidatedAcceptance,
};

/** C-rate, 1/h, that does not plate at a cell temperature, whatever the charge. */
export function coldRate(chemistry: Chemistry, temperatureC: number): number {
  return interpolate(cold[chemistry], temperatureC);
}

/** Share of the rated power at a cell temperature, °C, 0 to 1: measured, or the p90 of what is forecast. */
export const hotShare = (temperatureC: number): number => interpolate(hot, temperatureC);

/** I_max(T, SoC, SoH): comes first and last. No prediction, price or agreement raises it. */
export function ownLimit(limits: EnvelopeLimits, state: EnvelopeState): OwnLimit {
  const { pack, ratedW } = limits;
  if (!isKnown(state)) return { maxW: 0, reasons: ["EQUIPMENT"] };
  const capacityW = (pack.capacityWh * clamp(state.soh, 0, 1.1)) / pack.chargeEfficiency;
  const accepted = interpolate(limits.acceptance ?? acceptance[pack.chemistry], state.soc);
  return tightest(ratedW, [
    [state.soc >= limits.socMax ? 0 : ratedW, "SOC_WINDOW"],
    [ratedW * interpolate(hot, state.temperatureC), "THERMAL"],
    [capacityW * coldRate(pack.chemistry, state.temperatureC), "COLD"],
    [capacityW * interpolate(worn, state.soh), "WORN"],
    [capacityW * accepted, "ACCEPTANCE"],
  ]);
}

/** The same for export: nothing at the floor, and no faster than hot, cold or worn cells bear (S5). */
export function ownExportLimit(
  limits: { readonly pack: Pack; readonly ratedW: Watts; readonly socFloor: number },
  state: EnvelopeState,
): OwnLimit {
  const { pack, ratedW, socFloor } = limits;
  if (!isKnown(state)) return { maxW: 0, reasons: ["EQUIPMENT"] };
  const capacityW = pack.capacityWh * clamp(state.soh, 0, 1.1) * pack.dischargeEfficiency;
  return tightest(ratedW, [
    [state.soc <= socFloor ? 0 : ratedW, "SOC_WINDOW"],
    [ratedW * interpolate(hot, state.temperatureC), "THERMAL"],
    [ratedW * interpolate(coldOut, state.temperatureC), "COLD"],
    [capacityW * interpolate(worn, state.soh), "WORN"],
  ]);
}

const isKnown = ({ soc, soh, temperatureC }: EnvelopeState): boolean => [soc, soh, temperatureC].every(Number.isFinite);

function tightest(ratedW: Watts, all: readonly (readonly [Watts, Reason])[]): OwnLimit {
  const binding = all.filter(([watts]) => watts < ratedW).sort(([a], [b]) => a - b);
  return { maxW: Math.max(0, binding[0]?.[0] ?? ratedW), reasons: binding.map(([, reason]) => reason) };
}
