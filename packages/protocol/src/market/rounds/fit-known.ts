import type { Watts } from "../../units.js";
import { stepHours } from "./grid-cost.js";
import type { LinearBuilder, LinearSolution } from "./linear.js";
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
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const hours = stepHours(problem);
  const powers = new Map<number, Map<number, number>>();
  for (const [index, child] of problem.children.entries()) {
    if (child.knownWearMicroPerKwh === undefined) continue;
    const wear = child.knownWearMicroPerKwh;
    const delivered = builder.row(0, Number.POSITIVE_INFINITY);
    const own = new Map<number, number>();
    powers.set(index, own);
    for (const [step, h] of hours.entries()) {
      const upper = (child.importMaxW[step] ?? 0) / 1000;
      if (h <= 0 || upper <= 0) continue;
      const entries = [
        [delivered, h] as const,
        [at.balanceRow[step] ?? 0, 1] as const,
        ...at.loads(child.id, { step, kw: 1 }),
      ];
      own.set(step, builder.column((wear * h) / 1000, { lower: 0, upper }, entries));
    }
    for (const { energyWh, valueMicroPerKwh } of child.tiers)
      builder.column(-valueMicroPerKwh / 1000, { lower: 0, upper: energyWh / 1000 }, [[delivered, -1]]);
  }
  return powers;
}

/** The powers found for them, whole watts: the plan around whole schedules. */
export function knownSchedules(
  problem: RoundsProblem,
  known: ReadonlyMap<number, ReadonlyMap<number, number>>,
  solution: LinearSolution,
): ReadonlyMap<number, readonly Watts[]> {
  const steps = problem.grid.usable.length;
  return new Map(
    [...known].map(([index, own]) => {
      const powerW = Array<Watts>(steps).fill(0);
      for (const [step, column] of own) powerW[step] = Math.floor((solution.values[column] ?? 0) * 1000 + 1e-3);
      return [index, powerW];
    }),
  );
}
