import type { Solver } from "@chargepact/agent";
import {
  type RoundsChild,
  type RoundsGrant,
  type RoundsPrices,
  roundsSeeds,
  type RoundsTier,
} from "@chargepact/protocol";
import { centralMicro, centralSchedules } from "./central.js";
import { check, type Checked } from "./check.js";
import { type Instance, makeInstance, type Shape } from "./instance.js";
import { momentOf, type Schedules, withExpected } from "./moment.js";
import { play } from "./play.js";

/** What one planner made of a day of which it learned as it went. */
export interface Course {
  /** µ of everything that happened: energy, peak, wear, energy not delivered. */
  readonly micro: number;
  readonly deliveredWh: number;
  readonly plans: number;
  readonly rounds: number;
  /** Offers that asked for an answer. */
  readonly asks: number;
}

export interface OnlineDay {
  readonly name: string;
  readonly rounds: Course;
  /** The central optimum at each arrival, of those that are known then. */
  readonly central: Course;
  readonly llf: Course;
  /** Wh that a plan which knows the whole day can deliver, and that the one of least cost does. */
  readonly deliverableWh: number;
  readonly worthWh: number;
  readonly sessions: number;
}

type Planner = (now: Instance, before: Schedules) => Promise<{ readonly powerW: Schedules; readonly rounds: number }>;

/**
 * A day in which everybody is unknown before it arrives; whoever arrives makes a new plan. Until then the sessions of
 * another day are expected in their place, as far as they are yet to come.
 */
export async function onlineDay(shape: Shape, other: Shape, solver: Solver): Promise<OnlineDay> {
  const day = makeInstance(shape);
  const expected = makeInstance(other);
  const llf: Planner = ({ problem }) => Promise.resolve({ powerW: roundsSeeds(problem)[0]?.powerW ?? {}, rounds: 0 });
  const central: Planner = async ({ problem, holders }) => {
    const powerW = Object.fromEntries(await centralSchedules(problem, holders, solver));
    return { powerW, rounds: 0 };
  };
  return {
    name: shape.name,
    rounds: await course(day, expected, roundsPlanner(solver)),
    central: await course(day, expected, central),
    llf: await course(day, undefined, llf),
    deliverableWh: await deliverableWh(day, solver),
    worthWh: deliveredWh(
      day,
      check(day, {
        grants: grantsOf(day, Object.fromEntries(await centralSchedules(day.problem, day.holders, solver))),
      }),
    ),
    sessions: day.problem.children.length,
  };
}

/** Option rounds that begin with the prices and the plan before. */
function roundsPlanner(solver: Solver): Planner {
  let prices: RoundsPrices | undefined;
  return async ({ problem, holders }, before) => {
    const seeds = roundsSeeds(problem, before);
    const settings = { roundsMax: 4 };
    const input = { problem, seeds, settings, ...(prices === undefined ? {} : { prices }) };
    const { outcome } = await play(input, holders, { solver });
    prices = outcome.prices;
    const powerW = Object.fromEntries(outcome.grants.map((grant) => [grant.child, grant.powerW]));
    return { powerW, rounds: outcome.rounds };
  };
}

const arrivalOf = ({ importMaxW }: RoundsChild): number =>
  Math.max(
    0,
    importMaxW.findIndex((watts) => watts > 0),
  );
const departureOf = ({ importMaxW }: RoundsChild): number => importMaxW.findLastIndex((watts) => watts > 0);

async function course(day: Instance, expected: Instance | undefined, planner: Planner): Promise<Course> {
  const { children, grid } = day.problem;
  const steps = [...new Set(children.map(arrivalOf))].sort((a, b) => a - b);
  const done: Record<string, number[]> = Object.fromEntries(children.map(({ id }) => [id, grid.usable.map(() => 0)]));
  let planned: Schedules = {};
  let [plans, rounds, asks] = [0, 0, 0];
  for (const [index, step] of steps.entries()) {
    const known = children.filter((child) => arrivalOf(child) <= step && departureOf(child) >= step);
    const moment = momentOf(day, known, { step, done });
    const plan = await planner(
      expected === undefined ? moment : withExpected(moment, expected, (child) => arrivalOf(child) > step),
      planned,
    );
    [planned, plans, rounds, asks] = [plan.powerW, plans + 1, rounds + plan.rounds, asks + plan.rounds * known.length];
    const end = steps[index + 1] ?? grid.usable.length;
    for (const { id } of known) {
      const mostW = day.holders.get(id)?.problem.chargeMaxW;
      for (let at = step; at < end; at += 1) {
        (done[id] ?? [])[at] = Math.min(planned[id]?.[at] ?? 0, mostW?.[at] ?? Number.POSITIVE_INFINITY);
      }
    }
  }
  const checked = check(day, { grants: grantsOf(day, done) });
  if (checked.overW > 1) throw new Error(`${day.name}: ${checked.overW} W beyond a row`);
  return { micro: checked.trueMicro, deliveredWh: deliveredWh(day, checked), plans, rounds, asks };
}

const grantsOf = ({ problem }: Instance, powerW: Schedules): readonly RoundsGrant[] =>
  problem.children.map(({ id }) => ({ child: id, blend: [], powerW: powerW[id] ?? [] }));

function deliveredWh({ problem }: Instance, { delivered }: Checked): number {
  const needs = problem.children.filter(({ tiers }) => tiers.length > 0);
  return needs.reduce((sum, { tiers }, index) => sum + (delivered[index] ?? 0) * wanted(tiers), 0);
}

const wanted = (tiers: readonly RoundsTier[]): number => tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);

/** All energy worth the same and nothing else worth anything: what is missing then cannot be delivered. */
async function deliverableWh(day: Instance, solver: Solver): Promise<number> {
  const worth = 1_000_000;
  const holders = new Map(
    [...day.holders].map(([id, { problem: own }]) => {
      const free = own.charge.map((band) => ({ ...band, wearMicroPerKwh: 0 }));
      const tiers = own.tiers.map((tier) => ({ ...tier, valueMicroPerKwh: worth }));
      return [id, { id, problem: { ...own, charge: free, tiers } }] as const;
    }),
  );
  const none = day.problem.importPrice.map(() => 0);
  const problem = { ...day.problem, importPrice: none, exportPrice: none, demandMicroPerKw: 0 };
  const total = day.problem.children.reduce((sum, { tiers }) => sum + wanted(tiers), 0);
  return total - (await centralMicro(problem, holders, solver)) / (worth / 1000);
}
