import type { IntegralPart, LinearProgramme } from "@chargepact/protocol";
import type { Highs } from "highs";
import { SolverError } from "./solver.js";

type Model = ReturnType<Highs["createModel"]>;

/** Shares of a column from which it is set to 1 in each dive. */
const thresholds = [0.5, 0.35, 0.65];
/** Rounds of setting what is not whole yet, and of solving again; then a dive has failed. */
const roundsMax = 60;
/** Cost by which columns that may be 1 without any effect on the others are drawn there. */
const pull = 1e-4;

/** A point with whole columns, and how far its objective is at most above the least. */
export interface Dived {
  readonly values: Float64Array;
  readonly gap: number;
}

/**
 * A good point with whole columns, by diving: the programme is solved without the whole numbers, whatever lies between
 * 0 and 1 is set to the nearer one, and the rest is solved again from there, until all are whole. More dives with other
 * thresholds follow while the best is farther than the gap from what is possible without whole numbers at all. The model
 * has neither integrality nor presolve. Undefined where no dive came to an end; throws `late` where time did.
 */
export function dive(
  highs: Highs,
  model: Model,
  of: { readonly programme: LinearProgramme; readonly integral: IntegralPart },
): Dived | undefined {
  const { programme } = of;
  const { columns, gap } = of.integral;
  const whole = { kind: "set", indices: columns } as const;
  const solved = (): Float64Array | undefined => {
    model.run();
    const { optimal, timeLimit } = highs.constants.modelStatus;
    const status = model.getModelStatus();
    // Another point only because there was no time for this one would differ from run to run.
    if (status === timeLimit) throw new SolverError("late", "no time was left to find whole columns");
    return status === optimal ? model.getSolution().colValue : undefined;
  };
  model.changeColsCost(
    whole,
    Float64Array.from(columns, (column) => (programme.cost[column] ?? 0) - pull),
  );
  const relaxed = solved();
  if (relaxed === undefined) return undefined;
  const enough = objectiveOf(programme, relaxed) + gap;
  const basis = model.getBasis();
  let [best, least] = [undefined as Float64Array | undefined, Number.POSITIVE_INFINITY];
  for (const threshold of thresholds) {
    const found = descended(relaxed, threshold);
    if (found !== undefined && objectiveOf(programme, found) < least)
      [best, least] = [found, objectiveOf(programme, found)];
    if (least <= enough) break;
    model.changeColsBounds(
      whole,
      Float64Array.from(columns, (column) => programme.lower[column] ?? 0),
      Float64Array.from(columns, (column) => programme.upper[column] ?? 1),
    );
    model.setBasis(basis);
  }
  return best === undefined ? undefined : { values: best, gap: least - enough + gap };

  function descended(from: Float64Array, threshold: number): Float64Array | undefined {
    let values: Float64Array | undefined = from;
    for (let round = 0; round < roundsMax && values !== undefined; round += 1) {
      const now: Float64Array = values;
      const open = columns.filter((column) => !isWhole(now[column] ?? 0));
      if (open.length === 0) return now;
      const to = Float64Array.from(open, (column) => ((now[column] ?? 0) >= threshold ? 1 : 0));
      model.changeColsBounds({ kind: "set", indices: open }, to, to);
      values = solved();
    }
    return undefined;
  }
}

export function objectiveOf({ cost }: LinearProgramme, values: Float64Array): number {
  return cost.reduce((sum, each, column) => sum + each * (values[column] ?? 0), 0);
}

const isWhole = (value: number): boolean => value < 1e-5 || value > 1 - 1e-5;
