export { batchMax, modelLimits } from "./limits.js";
export { type Manifest, type ModelKind, modelKinds, parseManifest, type Port } from "./manifest.js";
export { type Inspection, inspectModel, type ModelShape, type Refusal, type RefusalRule } from "./onnx/inspect.js";
export { admit, judge, type LoadedModel, loadManifest, loadModel, readModelFile } from "./load.js";
export { type HostOptions, type HostStats, ModelHost } from "./engine/host.js";
export type { EngineProblem } from "./engine/problem.js";
