import type * as Predictor from "@chargepact/predictor";
import { ChargepactError } from "@chargepact/protocol";

/** Models are an optional peer: ONNX Runtime is some 300 MB, and physics predicts without. The one place that loads it. */
export async function loadPredictor(): Promise<typeof Predictor> {
  try {
    return await import("@chargepact/predictor");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== "ERR_MODULE_NOT_FOUND") throw cause;
    const todo = "npm install @chargepact/predictor (with ONNXRUNTIME_NODE_INSTALL=skip where the network is closed)";
    throw new ChargepactError("ENGINE", `prediction models are not installed: ${todo}`, { cause });
  }
}
