export * from "./types.js";
export { type FeederStep, publishFeeder } from "./pricing.js";
