import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { problemError } from "./problems.js";

/** Folder of this module, in the source tree and in both forms of the built package. */
function here(): string {
  return typeof __dirname === "string" ? __dirname : dirname(fileURLToPath(import.meta.url));
}

/** Path of the packaged default scenario: one workday that is drawn from distributions fitted to real data. */
export function defaultScenarioFile(): string {
  const candidates = ["../scenarios", "../../scenarios"].map((folder) => join(here(), folder, "default.yaml"));
  const found = candidates.find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw problemError("BAD_INPUT", [
    {
      file: candidates[0] ?? "",
      key: "file",
      value: "(missing)",
      allowed: "the default scenario of the installed package",
      next: "install the package again, or name a scenario file",
    },
  ]);
}
