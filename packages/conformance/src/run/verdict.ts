import type { Role } from "@chargepact/protocol";
import { unobservable } from "../cases/unobservable.js";
import type { Case } from "../cases/case.js";
import { cases } from "../cases/index.js";
import { requirements, type RequirementId } from "../requirements.js";
import type { Outcome } from "./run-case.js";

/** What became of one case. */
export interface CaseResult {
  readonly test: Case;
  readonly outcome: Outcome | { readonly kind: "skipped"; readonly detail: string };
  readonly ms: number;
}

export type Status = "PASS" | "FAIL" | "NOT APPLICABLE";

/** What is to be said of one requirement. */
export interface Verdict {
  readonly id: RequirementId;
  readonly status: Status;
  /** Why it does not apply, or what was broken. */
  readonly detail: string;
  /** Names of the cases that say so. */
  readonly cases: readonly string[];
}

/** One verdict for each requirement, in the order of the document. */
export function verdictsOf(role: Role, results: readonly CaseResult[]): readonly Verdict[] {
  return (Object.keys(requirements) as RequirementId[]).map((id) => verdictOf(id, role, results));
}

function verdictOf(id: RequirementId, role: Role, results: readonly CaseResult[]): Verdict {
  const broken = results.filter(({ outcome }) => outcome.kind === "fail" && outcome.id === id);
  const [first] = broken;
  if (first?.outcome.kind === "fail") {
    return { id, status: "FAIL", detail: first.outcome.detail, cases: broken.map(({ test }) => test.name) };
  }
  const about = results.filter(({ test }) => test.ids.includes(id));
  const passed = about.filter(({ outcome }) => outcome.kind === "pass");
  if (passed.length > 0) return { id, status: "PASS", detail: "", cases: passed.map(({ test }) => test.name) };
  const names = about.map(({ test }) => test.name);
  const [other] = about;
  const detail = other === undefined ? untested(id, role) : reasonOf(other);
  return { id, status: "NOT APPLICABLE", detail, cases: names };
}

function untested(id: RequirementId, role: Role): string {
  const exists = cases.some(({ ids, roles }) => ids.includes(id) && roles.includes(role));
  return exists ? "its cases were not asked for" : unobservable(id, role);
}

function reasonOf({ outcome }: CaseResult): string {
  if (outcome.kind === "fail") return `its case ended before, at ${outcome.id}`;
  return outcome.kind === "pass" ? "" : outcome.detail;
}
