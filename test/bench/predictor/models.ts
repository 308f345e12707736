import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LoadedModel, loadModel } from "@chargepact/predictor";
import { loaded } from "../../predictor/manifests.js";
import { dense, hungry, looping } from "../../predictor/onnx.js";

/** Where the engine's programs are. */
export interface Programs {
  readonly module: string;
  readonly thread: string;
}

const folder = fileURLToPath(new URL("../../../packages/predictor/models", import.meta.url));

/** The bundled model with the most to compute where there is one, else a dense net of its order: 40 → 256 → 150. */
export async function subject(): Promise<LoadedModel> {
  // The bench runs from a bundle in node_modules/.cache; the models lie where the repository has them.
  const models = [folder, join(process.cwd(), "packages/predictor/models")].find((each) => existsSync(each));
  const names = models === undefined ? [] : readdirSync(models).filter((name) => /^short-.*\.json$/.test(name));
  const [name] = names.sort();
  if (models !== undefined && name !== undefined) return loadModel(join(models, name));
  const shape = { features: 40, outputs: 150 };
  return loaded(dense({ ...shape, hidden: 256 }), shape, { id: "dense-40-256-150" });
}

const shape = { features: 4, outputs: 3 };
export const hanging = (): LoadedModel => loaded(looping(shape, 1e15), shape, { id: "hanging" });
/** Some 50 ms a call. */
export const slow = (): LoadedModel => loaded(looping(shape, 100_000), shape, { id: "slow" });
/** 4 GB a call. */
export const greedy = (): LoadedModel => loaded(hungry(shape, 1e9), shape, { id: "greedy" });
export const ones = Float32Array.of(1, 1, 1, 1);

/** Rows in the middle of what the model is made for, each a little different. */
export function rowsOf({ manifest }: LoadedModel, n: number): Float32Array {
  const { inputs } = manifest;
  return Float32Array.from({ length: n * inputs.length }, (_, at) => {
    const { min, max } = inputs[at % inputs.length] ?? { min: 0, max: 0 };
    return min + (max - min) * (0.4 + 0.2 * (((at * 7919) % 101) / 101));
  });
}
