import { chosen, parts } from "./parts.mjs";

export default {
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.mjs", related: false },
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  mutate: chosen.flatMap((name) => parts[name].mutate),
  concurrency: Number(process.env.JOBS ?? 2),
  timeoutMS: 20_000,
  tempDirName: "node_modules/.stryker",
  ignorePatterns: ["dist", "node_modules/.mutation", "examples", "docs"],
  reporters: ["progress-append-only", "json", "clear-text"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `node_modules/.mutation/${chosen.join("-")}.json` },
};
