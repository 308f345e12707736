import type { Micro, Watts } from "../../units.js";
import { gapOf } from "./bound.js";
import { wholeSchedules, wholeShares } from "./blend.js";
import { blendedMicro, blendedW, type Share } from "./columns.js";
import { gridCost, stepHours } from "./grid-cost.js";
import { bestSeed, fallbackOf } from "./seeded.js";
import { chooseWhole, isWhole, wholePlanOf } from "./whole.js";
import type { Plan, RoundsOutcome, RoundsState, RoundsStep } from "./state.js";

/** A plan as it can be committed. */
interface FinalPlan {
  readonly micro: Micro;
  readonly shares: readonly (readonly Share[])[];
  readonly powerW: readonly (readonly Watts[])[];
  readonly origin: string;
}

/**
 * Ends a plan. The rounds' plan is rounded; the best seed replaces it where it is cheaper, and serves where there is
 * none. Without either, everybody keeps its fallback.
 */
export function finish(state: RoundsState, ended: RoundsOutcome["ended"]): RoundsStep {
  const { upper, lower, problem, scale } = state;
  const candidates: FinalPlan[] = [];
  if (upper !== undefined) {
    const plan = isWhole(problem, upper) ? upper : wholePlanOf(state, upper, chooseWhole(state, upper));
    candidates.push(wholePlan(state, plan, "option-rounds"));
  }
  const seed = bestSeed(state, true) ?? (candidates.length === 0 ? bestSeed(state, false) : undefined);
  if (seed !== undefined) candidates.push(wholePlan(state, seed, seed.name));
  const idle = {
    micro: 0,
    shares: problem.children.map((_, index) => [{ column: fallbackOf(problem, index), weight: 1 }]),
  };
  if (candidates.length === 0) candidates.push(wholePlan(state, idle, "fallback"));
  const final = candidates.reduce((best, each) => (each.micro < best.micro ? each : best));
  const gap = lower === undefined ? undefined : gapOf(final.micro, lower.micro, scale);
  const outcome: RoundsOutcome = {
    grants: problem.children.map(({ id }, index) => ({
      child: id,
      blend: (final.shares[index] ?? []).map(({ column, weight }) => ({ option: column.id, weight })),
      powerW: final.powerW[index] ?? [],
    })),
    upperMicro: final.micro,
    ...(lower === undefined ? {} : { lowerMicro: lower.micro }),
    ...(gap === undefined ? {} : { gapPpm: Math.ceil(gap * 1e6) }),
    boundComplete: lower !== undefined,
    rounds: state.round,
    origin: final.origin,
    ended,
    prices: lower?.prices ?? state.asked.at(-1) ?? state.latest,
    trail: state.trail,
  };
  return { state: { ...state, phase: "done", ended }, effects: [{ kind: "done", outcome }] };
}

/** Weights and watts in whole units, and what that costs: energy that rounding took is counted at its highest worth. */
function wholePlan(state: RoundsState, plan: Plan, origin: string): FinalPlan {
  const { problem, settings } = state;
  const shares = plan.shares.map((own) =>
    wholeShares(
      own.map(({ column }) => column),
      own.map(({ weight }) => weight),
    ),
  );
  const steps = problem.grid.usable.length;
  const exactW = shares.map((own) => blendedW(own, steps));
  const powerW = wholeSchedules(problem, exactW, settings.unitW);
  const hours = stepHours(problem);
  const netW = [...problem.baseW];
  let micro = 0;
  for (const [index, child] of problem.children.entries()) {
    let shortWh = 0;
    for (const [step, watts] of (powerW[index] ?? []).entries()) {
      netW[step] = (netW[step] ?? 0) + watts;
      shortWh += ((exactW[index]?.[step] ?? 0) - watts) * (hours[step] ?? 0);
    }
    const worth = child.tiers[0]?.valueMicroPerKwh ?? 0;
    micro += blendedMicro(shares[index] ?? []) + (Math.max(0, shortWh) * worth) / 1000;
  }
  return { micro: Math.ceil(micro + gridCost(problem, netW)), shares, powerW, origin };
}
