import type { CaseResult, Report } from "@chargepact/conformance";
import { blackBoxRun } from "../conformance/black-box-run.js";
import type { Figure } from "./report.js";

/** Runs side by side, each against a charger of its own; the kit waits for leases to end most of the time. */
const parts = 4;

/** How long the whole kit takes as a black box, on our own charger. */
export async function kit(say: (line: string) => void): Promise<readonly Figure[]> {
  const numbers = Array.from({ length: parts }, (_, index) => index + 1);
  const onCase = ({ test, outcome }: CaseResult): void => {
    say(`${outcome.kind.padEnd(8)}${test.name}`);
  };
  const reports = await Promise.all(numbers.map((number) => blackBoxRun({ part: { number, of: parts }, onCase })));
  const results = reports.flatMap((report) => report.results);
  const bad = results.filter(({ outcome }) => outcome.kind === "fail" || outcome.kind === "stuck");
  for (const { test, outcome } of bad) say(`${test.name}: ${JSON.stringify(outcome)}`);
  const walls = reports.map(({ wallMs }: Report) => wallMs / 1000);
  const alone = results.reduce((sum, { ms }) => sum + ms, 0) / 1000;
  const run = results.filter(({ outcome }) => outcome.kind !== "skipped").length;
  const one = (id: string, value: number, bar: string, reference: string, unit = ""): Figure => ({
    ...{ id, value, unit, bar, reference, runs: [value] },
  });
  return [
    { ...one("kit.wall", Math.max(...walls), "<= 180", `${parts} parts side by side, ${run} cases`, "s"), runs: walls },
    one("kit.alone", alone, "", "the same cases, one after the other", "s"),
    one("kit.failed", bad.length, "<= 0", "cases that fail or cannot be set up"),
  ];
}
