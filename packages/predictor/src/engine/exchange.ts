import { batchMax } from "../limits.js";
import type { LoadedModel } from "../load.js";
import type { HostOptions } from "./host.js";
import type { EngineProblem } from "./problem.js";

/** Shared memory through which a thread that waits asks one that does not. */
export interface Exchange {
  readonly words: Int32Array;
  readonly features: Float32Array;
  readonly out: Float32Array;
}
export interface Layout {
  readonly bytes: number;
  readonly features: number;
  readonly out: number;
}
/** Places in `words`, and what stands in `turn`. */
export const states = { turn: 0, model: 1, rows: 2, answered: 3, asked: 1, done: 2 } as const;

/** What the thread is given, and what it says. */
export interface ThreadSetup {
  readonly models: readonly LoadedModel[];
  readonly options: Pick<HostOptions, "memoryMaxBytes" | "loadMs"> & { readonly hangMs: number };
  /** Address of the process' program, where it is not the one beside this. */
  readonly module: string | undefined;
  readonly shared: SharedArrayBuffer;
  readonly layout: Layout;
}
export type ThreadMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  | { readonly kind: "problem"; readonly problem: EngineProblem };
/** What it is told: there is a question in shared memory, or that it may go. */
export type ThreadOrder = "ask" | "close";

const start = 64;

export function layoutOf(models: readonly LoadedModel[]): Layout {
  const widest = (of: (model: LoadedModel) => number): number => 4 * batchMax * Math.max(...models.map(of));
  const features = start;
  const out = features + widest(({ shape }) => shape.features);
  return { features, out, bytes: out + widest(({ shape }) => shape.outputs) };
}

export function exchangeOf(shared: SharedArrayBuffer, layout: Layout): Exchange {
  return {
    words: new Int32Array(shared, 0, start / 4),
    features: new Float32Array(shared, layout.features, (layout.out - layout.features) / 4),
    out: new Float32Array(shared, layout.out),
  };
}
