import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { isChargepactError } from "@chargepact/protocol";
import { ModelHost } from "./engine/host.js";
import { batchMax } from "./limits.js";
import { judge, type LoadedModel, loadManifest, readModelFile } from "./load.js";
import type { Manifest, Port } from "./manifest.js";
import type { ModelShape, Refusal } from "./onnx/inspect.js";

/** All that can be said of a model file without knowing what it is for. */
export interface ModelReport {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly shape: ModelShape | undefined;
  readonly manifest: Manifest | undefined;
  /** Empty where the model can be used. */
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
  /** How it ran; undefined where it was refused before. */
  readonly trial: Trial | undefined;
}
export interface Trial {
  /** Starting the engine and loading, ms; one row as the caller sees it, ms; a row of a full batch, µs. */
  readonly startMs: number;
  readonly oneMs: number;
  readonly eachUs: number;
}

/**
 * Reads a model, holds it against its manifest, and has it answer in a process of its own. Throws `BAD_INPUT` where a file
 * cannot be read, `ENGINE` where the model could be tried and there is nothing to run it.
 */
export async function checkModel(file: string, manifestPath?: string): Promise<ModelReport> {
  const manifestRefusals: Refusal[] = [];
  let manifest: Manifest | undefined;
  try {
    if (manifestPath !== undefined) manifest = await loadManifest(manifestPath);
  } catch (error) {
    if (!isChargepactError(error) || error.code !== "MODEL") throw error;
    manifestRefusals.push({ rule: "MANIFEST", text: error.message });
  }
  let bytes: Uint8Array;
  try {
    bytes = await readModelFile(file);
  } catch (error) {
    if (!isChargepactError(error) || error.code !== "MODEL") throw error;
    const refusals = [...manifestRefusals, { rule: "SIZE" as const, text: error.message }];
    return { file, bytes: 0, sha256: "", shape: undefined, manifest, refusals, notes: [], trial: undefined };
  }
  const { refusals: found, notes, shape } = judge(bytes, manifest);
  const refusals = [...manifestRefusals, ...found];
  const about = {
    file,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    shape,
    manifest,
  };
  if (refusals.length > 0 || shape === undefined) return { ...about, refusals, notes, trial: undefined };
  const tried = await tryModel({ manifest: manifest ?? standIn(file, shape), bytes, shape, notes });
  return { ...about, refusals: tried.refusals, notes: [...notes, ...tried.notes], trial: tried.trial };
}

/** Rows that are asked: the middle, the lower and the upper ends of all features, and points between, always the same. */
export function trialRows(inputs: readonly Port[]): Float32Array {
  const rows = new Float32Array(batchMax * inputs.length);
  let state = 1;
  for (let row = 0; row < batchMax; row++) {
    for (const [index, { min, max }] of inputs.entries()) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const at = [0.5, 0, 1][row] ?? state / 2 ** 32;
      rows[row * inputs.length + index] = min + at * (max - min);
    }
  }
  return rows;
}

interface Tried {
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
  readonly trial: Trial | undefined;
}

async function tryModel(model: LoadedModel): Promise<Tried> {
  const problems: string[] = [];
  const started = performance.now();
  let host: ModelHost;
  try {
    host = await ModelHost.open({
      ...{ models: [model], restart: "never", hangMs: hangMs },
      onProblem: ({ detail }) => problems.push(detail),
    });
  } catch (error) {
    if (!isChargepactError(error) || error.code !== "MODEL") throw error;
    return { refusals: [{ rule: "ENGINE", text: error.message }], notes: [], trial: undefined };
  }
  const startMs = performance.now() - started;
  try {
    return await ask(host, model, { startMs, problems });
  } finally {
    host.close();
  }
}

/** Longer than any model may take that is to answer within 25 ms, on a machine that does other work. */
const hangMs = 2_000;
const slowMs = 10;

async function ask(
  host: ModelHost,
  { manifest, shape }: LoadedModel,
  { startMs, problems }: { readonly startMs: number; readonly problems: readonly string[] },
): Promise<Tried> {
  const rows = trialRows(manifest.inputs);
  const deadlineMs = 2 * hangMs;
  const refused = (text: string): Tried => ({ refusals: [{ rule: "ANSWER", text }], notes: [], trial: undefined });
  const all = await host.predict(0, rows, { n: batchMax, deadlineMs });
  if (all === undefined)
    return refused(`asked within the ranges of its inputs, it did not answer: ${problems.at(-1) ?? "no reason"}`);
  const timesMs: number[] = [];
  const begun = performance.now();
  const again = await host.predict(0, rows, { n: batchMax, deadlineMs });
  const eachUs = ((performance.now() - begun) * 1e3) / batchMax;
  for (let row = 0; row < batchMax; row++) {
    const from = performance.now();
    const own = rows.subarray(row * shape.features, (row + 1) * shape.features);
    const alone = await host.predict(0, own, { deadlineMs });
    timesMs.push(performance.now() - from);
    if (alone === undefined)
      return refused(`asked alone, row ${row} was not answered: ${problems.at(-1) ?? "no reason"}`);
    for (let index = 0; index < shape.outputs; index++) {
      const [inBatch, other, single] = [all, again ?? all, alone].map((each, which) =>
        Number(each[which === 2 ? index : row * shape.outputs + index]),
      ) as [number, number, number];
      if (inBatch !== other)
        return refused(`asked twice, row ${row} was answered ${inBatch} and ${other}; it must be the same`);
      if (Math.abs(inBatch - single) > 1e-4 * Math.max(1, Math.abs(inBatch)))
        return refused(
          `row ${row} is answered ${single} alone and ${inBatch} among others; rows must not depend on each other`,
        );
    }
  }
  const oneMs = timesMs.sort((one, other) => one - other)[batchMax / 2] ?? Number.NaN;
  const slow = `a row takes ${oneMs.toFixed(1)} ms; beyond ${slowMs} ms many answers will come too late`;
  return { refusals: [], notes: oneMs > slowMs ? [slow] : [], trial: { startMs, oneMs, eachUs } };
}

/** For a file without a manifest: features from 0 to 1, answers of any size. */
function standIn(file: string, { features, outputs }: ModelShape): Manifest {
  const port = (min: number, max: number) => (_: unknown, index: number) => ({
    name: `number ${index}`,
    unit: "",
    min,
    max,
  });
  return {
    ...{ id: file, kind: "wear", file, sha256: "", bytes: 0, chemistry: "OTHER", trainedOn: "", licence: "" },
    inputs: Array.from({ length: features }, port(0, 1)),
    outputs: Array.from({ length: outputs }, port(-1e30, 1e30)),
    box: { temperatureC: [0, 0], cRate: [0, 0], soc: [0, 0], soh: [0, 0] },
  };
}
