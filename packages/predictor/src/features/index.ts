export { type CellSample, type HistoryRefusal } from "./grid.js";
export {
  MinutesHistory,
  minutesFeatures,
  type MinutesPlan,
  minutesSegmentS,
  minutesSegments,
} from "./minutes-temperature.js";
export {
  ShortHorizonHistory,
  shortHorizonFeatures,
  type ShortHorizonPlan,
  shortHorizonSteps,
} from "./short-horizon.js";
export { type CellNow, currentForPower } from "./plan.js";
