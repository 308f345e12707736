import type { Manifest } from "../manifest.js";

/** Models that answer within the call: for virtual runs, in which nothing can be waited for. */
export interface ModelsNow {
  readonly manifests: readonly Manifest[];
  /**
   * Asks a model (by its place in the list) about `n` rows; the answers are written to `out`. False where there are none:
   * a feature or an answer is outside of what the manifest says, or the model is down.
   */
  predictNow(model: number, rows: Rows): boolean;
  close(): Promise<void>;
}
export interface Rows {
  readonly features: Float32Array;
  readonly n: number;
  readonly out: Float32Array;
}
