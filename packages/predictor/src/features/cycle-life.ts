/** What a battery's first hundred cycles have shown, per cell. Curves: Ah discharged at the same falling voltages. */
export interface EarlyCycles {
  readonly ratedAh: number;
  readonly chargeAh10: ArrayLike<number>;
  readonly chargeAh30: ArrayLike<number>;
  readonly chargeAh100: ArrayLike<number>;
  /** Ah of the whole discharge of cycles 2 and 50. */
  readonly capacityAh2: number;
  readonly capacityAh50: number;
  /** C-rate of charging from empty to 80 %, mean over charge, 1/h. */
  readonly chargeRate: number;
}

/** Columns of the model of cycle life, in this order; all are fractions of the rated capacity but the last, 1/h. */
export const cycleLifeInputs = [
  "fall_since_10",
  "fall_since_30",
  "capacity_bend",
  "capacity_first",
  "charge_rate",
] as const;

/**
 * Writes one row, from `at` on. A fall is the largest by which Q(V) of cycle 100 lies below that of an earlier cycle
 * (Severson et al., Nature Energy 2019); the bend is the second difference of the capacities at cycles 10, 50 and 100.
 */
export function cycleLifeFeatures(early: EarlyCycles, features: Float32Array, at = 0): void {
  const { ratedAh, chargeAh10, chargeAh30, chargeAh100, capacityAh2, capacityAh50, chargeRate } = early;
  features[at] = fall(chargeAh10, chargeAh100) / ratedAh;
  features[at + 1] = fall(chargeAh30, chargeAh100) / ratedAh;
  features[at + 2] = (last(chargeAh100) - 2 * capacityAh50 + last(chargeAh10)) / ratedAh;
  features[at + 3] = capacityAh2 / ratedAh;
  features[at + 4] = chargeRate;
}

/** C-rate mean over charge, 1/h: `first` until this state of charge, then `second` until 0.8. */
export function twoStepRate(first: number, until: number, second: number): number {
  const cut = Math.min(until, 0.8);
  return (first * cut + second * (0.8 - cut)) / 0.8;
}

/** NaN where the curves are not of the same voltages. */
function fall(before: ArrayLike<number>, after: ArrayLike<number>): number {
  if (before.length !== after.length || after.length === 0) return Number.NaN;
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < after.length; index += 1) {
    const by = (before[index] ?? Number.NaN) - (after[index] ?? Number.NaN);
    if (!(by <= most)) most = by;
    if (Number.isNaN(by)) return Number.NaN;
  }
  return most;
}

const last = (curve: ArrayLike<number>): number => curve[curve.length - 1] ?? Number.NaN;
