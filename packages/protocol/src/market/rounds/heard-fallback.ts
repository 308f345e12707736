import type { RoundsReply } from "./types.js";
import type { RoundsState } from "./state.js";

/**
 * What a store, or a battery that exports, says it costs to be left alone takes the place of what its clearing agent
 * supposed: a store that asks for nothing has no tiers to know it by, and a fallback cheaper than it is would be better
 * than any option of its own, and the plan cheaper than its bound.
 */
export function withHeardFallback(state: RoundsState, index: number, reply: RoundsReply): RoundsState {
  const child = state.problem.children[index];
  const [first, ...others] = state.columns[index] ?? [];
  if (child === undefined || first === undefined) return state;
  if (child.tiers.length > 0 && child.exportMaxW.every((watts) => watts === 0)) return state;
  const left = reply.options.find(({ powerW }) => powerW.every((watts, step) => watts === child.fallback.powerW[step]));
  if (left === undefined || left.costMicro === first.costMicro) return state;
  const { costMicro } = left;
  const children = state.problem.children.slice();
  children[index] = { ...child, fallback: { ...child.fallback, costMicro } };
  const columns = state.columns.slice();
  columns[index] = [{ ...first, costMicro }, ...others];
  return { ...state, columns, problem: { ...state.problem, children } };
}
