import { finish } from "./finish.js";
import { integerSchedules } from "./integer.js";
import { solveMaster } from "./plan.js";
import { setPrices, wholePrices } from "./prices.js";
import type { RoundsAsk, RoundsState, RoundsStep } from "./state.js";
import { chooseWhole, wholePlanOf } from "./whole.js";

/** One more round: the whole schedules are proposed together, and only their price is asked for. */
export function startPolish(state: RoundsState): RoundsStep {
  const { upper, problem, sets } = state;
  if (upper === undefined) return finish(state, state.ended);
  const schedules = integerSchedules(state, upper);
  const prices = state.asked.at(-1) ?? state.latest;
  const told = setPrices(prices, sets).map(wholePrices);
  const round = state.round + 1;
  const asks = [...schedules].flatMap(([index, powerW]): RoundsAsk[] => {
    const [child, own] = [problem.children[index], told[sets.setOf[index] ?? 0]];
    if (child === undefined || own === undefined) return [];
    const waitedFor = (state.silent[index] ?? 0) < 2;
    return [{ child: child.id, prices: own, proposals: [powerW], wantsBest: false, waitedFor }];
  });
  const next: RoundsState = {
    ...state,
    ...{ phase: "polishing", round, asked: [...state.asked, prices], told: [...state.told, told] },
    answered: problem.children.map((_, index) => !schedules.has(index)),
    proposals: problem.children.map((_, index) => {
      const powerW = schedules.get(index);
      return powerW === undefined ? [] : [powerW];
    }),
  };
  return { state: next, effects: [{ kind: "ask", round, asks }] };
}

/** Gives each such child one option; where others take mixtures, they are fitted around it once more. */
export function closePolish(state: RoundsState): RoundsStep {
  const { upper } = state;
  if (upper === undefined) return finish(state, state.ended);
  const chosen = chooseWhole(state, upper);
  const next: RoundsState = { ...state, upper: wholePlanOf(state, upper, chosen) };
  if (chosen.size === state.problem.children.length) return finish(next, state.ended);
  const columns = state.columns.map((own, index) => {
    const column = chosen.get(index);
    return column === undefined ? own : [column];
  });
  return solveMaster({ ...next, columns }, "refitting");
}
