import type { Solver } from "@chargepact/agent";
import {
  aggregateForecast,
  type AggregateForecast,
  calibrationBegin,
  type FeederInput,
  type FeederState,
  nextCohort,
  publishFeeder,
  type SiteTerms,
} from "@chargepact/protocol";
import type { Instance } from "../market/instance.js";
import { type Day, feederInput } from "./day.js";
import { answerTo, optimum } from "./optimum.js";
import { type Outcome, outcomeOf, type Plan } from "./outcome.js";

/** One day at flat prices, by publications, and by one central optimum over all sites. */
export interface Result {
  readonly name: string;
  readonly flat: Outcome;
  readonly dynamic: Outcome;
  readonly central: Outcome;
  /** Until no forecast moved any more; one more than are allowed where that never was. */
  readonly publications: number;
  /** After each publication. */
  readonly course: readonly Outcome[];
  /** What was published last. */
  readonly terms: readonly SiteTerms[];
  /** W by which sites together passed the capacity after any publication, at most 0. */
  readonly overW: number;
}

/** More are not waited for. */
const publicationsMost = 10;
/** µ/kWh and step by which flat prices rise over a day: who may choose charges now rather than later. */
const patience = 50;
/** Capacity as a share of the peak at flat prices, in turns. */
const capacityShares = [1, 1, 0.85];

export async function playDay(day: Day, index: number, solver: Solver): Promise<Result> {
  const mean = day.price.reduce((sum, price) => sum + price, 0) / day.price.length;
  const price = day.price.map((_, step) => mean + patience * step);
  const flatPlans = await Promise.all(
    day.sites.map(async (site) => (await optimum([site], { price }, solver))[0] ?? new Map<string, number[]>()),
  );
  const flat = outcomeOf(day, flatPlans);
  const capacityW = day.price.map(() => Math.round(flat.peakW * (capacityShares[index % 3] ?? 1)));
  const level = {
    microPerKw: day.demandMicroPerKw,
    profileW: day.baseW.map((watts) => -watts),
    share: day.price.map(() => 1),
  };
  const room = capacityW.map((watts, step) => watts - (day.baseW[step] ?? 0));
  const central = outcomeOf(day, await optimum(day.sites, { price: day.price, level, capacityW: room }, solver));
  const played = await publish(day, { input: feederInput(day, capacityW), plans: flatPlans }, solver);
  const { course } = played;
  const overW = Math.max(...course.map(({ peakW }) => peakW - (capacityW[0] ?? 0)));
  return { name: day.name, flat, central, dynamic: course.at(-1) ?? flat, overW, ...played };
}

async function publish(
  day: Day,
  from: { readonly input: FeederInput; readonly plans: readonly Plan[] },
  solver: Solver,
): Promise<Pick<Result, "publications" | "course" | "terms">> {
  let plans = from.plans;
  let state: FeederState | undefined;
  let terms: readonly SiteTerms[] = [];
  const course: Outcome[] = [];
  for (let turn = 0; turn <= publicationsMost; turn += 1) {
    const forecasts = Object.fromEntries(
      day.sites.map((site, index) => [site.name, forecastOf(site, plans[index] ?? new Map<string, number[]>())]),
    );
    const step = publishFeeder(state, from.input, { forecasts, nowS: day.startS - 86_400 + turn * 900 });
    if (step.kind === "settled") return { publications: turn, course, terms };
    if (step.kind !== "published") throw new Error(`${day.name}: the feeder answers ${step.kind}`);
    if (turn === publicationsMost) break;
    ({ state } = step);
    ({ terms } = step.publication);
    plans = await Promise.all(
      terms.map(({ site }, index) => {
        const [own, instance] = [terms[index], day.sites[index]];
        if (own === undefined || instance?.name !== site) throw new Error(`${day.name}: no terms for site ${index}`);
        return answerTo(own, instance, solver);
      }),
    );
    course.push(outcomeOf(day, plans));
  }
  return { publications: publicationsMost + 1, course, terms };
}

/** All that the feeder hears of a site: what its vehicles plan, and its own load, added up. */
export function forecastOf({ problem }: Instance, plan: Plan): AggregateForecast {
  const { startS, stepS } = problem.grid;
  const current = Object.fromEntries(
    [...plan].map(([id, powerW]) => [
      id,
      {
        importW: powerW.map((watts) => Math.max(0, watts)),
        exportW: powerW.map((watts) => Math.max(0, -watts)),
        shiftableWh: powerW.reduce((sum, watts) => sum + (Math.max(0, watts) * stepS) / 3600, 0),
      },
    ]),
  );
  const forecast = aggregateForecast(nextCohort(undefined, { startS, stepS, current }), {
    expected: [{ importW: problem.baseW, spreadW: problem.baseW.map((watts) => 0.1 * watts) }],
    grid: { startS, stepS, steps: problem.baseW.length },
    calibration: calibrationBegin,
  });
  if (forecast.children === 0) throw new Error("fewer than three vehicles at a site");
  return forecast;
}
