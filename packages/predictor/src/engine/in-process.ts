import { ChargepactError } from "@chargepact/protocol";
import { batchMax } from "../limits.js";
import type { LoadedModel } from "../load.js";
import type { Manifest } from "../manifest.js";
import { boundsOf, type ModelBounds } from "./answers.js";
import type { ModelsNow, Rows } from "./now.js";
import { loadOrt, OrtModel } from "./ort.js";
import { type EngineProblem, Problems } from "./problem.js";

/**
 * Models in the thread that asks: the fastest way, and as virtual runs need it. Nothing ends a call that does not come
 * back, so this is for models that one trusts; see {@link BlockingModels} for others.
 */
export class InProcessModels implements ModelsNow {
  readonly manifests: readonly Manifest[];
  readonly #models: readonly OrtModel[];
  readonly #bounds: readonly ModelBounds[];
  readonly #problems: Problems;

  /** Throws `ENGINE` or `MODEL`. */
  constructor(models: readonly LoadedModel[], onProblem?: (problem: EngineProblem) => void) {
    this.#problems = new Problems(onProblem);
    this.manifests = models.map(({ manifest }) => manifest);
    this.#bounds = this.manifests.map(boundsOf);
    const ort = engine();
    this.#models = models.map((model) => {
      try {
        return new OrtModel(ort, model);
      } catch (cause) {
        const message = `model ${model.manifest.file} cannot be loaded: ONNX Runtime refuses it: ${(cause as Error).message}`;
        throw new ChargepactError("MODEL", message, { side: "remote", cause });
      }
    });
  }

  predictNow(model: number, { features, n, out }: Rows): boolean {
    const [loaded, bounds] = [this.#models[model], this.#bounds[model]];
    if (loaded === undefined || bounds === undefined) throw new RangeError(`there is no model ${model}`);
    if (n > batchMax) throw new RangeError(`${n} rows in one call; at most ${batchMax}`);
    if (bounds.inputs.fault(features, n) !== undefined) return false;
    try {
      loaded.predictBatch(features, n, out);
    } catch (error) {
      this.#problems.add("THREW", (error as Error).message, this.manifests[model]?.id);
      return false;
    }
    const fault = bounds.outputs.fault(out, n);
    if (fault !== undefined) this.#problems.add("ANSWER", fault, this.manifests[model]?.id);
    return fault === undefined;
  }

  close(): Promise<void> {
    for (const model of this.#models) model.dispose();
    return Promise.resolve();
  }
}

function engine(): ReturnType<typeof loadOrt> {
  try {
    return loadOrt();
  } catch (cause) {
    throw new ChargepactError("ENGINE", (cause as Error).message, { cause });
  }
}
