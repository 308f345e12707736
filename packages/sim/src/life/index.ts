export { ambientOf, type Climate, climates, type ClimateName } from "./climate.js";
export { ageingsOf, gainsOf, type LifeGain, type LifePolicyName, lifePolicyNames, lifePolicyOf } from "./lives.js";
export { defaultLifePack, type LifePack } from "./pack.js";
export type { LifePolicy, PolicyView } from "./policy.js";
export { type LifeRun, type LifeStudy, runLife, stepS as lifeStepS } from "./run.js";
export { daySeconds, type LifeTrip, usualTrips } from "./trips.js";
