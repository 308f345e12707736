import { type AnswerProblem, bestAnswer } from "../answer/index.js";
import type { RoundsOutcome } from "./state.js";
import type { ChildPrices, RoundsChild, RoundsProblem, RoundsReply, RoundsSeed } from "./types.js";

/** µ/kWh: the wear that is supposed where nothing is known. */
const supposedWearMicro = 10_000;
/** W; proposals are whole multiples of it. */
const unitW = 10;

/**
 * The site with everybody replaced by what is known of it before it is asked: limits, time and the worth of what it
 * asked for; no export, no loss, one wear for all. Storage sites stand still. Played among the clearing agent itself, a
 * few rounds of it show where prices and schedules will lie, without a message.
 */
export function rehearsalProblem(problem: RoundsProblem): RoundsProblem {
  const children = problem.children.map((child): RoundsChild => {
    const none = child.exportMaxW.map(() => 0);
    return { ...child, exportMaxW: none, powerMinW: 0, blendable: true };
  });
  return { ...problem, children };
}

/** How the replaced child answers. */
export function rehearsalReply(
  problem: RoundsProblem,
  child: RoundsChild,
  told: ChildPrices,
  round: number,
): RoundsReply {
  const { grid } = problem;
  const needWh = child.tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
  const mostW = Math.max(0, ...child.importMaxW);
  const own: AnswerProblem = {
    ...{ startS: grid.startS, stepS: grid.stepS, price: told.importPrice },
    usable: grid.usable.map((share, step) => ((child.importMaxW[step] ?? 0) > 0 ? share : 0)),
    charge: [{ toW: mostW, wearMicroPerKwh: supposedWearMicro }],
    ...{ discharge: [], chargeMaxW: child.importMaxW, chargeEfficiency: 1, dischargeEfficiency: 1 },
    ...{ storedWh: 0, storedMinWh: 0, storedMaxWh: needWh, tiers: child.tiers, powerMinW: 0 },
  };
  const { powerW, costMicro, boundMicro } = bestAnswer(own);
  return { options: [{ id: String(round), powerW, costMicro }], priced: [], bestValueMicro: boundMicro };
}

/** The rehearsed plan as a seed, in whole units; those with a minimum power, which it knows nothing of, are left out. */
export function rehearsedSeed(problem: RoundsProblem, outcome: RoundsOutcome): RoundsSeed {
  const minimum = new Set(problem.children.filter(({ powerMinW }) => powerMinW > 0).map(({ id }) => id));
  const whole = outcome.grants
    .filter(({ child }) => !minimum.has(child))
    .map(({ child, powerW }) => [child, powerW.map((watts) => Math.floor(watts / unitW + 1e-6) * unitW)] as const);
  return { name: "rehearsed", powerW: Object.fromEntries(whole) };
}
