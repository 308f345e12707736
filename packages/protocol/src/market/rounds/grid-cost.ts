import type { Micro, Watts } from "../../units.js";
import { leastWithLevel, liftKw, type StepCost } from "./level.js";
import type { RoundsChild, RoundsPrices, RoundsProblem } from "./types.js";

/** Hours of each step that are still to come. */
export function stepHours({ grid }: RoundsProblem): readonly number[] {
  return grid.usable.map((share) => (share * grid.stepS) / 3600);
}

/** Hours of each step in which a child can take energy. A plan pays for whole steps, whatever part of one it is here. */
export function childHours(problem: RoundsProblem, child: RoundsChild | undefined): readonly number[] {
  const hours = stepHours(problem);
  const presence = child?.presence;
  return presence === undefined ? hours : hours.map((h, step) => h * (presence[step] ?? 1));
}

/** µ/kWh for a kWh fed in; never above the import price, or feeding in what is drawn would pay. */
export function exportPriceAt(problem: RoundsProblem, step: number): number {
  return Math.min(problem.importPrice[step] ?? 0, problem.exportPrice[step] ?? 0);
}

/** Cost, µ, of a net power at the connection point (W per step, + import): energy, less revenue, demand charge, level. */
export function gridCost(problem: RoundsProblem, netW: readonly Watts[]): Micro {
  const hours = stepHours(problem);
  let costMicro = 0;
  let peakW = problem.peakSoFarW;
  for (const [step, watts] of netW.entries()) {
    const price = watts > 0 ? (problem.importPrice[step] ?? 0) : exportPriceAt(problem, step);
    costMicro += (price * watts * (hours[step] ?? 0)) / 1000;
    if ((hours[step] ?? 0) > 0) peakW = Math.max(peakW, watts);
  }
  const { level } = problem;
  const levelMicro = level === undefined ? 0 : level.microPerKw * liftKw(level, netW, hours);
  return costMicro + (problem.demandMicroPerKw * peakW) / 1000 + levelMicro;
}

/**
 * The grid's part of the lower bound, µ: the least that any net power within reach can cost when it is sold to the
 * balance at its price, plus what the uncontrolled load pays. Exact for any prices, so that a rounded one stays a bound.
 */
export function gridTerm(problem: RoundsProblem, prices: RoundsPrices): Micro {
  const hours = stepHours(problem);
  const baseMicro = prices.balance.reduce(
    (sum, price, step) => sum + (price * (problem.baseW[step] ?? 0) * (hours[step] ?? 0)) / 1000,
    0,
  );
  const costs = prices.balance.map((price, step): StepCost => {
    const h = hours[step] ?? 0;
    const importMicro = ((problem.importPrice[step] ?? 0) - price) * h;
    return { importMicro, exportMicro: (price - exportPriceAt(problem, step)) * h, ...reachKw(problem, step) };
  });
  const { level } = problem;
  if (level === undefined) return baseMicro + leastWithPeak(problem, costs);
  // Of two charges each is met by its own part of the steps' costs: the least of a sum is no less than the sum of leasts.
  const parts = problem.demandMicroPerKw > 0 ? [0, 0.5, 1] : [0];
  const least = parts.map(
    (part) => leastWithPeak(problem, partOf(costs, part)) + leastWithLevel(level, partOf(costs, 1 - part), hours),
  );
  return baseMicro + Math.max(...least);
}

const partOf = (costs: readonly StepCost[], part: number): readonly StepCost[] =>
  costs.map((cost) => ({ ...cost, importMicro: part * cost.importMicro, exportMicro: part * cost.exportMicro }));

/** The least that net powers within reach cost together with the peak that they make, µ. */
function leastWithPeak(problem: RoundsProblem, costs: readonly StepCost[]): Micro {
  /** Gain per kW of peak, and the kW up to which each step shares in it. */
  const gains = costs
    .filter(({ importMicro, importKw }) => importMicro < 0 && importKw > 0)
    .map(({ importMicro, importKw }) => ({ gain: -importMicro, toKw: importKw }));
  const exported = costs.reduce((sum, { exportMicro, exportKw }) => sum + Math.min(0, exportMicro) * exportKw, 0);
  return exported + leastPeak(problem, gains);
}

/** min over the peak ≥ what was reached of its charge less what the steps gain under it: convex, so at a corner. */
function leastPeak(problem: RoundsProblem, gains: readonly { readonly gain: number; readonly toKw: number }[]): Micro {
  const soFarKw = problem.peakSoFarW / 1000;
  let least = Number.POSITIVE_INFINITY;
  const at = (peakKw: number): number =>
    gains.reduce((sum, { gain, toKw }) => sum - gain * Math.min(peakKw, toKw), problem.demandMicroPerKw * peakKw);
  for (const peakKw of [soFarKw, ...gains.map(({ toKw }) => toKw).filter((kw) => kw > soFarKw)]) {
    least = Math.min(least, at(peakKw));
  }
  return least;
}

/** kW of net import and export that the children can bring about at most in a step. */
function reachKw(problem: RoundsProblem, step: number): { readonly importKw: number; readonly exportKw: number } {
  let importW = problem.baseW[step] ?? 0;
  let exportW = -importW;
  for (const child of problem.children) {
    importW += child.importMaxW[step] ?? 0;
    exportW += child.exportMaxW[step] ?? 0;
  }
  return { importKw: Math.max(0, importW) / 1000, exportKw: Math.max(0, exportW) / 1000 };
}
