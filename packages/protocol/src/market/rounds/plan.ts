import type { Micro } from "../../units.js";
import { basisOf, carriedBasis } from "./basis.js";
import { blendedMicro, blendedW, type Column, masterColumns, type Share } from "./columns.js";
import { gridCost } from "./grid-cost.js";
import { masterOf, masterPrices, type MasterSolution, masterWeights } from "./master.js";
import type { Plan, RoundsState, RoundsStep } from "./state.js";
import type { RoundsProblem } from "./types.js";

/** Share of what children may put on a row that the master leaves free: weights in 1 / 65 536 may add that much. */
const slackShare = 2 / 65_536;

/** Asks for a solve of the master over the columns there are. */
export function solveMaster(state: RoundsState, phase: "solving" | "refitting"): RoundsStep {
  const number = state.solves + 1;
  const { columns } = state;
  const { problem, layout } = masterOf(state.problem, state.sets, columns.map(masterColumns), slackShare);
  const next: RoundsState = { ...state, phase, solves: number, solving: { number, master: { layout, columns } } };
  const basis = phase === "solving" && state.basis !== undefined ? carriedBasis(state.basis, state.columns) : undefined;
  return {
    state: next,
    effects: [{ kind: "solve", number, problem: basis === undefined ? problem : { ...problem, basis } }],
  };
}

/** What a solution says: the plan where it is the best so far, its duals, and which columns it used. */
export function solvedPlan(state: RoundsState, solution: MasterSolution): RoundsState {
  const { problem, round } = state;
  const master = state.solving?.master;
  if (master === undefined) return state;
  const { layout, columns: asked } = master;
  const counts = asked.map((own) => own.length);
  const weights = masterWeights(solution, layout, counts);
  const shares = asked.map((own, index) => sharesOf(own, weights[index] ?? []));
  const columns = state.columns.map((own, index) => {
    const used = new Set((shares[index] ?? []).map(({ column }) => column.id));
    return own.map((column) => (used.has(column.id) ? { ...column, usedIn: round } : column));
  });
  const plan = { shares, micro: planMicro(problem, shares) };
  const better = state.phase === "refitting" || plan.micro < (state.upper?.micro ?? Number.POSITIVE_INFINITY);
  const { solving: _, basis: __, ...rest } = state;
  const basis = basisOf(asked, layout, solution);
  const latest = masterPrices(problem, solution, layout);
  return { ...rest, columns, latest, ...(basis === undefined ? {} : { basis }), ...(better ? { upper: plan } : {}) };
}

/** µ of a plan: declared costs of the blends, energy and demand charge. */
export function planMicro(problem: RoundsProblem, shares: Plan["shares"]): Micro {
  const netW = [...problem.baseW];
  let micro = 0;
  for (const own of shares) {
    micro += blendedMicro(own);
    for (const [step, watts] of blendedW(own, netW.length).entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  return micro + gridCost(problem, netW);
}

function sharesOf(columns: readonly Column[], weights: readonly number[]): readonly Share[] {
  return columns.flatMap((column, index) => {
    const weight = weights[index] ?? 0;
    return weight > 0 ? [{ column, weight }] : [];
  });
}
