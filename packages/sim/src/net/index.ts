export { checkersOf } from "./checkers.js";
export type { Checker, Look, Onlooker, Step, Violation as PropertyViolation } from "./history.js";
export { Marks, type Mark, marks } from "./marks.js";
export { type MalformedResult, readMalformed } from "./malformed.js";
export { type Seen, sequencePicture } from "./picture.js";
export { restartsOf, type RestartsResult, type Scenario, scenarios } from "./restarts.js";
export { runSeed, type RunResult } from "./run.js";
export { said } from "./said.js";
export { World as SimulatedWorld, type WorldOptions as SimulatedWorldOptions } from "./world.js";
