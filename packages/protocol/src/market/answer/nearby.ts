import { bestAnswer } from "./best-answer.js";
import type { Answer, AnswerProblem } from "./problem.js";

/** Share of what prices differ by, within which a tilt raises and lowers them. */
const tiltShare = 0.2;
/** Steps of the longest wave. */
const waveSteps = 12;

/**
 * Answers beside the best one, each the best at prices that rise and fall in waves about the given ones: of a store that
 * is either full on or off, a mixture needs several to be level. Each round shifts the waves.
 */
export function nearbyAnswers(problem: AnswerProblem, round: number, count: number): readonly Answer[] {
  if (problem.discharge.length === 0 || problem.powerMinW > 0) return [];
  const sold = problem.exportPrice ?? problem.price;
  const spread = tiltShare * (Math.max(...problem.price) - Math.min(...problem.price));
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const [waves, half] = [1 + Math.floor(index / 2), (index % 2) / 2];
    const tilt = (value: number, step: number): number =>
      Math.round(value + spread * Math.sin(2 * Math.PI * ((step * waves) / waveSteps + half + 0.17 * round)));
    return bestAnswer({ ...problem, price: problem.price.map(tilt), exportPrice: sold.map(tilt) });
  });
}
