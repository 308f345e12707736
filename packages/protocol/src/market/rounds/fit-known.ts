import { stepHours } from "./grid-cost.js";
import type { LinearBuilder } from "./linear.js";
import type { RoundsProblem } from "./types.js";

/** Rows that a power loads in a step, and by how much. */
export type Loads = (
  id: string,
  at: { readonly step: number; readonly kw: number },
) => readonly (readonly [number, number])[];

/**
 * Children whose cost is known exactly: they keep no blend while whole schedules are fitted, but move aside as far as
 * that is worth it. kW, 1000 µ.
 */
export function addKnown(
  builder: LinearBuilder,
  problem: RoundsProblem,
  at: { readonly balanceRow: readonly number[]; readonly loads: Loads },
): void {
  const hours = stepHours(problem);
  for (const child of problem.children) {
    if (child.knownWearMicroPerKwh === undefined) continue;
    const wear = child.knownWearMicroPerKwh;
    const delivered = builder.row(0, Number.POSITIVE_INFINITY);
    for (const [step, h] of hours.entries()) {
      const upper = (child.importMaxW[step] ?? 0) / 1000;
      if (h <= 0 || upper <= 0) continue;
      const entries = [
        [delivered, h] as const,
        [at.balanceRow[step] ?? 0, 1] as const,
        ...at.loads(child.id, { step, kw: 1 }),
      ];
      builder.column((wear * h) / 1000, { lower: 0, upper }, entries);
    }
    for (const { energyWh, valueMicroPerKwh } of child.tiers)
      builder.column(-valueMicroPerKwh / 1000, { lower: 0, upper: energyWh / 1000 }, [[delivered, -1]]);
  }
}
