import { counts, type Report } from "./document.js";

/** The report as a person reads it: what failed with its picture, then one line for each requirement. */
export function reportTable(report: Report): string {
  const { verdicts, results, role, id, seed, wallMs } = report;
  const { pass, fail, notApplicable } = counts(verdicts);
  const failed = results.flatMap(({ test, outcome }) =>
    outcome.kind === "fail" ? [`FAIL  ${test.name}\n${outcome.id}: ${outcome.detail}\n\n${outcome.picture}\n`] : [],
  );
  const stuck = results.flatMap(({ test, outcome }) =>
    outcome.kind === "stuck" ? [`could not be set up: ${test.name}\n      ${outcome.detail}`] : [],
  );
  const lines = verdicts.map(({ id: name, status, detail, cases }) => {
    const said = status === "PASS" ? `${cases.length} case${cases.length === 1 ? "" : "s"}` : detail;
    return `${name.padEnd(14)}${status.padEnd(16)}${said}`;
  });
  const summary = `${id} (${role}): ${pass} passed, ${fail} failed, ${notApplicable} not applicable; seed ${seed}, ${Math.round(wallMs / 1000)} s`;
  return [...failed, ...lines, ...(stuck.length === 0 ? [] : ["", ...stuck]), "", summary].join("\n");
}
