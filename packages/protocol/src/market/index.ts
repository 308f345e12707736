export * from "./strategy.js";
export * from "./admission.js";
export { edf, llf } from "./priority.js";
export { equalShare } from "./equal-share.js";
export * from "./storage-plan.js";
export * from "./settlement.js";
export * from "./statement.js";
export * from "./answer/index.js";
export * from "./rounds/index.js";
