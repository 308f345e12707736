export * from "./types.js";
export { SumClearing, type SumInput } from "./clearing.js";
export { proxAnswer, ProxUnsupported } from "./prox.js";
export { factor as _factor } from "./stiffness.js";
