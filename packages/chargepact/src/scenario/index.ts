export { agentIds, checkFaults, faultForms, gridId, parseFault, type FaultSpec } from "./faults.js";
export { defaultScenarioFile } from "./default-day.js";
export { checkScenario, loadScenario, parsed, type Loaded } from "./load.js";
export { resolveScenario, type ResolvedDay } from "./resolve.js";
export { scenarioSchema, type Scenario, type ScenarioInput } from "./schema.js";
export { uncontrolledPeakW, valueAt } from "./uncontrolled.js";
export { drawMaxW } from "./models.js";
export { sessionDrawMaxW } from "./stays.js";
