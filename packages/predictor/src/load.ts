import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ChargepactError } from "@chargepact/protocol";
import { modelLimits } from "./limits.js";
import { type Manifest, parseManifest } from "./manifest.js";
import { type Inspection, inspectModel, type ModelShape, type Refusal } from "./onnx/inspect.js";

/** A model that may be run: its bytes are those that were checked, whatever becomes of the file. */
export interface LoadedModel {
  readonly manifest: Manifest;
  readonly bytes: Uint8Array;
  readonly shape: ModelShape;
  readonly notes: readonly string[];
}

/** Reads a manifest and, once, the model beside it. Throws `MODEL` with every reason for which it is refused. */
export async function loadModel(manifestPath: string): Promise<LoadedModel> {
  const manifest = await loadManifest(manifestPath);
  const bytes = await readModelFile(join(dirname(manifestPath), manifest.file));
  return admit(manifest, bytes);
}

export async function loadManifest(path: string): Promise<Manifest> {
  const bytes = await readBounded(path, modelLimits.manifestBytes);
  return parseManifest(new TextDecoder().decode(bytes), path);
}

export const readModelFile = (path: string): Promise<Uint8Array> => readBounded(path, modelLimits.bytes);

/** A model whose bytes are in memory already. Throws `MODEL` as {@link loadModel} does. */
export function admit(manifest: Manifest, bytes: Uint8Array): LoadedModel {
  const { refusals, notes, shape } = judge(bytes, manifest);
  if (refusals.length > 0 || shape === undefined) {
    const reasons = refusals.map(({ text }) => text).join("; ");
    throw new ChargepactError("MODEL", `model ${manifest.file} is refused: ${reasons}`, { side: "remote" });
  }
  return { manifest, bytes, shape, notes };
}

/** Inspects a model, and holds it against its manifest where there is one. */
export function judge(bytes: Uint8Array, manifest: Manifest | undefined): Inspection {
  const hash = manifest === undefined ? [] : identity(bytes, manifest);
  const inspection = inspectModel(bytes);
  const { shape } = inspection;
  const fit = manifest === undefined || shape === undefined ? [] : portCounts(shape, manifest);
  return { ...inspection, refusals: [...hash, ...inspection.refusals, ...fit] };
}

function identity(bytes: Uint8Array, manifest: Manifest): Refusal[] {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 === manifest.sha256 && bytes.length === manifest.bytes) return [];
  const text =
    sha256 === manifest.sha256
      ? `the file has ${bytes.length} bytes, its manifest says ${manifest.bytes}: mend "bytes"`
      : `the file has sha256 ${sha256} (${bytes.length} bytes), its manifest pins ${manifest.sha256} (${manifest.bytes} bytes): it was changed, cut off or swapped; get the right file, or, if you mean this one, pin its hash`;
  return [{ rule: "HASH", text }];
}

function portCounts(shape: ModelShape, { inputs, outputs }: Manifest): Refusal[] {
  const found: Refusal[] = [];
  for (const [what, says, has] of [
    ["inputs", inputs.length, shape.features],
    ["outputs", outputs.length, shape.outputs],
  ] as const) {
    if (says === has) continue;
    found.push({ rule: "MANIFEST", text: `the manifest lists ${says} ${what}, the model has ${has}: mend "${what}"` });
  }
  return found;
}

function unreadable(path: string, cause: unknown): ChargepactError {
  const why = (cause as Error).message;
  return new ChargepactError("BAD_INPUT", `${path} cannot be read: ${why}; name a file that may be read`, { cause });
}

/** Never more than `most` bytes, whatever the file's size is said to be. */
async function readBounded(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { size } = await file.stat();
    if (size > most) {
      const message = `${path} has ${size} bytes; allowed are ${most}: is it the right file?`;
      throw new ChargepactError("MODEL", message, { side: "remote" });
    }
    const bytes = new Uint8Array(Math.min(size, most));
    let got = 0;
    while (got < bytes.length) {
      const { bytesRead } = await file.read(bytes, got, bytes.length - got, got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    return bytes.subarray(0, got);
  } catch (cause) {
    if (cause instanceof ChargepactError) throw cause;
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}
