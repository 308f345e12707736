import type { SumWarmth } from "../../market/sum/index.js";
import type { Grid } from "../../schedule.js";
import type { UnixS } from "../../units.js";

/** Where the plan before ended, on its own grid. */
export interface Carried {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly warmth: SumWarmth;
}

/** The prices of the plan before on the steps of the next; undefined where the two do not meet. */
export function carriedWarmth(carried: Carried | undefined, { startS, stepS, steps }: Grid): SumWarmth | undefined {
  const shift = carried === undefined ? Number.NaN : (startS - carried.startS) / stepS;
  if (carried?.stepS !== stepS || !Number.isInteger(shift) || shift < 0) return undefined;
  const shifted = Object.entries(carried.warmth.price).map(([set, price]) => [set, price.slice(shift, shift + steps)]);
  return { ...carried.warmth, price: Object.fromEntries(shifted) as SumWarmth["price"] };
}
