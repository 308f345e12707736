import { declaredCost } from "@chargepact/protocol";
import type { Instance } from "../market/instance.js";
import type { Day } from "./day.js";

/** W by child and step of one site. */
export type Plan = ReadonlyMap<string, readonly number[]>;

export interface Outcome {
  /** µ of energy, peak, wear and energy not delivered, of all sites, less `fixedMicro`. */
  readonly costMicro: number;
  /** kWh that vehicles get. */
  readonly energyKwh: number;
  /** W; the feeder's highest import. */
  readonly peakW: number;
}

/** W by step: net import of one site. */
export function netOf({ problem }: Instance, plan: Plan): readonly number[] {
  const net = [...problem.baseW];
  for (const powerW of plan.values())
    for (const [step, watts] of powerW.entries()) net[step] = (net[step] ?? 0) + watts;
  return net;
}

/** What plans come to by the holders' own costs. What no plan can avoid, the base load's energy and peak, is left out. */
export function outcomeOf(day: Day, plans: readonly Plan[]): Outcome {
  let [costMicro, energyKwh] = [0, 0];
  const [totalW, fixedW] = [[...day.baseW], [...day.baseW]];
  for (const [index, site] of day.sites.entries()) {
    const plan: Plan = plans[index] ?? new Map<string, readonly number[]>();
    const own = ownCost(site, plan);
    const net = netOf(site, plan);
    costMicro += own.costMicro + energyMicro(day, site, net);
    energyKwh += own.energyKwh;
    for (const [step, watts] of net.entries()) {
      totalW[step] = (totalW[step] ?? 0) + watts;
      fixedW[step] = (fixedW[step] ?? 0) + (site.problem.baseW[step] ?? 0);
    }
  }
  const peakW = Math.max(...totalW);
  const demandMicro = (day.demandMicroPerKw * (peakW - Math.max(...fixedW))) / 1000;
  return { costMicro: costMicro + demandMicro, energyKwh, peakW };
}

/** Wear and what is not delivered, and what is delivered to vehicles. */
function ownCost(site: Instance, plan: Plan): { readonly costMicro: number; readonly energyKwh: number } {
  let [costMicro, energyKwh] = [0, 0];
  for (const [id, powerW] of plan) {
    const own = site.holders.get(id)?.problem;
    if (own === undefined) continue;
    const priced = declaredCost(own, powerW);
    costMicro += priced.costMicro;
    if (id !== "storage") energyKwh += priced.deliveredWh / 1000;
  }
  return { costMicro, energyKwh };
}

/** µ of what a site draws at the feeder's prices, above what its base load costs in any case. */
function energyMicro(day: Day, { problem }: Instance, net: readonly number[]): number {
  const { importPrice, exportPrice, baseW } = problem;
  return net.reduce((sum, watts, step) => {
    const price = day.price[step] ?? 0;
    const less = watts < 0 ? Math.max(0, (importPrice[step] ?? 0) - (exportPrice[step] ?? 0)) : 0;
    return sum + (((price - less) * watts - price * (baseW[step] ?? 0)) * day.stepS) / 3_600_000;
  }, 0);
}
