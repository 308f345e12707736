export * from "./types.js";
export { SumClearing, type SumInput } from "./clearing.js";
export { SumHolder } from "./holder.js";
export { SumMembers } from "./members.js";
