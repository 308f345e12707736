import type { Watts } from "../../units.js";
import { type Column, columnOf, fallbackId } from "./columns.js";
import { stepHours } from "./grid-cost.js";
import { planMicro } from "./plan.js";
import type { Plan, PricedSeed, RoundsState } from "./state.js";
import type { RoundsProblem, RoundsReply, RoundsSeed } from "./types.js";

/** Most schedules that one offer proposes. */
const proposalsMax = 5;

/** The different schedules that the seeds have for each child, none twice and none equal to its fallback; the first ones. */
export function seedProposals(
  problem: RoundsProblem,
  seeds: readonly RoundsSeed[],
): readonly (readonly (readonly Watts[])[])[] {
  return problem.children.map(({ id, fallback }) => {
    const proposals: (readonly Watts[])[] = [];
    for (const seed of seeds) {
      const powerW = seed.powerW[id];
      if (powerW === undefined || same(powerW, fallback.powerW)) continue;
      if (proposals.length < proposalsMax && !proposals.some((each) => same(each, powerW))) proposals.push(powerW);
    }
    return proposals;
  });
}

/** Remembers which seeds, or polishing proposals, this reply prices. */
export function noteSeeds(state: RoundsState, index: number, reply: RoundsReply): RoundsState {
  const proposals = state.proposals[index] ?? [];
  const child = state.problem.children[index];
  if (child === undefined) return state;
  const hours = stepHours(state.problem);
  const columns = reply.priced.flatMap(({ proposal, option }): Column[] => {
    const [asked, stated] = [proposals[proposal], reply.options[option]];
    if (asked === undefined || stated === undefined || !same(asked, stated.powerW)) return [];
    return [columnOf(child, stated, { round: state.round, hours })];
  });
  if (columns.length === 0) return state;
  if (state.phase === "polishing") {
    return { ...state, polished: state.polished.map((each, position) => (position === index ? columns[0] : each)) };
  }
  const { id } = child;
  const seeds = state.seeds.map((each): PricedSeed => {
    const powerW = each.seed.powerW[id];
    const column = powerW === undefined ? undefined : columns.find((stated) => same(stated.powerW, powerW));
    if (column === undefined) return each;
    const own = each.columns.slice();
    own[index] = column;
    return { ...each, columns: own };
  });
  return { ...state, seeds };
}

/**
 * The cheapest seed as a plan. Where `complete`, only those that every child priced; else whoever did not price it keeps
 * its fallback, whose room is booked whatever happens.
 */
export function bestSeed(state: RoundsState, complete: boolean): (Plan & { readonly name: string }) | undefined {
  const { problem } = state;
  let best: (Plan & { readonly name: string }) | undefined;
  for (const { seed, columns } of state.seeds) {
    const own = problem.children.map((child, index): Column | undefined => {
      const powerW = seed.powerW[child.id];
      const keeps = powerW === undefined || same(powerW, child.fallback.powerW);
      return keeps ? fallbackOf(problem, index) : columns[index];
    });
    if (complete && own.some((column) => column === undefined)) continue;
    const shares = own.map((column, index) => [{ column: column ?? fallbackOf(problem, index), weight: 1 }]);
    const micro = planMicro(problem, shares);
    if (best === undefined || micro < best.micro) best = { micro, shares, name: seed.name };
  }
  return best;
}

export function fallbackOf(problem: RoundsProblem, index: number): Column {
  const child = problem.children[index];
  if (child === undefined) throw new Error(`no child ${index}`);
  return columnOf(child, { id: fallbackId, ...child.fallback }, { round: 0, hours: stepHours(problem) });
}

const same = (a: readonly Watts[], b: readonly Watts[]): boolean =>
  a.length === b.length && a.every((watts, step) => watts === b[step]);
