export type { Answer, AnswerProblem, Priced, StandingCost, Tier, WearStep } from "./problem.js";
export { usableOf } from "./problem.js";
export { bestAnswer } from "./best-answer.js";
export { nearbyAnswers } from "./nearby.js";
export { declaredCost, energyMicro } from "./declared-cost.js";
export { storageProblem } from "./storage.js";
