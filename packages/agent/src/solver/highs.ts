import type { LinearBasis, MasterProblem, MasterSolution } from "@chargepact/protocol";
import * as highsModule from "highs";
import type { Highs } from "highs";
import { type Solver, SolverError } from "./solver.js";

/** HiGHS in this thread: for tests, benches and virtual runs. A solve blocks; the deadline is HiGHS's own time limit. */
export class InProcessSolver implements Solver {
  #highs: Promise<Highs> | undefined;

  async solve(problem: MasterProblem, deadlineMs: number): Promise<MasterSolution> {
    return solveWith(await (this.#highs ??= loadHighs()), problem, deadlineMs);
  }

  close(): Promise<void> {
    this.#highs = undefined;
    return Promise.resolve();
  }
}

type Load = () => Promise<Highs>;

/** Loads HiGHS. Its types say CommonJS, its module for `import` is none: the loader lies one or two defaults deep. */
export function loadHighs(): Promise<Highs> {
  let found: unknown = highsModule;
  while (typeof found === "object" && found !== null && "default" in found) found = found.default;
  return (found as Load)();
}

/** One problem on a loaded HiGHS. The memory of the model is given back at once. */
export function solveWith(highs: Highs, problem: MasterProblem, deadlineMs: number): MasterSolution {
  const [numCols, numRows] = [problem.cost.length, problem.rowLower.length];
  const { starts, indices, values } = problem;
  const { integral } = problem;
  const model = highs.createModel({
    ...{ numCols, numRows, colCost: problem.cost, colLower: problem.lower, colUpper: problem.upper },
    ...{ rowLower: problem.rowLower, rowUpper: problem.rowUpper },
    matrix: { format: "csc", numCols, numRows, starts, indices, values },
    ...(integral === undefined ? {} : { integrality: integrality(integral.columns, numCols) }),
  });
  try {
    model.options.set({ output_flag: false, random_seed: 0, time_limit: Math.max(0.001, deadlineMs / 1000) });
    if (problem.basis !== undefined) begin(model, problem.basis);
    if (integral !== undefined) {
      model.options.set({ mip_rel_gap: 0, mip_abs_gap: integral.gap, mip_max_nodes: nodesMax });
      model.setSolution({ indices: integral.columns, values: integral.start });
    }
    model.run();
    const status = model.getModelStatus();
    const known = highs.constants.modelStatus;
    const enough = status === known.optimal || (integral !== undefined && status === known.solutionLimit);
    if (enough) {
      const { colValue, rowDual } = model.getSolution();
      const found = { objective: model.getObjectiveValue(), values: colValue, duals: rowDual };
      if (integral !== undefined) return found;
      const { colStatus, rowStatus } = model.getBasis();
      return { ...found, basis: { columns: Uint8Array.from(colStatus), rows: Uint8Array.from(rowStatus) } };
    }
    const fault = status === known.timeLimit ? "late" : status === known.infeasible ? "infeasible" : "failed";
    throw new SolverError(fault, `HiGHS ended with status ${String(status)} on ${numCols} columns, ${numRows} rows`);
  } finally {
    model.dispose();
  }
}

/** From a basis on, by primal simplex: columns were added, so it is feasible still. One that HiGHS refuses is left out. */
function begin(model: ReturnType<Highs["createModel"]>, basis: LinearBasis): void {
  try {
    model.setBasis({ colStatus: Int32Array.from(basis.columns), rowStatus: Int32Array.from(basis.rows) });
    model.options.set({ simplex_strategy: primalSimplex });
  } catch {
    model.setLogicalBasis();
  }
}

const primalSimplex = 4;

/** Nodes after which a programme with whole columns ends with the best it has: a limit that time has no part in. */
const nodesMax = 5;

function integrality(columns: Int32Array, count: number): Int32Array {
  const types = new Int32Array(count);
  for (const column of columns) types[column] = 1;
  return types;
}
