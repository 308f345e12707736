import type { Figure } from "../report.js";

export function figure(
  id: string,
  value: number,
  unit: string,
  bar: string,
  reference: string,
  runs: readonly number[],
): Figure {
  return { id, value, unit, bar, reference, runs };
}
