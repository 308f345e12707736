import type { AgentId, UnixS, WattHours, Watts } from "../../units.js";

/** What one child has in its site's plan: W ≥ 0 by step, and what of it could be taken at another time, Wh. */
export interface ChildPlan {
  readonly importW: readonly Watts[];
  readonly exportW: readonly Watts[];
  readonly shiftableWh: WattHours;
}

/** Whose plans a site's forecasts add up; plain data. Stays inside the site. */
export interface Cohort {
  readonly startS: UnixS;
  readonly stepS: number;
  /** Those who are counted, also who has left since: its plan is then the last that was counted. */
  readonly plans: Readonly<Record<AgentId, ChildPlan>>;
  /** Sets that were counted before, with this one, sorted, newest last. */
  readonly earlier: readonly (readonly AgentId[])[];
}

/** Least number of children by which two sets differ that are counted one after the other. */
export const cohortLeast = 3;
/** Sets that are remembered; more changes than that are not published. */
const cohortsMost = 96;

/**
 * Whose plans are counted next. Rule: the set of children that a forecast adds up differs from every set counted before
 * by none or by at least three. Until it does, those who left are counted on with the plan they had, until that plan is
 * over, and those who arrived are not (they belong to the expected load). Whoever subtracts two forecasts so finds who came
 * or left in sums of at least three; a new plan of one that is counted in both it does find. `current` has the children that
 * are here; undefined if fewer than three were ever counted.
 */
export function nextCohort(
  before: Cohort | undefined,
  now: {
    readonly startS: UnixS;
    readonly stepS: number;
    readonly current: Readonly<Record<AgentId, ChildPlan>>;
  },
): Cohort | undefined {
  const { startS, stepS, current } = now;
  const here = Object.keys(current).sort();
  const earlier = before?.earlier ?? [];
  if (here.length >= cohortLeast && earlier.length < cohortsMost && earlier.every((set) => isFar(set, here))) {
    const known = earlier.some((set) => differing(set, here) === 0);
    return { startS, stepS, plans: current, earlier: known ? earlier : [...earlier, here] };
  }
  if (before === undefined) return undefined;
  const plans = Object.fromEntries(
    Object.entries(before.plans).map(([id, last]) => [id, current[id] ?? shifted(last, before, now)]),
  );
  return { startS, stepS, plans, earlier };
}

const isFar = (a: readonly AgentId[], b: readonly AgentId[]): boolean => {
  const count = differing(a, b);
  return count === 0 || count >= cohortLeast;
};

/** Children that are in one of two sets alone. */
function differing(a: readonly AgentId[], b: readonly AgentId[]): number {
  const [inA, inB] = [new Set(a), new Set(b)];
  return a.filter((id) => !inB.has(id)).length + b.filter((id) => !inA.has(id)).length;
}

/** The rest of a plan, on later steps. */
function shifted(
  plan: ChildPlan,
  { startS, stepS }: { readonly startS: UnixS; readonly stepS: number },
  to: { readonly startS: UnixS; readonly stepS: number },
): ChildPlan {
  const later = (watts: readonly Watts[]): readonly Watts[] =>
    watts.map((_, step) => watts[Math.floor((to.startS + step * to.stepS - startS) / stepS)] ?? 0);
  return { importW: later(plan.importW), exportW: later(plan.exportW), shiftableWh: plan.shiftableWh };
}
