import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { MasterProblem, MasterSolution } from "@chargepact/protocol";
import { type Solver, SolverError } from "./solver.js";
import type { ThreadRequest, ThreadResponse } from "./thread.js";

export interface ThreadSolverOptions {
  /** Time beyond a deadline after which a thread that does not answer is ended, ms; default 250. */
  readonly patienceMs?: number;
  /** Module of the thread; default the one that lies beside this. */
  readonly module?: URL;
}

interface Waiting {
  readonly resolve: (solution: MasterSolution) => void;
  readonly reject: (error: SolverError) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * HiGHS in a thread of its own, so that a solve never holds up the event loop. A thread that hangs or dies is replaced
 * by the next solve. An idle thread keeps no process alive.
 */
export class ThreadSolver implements Solver {
  readonly #options: ThreadSolverOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #number = 0;

  constructor(options: ThreadSolverOptions = {}) {
    this.#options = options;
  }

  solve(problem: MasterProblem, deadlineMs: number): Promise<MasterSolution> {
    const worker = (this.#worker ??= this.#start());
    const number = ++this.#number;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => void this.#drop(worker, new SolverError("late", `no answer within ${deadlineMs} ms; thread ended`)),
        deadlineMs + (this.#options.patienceMs ?? 250),
      );
      this.#waiting.set(number, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ number, problem, deadlineMs } satisfies ThreadRequest);
    });
  }

  async close(): Promise<void> {
    if (this.#worker !== undefined) await this.#drop(this.#worker, new SolverError("failed", "the solver was closed"));
  }

  #start(): Worker {
    const worker = startThread(this.#options.module);
    worker.on("message", (response: ThreadResponse) => this.#answered(response));
    worker.on(
      "error",
      (error) => void this.#drop(worker, new SolverError("failed", "the thread failed", { cause: error })),
    );
    worker.on("exit", (code) => void this.#drop(worker, new SolverError("failed", `the thread ended with ${code}`)));
    return worker;
  }

  #answered(response: ThreadResponse): void {
    const waiting = this.#waiting.get(response.number);
    if (waiting === undefined) return;
    this.#waiting.delete(response.number);
    if (this.#waiting.size === 0) this.#worker?.unref();
    clearTimeout(waiting.timer);
    if ("solution" in response) waiting.resolve(response.solution);
    else waiting.reject(new SolverError(response.fault, response.detail));
  }

  /** Ends a thread; whatever waited for it fails. */
  async #drop(worker: Worker, error: SolverError): Promise<void> {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
    await worker.terminate();
  }
}

/** The thread is a file of its own in the package. */
function startThread(module: URL | undefined): Worker {
  if (module !== undefined) return new Worker(module);
  const own = import.meta.url;
  if (own.endsWith(".ts")) return startFromSource(own);
  return new Worker(new URL(own.endsWith(".cjs") ? "./solver-thread.cjs" : "./solver-thread.js", own));
}

/** In this repository the thread is run from its source. tsx must be asked for it: it leaves threads alone by itself. */
function startFromSource(own: string): Worker {
  const loader = pathToFileURL(createRequire(own).resolve("tsx"));
  const workerData = [new URL("./esm/api/index.mjs", loader).href, new URL("./thread.ts", own).href];
  return new Worker(fromSource, { eval: true, workerData });
}

const fromSource = `
const [loader, thread] = require("node:worker_threads").workerData;
import(loader).then(({ register }) => (register(), import(thread)));
`;
