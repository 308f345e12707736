/**
 * The conformance kit: whether an agent keeps the rules of the protocol, in process under virtual time and a network with
 * faults, or as a black box over a broker.
 */
export { cases } from "./cases/index.js";
export type { Case } from "./cases/case.js";
export { requirements, type RequirementId } from "./requirements.js";
export type {
  BatteryContext,
  ChargerContext,
  CreateSubject,
  GridContext,
  StorageContext,
  Subject,
  SubjectContexts,
} from "./bench/subject.js";
export { runVirtual, type Outcome } from "./run/run-case.js";
