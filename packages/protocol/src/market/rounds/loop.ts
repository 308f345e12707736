import { type Heard, gapOf, gapScale, lowerBound } from "./bound.js";
import { firstColumns, withOptions } from "./columns.js";
import { finish } from "./finish.js";
import { withHeardFallback } from "./heard-fallback.js";
import { stepHours } from "./grid-cost.js";
import { closeFit, closePolish, startPolish } from "./polish-round.js";
import { needsPolish, polishRounds } from "./whole.js";
import { lagMicroOf, refusalOf } from "./judge.js";
import { rehearse, rehearseAgain, rehearsed } from "./rehearse.js";
import type { MasterSolution } from "./master.js";
import { solveMaster, solvedPlan } from "./plan.js";
import { prepared } from "./prepare.js";
import { blockwise, gridPrices, rowSets, setPrices, smoothed, wholePrices } from "./prices.js";
import { seenMost } from "./seen.js";
import { noteSeeds, seedProposals } from "./seeded.js";
import type { RoundsAsk, RoundsEffect, RoundsEvent, RoundsRecord, RoundsState, RoundsStep } from "./state.js";
import {
  type RoundsPrices,
  type RoundsProblem,
  type RoundsSeed,
  type RoundsSettings,
  roundsDefaults,
} from "./types.js";

export interface RoundsInput {
  readonly problem: RoundsProblem;
  readonly settings?: Partial<RoundsSettings>;
  readonly seeds?: readonly RoundsSeed[];
  /** Prices of the plan before, on this grid and these rows. */
  readonly prices?: RoundsPrices;
}

/**
 * Begins a plan. It is rehearsed without the children first, unless that is switched off; then the first round asks for
 * the price of the seeds, and the best answer at the prices of the rehearsal: those of the plan before serve where there
 * was none or it failed.
 */
export function beginRounds(input: RoundsInput): RoundsStep {
  const problem = prepared(input.problem);
  const seeds = input.seeds ?? [];
  const state = firstState(problem, { ...roundsDefaults, ...input.settings }, input.prices);
  if (problem.children.length === 0) return finish(state, "rounds");
  return state.settings.rehearsal ? rehearse(state, seeds) : begun(state, seeds);
}

function firstState(problem: RoundsProblem, settings: RoundsSettings, prices: RoundsPrices | undefined): RoundsState {
  const each = <T>(value: T): readonly T[] => problem.children.map(() => value);
  return {
    ...{ problem, settings, sets: rowSets(problem), scale: gapScale(problem) },
    ...{ phase: "asking", round: 0, seeds: [], proposals: each([]), asked: [], told: [] },
    columns: problem.children.map((child) => firstColumns(child, stepHours(problem))),
    seen: problem.children.map(({ importMaxW }) => importMaxW),
    ...{ heard: each([]), answered: each(false), silent: each(0), polished: each(undefined) },
    latest: prices ?? gridPrices(problem),
    ...{ solves: 0, ended: "rounds", trail: [] },
  };
}

/** The first round, with seeds to be priced. */
function begun(state: RoundsState, seeds: readonly RoundsSeed[]): RoundsStep {
  const none = state.problem.children.map(() => undefined);
  const priced = seeds.map((seed) => ({ seed, columns: none }));
  return ask({ ...state, seeds: priced, proposals: seedProposals(state.problem, seeds) });
}

/** After a rehearsal: the first round, or the next. */
function onward(state: RoundsState, solution: MasterSolution | undefined): RoundsStep {
  const { state: next, seeds } = rehearsed(state, solution);
  return seeds === undefined ? ask(next) : begun(next, seeds);
}

/** One transition. Events that have come too late, or for nobody, change nothing. */
export function advanceRounds(state: RoundsState, event: RoundsEvent): RoundsStep {
  if (state.phase === "done") return { state, effects: [] };
  switch (event.kind) {
    case "replied":
      return replied(state, event);
    case "roundClosed":
      return event.round === state.round ? closed(state) : { state, effects: [] };
    case "solved":
      if (state.solving?.number !== event.number) return { state, effects: [] };
      return solved(state, event.solution);
    case "solveFailed":
      if (state.solving?.number !== event.number) return { state, effects: [] };
      return unsolved(state);
    case "deadline":
      return finish(state, "deadline");
  }
}

/** Asks everybody at the next prices: (1 − α) of the newest duals, α of those with the best bound. */
function ask(state: RoundsState): RoundsStep {
  const { settings, sets, problem } = state;
  const best = state.lower?.prices ?? state.latest;
  const fine = smoothed(state.latest, best, state.round === 0 ? 0 : settings.smoothing);
  const gap = state.trail.at(-1)?.gap ?? 1;
  const prices = gap > 0.02 ? blockwise(fine, Math.round(900 / problem.grid.stepS)) : fine;
  const told = setPrices(prices, sets).map(wholePrices);
  const round = state.round + 1;
  const asks = problem.children.flatMap((child, index): RoundsAsk[] => {
    const own = told[sets.setOf[index] ?? 0];
    if (own === undefined) return [];
    const waitedFor = (state.silent[index] ?? 0) < 2;
    return [{ child: child.id, prices: own, proposals: state.proposals[index] ?? [], wantsBest: true, waitedFor }];
  });
  const next: RoundsState = {
    ...state,
    ...{ phase: "asking", round, answered: state.answered.map(() => false) },
    asked: [...state.asked, prices],
    told: [...state.told, told],
  };
  return { state: next, effects: [{ kind: "ask", round, asks }] };
}

function replied(before: RoundsState, event: Extract<RoundsEvent, { readonly kind: "replied" }>): RoundsStep {
  const { problem, settings } = before;
  const index = problem.children.findIndex(({ id }) => id === event.child);
  const child = problem.children[index];
  const told = before.told[event.round - 1]?.[before.sets.setOf[index] ?? 0];
  const columns = before.columns[index];
  if (child === undefined || told === undefined || columns === undefined) return { state: before, effects: [] };
  const { reply } = event;
  const lagMicro = lagMicroOf(problem, child, { told, lagS: settings.lagS });
  const detail = refusalOf(problem, child, { reply, told, columns, lagMicro });
  const answered = event.round === before.round ? replace(before.answered, index, true) : before.answered;
  if (detail !== undefined) {
    return settle({ ...before, answered }, [{ kind: "refused", child: child.id, detail }]);
  }
  const state = withHeardFallback(before, index, reply);
  const { round } = event;
  const own = withOptions(state.columns[index] ?? columns, reply.options, {
    child,
    hours: stepHours(problem),
    round,
    columnsMax: settings.columnsMax,
  });
  const heard = (state.heard[index] ?? []).slice();
  const best = reply.bestValueMicro;
  if (best !== undefined) heard.push({ told, bestValueMicro: best - lagMicro, round });
  const next = {
    ...state,
    answered,
    columns: replace(state.columns, index, own),
    heard: replace(state.heard, index, heard),
  };
  if (event.round !== state.round) return settle(next, []);
  const answer = { reply, told, hours: stepHours(problem) };
  const seen = seenMost(state.seen[index] ?? child.importMaxW, state.proposals[index] ?? [], answer);
  return settle(noteSeeds({ ...next, seen: replace(state.seen, index, seen) }, index, reply), []);
}

/** Closes the round when all that are waited for have answered. */
function settle(state: RoundsState, effects: readonly RoundsEffect[]): RoundsStep {
  const asking = state.phase === "asking" || state.phase === "polishing";
  const all = state.answered.every((answered, index) => answered || (state.silent[index] ?? 0) >= 2);
  if (!asking || !all) return { state, effects };
  const step = closed(state);
  return { state: step.state, effects: [...effects, ...step.effects] };
}

function closed(state: RoundsState): RoundsStep {
  if (state.phase === "polishing") return closePolish(state);
  if (state.phase !== "asking") return { state, effects: [] };
  const silent = state.silent.map((count, index) => count + (state.answered[index] === true ? 0 : 1));
  const prices = state.asked.at(-1) ?? state.latest;
  const bound = lowerBound(state.problem, state.sets, prices, heardFor(state));
  const better = bound.complete && bound.micro > (state.lower?.micro ?? Number.NEGATIVE_INFINITY);
  const next: RoundsState = {
    ...state,
    silent,
    ...(better ? { lower: bound } : {}),
    proposals: state.proposals.map(() => []),
  };
  return solveMaster(next, "solving");
}

/** What each child's bound follows from: its answer in this round alone, or all it said before. */
function heardFor(state: RoundsState): readonly (readonly Heard[])[] {
  return state.heard.map((all) => {
    const now = all.filter(({ round }) => round === state.round);
    return now.length > 0 ? now : all;
  });
}

/** What the plan does without a solve: it goes on where it can, and ends with what it has where it can not. */
function unsolved(state: RoundsState): RoundsStep {
  if (state.phase === "rehearsing") return onward(state, undefined);
  return state.phase === "fitting" ? closeFit(state, undefined) : finish(state, "solver");
}

function solved(state: RoundsState, solution: MasterSolution): RoundsStep {
  if (state.phase === "rehearsing") return onward(state, solution);
  if (state.phase === "fitting") return closeFit(state, solution);
  const next = solvedPlan(state, solution);
  if (state.phase === "refitting") return finish(next, next.ended);
  const record = recordOf(next);
  const noted = { ...next, trail: [...next.trail, record] };
  const progress: RoundsEffect = { kind: "progress", record };
  const ended = endOf(noted, record);
  const step =
    ended === undefined
      ? (rehearseAgain(noted) ?? ask(noted))
      : needsPolish(noted.problem)
        ? startPolish({ ...noted, ended })
        : finish(noted, ended);
  return { state: step.state, effects: [progress, ...step.effects] };
}

function recordOf(state: RoundsState): RoundsRecord {
  const { upper, lower } = state;
  const gap = upper === undefined || lower === undefined ? undefined : gapOf(upper.micro, lower.micro, state.scale);
  return {
    round: state.round,
    ...(upper === undefined ? {} : { upperMicro: upper.micro }),
    ...(lower === undefined ? {} : { lowerMicro: lower.micro }),
    ...(gap === undefined ? {} : { gap }),
    boundComplete: lower !== undefined,
    replies: state.answered.filter(Boolean).length,
  };
}

/** Rounds without progress after which a plan ends. */
const stallRounds = 3;
/** Progress worth a round, as a share of ε. */
const stallShare = 0.1;

function endOf(state: RoundsState, record: RoundsRecord): RoundsState["ended"] | undefined {
  const { settings, round, trail, scale } = state;
  if (record.gap !== undefined && record.gap <= settings.gapStop) return "gap";
  if (round >= settings.roundsMax - polishRounds(state.problem, settings.roundsMax)) return "rounds";
  const before = trail.at(-1 - stallRounds)?.upperMicro;
  if (before === undefined || record.upperMicro === undefined) return undefined;
  return gapOf(before, record.upperMicro, scale) < stallShare * settings.gapStop ? "stalled" : undefined;
}

function replace<T>(values: readonly T[], index: number, value: T): readonly T[] {
  const next = values.slice();
  next[index] = value;
  return next;
}
