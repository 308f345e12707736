/** The thread of {@link BlockingModels}: puts what another thread waits for to the engine's process. */
import { parentPort, workerData } from "node:worker_threads";
import { isChargepactError } from "@chargepact/protocol";
import { exchangeOf, states, type ThreadMessage, type ThreadOrder, type ThreadSetup } from "./exchange.js";
import { ModelHost } from "./host.js";
import type { EngineProblem } from "./problem.js";

const { models, options, shared, layout, module } = workerData as ThreadSetup;
const { words, features, out } = exchangeOf(shared, layout);
const tell = (message: ThreadMessage): void => parentPort?.postMessage(message);

void begin();

async function begin(): Promise<void> {
  const onProblem = (problem: EngineProblem): void => tell({ kind: "problem", problem });
  try {
    const program = module === undefined ? {} : { module: new URL(module) };
    const host = await ModelHost.open({ models, ...options, ...program, restart: "never", onProblem });
    parentPort?.on("message", (order: ThreadOrder) => {
      if (order === "ask") {
        void ask(host);
        return;
      }
      host.close();
      parentPort?.close();
    });
    tell({ kind: "ready" });
  } catch (error) {
    const code = isChargepactError(error) ? error.code : "INTERNAL";
    tell({ kind: "failed", code, message: error instanceof Error ? error.message : String(error) });
    parentPort?.close();
  }
}

async function ask(host: ModelHost): Promise<void> {
  const n = words[states.rows] ?? 0;
  const answer = await host.predict(words[states.model] ?? 0, features, { n, deadlineMs: 2 * options.hangMs });
  if (answer !== undefined) out.set(answer);
  words[states.answered] = answer === undefined ? 0 : 1;
  Atomics.store(words, states.turn, states.done);
  Atomics.notify(words, states.turn);
}
