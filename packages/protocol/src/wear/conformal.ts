import type { Quantiles } from "./types.js";

/**
 * How far the edges of a band are from its median for this one battery, as multiples of what the predictor says: 1 as it
 * says, more where it is too sure, below 0 where it is off to one side. Plain JSON, of constant size.
 */
export interface BandScale {
  readonly low: number;
  readonly high: number;
  /** Forecasts that were measured, and how many of them lay in the band as it then was. */
  readonly met: number;
  readonly within: number;
}
export const unscaledBand: BandScale = { low: 1, high: 1, met: 0, within: 0 };

/** Share that may lie beyond each edge of the band p10–p90. */
const missed = 0.1;
/** Gain per sample: large at first, for a battery plugs in for hours, then this. */
const [gainFirst, gainLeast] = [0.2, 0.05];
/** An edge moves no further: whoever is that wrong is left to the guard. */
const [edgeLeast, edgeMost] = [-2, 4];

/** The band as calibrated. Quantiles stay in order. */
export function scaleBand({ p10, p50, p90 }: Quantiles, { low, high }: BandScale): Quantiles {
  const [one, other] = [p50 - low * (p50 - p10), p50 + high * (p90 - p50)];
  const [least, most] = one <= other ? [one, other] : [other, one];
  return { p10: least, p50: Math.min(most, Math.max(least, p50)), p90: most };
}

/**
 * Adaptive conformal inference (Gibbs & Candès 2021, arXiv 2106.00170), on the scale of each edge: a miss moves it out, a
 * hit a ninth of that in, so that in the long run a tenth lies beyond each, whatever the errors are like.
 */
export function learnBand(scale: BandScale, raw: Quantiles, measured: number): BandScale {
  if (!Number.isFinite(measured)) return scale;
  const band = scaleBand(raw, scale);
  const [below, above] = [measured < band.p10, measured > band.p90];
  const gain = Math.max(gainLeast, gainFirst / Math.sqrt(1 + scale.met));
  return {
    low: bounded(scale.low + gain * ((below ? 1 : 0) - missed)),
    high: bounded(scale.high + gain * ((above ? 1 : 0) - missed)),
    met: scale.met + 1,
    within: scale.within + (below || above ? 0 : 1),
  };
}

/** Width of the calibrated band over that of the raw one; 1 where that has none. */
export function widthRatio(raw: Quantiles, scale: BandScale): number {
  const width = raw.p90 - raw.p10;
  const band = scaleBand(raw, scale);
  return width > 0 ? (band.p90 - band.p10) / width : 1;
}

const bounded = (edge: number): number => Math.min(edgeMost, Math.max(edgeLeast, edge));
