import type { Watts } from "../../units.js";

/**
 * How wide a site's p90 has to be, by lead time: spreads by which it lies above the p50. Plain data; adapted by each
 * metered step (adaptive conformal inference, Gibbs and Candès 2021), so that in the long run nine in ten lie below
 * whatever the errors look like.
 */
export interface Calibration {
  /** One factor ≥ 0 for each of the lead times below. */
  readonly factors: readonly number[];
  readonly metered: readonly number[];
}

/** s; a lead time counts with the first that is not below it, beyond the last with the last. */
const leadsS = [3_600, 14_400, 43_200, 86_400] as const;
const covered = 0.9;
/** Spreads by which the first misses move a factor; later ones move it less, down to the last. */
const [moveFirst, moveLast] = [0.5, 0.1];

/** What nothing is known of yet: the p90 of a normal distribution whose deviation is the spread. */
export const calibrationBegin: Calibration = { factors: leadsS.map(() => 1.2816), metered: leadsS.map(() => 0) };

/** p90 in W ≥ 0 of a forecast made `leadS` before it happens; `spreadW` ≥ 0 is the site's own guess of its deviation. */
export function p90Of(
  { factors }: Calibration,
  { leadS, p50W, spreadW }: { readonly leadS: number; readonly p50W: Watts; readonly spreadW: Watts },
): Watts {
  return Math.max(0, Math.ceil(p50W + (factors[leadClass(leadS)] ?? 0) * spreadW));
}

/** Learns from one step of which the p90 was told `leadS` before, in W, and which was metered since. */
export function calibrate(
  { factors, metered }: Calibration,
  of: { readonly leadS: number; readonly p90W: Watts; readonly meteredW: Watts },
): Calibration {
  const bucket = leadClass(of.leadS);
  const move = Math.max(moveLast, moveFirst / Math.sqrt(1 + (metered[bucket] ?? 0) / 10));
  const by = move * (of.meteredW > of.p90W ? covered : covered - 1);
  return {
    factors: factors.map((factor, index) => (index === bucket ? Math.max(0, factor + by) : factor)),
    metered: metered.map((count, index) => count + (index === bucket ? 1 : 0)),
  };
}

/** Which of the lead times one counts with, from 0. */
export const leadClass = (leadS: number): number => {
  const index = leadsS.findIndex((untilS) => leadS <= untilS);
  return index < 0 ? leadsS.length - 1 : index;
};
