import type { Watts } from "../../units.js";
import { backwards, type Thresholds } from "./backwards.js";
import { declaredCost, energyMicro, floorW, storedPerHour } from "./declared-cost.js";
import { forwards } from "./forwards.js";
import { type Moves, movesOf } from "./moves.js";
import { OnOffSearch } from "./on-off-search.js";
import { type AnswerProblem, type Priced } from "./problem.js";

/** Most changes between charging, standing and discharging: two runs of charging; with V2G as many again. */
const changesMax = 4;
/** Sets of steps from the search whose powers are worked out, and rounds of moving their edges by a step. */
const [setsMax, roundsMax] = [5, 4];

interface Candidate extends Priced {
  readonly mode: Int8Array;
  /** µ; declared cost + energy price. */
  readonly totalMicro: number;
}

/**
 * A good schedule for a holder with a least power. Which steps are on: for a worth of stored energy the best set with few
 * changes is exact (dynamic programming), the worth is bisected until as much is stored as in the relaxed optimum. For a
 * given set the powers are exact. Then the edges of its runs are moved while that helps.
 */
export function bestOnOff(problem: AnswerProblem, moves: Moves, thresholds: Thresholds): Priced {
  const { worth, storedWh } = relaxed(problem, moves, thresholds);
  const most = problem.discharge.length > 0 ? 2 * changesMax : changesMax;
  const search = new OnOffSearch(problem, most);
  const sets = search.around(worth, storedWh).slice(0, setsMax);
  const greedy = priced(problem, forwards(problem, moves, thresholds));
  const standing = priced(problem, []);
  let best = [greedy, ...sets.map((mode) => withModes(problem, mode)), standing].reduce((a, b) =>
    changes(b.mode) <= most && (b.totalMicro < a.totalMicro || changes(a.mode) > most) ? b : a,
  );
  for (let round = 0; round < roundsMax; round += 1) {
    const better = shifted(best.mode)
      .filter((mode) => changes(mode) <= most && search.allows(mode))
      .map((mode) => withModes(problem, mode))
      .reduce((a, b) => (b.totalMicro < a.totalMicro ? b : a), best);
    if (better === best) break;
    best = better;
  }
  const { powerW, costMicro, deliveredWh } = best;
  return { powerW, costMicro, deliveredWh };
}

/**
 * Along the relaxed optimum: what a stored Wh is worth after each step, µ, and how much is stored on the whole, Wh. Of a
 * battery that only charges the worth is the same in all steps (but for calendar wear): what it is, the search finds.
 */
function relaxed(
  problem: AnswerProblem,
  moves: Moves,
  { toWh, after, leastMicro }: Thresholds,
): { readonly worth: Float64Array; readonly storedWh: number } {
  const worth = new Float64Array(moves.steps);
  let storedWh = 0;
  for (const [step, watts] of forwards(problem, moves, { toWh, leastMicro, after: new Map() }).entries()) {
    storedWh += storedPerHour(problem, watts) * at(moves.hours, step);
    if (problem.discharge.length > 0) worth[step] = after.get(step)?.slopeAt(problem.storedWh + storedWh) ?? 0;
  }
  return { worth, storedWh };
}

/** The best powers for given modes; infinitely dear where the window does not let them be kept. */
function withModes(problem: AnswerProblem, mode: Int8Array): Candidate {
  const moves = movesOf(problem, { mode, floorW: floorW(problem) });
  const thresholds = backwards(problem, moves, () => false);
  if (thresholds.leastMicro === Infinity) return { ...priced(problem, []), totalMicro: Infinity };
  return priced(problem, forwards(problem, moves, thresholds));
}

function priced(problem: AnswerProblem, powerW: readonly Watts[]): Candidate {
  const kept = declaredCost(problem, powerW);
  const totalMicro = kept.costMicro + energyMicro(problem, kept.powerW);
  return { ...kept, totalMicro, mode: Int8Array.from(kept.powerW, Math.sign) };
}

function changes(mode: Int8Array): number {
  let count = 0;
  for (let step = 0; step < mode.length; step += 1) if (mode[step] !== (mode[step - 1] ?? 0)) count += 1;
  return count;
}

/** Every edge of a run moved by one step, either way. */
function shifted(mode: Int8Array): Int8Array[] {
  const out: Int8Array[] = [];
  for (let step = 0; step < mode.length; step += 1) {
    const [before, here] = [mode[step - 1] ?? 0, mode[step] ?? 0];
    if (before === here) continue;
    out.push(mode.with(step, before));
    if (step > 0) out.push(mode.with(step - 1, here));
  }
  const last = mode.at(-1) ?? 0;
  if (last !== 0) out.push(mode.with(mode.length - 1, 0));
  return out;
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
