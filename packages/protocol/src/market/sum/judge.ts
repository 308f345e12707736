import type { SumAnswer, SumChild } from "./types.js";

/** W that a profile may be beyond its limits: what rounding makes. */
const slackW = 1;

/** Why an answer does not count, undefined where it does: wrong length, no numbers, beyond what the child declared. */
export function refusalOf(child: SumChild, { powerW, bestValueMicro }: SumAnswer, steps: number): string | undefined {
  if (powerW.length !== steps) return `a profile of ${powerW.length} steps, not ${steps}`;
  if (bestValueMicro !== undefined && !Number.isFinite(bestValueMicro)) return "a best value that is no number";
  for (let step = 0; step < steps; step += 1) {
    const watts = powerW[step] ?? Number.NaN;
    if (!Number.isFinite(watts)) return `step ${step}: no number`;
    const mostW = (watts > 0 ? child.importMaxW : child.exportMaxW)[step] ?? 0;
    if (Math.abs(watts) > Math.max(0, mostW) + slackW) return `step ${step}: ${watts} W, declared ${mostW} W`;
  }
  return undefined;
}
