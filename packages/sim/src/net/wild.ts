import { type ClearingStrategy, partKey, type Schedule } from "@chargepact/protocol";
import type { Draw } from "./draw.js";

/** Answers anything, far too much included. */
export function wildStrategy(draw: Draw): ClearingStrategy {
  return {
    name: "wild",
    clear: ({ children, room: { startS, stepS, steps } }) =>
      new Map(
        children.map(({ id, need }): [string, Schedule] => {
          const max = Array.from({ length: 1 + draw.below(steps) }, () => draw.below(12) * 1000);
          return [partKey(id, need.connector), { startS, stepS, max, min: max.map(() => 0) }];
        }),
      ),
  };
}
