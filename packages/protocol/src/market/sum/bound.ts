import type { Micro } from "../../units.js";
import type { SumSet } from "./sets.js";
import { hoursOf } from "./supply.js";
import type { SumProblem } from "./types.js";

/**
 * The grid's part of the dual bound at these prices, µ: the least that energy and demand charge can cost less what the
 * sets pay, over all powers within the rows. With Σ L it bounds every plan from below, whatever the prices: the
 * peak counts by hours · `peakMicro`, which sums to no more than the charge.
 */
export function gridLeast(
  problem: SumProblem,
  sets: readonly SumSet[],
  at: { readonly price: readonly Float64Array[]; readonly peakMicro: Float64Array },
): Micro {
  const hours = hoursOf(problem);
  let shared = 0;
  let micro = 0;
  for (const [step, h] of hours.entries()) {
    if (h <= 0) continue;
    const peak = at.peakMicro[step] ?? 0;
    shared += peak * h;
    micro += h * leastOf(problem, sets, { step, price: at.price, peak });
  }
  return micro + (Math.max(0, problem.demandMicroPerKw - shared) * problem.peakSoFarW) / 1000;
}

/** µ per hour: fills the sets in order of what they pay, while that is more than the energy costs. */
function leastOf(
  problem: SumProblem,
  sets: readonly SumSet[],
  { step, price, peak }: { readonly step: number; readonly price: readonly Float64Array[]; readonly peak: number },
): number {
  const importPrice = problem.importPrice[step] ?? 0;
  const exportPrice = Math.min(importPrice, problem.exportPrice[step] ?? 0);
  const all = sets
    .map(({ lowKw, highKw }, set) => ({
      pays: price[set]?.[step] ?? 0,
      low: lowKw[step] ?? 0,
      roomKw: (highKw[step] ?? 0) - (lowKw[step] ?? 0),
    }))
    .sort((a, b) => b.pays - a.pays);
  const mostKw = Math.max(0, problem.feeder.importW[step] ?? 0) / 1000;
  const leastKw = 0 - Math.max(0, problem.feeder.exportW[step] ?? 0) / 1000;
  const baseKw = (problem.baseW[step] ?? 0) / 1000;
  let kw = 0;
  let paid = 0;
  for (const { pays, low } of all) [kw, paid] = [kw + low, paid + pays * low];
  for (const { pays, roomKw } of all) {
    // Up to what the feeder must take, then as long as it pays: the export price before the net turns, then the import price.
    const ends = [leastKw, pays > exportPrice + peak ? 0 - baseKw : kw, pays > importPrice + peak ? mostKw : kw];
    const toKw = Math.min(kw + roomKw, mostKw, Math.max(kw, ...ends));
    [kw, paid] = [Math.max(kw, toKw), paid + pays * (Math.max(kw, toKw) - kw)];
  }
  const netKw = kw + baseKw;
  return (netKw > 0 ? importPrice : exportPrice) * netKw + peak * netKw - paid;
}
