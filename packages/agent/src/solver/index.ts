export { type Solver, SolverError, type SolverFault } from "./solver.js";
export { InProcessSolver } from "./highs.js";
