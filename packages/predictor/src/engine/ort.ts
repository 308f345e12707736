import { createRequire } from "node:module";
import { batchMax } from "../limits.js";
import type { ModelShape } from "../onnx/inspect.js";

/** The part of ONNX Runtime's binding that is used. It runs within the call; the package's own `run` takes a turn of the event loop. */
interface NativeSession {
  loadModel(buffer: ArrayBufferLike, offset: number, length: number, options: object): void;
  run(feeds: object, fetches: object, options: object): unknown;
  dispose(): void;
}
interface Native {
  readonly binding: { readonly InferenceSession: new () => NativeSession };
  readonly initOrt: () => void;
}
type TensorClass = new (type: "float32", data: Float32Array, dims: readonly number[]) => object;

export interface Ort {
  readonly native: Native;
  readonly Tensor: TensorClass;
}

/** Loads ONNX Runtime into this process. Throws what is to be done where it is not there. */
export function loadOrt(): Ort {
  const require = createRequire(import.meta.url);
  try {
    const native = require("onnxruntime-node/dist/binding.js") as Partial<Native>;
    const { Tensor } = require("onnxruntime-node") as { readonly Tensor?: TensorClass };
    if (native.binding?.InferenceSession === undefined || native.initOrt === undefined || Tensor === undefined) {
      throw new Error("this version of onnxruntime-node has another inside; 1.30 is known to work");
    }
    native.initOrt();
    return { native: native as Native, Tensor };
  } catch (cause) {
    throw new Error(engineMissing((cause as Error).message), { cause });
  }
}

/** What to do where ONNX Runtime cannot be loaded. */
export function engineMissing(why: string): string {
  const first = why.split("\n", 1)[0] ?? why;
  return `ONNX Runtime cannot be loaded (${first}): npm install @chargepact/predictor, with ONNXRUNTIME_NODE_INSTALL=skip where the network is closed; it has binaries for Linux, macOS and Windows on x64 and arm64. Without it physics predicts`;
}

/** Where answers begin in a frame: aligned as vector instructions like it. */
export const outOffset = 64;

const sessionOptions = {
  executionProviders: ["cpu"],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  // Memory of one call is given back after it, instead of an arena that only grows.
  enableCpuMemArena: false,
  enableMemPattern: false,
  graphOptimizationLevel: "all",
  // Errors are thrown as well; nobody reads what it prints.
  logSeverityLevel: 4,
} as const;

/** One model in this thread. Rows go into `features`, answers come out in `out`; both stay where they are. */
export class OrtModel {
  readonly features: Float32Array;
  readonly out: Float32Array;
  /** The same memory as `out`, with room for a head right before it: an answer is sent from here without a copy. */
  readonly frame: Uint8Array;
  readonly shape: ModelShape;
  readonly #session: NativeSession;
  readonly #tensor: TensorClass;
  /** Feeds and fetches by number of rows, made at the first call with as many. */
  readonly #feeds: object[] = [];
  readonly #fetches: object[] = [];

  constructor(ort: Ort, model: { readonly bytes: Uint8Array; readonly shape: ModelShape }) {
    this.shape = model.shape;
    this.#tensor = ort.Tensor;
    this.#session = new ort.native.binding.InferenceSession();
    const { buffer, byteOffset, byteLength } = model.bytes;
    this.#session.loadModel(buffer, byteOffset, byteLength, sessionOptions);
    this.features = new Float32Array(batchMax * model.shape.features);
    this.frame = new Uint8Array(outOffset + 4 * batchMax * model.shape.outputs);
    this.out = new Float32Array(this.frame.buffer, outOffset);
  }

  /** Runs the first `n` rows of `features` into `out`. Throws what ONNX Runtime throws. */
  run(n: number): void {
    const feeds = this.#feeds[n] ?? this.#prepare(n);
    // Where the engine gives nothing, the answer is not a number rather than that of the call before.
    this.out.fill(Number.NaN, 0, n * this.shape.outputs);
    this.#session.run(feeds, this.#fetches[n] ?? {}, runOptions);
  }

  /** The same from and to arrays of the caller. */
  predictBatch(features: Float32Array, n: number, out: Float32Array): void {
    for (let index = 0; index < n * this.shape.features; index++) this.features[index] = features[index] ?? Number.NaN;
    this.run(n);
    for (let index = 0; index < n * this.shape.outputs; index++) out[index] = this.out[index] ?? Number.NaN;
  }

  dispose(): void {
    this.#session.dispose();
  }

  #prepare(n: number): object {
    const { features, outputs } = this.shape;
    const feeds = { features: new this.#tensor("float32", this.features.subarray(0, n * features), [n, features]) };
    this.#feeds[n] = feeds;
    this.#fetches[n] = { out: new this.#tensor("float32", this.out.subarray(0, n * outputs), [n, outputs]) };
    return feeds;
  }
}

const runOptions = {};
