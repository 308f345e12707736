import { declaredCost } from "@chargepact/protocol";
import { type Cases } from "../market/cases.js";
import { type Instance, makeInstance, type Shape } from "../market/instance.js";

/** Three sites on one feeder for one day; vectors have one value a step. */
export interface Day {
  readonly name: string;
  readonly startS: number;
  readonly stepS: number;
  readonly sites: readonly Instance[];
  /** Day-ahead, fee included, µ/kWh. */
  readonly price: readonly number[];
  readonly demandMicroPerKw: number;
  /** W; what the feeder carries beside the sites: homes, with their evening. */
  readonly baseW: readonly number[];
}

const demands = [500_000, 1_000_000, 1_500_000];

export function days({ blendable }: Cases, most: number): readonly Day[] {
  const shapes = blendable.filter(({ stepS, sessions }) => stepS === 900 && sessions.length >= 15);
  const real = shapes.filter(({ name }) => name.startsWith("workplace"));
  return (real.length > 0 ? real : shapes).slice(0, most).map(dayOf);
}

/** On every other day sessions go round the sites, else by arrival: an early, a middle and a late shift. */
function dayOf(shape: Shape, index: number): Day {
  const byArrival = [...shape.sessions].sort((a, b) => a.fromH - b.fromH);
  const third = Math.ceil(byArrival.length / 3);
  const demandMicroPerKw = demands[index % 3] ?? 0;
  const sites = [0, 1, 2].map((site) => {
    const sessions = byArrival.filter((_, at) => (index % 2 === 0 ? at % 3 === site : Math.floor(at / third) === site));
    return makeInstance({ ...shape, name: `${shape.name}-${"abc"[site] ?? ""}`, sessions, demandMicroPerKw, limitShare: 0.8, seed: shape.seed * 3 + site });
  });
  const { grid, importPrice } = sites[0]!.problem;
  const sessionsKw = 0.4 * shape.sessions.length;
  const baseW = importPrice.map((_, step) => {
    const hour = 5 + (step * grid.stepS) / 3600;
    return Math.round(1000 * sessionsKw * (0.3 + 0.3 * Math.exp(-(((hour - 7.5) / 1.5) ** 2)) + 0.7 * Math.exp(-(((hour - 19) / 2) ** 2))));
  });
  return { name: shape.name, startS: grid.startS, stepS: grid.stepS, sites, price: importPrice, demandMicroPerKw, baseW };
}

export type Plans = readonly ReadonlyMap<string, readonly number[]>[];

/** W by step: net import of one site. */
export function netOf({ problem }: Instance, plan: ReadonlyMap<string, readonly number[]>): number[] {
  const net = [...problem.baseW];
  for (const powerW of plan.values()) for (const [step, watts] of powerW.entries()) net[step] = (net[step] ?? 0) + watts;
  return net;
}

export interface Outcome { readonly costMicro: number; readonly energyKwh: number; readonly peakW: number; readonly fixedMicro: number }

/** What plans cost all together, by the holders' own costs; what no plan can avoid apart. */
export function outcomeOf(day: Day, plans: Plans): Outcome {
  let costMicro = 0, energyKwh = 0, fixedMicro = 0;
  const total = [...day.baseW];
  const fixed = [...day.baseW];
  const h = day.stepS / 3600;
  for (const [index, site] of day.sites.entries()) {
    const plan = plans[index] ?? new Map<string, readonly number[]>();
    for (const [id, powerW] of plan) {
      const own = site.holders.get(id)!.problem;
      const priced = declaredCost(own, powerW);
      costMicro += priced.costMicro;
      if (id !== "storage") energyKwh += priced.deliveredWh / 1000;
    }
    for (const [step, watts] of netOf(site, plan).entries()) {
      const spread = (site.problem.importPrice[step] ?? 0) - (site.problem.exportPrice[step] ?? 0);
      const price = (day.price[step] ?? 0) - (watts < 0 ? Math.max(0, spread) : 0);
      costMicro += (price * watts * h) / 1000;
      total[step] = (total[step] ?? 0) + watts;
      const base = site.problem.baseW[step] ?? 0;
      fixed[step] = (fixed[step] ?? 0) + base;
      fixedMicro += ((day.price[step] ?? 0) * base * h) / 1000;
    }
  }
  const peakW = Math.max(...total);
  return { costMicro: costMicro + (day.demandMicroPerKw * peakW) / 1000, energyKwh, peakW, fixedMicro: fixedMicro + (day.demandMicroPerKw * Math.max(...fixed)) / 1000 };
}
