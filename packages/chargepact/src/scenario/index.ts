export { defaultScenarioFile } from "./default-day.js";
export { agentIds, checkFaults, faultForms, gridId, parseFault } from "./faults.js";
export { loadScenario, parsed, type Loaded } from "./load.js";
export { resolveScenario, type ResolvedDay } from "./resolve.js";
export { type Scenario } from "./schema.js";
export { sessionDrawMaxW } from "./stays.js";
export { uncontrolledPeakW, valueAt } from "./uncontrolled.js";
