import type { Micro, Watts } from "../../units.js";
import { finish } from "./finish.js";
import { knownSchedules } from "./fit-known.js";
import { type Fit, fitOf, fitPrices, fittedSchedules } from "./fit.js";
import { departureOrder, improvedSchedules, integerSchedules, isInteger } from "./integer.js";
import type { LinearSolution } from "./linear.js";
import { solveMaster } from "./plan.js";
import { setPrices, wholePrices } from "./prices.js";
import type { Plan, RoundsAsk, RoundsState, RoundsStep } from "./state.js";
import { chooseWhole, wholePlanOf } from "./whole.js";

type Fitting = NonNullable<RoundsState["fitting"]>;
type Best = NonNullable<Fitting["best"]>;
type Schedules = ReadonlyMap<number, readonly Watts[]>;
/** Fits before the schedules are proposed, the first included; as many stand for one that finds when to be on too. */
const triesMax = 4;
/** Steps of all children together up to which the rules go first: what they find is a good start then. */
const rulesStepsMax = 100;
/** Share of the cost by which the programme with whole numbers may miss the best. */
const openGap = 0.004;

/**
 * Finds whole schedules: where they are not too many, when each child is on and how much together. Where they are, or
 * very few, and where that found none, rules say when each child is on; then how much, then whether those that miss
 * something do better.
 */
export function startPolish(state: RoundsState): RoundsStep {
  if (state.upper === undefined) return finish(state, state.ended);
  const steps = stepsPresent(state);
  if (steps > state.settings.wholeStepsMax || steps <= rulesStepsMax) return fitByRules(state, state.upper);
  const schedules = new Map(departureOrder(state.problem).map((index) => [index, []]));
  return solveFit(state, { schedules, tries: triesMax });
}

const fitByRules = (state: RoundsState, plan: Plan): RoundsStep =>
  solveFit(state, { schedules: integerSchedules(state, plan), tries: 0 });

function solveFit(state: RoundsState, at: Omit<Fitting, "fit">): RoundsStep {
  const { upper } = state;
  if (upper === undefined) return finish(state, state.ended);
  const open = at.tries >= triesMax ? { openGapMicro: openGapMicro(state, upper) } : {};
  const fit = fitOf(state, upper, { schedules: at.schedules, ...open });
  const number = state.solves + 1;
  const next: RoundsState = {
    ...state,
    phase: "fitting",
    solves: number,
    solving: { number },
    fitting: { ...at, fit },
  };
  return { state: next, effects: [{ kind: "solve", number, problem: fit.programme }] };
}

const openGapMicro = ({ scale }: RoundsState, { micro }: Plan): Micro =>
  openGap * Math.max(scale.leastMicro, Math.abs(micro - scale.fixedMicro));

/** A fit is solved: the next try, or the proposals. One that finds when to be on too is the only try, unless it fails. */
export function closeFit(state: RoundsState, solution: LinearSolution | undefined): RoundsStep {
  const { fitting, upper } = state;
  if (fitting === undefined || upper === undefined) return finish(state, state.ended);
  const { fit, tries, best } = fitting;
  if (tries >= triesMax) return closeOpen(state, upper, solution);
  const better = solution !== undefined && solution.objective < (best?.objective ?? Number.POSITIVE_INFINITY) - 1e-6;
  if (!better) return best === undefined ? propose(state, fitting.schedules) : afterRules(state, best);
  const found = fittedBest(state, fit, solution);
  if (tries + 1 >= triesMax) return afterRules(state, found);
  const { schedules } = found;
  const pricesOf = (index: number): readonly number[] => fitPrices(state, fit, solution, index);
  return solveFit(state, {
    schedules: improvedSchedules(state, upper, { schedules, pricesOf }),
    tries: tries + 1,
    best: found,
  });
}

/** What rules found is the start of the programme that finds both, or is proposed where that is too large. */
function afterRules(state: RoundsState, best: Best): RoundsStep {
  if (stepsPresent(state) > rulesStepsMax) return proposeBest(state, best);
  return solveFit(state, { schedules: best.schedules, tries: triesMax, best });
}

function closeOpen(state: RoundsState, plan: Plan, solution: LinearSolution | undefined): RoundsStep {
  const { fit, best } = state.fitting ?? {};
  const better = solution !== undefined && solution.objective < (best?.objective ?? Infinity) - 1e-6;
  if (fit !== undefined && better) return proposeBest(state, fittedBest(state, fit, solution));
  return best === undefined ? fitByRules(state, plan) : proposeBest(state, best);
}

const proposeBest = (state: RoundsState, { schedules, known }: Best): RoundsStep =>
  propose(state, new Map([...schedules, ...known]));

function fittedBest(state: RoundsState, fit: Fit, solution: LinearSolution): Best {
  const known = knownSchedules(state.problem, fit.known, solution);
  return { objective: solution.objective, schedules: fittedSchedules(state, fit, solution), known };
}

/** Steps in which somebody with a minimum power may be on or off. */
function stepsPresent({ problem }: RoundsState): number {
  return problem.children
    .filter(isInteger)
    .reduce((sum, { importMaxW }) => sum + importMaxW.filter((watts) => watts > 0).length, 0);
}

/** One more round: the whole schedules are proposed together, and only their price is asked for. */
function propose(state: RoundsState, schedules: Schedules): RoundsStep {
  const { problem, sets } = state;
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

/** Those that answered a proposal with something else: they can not do what was thought. */
function misjudged(state: RoundsState): Schedules {
  return new Map(
    state.proposals.flatMap((proposals, index) => {
      const [proposal] = proposals;
      const child = state.problem.children[index];
      if (child === undefined || !isInteger(child)) return [];
      if (proposal === undefined || state.answered[index] !== true || state.polished[index] !== undefined) return [];
      return [[index, proposal] as const];
    }),
  );
}

/**
 * With what has shown, those that were misjudged are asked once more while a round is left. Then each such child gets one
 * option; where others take mixtures, they are fitted around it once more.
 */
export function closePolish(state: RoundsState): RoundsStep {
  const { upper } = state;
  if (upper === undefined) return finish(state, state.ended);
  const again = state.round < state.settings.roundsMax ? misjudged(state) : new Map<number, readonly Watts[]>();
  if (again.size > 0) return solveFit(state, { schedules: again, tries: triesMax });
  const chosen = chooseWhole(state, upper);
  const next: RoundsState = { ...state, upper: wholePlanOf(state, upper, chosen) };
  if (chosen.size === state.problem.children.length) return finish(next, state.ended);
  const columns = state.columns.map((own, index) => {
    const column = chosen.get(index);
    return column === undefined ? own : [column];
  });
  return solveMaster({ ...next, columns }, "refitting");
}
