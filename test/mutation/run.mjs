// Mutation testing of the core: `npm run mutation -- ledger window`, all parts without a name. Takes hours for all.
import { spawnSync } from "node:child_process";
import { parts } from "./parts.mjs";

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`error: there is no part ${unknown.join(", ")}; allowed: ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
const env = { ...process.env, ...(names.length === 0 ? {} : { MUTATE: names.join(",") }) };
const { status } = spawnSync("npx", ["stryker", "run", "test/mutation/stryker.config.mjs"], { stdio: "inherit", env });
process.exit(status ?? 1);
