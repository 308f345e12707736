export * from "./types.js";
export { type AgeingModel, ageOfSoh, coldFactor, keilNca, naumannLfp, schmalstiegNmc, sohOfAge } from "./ageing.js";
export { agePerHourAt, ageOf, bandsOf, calendarAt, lowerHull, scaleCurve, shapeFault, type Usage } from "./curve.js";
export { type Ahead, type AheadState, exportLimitAhead, limitAhead } from "./ahead.js";
export { atLeast, type Believed, believeHorizon, predictWear } from "./chain.js";
export { type BandScale, learnBand, scaleBand, unscaledBand, widthRatio } from "./conformal.js";
export { readHorizon, readWear } from "./door.js";
export { type EnvelopeLimits, type EnvelopeState, type OwnLimit, ownExportLimit, ownLimit } from "./envelope.js";
export { type PredictionFault, shortHorizonFault, wearFault } from "./guard.js";
export {
  capacityNowWh,
  clamp,
  interpolate,
  openCircuitCellV,
  packOf,
  type Point,
  resistanceOf,
  seriesOf,
} from "./pack.js";
export { adviceFor, firstLifeSoh, type LifeStage, lifeStage, secondLifeSoh } from "./life-stage.js";
export {
  freshSensors,
  heldTemperature,
  type SensorFault,
  type SensorSample,
  type SensorSpec,
  type SensorState,
  watchSensors,
} from "./sensor-guard.js";
export { type Operating, outsideOf } from "./box.js";
export { cRateOf, monthsLeft, physicsWear } from "./physics-wear.js";
export { unwatched, watchAnswer, watchFelt, type WatchState } from "./predictor-watch.js";
export { physicsShortHorizon, staticShortHorizon, temperatureAfter, temperatureSigma } from "./short-horizon.js";
export { staticWear } from "./static-wear.js";
export * from "./quote.js";
export * from "./ensemble/index.js";
export * from "./policy/index.js";
export { type MaintenanceAdvice, maintenanceAdvice, type PredictionTrace } from "./traces.js";
