// Generates the wire code from proto/, the kit's list of requirements, and of the docs the machines' diagrams and the coverage of requirements by tests.
// With --check it writes nothing and fails where what is checked in differs.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { coverageDocument } from "./gen-coverage.mjs";
import { machinesDocument } from "./gen-machines.mjs";
import { wireCode } from "./gen-wire.mjs";
import { root, textOf } from "./files.mjs";
import { requirementsFile, requirementsModule } from "./requirements-text.mjs";

/** File → text. */
const generated = new Map([
  ...wireCode(),
  [requirementsFile, await requirementsModule()],
  ["docs/machines.md", machinesDocument()],
  ["docs/coverage.md", coverageDocument()],
]);
if (process.argv.includes("--check")) {
  const stale = [...generated.keys()].filter((file) => textOf(file) !== generated.get(file));
  for (const file of stale) console.error(`${file} differs from what is generated: run npm run gen`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [file, text] of generated) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  console.error(`wrote ${[...generated.keys()].join(", ")}`);
}
