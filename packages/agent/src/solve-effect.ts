import type { CoreInput, Effect, MasterSolution } from "@chargepact/protocol";
import type { SolveNow } from "./agent-spec.js";

/** Solves off the event loop where the solver is; whatever comes of it is an input like any other. */
export function solveEffect(
  solve: SolveNow | undefined,
  { number, problem, deadlineMs }: Extract<Effect, { kind: "solve" }>,
  answer: (input: CoreInput) => void,
): void {
  const failed = (cause: unknown): void => {
    answer({ kind: "solveFailed", number, detail: cause instanceof Error ? cause.message : String(cause) });
  };
  const solved = (solution: MasterSolution): void => {
    answer({ kind: "solved", number, solution });
  };
  if (solve === undefined) {
    failed(new Error("no solver was given to this agent"));
    return;
  }
  try {
    const result = solve(problem, deadlineMs);
    if (result instanceof Promise) result.then(solved, failed);
    else solved(result);
  } catch (cause) {
    failed(cause);
  }
}
