#!/usr/bin/env node
// Finds a Python that has the packages a script of this folder needs, and runs the script with it: run.mjs NAME.py ARGS…
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const needs = {
  "train.py": ["numpy", "torch", "onnx"],
  "evaluate.py": ["numpy"],
};

const [script, ...rest] = process.argv.slice(2);
if (script === undefined || !Object.hasOwn(needs, script)) {
  console.error(`run.mjs takes one of ${Object.keys(needs).join(", ")} and its arguments, not ${script ?? "nothing"}`);
  process.exit(2);
}
const modules = needs[script];
const asked = process.env.CHARGEPACT_PYTHON;
const candidates = asked === undefined ? ["python3", "/usr/bin/python3", "python"] : [asked];
const suits = (python) =>
  spawnSync(python, ["-c", modules.map((name) => `import ${name}`).join(";")], { stdio: "ignore" }).status === 0;
const python = candidates.find(suits);
if (python === undefined) {
  console.error(
    `None of ${candidates.join(", ")} imports ${modules.join(", ")}. On Debian: ` +
      `apt-get install ${modules.map((name) => `python3-${name}`).join(" ")}; ` +
      "or name an interpreter that has them in CHARGEPACT_PYTHON.",
  );
  process.exit(2);
}
const environment = {
  ...process.env,
  CHARGEPACT_NODE: process.execPath,
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
};
const path = fileURLToPath(new URL(script, import.meta.url));
const { status } = spawnSync(python, [path, ...rest], { stdio: "inherit", env: environment });
process.exit(status ?? 1);
