import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { ChargepactError, type ErrorCode } from "@chargepact/protocol";
import { batchMax } from "../limits.js";
import type { Manifest } from "../manifest.js";
import type { HostOptions } from "./host.js";
import type { ModelsNow, Rows } from "./now.js";
import {
  type Exchange,
  exchangeOf,
  layoutOf,
  states,
  type ThreadMessage,
  type ThreadOrder,
  type ThreadSetup,
} from "./exchange.js";

export interface BlockingOptions extends Omit<HostOptions, "restart"> {
  /** Program of the thread; default the one that lies beside this. */
  readonly thread?: URL;
}

/**
 * Models in a process of their own, asked by a call that waits: a thread talks to the process meanwhile. What hangs is
 * ended after `hangMs` (default 10 000, so that a busy machine changes no result) and stays down, which makes runs
 * repeatable: the same call hangs again.
 */
export class BlockingModels implements ModelsNow {
  readonly manifests: readonly Manifest[];
  readonly #worker: Worker;
  readonly #exchange: Exchange;
  readonly #patienceMs: number;
  #down = false;

  /** Rejects with `ENGINE` or `MODEL`. */
  static async open(options: BlockingOptions): Promise<BlockingModels> {
    const { models, memoryMaxBytes, hangMs = 10_000, loadMs, thread, module } = options;
    const given = { ...(memoryMaxBytes && { memoryMaxBytes }), ...(loadMs && { loadMs }) };
    const layout = layoutOf(models);
    const shared = new SharedArrayBuffer(layout.bytes);
    const worker = startThread(thread, {
      ...{ models, options: { ...given, hangMs }, shared, layout, module: module?.href },
    });
    try {
      await ready(worker);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
    return new BlockingModels({ ...options, hangMs }, worker, exchangeOf(shared, layout));
  }

  private constructor(options: BlockingOptions & { readonly hangMs: number }, worker: Worker, exchange: Exchange) {
    this.manifests = options.models.map(({ manifest }) => manifest);
    this.#patienceMs = options.hangMs + marginMs;
    [this.#worker, this.#exchange] = [worker, exchange];
    worker.on("message", (message: ThreadMessage) => {
      if (message.kind === "problem") options.onProblem?.(message.problem);
    });
    worker.on("error", () => (this.#down = true));
    worker.unref();
  }

  predictNow(model: number, { features, n, out }: Rows): boolean {
    const manifest = this.manifests[model];
    if (manifest === undefined) throw new RangeError(`there is no model ${model}`);
    if (n > batchMax) throw new RangeError(`${n} rows in one call; at most ${batchMax}`);
    if (this.#down) return false;
    const { words, features: toThread, out: fromThread } = this.#exchange;
    const width = manifest.inputs.length;
    for (let index = 0; index < n * width; index++) toThread[index] = features[index] ?? Number.NaN;
    words[states.model] = model;
    words[states.rows] = n;
    Atomics.store(words, states.turn, states.asked);
    this.#worker.postMessage("ask" satisfies ThreadOrder);
    if (Atomics.wait(words, states.turn, states.asked, this.#patienceMs) === "timed-out") {
      this.#down = true;
      return false;
    }
    if (words[states.answered] !== 1) return false;
    const count = n * manifest.outputs.length;
    for (let index = 0; index < count; index++) out[index] = fromThread[index] ?? Number.NaN;
    return true;
  }

  close(): Promise<void> {
    this.#down = true;
    return end(this.#worker);
  }
}

/** Lets the thread end its process, and then itself. */
function end(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), marginMs);
    worker.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    worker.postMessage("close" satisfies ThreadOrder);
  });
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (message: ThreadMessage) => {
      if (message.kind === "ready") resolve();
      else if (message.kind === "failed") {
        const side = message.code === "MODEL" ? "remote" : "local";
        reject(new ChargepactError(message.code as ErrorCode, message.message, { side }));
      }
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`the thread ended with ${code}`)));
  });
}

/** The thread is a file of its own in the package. */
function startThread(module: URL | undefined, setup: ThreadSetup): Worker {
  if (module !== undefined) return new Worker(module, { workerData: setup });
  const own = import.meta.url;
  if (own.endsWith(".ts")) return startFromSource(own, setup);
  const file = own.endsWith(".cjs") ? "./engine-thread.cjs" : "./engine-thread.js";
  return new Worker(new URL(file, own), { workerData: setup });
}

/** In this repository the thread is run from its source. tsx must be asked for it: it leaves threads alone by itself. */
function startFromSource(own: string, setup: ThreadSetup): Worker {
  const loader = pathToFileURL(createRequire(own).resolve("tsx"));
  const env = {
    ...process.env,
    CHARGEPACT_TSX: new URL("./esm/api/index.mjs", loader).href,
    CHARGEPACT_THREAD: new URL("./thread.ts", own).href,
  };
  return new Worker(fromSource, { eval: true, env, workerData: setup, execArgv: ["--conditions=chargepact-source"] });
}

const fromSource = `import(process.env.CHARGEPACT_TSX).then(({ register }) => (register(), import(process.env.CHARGEPACT_THREAD)));`;

/** The thread ends what hangs by itself; this is for a thread that is gone. */
const marginMs = 5_000;
