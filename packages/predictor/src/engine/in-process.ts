import { ChargepactError } from "@chargepact/protocol";
import { batchMax } from "../limits.js";
import type { LoadedModel } from "../load.js";
import type { Manifest } from "../manifest.js";
import { answersFault, featuresFault } from "./answers.js";
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
  readonly #problems: Problems;

  /** Throws `ENGINE` or `MODEL`. */
  constructor(models: readonly LoadedModel[], onProblem?: (problem: EngineProblem) => void) {
    this.#problems = new Problems(onProblem);
    this.manifests = models.map(({ manifest }) => manifest);
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
    const [loaded, manifest] = [this.#models[model], this.manifests[model]];
    if (loaded === undefined || manifest === undefined) throw new RangeError(`there is no model ${model}`);
    if (n > batchMax) throw new RangeError(`${n} rows in one call; at most ${batchMax}`);
    if (featuresFault(manifest, features, n) !== undefined) return false;
    try {
      loaded.predictBatch(features, n, out);
    } catch (error) {
      this.#problems.add("THREW", (error as Error).message, manifest.id);
      return false;
    }
    const fault = answersFault(manifest, out, n);
    if (fault !== undefined) this.#problems.add("ANSWER", fault, manifest.id);
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
