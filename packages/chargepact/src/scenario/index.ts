export { defaultScenarioFile } from "./default-day.js";
export { agentIds, checkFaults, checkFeederFaults, faultForms, feederId, gridId, parseFault } from "./faults.js";
export { loadScenario, parsed, type Loaded } from "./load.js";
export { resolveFeeder, type ResolvedFeeder } from "./resolve-feeder.js";
export { resolveScenario, type ResolvedDay } from "./resolve.js";
export { type Scenario } from "./schema.js";
export { sessionDrawMaxW } from "./stays.js";
export { uncontrolledPeakW, valueAt } from "./uncontrolled.js";
