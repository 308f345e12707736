import { reportJunit } from "@chargepact/conformance";
import { expect, test } from "vitest";
import { blackBoxRun } from "../conformance/black-box-run.js";

test("a charger behind a broker is tested as a black box, with keys that the command line prepared", async () => {
  const asked = ["CP-FALL-8", "CP-LEASE-9", "CP-SEAL-1", "CP-STORE-3"];
  const report = await blackBoxRun({ only: new Set(asked) });
  const failed = report.results.filter(({ outcome }) => outcome.kind === "fail" || outcome.kind === "stuck");
  expect(failed.map(({ test: each, outcome }) => [each.name, outcome])).toEqual([]);
  const verdictOf = (rule: string) => report.verdicts.find((verdict) => verdict.id === rule);
  expect(asked.map((rule) => verdictOf(rule)?.status)).toEqual(Array(4).fill("PASS"));
  expect(verdictOf("CP-SEAL-5")?.status).toBe("NOT APPLICABLE");
  expect(verdictOf("CP-FALL-6")?.detail).toBe("its cases were not asked for");
  expect(reportJunit(report)).toContain('<testcase name="CP-FALL-8" classname="chargepact.charger"/>');
});
