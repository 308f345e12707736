export { type Solver, SolverError, type SolverFault } from "./solver.js";
export { InProcessSolver, loadHighs, solveWith } from "./highs.js";
export { ThreadSolver, type ThreadSolverOptions } from "./worker.js";
