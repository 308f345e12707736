import type { WattHours, Watts } from "../../units.js";
import { planUnitW } from "../strategy.js";
import type { Thresholds } from "./backwards.js";
import type { CostToGo } from "./cost-to-go.js";
import { floorW, priceAt, storedPerHour, wearMicroPerHour } from "./declared-cost.js";
import type { Moves } from "./moves.js";
import { type AnswerProblem, limitW } from "./problem.js";

interface Instant {
  readonly moves: Moves;
  readonly toWh: Float64Array;
  readonly step: number;
  readonly storedWh: WattHours;
}

/**
 * Reads the powers off the thresholds, in plan units towards 0 W: what rounding leaves is made up for in later steps.
 * Where the cost after a step was kept, charging, discharging and standing are compared by it.
 */
export function forwards(problem: AnswerProblem, moves: Moves, { toWh, after }: Thresholds): Watts[] {
  const powerW: Watts[] = [];
  let [storedWh, beforeW] = [problem.storedWh, 0];
  for (let step = 0; step < moves.steps; step += 1) {
    const [instant, cost] = [{ moves, toWh, step, storedWh }, after.get(step)];
    const watts =
      cost === undefined
        ? at(moves.fixedW, step) + (charging(problem, instant) || discharging(problem, instant))
        : oneWay(problem, instant, { cost, beforeW });
    powerW.push(watts);
    storedWh += storedPerHour(problem, watts) * at(moves.hours, step);
    beforeW = watts;
  }
  return powerW;
}

/** W ≥ 0 to charge, above what is fixed. */
function charging(problem: AnswerProblem, { moves, toWh, step, storedWh }: Instant): Watts {
  const first = step * moves.width;
  let [takenWh, reachedWh] = [0, storedWh + at(moves.fixedWh, step)];
  for (let band = first; band < first + moves.charging; band += 1) {
    const partWh = Math.min(at(moves.lengths, band), at(toWh, band) - reachedWh);
    if (partWh > 0) [takenWh, reachedWh] = [takenWh + partWh, reachedWh + partWh];
    if (partWh < at(moves.lengths, band)) break;
  }
  return toUnit(takenWh, problem.chargeEfficiency * at(moves.hours, step));
}

/** W ≤ 0 to discharge, beyond what is fixed. */
function discharging(problem: AnswerProblem, { moves, toWh, step, storedWh }: Instant): Watts {
  const [first, end] = [step * moves.width + moves.charging, (step + 1) * moves.width];
  let [givenWh, reachedWh] = [0, storedWh + at(moves.fixedWh, step)];
  for (let band = first; band < end; band += 1) {
    const partWh = Math.min(at(moves.lengths, band), reachedWh - at(toWh, band));
    if (partWh > 0) [givenWh, reachedWh] = [givenWh + partWh, reachedWh - partWh];
    if (partWh < at(moves.lengths, band)) break;
  }
  return 0 - toUnit(givenWh, at(moves.hours, step) / problem.dischargeEfficiency);
}

const toUnit = (storedWh: WattHours, storedPerW: number): Watts =>
  storedWh > 0 ? Math.floor(storedWh / storedPerW / planUnitW + 1e-7) * planUnitW : 0;

/** The best of charging, discharging and standing, never two at once and none below the least power. */
function oneWay(
  problem: AnswerProblem,
  instant: Instant,
  known: { readonly cost: CostToGo; readonly beforeW: Watts },
): Watts {
  const { moves, step, storedWh } = instant;
  const hours = at(moves.hours, step);
  if (hours === 0) return 0;
  const leastW = floorW(problem);
  const raised = (watts: Watts, direction: 1 | -1): Watts =>
    Math.max(watts, leastW) <= limitW(problem, step, direction) ? direction * Math.max(watts, leastW) : 0;
  // Standing last: of equals it is the one that stays.
  const candidates = [raised(charging(problem, instant), 1), raised(-discharging(problem, instant), -1), 0];
  let [bestW, bestMicro] = [0, Infinity];
  for (const watts of candidates) {
    const changes = leastW > 0 && Math.sign(watts) !== Math.sign(known.beforeW);
    const micro =
      (wearMicroPerHour(watts >= 0 ? problem.charge : problem.discharge, Math.abs(watts)) +
        (priceAt(problem, step, watts) * watts) / 1000) *
        hours +
      known.cost.valueAt(storedWh + storedPerHour(problem, watts) * hours) +
      (changes ? 1 : 0);
    if (micro <= bestMicro) [bestW, bestMicro] = [watts, micro];
  }
  return bestW;
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
