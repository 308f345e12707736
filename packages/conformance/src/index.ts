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
export { type Feature, features } from "./equipment/equipment.js";
export { noEquipment, TestPort } from "./equipment/test-port.js";
export { runBlackBox, type BlackBoxRun } from "./run/black-box.js";
export { type Part } from "./run/select.js";
export { type CaseResult, type Status, type Verdict, verdictsOf } from "./run/verdict.js";
export { counts, type Report, reportDocument, reportJunit } from "./report/document.js";
export { reportTable } from "./report/table.js";
export { type Partners, partnersIn, sitePlan } from "./bench/partners.js";
export { SimulatedStation } from "./equipment/station.js";
export { check, checkWalks, type Checked, type CheckOptions } from "./run/check.js";
export { conformance, type ConformanceOptions, type RegisterTest } from "./run/conformance.js";
