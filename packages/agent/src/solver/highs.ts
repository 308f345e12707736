import type { LinearBasis, MasterProblem, MasterSolution } from "@chargepact/protocol";
import * as highsModule from "highs";
import type { Highs } from "highs";
import { dive, objectiveOf } from "./dive.js";
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
  const { integral } = problem;
  if (integral === undefined) return withModel(highs, problem, { deadlineMs }, solveLinear);
  const branched = (start: Float64Array | undefined): MasterSolution =>
    withModel(highs, problem, { deadlineMs }, (model) => solveIntegral(model, problem, { highs, start }));
  const { columns, start, gap } = integral;
  if (columns.length <= fewColumns) return branched(start);
  const dived = withModel(highs, problem, { deadlineMs, presolve: "off" }, (model) =>
    dive(highs, model, { programme: problem, integral }),
  );
  if (dived === undefined || dived.gap > farGaps * gap) {
    return branched(dived === undefined ? start : Float64Array.from(columns, (each) => dived.values[each] ?? 0));
  }
  const { values } = dived;
  return { objective: objectiveOf(problem, values), values, duals: new Float64Array(problem.rowLower.length) };
}

/** Gaps from which on diving was not good enough, and the number of whole columns up to which it gains no time. */
const [farGaps, fewColumns] = [4, 32];

type Model = ReturnType<Highs["createModel"]>;

/** Does something with a model of the problem, without whole columns, and disposes of it. */
function withModel<Result>(
  highs: Highs,
  problem: MasterProblem,
  { deadlineMs, presolve = "choose" }: { readonly deadlineMs: number; readonly presolve?: string },
  use: (model: Model, problem: MasterProblem, highs: Highs) => Result,
): Result {
  const [numCols, numRows] = [problem.cost.length, problem.rowLower.length];
  const { starts, indices, values } = problem;
  const model = highs.createModel({
    ...{ numCols, numRows, colCost: problem.cost, colLower: problem.lower, colUpper: problem.upper },
    ...{ rowLower: problem.rowLower, rowUpper: problem.rowUpper },
    matrix: { format: "csc", numCols, numRows, starts, indices, values },
  });
  try {
    const time_limit = Math.max(0.001, deadlineMs / 1000);
    model.options.set({ output_flag: false, random_seed: 0, presolve, time_limit });
    return use(model, problem, highs);
  } finally {
    model.dispose();
  }
}

function solveLinear(model: Model, problem: MasterProblem, highs: Highs): MasterSolution {
  if (problem.basis !== undefined) begin(model, problem.basis);
  model.run();
  checkEnd(model, problem, highs, [highs.constants.modelStatus.optimal]);
  const { colValue, rowDual } = model.getSolution();
  const { colStatus, rowStatus } = model.getBasis();
  const basis = { columns: Uint8Array.from(colStatus), rows: Uint8Array.from(rowStatus) };
  return { objective: model.getObjectiveValue(), values: colValue, duals: rowDual, basis };
}

/** By branch and bound, from whole columns that are known to be good. */
function solveIntegral(
  model: Model,
  problem: MasterProblem,
  { highs, start }: { readonly highs: Highs; readonly start: Float64Array | undefined },
): MasterSolution {
  const { columns = new Int32Array(), gap = 0 } = problem.integral ?? {};
  const types = Int32Array.from(columns, () => highs.constants.variableType.integer);
  model.changeColsIntegrality({ kind: "set", indices: columns }, types);
  model.options.set({ mip_rel_gap: 0, mip_abs_gap: gap, mip_max_nodes: nodesMax });
  if (start !== undefined) model.setSolution({ indices: columns, values: start });
  model.run();
  const { optimal, solutionLimit } = highs.constants.modelStatus;
  checkEnd(model, problem, highs, [optimal, solutionLimit]);
  const { colValue, rowDual } = model.getSolution();
  return { objective: model.getObjectiveValue(), values: colValue, duals: rowDual };
}

function checkEnd(model: Model, problem: MasterProblem, highs: Highs, enough: readonly number[]): void {
  const status = model.getModelStatus();
  if (enough.includes(status)) return;
  const known = highs.constants.modelStatus;
  const fault = status === known.timeLimit ? "late" : status === known.infeasible ? "infeasible" : "failed";
  const size = `${problem.cost.length} columns, ${problem.rowLower.length} rows`;
  throw new SolverError(fault, `HiGHS ended with status ${String(status)} on ${size}`);
}

/** From a basis on, by primal simplex: columns were added, so it is feasible still. One that HiGHS refuses is left out. */
function begin(model: Model, basis: LinearBasis): void {
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
