import { performance } from "node:perf_hooks";
import { ChargepactError } from "@chargepact/protocol";
import { batchMax } from "../limits.js";
import type { LoadedModel } from "../load.js";
import { headBytes, loadFrame, status, textMax } from "./frames.js";
import { EngineProcess } from "./process.js";
import type { Problems } from "./problem.js";
import { type Frame, Receiver } from "./receiver.js";

export interface SupervisorOptions {
  readonly models: readonly LoadedModel[];
  readonly memoryMaxBytes: number;
  readonly loadMs: number;
  /** Pause before a process is started again, doubled each time up to `maxMs`; undefined: never started again. */
  readonly restart: { readonly minMs: number; readonly maxMs: number } | undefined;
  readonly module: URL | undefined;
  readonly problems: Problems;
  /** An answer, or a text that says why there is none. */
  readonly onAnswer: (frame: Frame) => void;
  /** Whatever was asked and not answered will not be; `detail` says why where that was not asked for. */
  readonly onDown: (detail?: string) => void;
}

/** Keeps one engine's process with its models running: starts, loads, watches the time of loading, ends, starts again. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  #process: EngineProcess | undefined;
  #ready = false;
  #closed = false;
  #loaded = 0;
  #pauseMs: number;
  #startedMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #first: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#pauseMs = options.restart?.minMs ?? 0;
  }

  /** Starts for the first time. Rejects where that fails: `ENGINE` or `MODEL`; it is not tried again then. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#first = { resolve, reject };
      this.#start();
    });
  }

  get ready(): boolean {
    return this.#ready;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  write(bytes: Uint8Array): void {
    this.#process?.write(bytes);
  }

  /** Ends the process, which is started again like one that ended by itself. */
  kill(): void {
    this.#drop();
    this.#startAgain();
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #start(): void {
    const { memoryMaxBytes, module, models, loadMs } = this.#options;
    this.#startedMs = performance.now();
    this.#loaded = 0;
    const widest = Math.max(...models.map(({ shape }) => shape.outputs));
    const receiver = new Receiver(Math.max(textMax, 4 * batchMax * widest), (frame) => this.#heard(frame));
    const started = new EngineProcess({
      ...{ memoryMaxBytes, module },
      onData: (chunk) => {
        try {
          if (this.#process === started) receiver.push(chunk);
        } catch (error) {
          this.#ended(`it said what cannot be understood: ${(error as Error).message}`);
        }
      },
      onEnd: (detail) => {
        if (this.#process === started) this.#ended(detail);
      },
    });
    this.#process = started;
    this.#timer = setTimeout(() => this.#ended(`it was not ready within ${loadMs} ms${this.#atModel()}`), loadMs);
    // Written now, read when the engine is there.
    for (const model of models) started.write(loadFrameOf(model));
  }

  #heard(frame: Frame): void {
    if (this.#ready) {
      this.#options.onAnswer(frame);
      return;
    }
    const text = new TextDecoder().decode(frame.payload);
    if (frame.status === status.noEngine) this.#failed(new ChargepactError("ENGINE", text));
    else if (frame.status === status.failed) this.#ended(`ONNX Runtime refuses it: ${text.split("\n", 1)[0] ?? ""}`);
    else if (frame.status === status.loaded) this.#modelLoaded();
  }

  #modelLoaded(): void {
    this.#loaded += 1;
    if (this.#loaded < this.#options.models.length) return;
    clearTimeout(this.#timer);
    this.#ready = true;
    this.#process?.yield();
    this.#first?.resolve();
    this.#first = undefined;
  }

  /** Once for each process, whether it ended by itself or has to be ended. */
  #ended(detail: string): void {
    if (this.#closed || this.#process === undefined) return;
    const { problems } = this.#options;
    const wasReady = this.#ready;
    if (!wasReady) {
      const name = this.#options.models[this.#loaded]?.manifest;
      if (this.#first !== undefined) {
        const message = `model ${name?.file ?? ""} cannot be loaded: ${detail}`;
        this.#failed(new ChargepactError("MODEL", message, { side: "remote" }));
        return;
      }
      problems.add("LOAD", detail, name?.id);
    }
    this.#drop(wasReady ? detail : undefined);
    this.#startAgain();
  }

  #startAgain(): void {
    const { restart } = this.#options;
    if (restart === undefined) return;
    if (performance.now() - this.#startedMs > steadyMs) this.#pauseMs = restart.minMs;
    this.#timer = setTimeout(() => this.#start(), this.#pauseMs);
    this.#timer.unref();
    this.#pauseMs = Math.min(restart.maxMs, 2 * this.#pauseMs);
  }

  #failed(error: Error): void {
    if (this.#first === undefined) {
      // It was there before: somebody may be installing it anew.
      this.#options.problems.add("LOAD", error.message);
      this.#drop();
      this.#startAgain();
      return;
    }
    const { reject } = this.#first;
    this.close();
    reject(error);
  }

  #drop(detail?: string): void {
    clearTimeout(this.#timer);
    const process = this.#process;
    this.#process = undefined;
    this.#ready = false;
    process?.kill();
    this.#options.onDown(detail);
  }

  #atModel(): string {
    return this.#loaded === 0 ? "" : ` (${this.#loaded} of ${this.#options.models.length} models were)`;
  }
}

/** A process that lived this long is started again after the shortest pause. */
const steadyMs = 60_000;

function loadFrameOf({ bytes, shape }: LoadedModel): Uint8Array {
  const frame = new Uint8Array(headBytes + 8 + bytes.length);
  new Uint32Array(frame.buffer, 0, 6).set([8 + bytes.length, loadFrame, 0, 0, shape.features, shape.outputs]);
  frame.set(bytes, headBytes + 8);
  return frame;
}
