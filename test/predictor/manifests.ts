import { createHash } from "node:crypto";
import { admit, type LoadedModel, type Manifest } from "@chargepact/predictor";
import type { Shape } from "./onnx.js";

/** A manifest that fits the bytes. */
export function manifestOf(bytes: Uint8Array, { features, outputs }: Shape, changed: Partial<Manifest> = {}): Manifest {
  return {
    ...{ id: "test-1", kind: "wear", file: "test.onnx", bytes: bytes.length, chemistry: "LFP" },
    ...{ trainedOn: "nothing", licence: "Apache-2.0" },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    inputs: Array.from({ length: features }, (_, index) => ({ name: `x_${index}`, unit: "1", min: 0, max: 1 })),
    outputs: Array.from({ length: outputs }, (_, index) => ({ name: `y_${index}`, unit: "1", min: -1e12, max: 1e12 })),
    box: { temperatureC: [0, 50], cRate: [0, 2], soc: [0, 1], soh: [0.6, 1] },
    ...changed,
  };
}

export const loaded = (bytes: Uint8Array, shape: Shape, changed: Partial<Manifest> = {}): LoadedModel =>
  admit(manifestOf(bytes, shape, changed), bytes);
