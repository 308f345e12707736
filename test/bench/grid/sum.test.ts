import { InProcessSolver } from "@chargepact/agent";
import {
  gridCost,
  type RoundsProblem,
  SumClearing,
  SumHolder,
  SumMembers,
  type SumProblem,
} from "@chargepact/protocol";
import { expect, test } from "vitest";
import { centralMicro } from "../market/central.js";
import { sumFleet, type SumFleet } from "./sum-fleet.js";
import { costOfGrants, gridOf, planAfter, sumRun } from "./sum-run.js";

const solver = new InProcessSolver();

/** µ of the central linear programme on the same rows. */
function optimumMicro({ problem, holders }: SumFleet): Promise<number> {
  const rowOf = (id: string, row: SumProblem["feeder"], group?: string): RoundsProblem["rows"][number] => ({
    ...{ id, importW: row.importW, exportW: problem.baseW.map(() => 0) },
    shares: Object.fromEntries(
      problem.children.flatMap((child) => (group === undefined || child.group === group ? [[child.id, 1]] : [])),
    ),
  });
  const rows = [rowOf("feeder", problem.feeder), ...problem.groups.map((group) => rowOf(group.id, group, group.id))];
  const children = problem.children.map(({ id }) => ({ id }) as RoundsProblem["children"][number]);
  const own = problem.children.map(({ id }, index) => [id, { id, problem: holders[index]! }] as const);
  return centralMicro({ ...problem, rows, children }, new Map(own), solver);
}

test.each([
  ["two organisations", { count: 60, organisations: 2, limitShare: 1 / 3, demandMicroPerKw: 0, seed: 1 }],
  ["little room", { count: 60, organisations: 3, limitShare: 0.2, demandMicroPerKw: 0, seed: 2 }],
  ["a demand charge", { count: 60, organisations: 1, limitShare: 0.5, demandMicroPerKw: 10_000_000, seed: 3 }],
])("bounded by the optimum of one linear programme, and near it once it has settled: %s", async (_, shape) => {
  const fleet = await sumFleet(shape);
  const optimum = await optimumMicro(fleet);
  const size = Math.abs(optimum - gridCost(gridOf(fleet.problem), fleet.problem.baseW));
  const { outcome } = sumRun(fleet, { settings: { roundsMax: 150, stop: 0 } }, true);
  expect(outcome.lowerMicro).toBeLessThanOrEqual(optimum + 1e-6 * size);
  const cost = costOfGrants(fleet, outcome.grants);
  expect(cost).toBeGreaterThanOrEqual(optimum - 1e-6 * size);
  expect((cost - optimum) / size).toBeLessThan(0.005);
  if (shape.demandMicroPerKw === 0) expect((optimum - (outcome.lowerMicro ?? 0)) / size).toBeLessThan(0.005);
});

test("organisations that add up for themselves reach the plan that all their batteries would", async () => {
  const fleet = await sumFleet({ count: 40, organisations: 2, limitShare: 1 / 3, demandMicroPerKw: 0, seed: 4 });
  const settings = { roundsMax: 10, stop: 0 };
  const flat = sumRun(fleet, { settings }, true).outcome;
  const { problem, holders } = fleet;
  const companies = problem.groups.map(({ id }) => {
    const own = problem.children.filter(({ group }) => group === id);
    return { id, own, members: new SumMembers(own, problem.baseW.length) };
  });
  const children = companies.map(({ id, members }) => members.child(id, id));
  const clearing = new SumClearing({ problem: { ...problem, children }, settings });
  const batteries = new Map(
    problem.children.map((child, index) => [
      child.id,
      new SumHolder(holders[index]!, child.importMaxW, child.fallbackW),
    ]),
  );
  let [effect] = clearing.begin();
  while (effect?.kind === "ask") {
    const { asks, round } = effect;
    for (const { id, own, members } of companies) {
      const ask = asks.find(({ set }) => set === id)!;
      members.ask();
      for (const { id: battery } of own) members.take(battery, batteries.get(battery)!.answer(ask));
      [effect] = clearing.handle({ kind: "answered", child: id, round, answer: members.answer() });
    }
  }
  if (effect?.kind !== "done") throw new Error("the plan did not end");
  const { outcome } = effect;
  expect(outcome.lowerMicro).toBeCloseTo(flat.lowerMicro ?? 0, -3);
  const parts = new Map(
    companies.flatMap(({ id, members }) => {
      const grant = outcome.grants.find(({ child }) => child === id)!;
      return members.share(grant.powerW, 1).map(({ child, powerW }) => [child, powerW] as const);
    }),
  );
  for (const { child, powerW } of flat.grants)
    for (const [step, watts] of powerW.entries()) expect(Math.abs(watts - parts.get(child)![step]!)).toBeLessThan(3);
});

test("a plan that begins where one ended is near the optimum sooner", async () => {
  const fleet = await sumFleet({ count: 200, organisations: 2, limitShare: 1 / 3, demandMicroPerKw: 0, seed: 5 });
  const cold = sumRun(fleet, { settings: { roundsMax: 20, stop: 0 } });
  const costs = [undefined, cold.outcome.warmth].map((warmth) => {
    const grants = new Map(cold.outcome.grants.map(({ child, powerW }) => [child, powerW]));
    const children = fleet.problem.children.map((child) => ({ ...child, fallbackW: grants.get(child.id) ?? [] }));
    const begun = warmth === undefined ? fleet : { ...fleet, problem: { ...fleet.problem, children } };
    const run = sumRun(begun, { settings: { roundsMax: 3, stop: 0 }, ...(warmth === undefined ? {} : { warmth }) });
    return costOfGrants(fleet, run.outcome.grants);
  });
  expect(costs[1]).toBeLessThan(costs[0] ?? 0);
  const known = costOfGrants(fleet, cold.outcome.grants);
  expect(costs[1]).toBeLessThan(known + 0.01 * Math.abs(known));
  expect(planAfter(fleet, cold.answers, 20).grants).toEqual(cold.outcome.grants);
});
