import { parentPort } from "node:worker_threads";
import type { MasterProblem, MasterSolution } from "@chargepact/protocol";
import { loadHighs, solveWith } from "./highs.js";
import { SolverError, type SolverFault } from "./solver.js";

/** What the solver's thread is asked, and what it answers. */
export interface ThreadRequest {
  readonly number: number;
  readonly problem: MasterProblem;
  readonly deadlineMs: number;
}
export type ThreadResponse =
  | { readonly number: number; readonly solution: MasterSolution }
  | { readonly number: number; readonly fault: SolverFault; readonly detail: string };

const highs = loadHighs();

parentPort?.on("message", (request: ThreadRequest) => {
  void respond(request).then((response) => parentPort?.postMessage(response));
});

async function respond({ number, problem, deadlineMs }: ThreadRequest): Promise<ThreadResponse> {
  try {
    return { number, solution: solveWith(await highs, problem, deadlineMs) };
  } catch (error) {
    if (error instanceof SolverError) return { number, fault: error.fault, detail: error.message };
    return { number, fault: "failed", detail: String(error) };
  }
}
