import type { Micro } from "../../units.js";
import { childHours, gridCost, gridTerm, stepHours } from "./grid-cost.js";
import { leastValue, mostGain, type RowSets, setPrices } from "./prices.js";
import type { ChildPrices, RoundsChild, RoundsPrices, RoundsProblem } from "./types.js";

/** A child's best value, and the prices it was told then. */
export interface Heard {
  readonly told: ChildPrices;
  readonly bestValueMicro: Micro;
}
export interface LowerBound {
  readonly micro: Micro;
  readonly prices: RoundsPrices;
  /** False where a child's limits are not known either: then it is no bound. */
  readonly complete: boolean;
}

/**
 * Σ L + grid − Σ rows · capacity at these prices: no plan costs less, given honest L. A child that was told other
 * prices, or nothing, counts with what it said before, lowered by the most it can have gained; one that never
 * answered, with its limits.
 */
export function lowerBound(
  problem: RoundsProblem,
  sets: RowSets,
  prices: RoundsPrices,
  heard: readonly (readonly Heard[])[],
): LowerBound {
  const exact = setPrices(prices, sets);
  let micro = gridTerm(problem, prices) - rowTerm(problem, prices);
  let complete = true;
  for (const [index, child] of problem.children.entries()) {
    const to = exact[sets.setOf[index] ?? 0];
    if (to === undefined) continue;
    const value = Math.max(
      leastValue(problem, child, to),
      ...(heard[index] ?? []).map(({ told, bestValueMicro }) =>
        told === to ? bestValueMicro : bestValueMicro - mostGain(problem, child, { from: told, to }),
      ),
    );
    complete &&= Number.isFinite(value);
    micro += Number.isFinite(value) ? value : 0;
  }
  return { micro, prices, complete };
}

/** µ that the rows' room is worth at these prices. */
function rowTerm(problem: RoundsProblem, prices: RoundsPrices): Micro {
  const hours = stepHours(problem);
  let micro = 0;
  for (const [index, row] of problem.rows.entries()) {
    for (const [step, h] of hours.entries()) {
      const worth =
        (prices.rowImport[index]?.[step] ?? 0) * (row.importW[step] ?? 0) +
        (prices.rowExport[index]?.[step] ?? 0) * (row.exportW[step] ?? 0);
      micro += (worth * h) / 1000;
    }
  }
  return micro;
}

/** What every plan costs, and the scale of the gap, both µ. */
export interface GapScale {
  /** Uncontrolled load alone, the peak so far, and energy that no plan can deliver. */
  readonly fixedMicro: Micro;
  /** 1 % of what charging at once at full power would cost more than that. */
  readonly leastMicro: Micro;
}

export function gapScale(problem: RoundsProblem): GapScale {
  const aloneMicro = gridCost(problem, problem.baseW);
  const hours = stepHours(problem);
  const netW = [...problem.baseW];
  let unavoidable = 0;
  for (const child of problem.children) {
    unavoidable += unavoidableMicro(child, childHours(problem, child));
    let leftWh = child.tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
    for (const [step, h] of hours.entries()) {
      if (h <= 0) continue;
      const watts = Math.min(child.importMaxW[step] ?? 0, leftWh / h);
      netW[step] = (netW[step] ?? 0) + watts;
      leftWh -= watts * h;
    }
  }
  const uncontrolled = Math.abs(gridCost(problem, netW) - aloneMicro);
  return { fixedMicro: aloneMicro + unavoidable, leastMicro: Math.max(1, 0.01 * uncontrolled) };
}

/** µ of the energy asked for that the child's own limits keep out, the least valuable. */
export function unavoidableMicro(child: RoundsChild, hours: readonly number[]): Micro {
  let leftWh = hours.reduce((sum, h, step) => sum + h * (child.importMaxW[step] ?? 0), 0);
  let micro = 0;
  for (const { energyWh, valueMicroPerKwh } of child.tiers) {
    const metWh = Math.min(leftWh, energyWh);
    leftWh -= metWh;
    micro += ((energyWh - metWh) * valueMicroPerKwh) / 1000;
  }
  return micro;
}

/** (UB − LB) over what a plan can change, as a fraction; 0 where the bounds meet. */
export function gapOf(upperMicro: Micro, lowerMicro: Micro, scale: GapScale): number {
  const size = Math.max(Math.abs(upperMicro - scale.fixedMicro), scale.leastMicro);
  return Math.max(0, upperMicro - lowerMicro) / size;
}
