export { batchMax, modelLimits } from "./limits.js";
export { type Manifest, type ModelKind, modelKinds, parseManifest, type Port } from "./manifest.js";
export { type Inspection, inspectModel, type ModelShape, type Refusal, type RefusalRule } from "./onnx/inspect.js";
export { admit, judge, type LoadedModel, loadManifest, loadModel, readModelFile } from "./load.js";
export { type HostOptions, type HostStats, ModelHost } from "./engine/host.js";
export type { EngineProblem } from "./engine/problem.js";
export { BlockingModels, type BlockingOptions } from "./engine/blocking.js";
export { InProcessModels } from "./engine/in-process.js";
export type { ModelsNow, Rows } from "./engine/now.js";
export { checkModel, type ModelReport, type Trial } from "./check.js";
export {
  type CalibratedModel,
  type CalibratedModelHosted,
  calibratedWear,
  calibratedWearHosted,
} from "./calibrated-wear.js";
export { type Calibration, cycleLifeCalibration, fadeCalibration } from "./calibration.js";
export { cycleLifeFeatures, type EarlyCycles, twoStepRate } from "./features/cycle-life.js";
export { type BatteryFacts, type OpenPredictors, openPredictors, type PredictorsOptions } from "./predictors/open.js";
export { type FastHistory, sampleOf } from "./predictors/history-horizon.js";
export * from "./features/index.js";
