import { performance } from "node:perf_hooks";
import { ChargepactError } from "@chargepact/protocol";
import { batchMax } from "../limits.js";
import type { LoadedModel } from "../load.js";
import type { Manifest } from "../manifest.js";
import { boundsOf, type ModelBounds } from "./answers.js";
import { Deadlines, type Waiting } from "./deadlines.js";
import { headBytes, status } from "./frames.js";
import { type EngineProblem, Problems } from "./problem.js";
import type { Frame } from "./receiver.js";
import { Supervisor } from "./supervisor.js";

export interface HostOptions {
  readonly models: readonly LoadedModel[];
  /** Memory that the engine's process may take, bytes; default 256 MiB, of which it needs half without any model. */
  readonly memoryMaxBytes?: number;
  /** Time after which a call that has not come back is ended with its process, ms; default 250. */
  readonly hangMs?: number;
  /** Time for starting and loading, ms; default 10 000. */
  readonly loadMs?: number;
  /** Pause before a process is started again, doubled each time; default 100 ms to 60 s. `never`: it stays down. */
  readonly restart?: { readonly minMs: number; readonly maxMs: number } | "never";
  /** Program of the engine's process; default the one that lies beside this. */
  readonly module?: URL;
  readonly onProblem?: (problem: EngineProblem) => void;
}

/** How often what has happened since the beginning; rows, but for batches and restarts. */
export interface HostStats {
  readonly answered: number;
  readonly batches: number;
  readonly late: number;
  readonly refused: number;
  readonly ended: number;
  /** µs that the newest run took inside. */
  readonly insideUs: number;
}

/**
 * Models in a process of their own. What is asked while the engine is at work is put together into its next batch. The
 * answer is undefined, within a millisecond, where the deadline has passed, the process is down, a feature lies outside
 * of the model's inputs, or an answer outside of its outputs.
 */
export class ModelHost {
  readonly #manifests: readonly Manifest[];
  readonly #bounds: readonly ModelBounds[];
  readonly #supervisor: Supervisor;
  readonly #problems: Problems;
  readonly #deadlines = new Deadlines();
  readonly #hangMs: number;
  readonly #stats = { answered: 0, batches: 0, late: 0, refused: 0, ended: 0, insideUs: 0 };
  readonly #frame: Uint8Array;
  readonly #head: Uint32Array;
  readonly #rows: Float32Array;
  #waiting: Request[] = [];
  #flight: Request[] = [];
  #number = 0;
  #flushing = false;
  #hang: NodeJS.Timeout | undefined;

  /** Resolves when all models are loaded and have run once. Rejects with `ENGINE` or `MODEL`. */
  static async open(options: HostOptions): Promise<ModelHost> {
    const { models, memoryMaxBytes = memoryLeastBytes } = options;
    if (models.length === 0) throw new ChargepactError("BAD_CONFIG", "models is empty; at least one is needed");
    if (!(memoryMaxBytes >= memoryLeastBytes)) {
      const message = `memoryMaxBytes is ${memoryMaxBytes}; allowed are ${memoryLeastBytes} and more, for the engine itself needs most of that`;
      throw new ChargepactError("BAD_CONFIG", message);
    }
    const host = new ModelHost(options);
    await host.#supervisor.open();
    return host;
  }

  private constructor(options: HostOptions) {
    const { models, memoryMaxBytes = 268_435_456, hangMs = 250, loadMs = 10_000, module, onProblem } = options;
    const { restart = { minMs: 100, maxMs: 60_000 } } = options;
    this.#manifests = models.map(({ manifest }) => manifest);
    this.#bounds = this.#manifests.map(boundsOf);
    this.#hangMs = hangMs;
    this.#problems = new Problems(onProblem);
    const widest = Math.max(...models.map(({ shape }) => shape.features));
    this.#frame = new Uint8Array(headBytes + 4 * batchMax * widest);
    this.#head = new Uint32Array(this.#frame.buffer, 0, headBytes / 4);
    this.#rows = new Float32Array(this.#frame.buffer, headBytes);
    this.#supervisor = new Supervisor({
      ...{ models, memoryMaxBytes, loadMs, module, problems: this.#problems },
      restart: restart === "never" ? undefined : restart,
      onAnswer: (frame) => this.#answered(frame),
      onDown: (detail) => this.#down(detail),
    });
  }

  get manifests(): readonly Manifest[] {
    return this.#manifests;
  }

  get stats(): HostStats {
    return { ...this.#stats };
  }

  /** Id of the engine's process while there is one. */
  get pid(): number | undefined {
    return this.#supervisor.pid;
  }

  /** Asks a model (by its place in the list) about `n` rows of features; the answer has as many rows. */
  predict(
    model: number,
    features: Float32Array,
    { n = 1, deadlineMs }: { readonly n?: number; readonly deadlineMs: number },
  ): Promise<Float32Array | undefined> {
    if (n > batchMax) throw new RangeError(`${n} rows in one call; at most ${batchMax}`);
    const bounds = this.#bounds[model];
    if (bounds === undefined) throw new RangeError(`there is no model ${model}`);
    const down = !this.#supervisor.ready || this.#waiting.length >= waitingMax;
    if (down || bounds.inputs.fault(features, n) !== undefined) {
      this.#stats.refused += n;
      return Promise.resolve(undefined);
    }
    return new Promise((resolve) => {
      const dueMs = performance.now() + deadlineMs;
      const late = (): void => void (this.#stats.late += n);
      // The caller's array is his again when this returns.
      const own = features.slice(0, n * bounds.inputs.width);
      const request = new Request({ model, features: own, n, dueMs, resolve, late });
      this.#waiting.push(request);
      this.#deadlines.add(request);
      this.#flushSoon();
    });
  }

  /** Ends the process; whatever waits is refused. */
  close(): void {
    this.#supervisor.close();
    this.#deadlines.clear();
  }

  #flushSoon(): void {
    if (this.#flushing || this.#flight.length > 0) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  /** Sends what the oldest model in the queue is asked, as many rows as go into a batch. */
  #flush(): void {
    if (this.#flight.length > 0 || !this.#supervisor.ready) return;
    let rows = 0;
    let model: number | undefined;
    const left: Request[] = [];
    for (const request of this.#waiting) {
      if (request.settled) continue;
      model ??= request.model;
      if (request.model === model && rows + request.n <= batchMax) {
        this.#rows.set(request.features, rows * (this.#bounds[model]?.inputs.width ?? 0));
        rows += request.n;
        this.#flight.push(request);
      } else {
        left.push(request);
      }
    }
    this.#waiting = left;
    if (model === undefined) return;
    const bytes = 4 * rows * (this.#bounds[model]?.inputs.width ?? 0);
    this.#number = (this.#number + 1) % 0x1_0000_0000;
    this.#head[0] = bytes;
    this.#head[1] = model;
    this.#head[2] = this.#number;
    this.#head[3] = rows;
    this.#supervisor.write(this.#frame.subarray(0, headBytes + bytes));
    const number = this.#number;
    // Where the agent itself was busy when the time was up, the answer may have come: what has come is read first.
    this.#hang = setTimeout(() => setImmediate(() => this.#hung(model, number)), this.#hangMs);
  }

  #hung(model: number, number: number): void {
    if (number !== this.#number || this.#flight.length === 0) return;
    const detail = `no answer within ${this.#hangMs} ms; its process was ended`;
    this.#problems.add("HANG", detail, this.#manifests[model]?.id);
    this.#stats.ended += 1;
    this.#supervisor.kill();
  }

  #answered(frame: Frame): void {
    if (frame.number !== this.#number) return;
    clearTimeout(this.#hang);
    const flight = this.#flight;
    this.#flight = [];
    const model = flight[0]?.model ?? 0;
    if (frame.status === status.answer) this.#deal(flight, model, frame);
    else {
      this.#problems.add("THREW", new TextDecoder().decode(frame.payload), this.#manifests[model]?.id);
      for (const request of flight) this.#settle(request, undefined);
    }
    this.#flush();
  }

  #deal(flight: readonly Request[], model: number, { payload, micros }: Frame): void {
    const outputs = this.#bounds[model]?.outputs;
    if (outputs === undefined) return;
    const { width } = outputs;
    const all = new Float32Array(payload.slice().buffer);
    this.#stats.batches += 1;
    this.#stats.insideUs = micros;
    let row = 0;
    for (const request of flight) {
      const own = all.subarray(row * width, (row + request.n) * width);
      row += request.n;
      const fault = outputs.fault(own, request.n);
      if (fault !== undefined) this.#problems.add("ANSWER", fault, this.#manifests[model]?.id);
      this.#settle(request, fault === undefined ? own : undefined);
    }
  }

  #settle(request: Request, answer: Float32Array | undefined): void {
    if (request.settled) return;
    if (answer === undefined) this.#stats.refused += request.n;
    else this.#stats.answered += request.n;
    request.settle(answer);
  }

  #down(detail: string | undefined): void {
    clearTimeout(this.#hang);
    if (detail !== undefined) {
      this.#stats.ended += 1;
      this.#problems.add("ENDED", detail, this.#flight[0] && this.#manifests[this.#flight[0].model]?.id);
    }
    const all = [...this.#flight, ...this.#waiting];
    [this.#flight, this.#waiting] = [[], []];
    for (const request of all) this.#settle(request, undefined);
  }
}

const memoryLeastBytes = 167_772_160;

/** Requests that may wait; the next is refused at once. */
const waitingMax = 1_024;

interface Asked {
  readonly model: number;
  readonly features: Float32Array;
  readonly n: number;
  readonly dueMs: number;
  readonly resolve: (answer: Float32Array | undefined) => void;
  readonly late: () => void;
}

class Request implements Waiting {
  readonly model: number;
  readonly features: Float32Array;
  readonly n: number;
  readonly dueMs: number;
  settled = false;
  readonly #resolve: Asked["resolve"];
  readonly #late: () => void;

  constructor({ model, features, n, dueMs, resolve, late }: Asked) {
    [this.model, this.n, this.dueMs] = [model, n, dueMs];
    this.features = features;
    [this.#resolve, this.#late] = [resolve, late];
  }

  expire(): void {
    if (this.settled) return;
    this.#late();
    this.settle(undefined);
  }

  settle(answer: Float32Array | undefined): void {
    if (this.settled) return;
    this.settled = true;
    this.#resolve(answer);
  }
}
