import type { Watts } from "../../units.js";
import { blendedMicro, blendedW, type Column, fullMicro, type Share } from "./columns.js";
import { gridCost } from "./grid-cost.js";
import { departureOrder, isInteger } from "./integer.js";
import { Room } from "./room.js";
import { fallbackOf } from "./seeded.js";
import type { Plan, RoundsState } from "./state.js";
import type { RoundsProblem } from "./types.js";

/** Somebody has a minimum power, or takes no mixtures. */
export function needsPolish(problem: RoundsProblem): boolean {
  return problem.children.some(isInteger);
}

/** Rounds that are kept for whole schedules: one to price them and, where there are enough, one to correct them. */
export function polishRounds(problem: RoundsProblem, roundsMax: number): number {
  return needsPolish(problem) ? (roundsMax >= 6 ? 2 : 1) : 0;
}

/** The plan can be committed: those that take no mixtures are given one option. */
export function isWhole(problem: RoundsProblem, { shares }: Plan): boolean {
  return problem.children.every((child, index) => !isInteger(child) || shares[index]?.length === 1);
}

/**
 * One option for each child that takes no mixtures: the proposal where it priced it, else its fallback; then whichever
 * of its options does better and fits, child by child in the order of departure.
 */
export function chooseWhole(state: RoundsState, plan: Plan): ReadonlyMap<number, Column> {
  const { problem } = state;
  const room = new Room(problem);
  const netW = [...problem.baseW];
  const put = (index: number, powerW: readonly Watts[], sign: 1 | -1): void => {
    const idle = powerW.map(() => 0);
    room.moveAll(index, sign > 0 ? { from: idle, to: powerW } : { from: powerW, to: idle });
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + sign * watts;
  };
  const chosen = new Map(
    departureOrder(problem).map((index) => [index, state.polished[index] ?? fallbackOf(problem, index)]),
  );
  for (const [index, own] of plan.shares.entries()) {
    put(index, chosen.get(index)?.powerW ?? blendedW(own, netW.length), 1);
  }
  for (let sweep = 0; sweep < 2; sweep += 1) {
    for (const [index, held] of chosen) {
      put(index, held.powerW, -1);
      let [best, leastMicro] = [held, Number.POSITIVE_INFINITY];
      for (const column of [held, ...(state.columns[index] ?? [])]) {
        if (column !== held && !room.fits(index, column.powerW, 0)) continue;
        const withIt = netW.map((watts, step) => watts + (column.powerW[step] ?? 0));
        const micro = fullMicro(column) + gridCost(problem, withIt);
        if (micro < leastMicro - 0.5) [best, leastMicro] = [column, micro];
      }
      chosen.set(index, best);
      put(index, best.powerW, 1);
    }
  }
  return chosen;
}

/** The plan with those options in it. */
export function wholePlanOf(state: RoundsState, plan: Plan, chosen: ReadonlyMap<number, Column>): Plan {
  const { problem } = state;
  const netW = [...problem.baseW];
  let micro = 0;
  const shares = plan.shares.map((own, index): readonly Share[] => {
    const column = chosen.get(index);
    const held = column === undefined ? own : [{ column, weight: 1 }];
    micro += blendedMicro(held);
    for (const [step, watts] of blendedW(held, netW.length).entries()) netW[step] = (netW[step] ?? 0) + watts;
    return held;
  });
  return { shares, micro: micro + gridCost(problem, netW) };
}
