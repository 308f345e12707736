import type { Role } from "@chargepact/protocol";
import { requirements } from "../requirements.js";
import type { CaseResult, Verdict } from "../run/verdict.js";

/** One run of the kit. */
export interface Report {
  readonly role: Role;
  readonly id: string;
  readonly seed: number;
  readonly results: readonly CaseResult[];
  readonly verdicts: readonly Verdict[];
  readonly wallMs: number;
}

/** The report as it is written to a file. */
export function reportDocument({ role, id, seed, results, verdicts, wallMs }: Report): unknown {
  return {
    kit: "chargepact conformance",
    ...{ role, id, seed, wallMs: Math.round(wallMs) },
    summary: counts(verdicts),
    requirements: verdicts.map((verdict) => ({ ...verdict, text: requirements[verdict.id] })),
    cases: results.map(({ test, outcome, ms }) => ({ name: test.name, ids: test.ids, ms: Math.round(ms), ...outcome })),
  };
}

export function counts(verdicts: readonly Verdict[]): {
  readonly pass: number;
  readonly fail: number;
  readonly notApplicable: number;
} {
  const of = (status: Verdict["status"]): number => verdicts.filter((verdict) => verdict.status === status).length;
  return { pass: of("PASS"), fail: of("FAIL"), notApplicable: of("NOT APPLICABLE") };
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char] ?? "&quot;");

/** The report as test runners' servers read it: a test case for each requirement. */
export function reportJunit({ role, id, verdicts, wallMs }: Report): string {
  const { fail, notApplicable } = counts(verdicts);
  const suite = `name="chargepact conformance of ${escape(id)} (${role})" tests="${verdicts.length}" failures="${fail}" skipped="${notApplicable}" time="${(wallMs / 1000).toFixed(1)}"`;
  const lines = verdicts.map((verdict) => {
    const name = `name="${verdict.id}" classname="chargepact.${role}"`;
    const detail = escape(verdict.detail);
    if (verdict.status === "PASS") return `  <testcase ${name}/>`;
    if (verdict.status === "FAIL") return `  <testcase ${name}><failure message="${detail}"/></testcase>`;
    return `  <testcase ${name}><skipped message="${detail}"/></testcase>`;
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuite ${suite}>`, ...lines, "</testsuite>", ""].join("\n");
}
