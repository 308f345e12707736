export * from "./types.js";
export { advanceRounds, beginRounds, type RoundsInput } from "./loop.js";
export type {
  RoundsAsk,
  RoundsEffect,
  RoundsEvent,
  RoundsGrant,
  RoundsOutcome,
  RoundsRecord,
  RoundsState,
  RoundsStep,
} from "./state.js";
export type { MasterProblem, MasterSolution } from "./master.js";
export {
  type IntegralPart,
  type LinearBasis,
  type LinearProgramme,
  type LinearSolution,
  LinearBuilder,
} from "./linear.js";
export { gridCost, stepHours } from "./grid-cost.js";
export { roundsSeeds } from "./seeds.js";
export { gapOf, gapScale, type GapScale } from "./bound.js";
