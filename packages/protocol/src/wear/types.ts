import type { QuoteQuality } from "../messages.js";
import type { DurationMs, WattHours, Watts } from "../units.js";

/** NMC, LFP and NCA have physics with published figures; the rest has static tables only and is *unvalidated*. */
export const chemistries = ["NMC", "LFP", "NCA", "SODIUM_ION", "LTO", "OTHER"] as const;
export type Chemistry = (typeof chemistries)[number];

/** What a pack is, as built. Powers and energies of curves are at the grid side, those of a pack at the cells. */
export interface Pack {
  readonly chemistry: Chemistry;
  /** Wh when new. */
  readonly capacityWh: WattHours;
  /** Nominal pack voltage, V. */
  readonly voltageV: number;
  /** Ω at 25 °C when new, half charged. */
  readonly resistanceOhm: number;
  readonly heatCapacityJPerK: number;
  /** Heat lost to the surroundings, W per K. */
  readonly heatLossWPerK: number;
  /** Fractions (0, 1]: cell energy per grid energy when charging, grid energy per cell energy when discharging. */
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
}

export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}
type Range = readonly [low: number, high: number];
/** Where a predictor has been shown to hold; outside it must not quote. C-rate in 1/h: of wear by the rated capacity, else by what is left of it. */
export interface ValidityBox {
  readonly temperatureC: Range;
  readonly cRate: Range;
  readonly soc: Range;
  readonly soh: Range;
}
/** Where a prediction comes from. Stays in the battery; only the quality and the model's hash travel. */
export interface Provenance {
  readonly modelId: string;
  /** Hex; empty for physics and tables. */
  readonly sha256: string;
  readonly trainedOn: string;
  readonly chemistry: Chemistry;
  readonly box: ValidityBox;
  /** Measured coverage of the p10–p90 band and the number of samples; absent where never measured. */
  readonly calibration?: { readonly coverage: number; readonly count: number };
  /** `user`: a predictor of the owner's own that runs no model file. */
  readonly engine: "onnx" | "user" | "physics" | "static";
}

/** Marginal ageing up to `toW` (magnitude, grid side): virtual age per kWh within the band. */
export interface WearBand {
  readonly toW: Watts;
  readonly agePerKwh: number;
}
/** Ageing while standing at a state of charge, virtual age per hour. */
export interface CalendarPoint {
  readonly soc: number;
  readonly agePerHour: number;
}
/**
 * Virtual-age increments: 1 is a whole life, from new to 80 % SoH. Additive and path-independent: the sum over a plan
 * is the same however it is cut. Bands are contiguous from 0 W with non-decreasing slopes, so ageing per hour is convex
 * in power; the last slope holds beyond. Calendar points ascend in SoC and are convex.
 */
export interface WearCurve {
  readonly charge: readonly WearBand[];
  readonly discharge: readonly WearBand[];
  readonly calendar: readonly CalendarPoint[];
}

export interface WearQuery {
  readonly pack: Pack;
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
  /** W; magnitudes at the grid side up to which the bands shall reach. */
  readonly powerMaxW: Watts;
  readonly exportMaxW: Watts;
  readonly deadlineMs: DurationMs;
}
export interface WearPrediction {
  readonly p50: WearCurve;
  readonly p90: WearCurve;
  /** Months under ordinary use until 80 % SoH; of a battery in its second life until 60 %. */
  readonly endOfLifeMonths: Quantiles;
  readonly provenance: Provenance;
  readonly quality: QuoteQuality;
}

/** What was measured a while before the question: models need it, physics does not. */
export interface RecentSample {
  /** s before the question, > 0. */
  readonly ageS: number;
  /** W at the grid side, + import. */
  readonly powerW: Watts;
  readonly temperatureC: number;
  /** Pack, V; where the management system says. */
  readonly voltageV?: number;
}
/** Planned power is part of the question: without it even physics errs ten times more. */
export interface ShortHorizonQuery {
  readonly pack: Pack;
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
  readonly ambientC: number;
  readonly stepS: number;
  /** W per step at the grid side, + import, − export. */
  readonly powerW: readonly Watts[];
  readonly deadlineMs: DurationMs;
  /** Newest first; at most 32. */
  readonly recent?: readonly RecentSample[];
  /** W and V at the moment of the question; absent where not measured. */
  readonly powerNowW?: Watts;
  readonly voltageNowV?: number;
}
export interface ShortHorizonPrediction {
  /** At the end of each step. */
  readonly voltageV: readonly Quantiles[];
  readonly temperatureC: readonly Quantiles[];
  readonly provenance: Provenance;
  readonly quality: QuoteQuality;
}

/** Same question, same answer; undefined = refuses to answer (outside its box, too late). Never "no limit". */
export interface WearPredictor {
  predict(query: WearQuery): WearPrediction | undefined | Promise<WearPrediction | undefined>;
}
export interface ShortHorizonPredictor {
  predict(query: ShortHorizonQuery): ShortHorizonPrediction | undefined | Promise<ShortHorizonPrediction | undefined>;
}
/** What an owner plugs in. Asked off the core: an answer may take a while, fail or never come. */
export interface Predictors {
  readonly wear?: WearPredictor;
  readonly horizon?: ShortHorizonPredictor;
}
/** Predictors that answer within the call: physics and tables. */
export interface WearPredictorNow extends WearPredictor {
  predict(query: WearQuery): WearPrediction | undefined;
}
export interface ShortHorizonPredictorNow extends ShortHorizonPredictor {
  predict(query: ShortHorizonQuery): ShortHorizonPrediction | undefined;
}
