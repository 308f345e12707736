export * from "./types.js";
export { type FeederStep, publishFeeder } from "./pricing.js";
export { aggregateForecast, type ExpectedLoad } from "./forecast.js";
export { type Calibration, calibrate, calibrationBegin } from "./calibration.js";
export { type ChildPlan, type Cohort, nextCohort } from "./cohort.js";
