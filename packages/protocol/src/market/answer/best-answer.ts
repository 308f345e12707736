import { backwards } from "./backwards.js";
import { declaredCost } from "./declared-cost.js";
import { forwards } from "./forwards.js";
import { type Moves, movesOf } from "./moves.js";
import { bestOnOff } from "./on-off.js";
import { type Answer, type AnswerProblem } from "./problem.js";

/**
 * The holder's best answer at the problem's prices: the schedule of least declared cost + energy price, exact but for
 * rounding to plan units where the holder's set is convex. Where it is not (a least power; discharging that pays more
 * than charging costs) the schedule is its best own one and L that of the convex relaxation.
 */
export function bestAnswer(problem: AnswerProblem): Answer {
  const moves = movesOf(problem);
  const blendable = problem.powerMinW === 0;
  const thresholds = backwards(problem, moves, (step) => !blendable || bothPay(moves, step));
  const best = blendable
    ? declaredCost(problem, forwards(problem, moves, thresholds))
    : bestOnOff(problem, moves, thresholds);
  const { leastMicro } = thresholds;
  // Below the optimum whatever the arithmetic's last digits.
  const boundMicro = Math.floor(leastMicro - 1e-10 * Math.abs(leastMicro));
  return { ...best, boundMicro, blendable };
}

/** Discharging and charging at once would pay in this step: its cost is not convex in stored energy. */
function bothPay({ slopes, width, charging }: Moves, step: number): boolean {
  const base = step * width;
  return charging > 0 && width > charging && at(slopes, base + charging) > at(slopes, base);
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
