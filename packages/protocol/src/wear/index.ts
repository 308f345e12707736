export * from "./types.js";
export { type AgeingModel, ageOfSoh, coldFactor, naumannLfp, schmalstiegNmc, sohOfAge } from "./ageing.js";
export { agePerHourAt, ageOf, bandsOf, calendarAt, lowerHull, shapeFault, type Usage } from "./curve.js";
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
export { physicsWear } from "./physics-wear.js";
export { physicsShortHorizon } from "./short-horizon.js";
export { staticWear } from "./static-wear.js";
export * from "./quote.js";
export * from "./ensemble/index.js";
export * from "./policy/index.js";
