export * from "./types.js";
export { type FeederStep, publishFeeder } from "./pricing.js";
export { aggregateForecast, type ExpectedLoad } from "./forecast.js";
export { type Calibration, calibrate, calibrationBegin, leadClass } from "./calibration.js";
export { type ChildPlan, type Cohort, nextCohort } from "./cohort.js";
export { flatForecast, shiftedForecast, shiftedState } from "./shift.js";
