// Prints `passed failed skipped` for a vitest JSON report. Usage: counts.mjs REPORT EXIT_STATUS.
// A file that fails before its tests, a run without a report and a failure that no test shows count as one failure.
import { existsSync, readFileSync } from "node:fs";

const [path, status] = process.argv.slice(2);
const report = path !== undefined && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
const files = report?.testResults ?? [];
const brokenFiles = files.filter(
  (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
).length;
const passed = report?.numPassedTests ?? 0;
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
const shown = (report?.numFailedTests ?? 0) + brokenFiles;
console.log(passed, shown === 0 && status !== "0" ? 1 : shown, skipped);
