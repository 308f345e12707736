export * from "./units.js";
export * from "./errors.js";
export * from "./messages.js";
export * from "./core.js";
export * from "./schedule.js";
export * from "./step-function.js";
export * from "./market/index.js";
export * from "./wire/index.js";
