import type { DurationMs, MasterProblem, MasterSolution } from "@chargepact/protocol";

/** Why a problem was not solved: `late` past the deadline, `infeasible` proven, `failed` everything else. */
export type SolverFault = "late" | "infeasible" | "failed";

export class SolverError extends Error {
  constructor(
    readonly fault: SolverFault,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${fault}: ${detail}`, options);
    this.name = "SolverError";
  }
}

/** Solves linear programmes. The same problem always has the same solution. */
export interface Solver {
  /** Rejects with a {@link SolverError}; never later than the deadline by more than it takes to end a thread. */
  solve(problem: MasterProblem, deadlineMs: DurationMs): Promise<MasterSolution>;
  close(): Promise<void>;
}
