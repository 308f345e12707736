// Builds and packs every package, lints each tarball, then installs all of them in an empty folder as a user would.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./files.mjs";

const installedMax = 45e6; // bytes, everything that `npm install chargepact` brings
const packages = readdirSync(join(root, "packages")).filter((name) =>
  existsSync(join(root, "packages", name, "package.json")),
);
const scratch = mkdtempSync(join(tmpdir(), "chargepact-packages-"));
const problems = [];

/** Standard output of a command; a problem with all that it printed where it fails. */
function run(what, command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    problems.push(`${what}:\n${error.stdout ?? ""}${error.stderr ?? error.message}`);
    return undefined;
  }
}

const kilobytes = (bytes) => `${(bytes / 1e3).toFixed(1)} kB`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const tool = (name) => join(root, "node_modules/.bin", name);

/** Path of the tarball of a package, linted. */
function pack(name) {
  const printed = run(
    `npm pack ${name}`,
    "npm",
    ["pack", "--json", "--pack-destination", scratch],
    join(root, "packages", name),
  );
  if (printed === undefined) return [];
  const [packed] = JSON.parse(printed);
  const tarball = join(scratch, packed.filename);
  console.log(
    `${packed.id}: ${packed.entryCount} files, packed ${kilobytes(packed.size)}, unpacked ${kilobytes(packed.unpackedSize)}`,
  );
  const own = packed.files.map((file) => file.path).filter((path) => /\.test\.|^src\//.test(path));
  if (own.length > 0) problems.push(`${name} packs what no user needs: ${own.join(", ")}`);
  run(`publint ${name}`, tool("publint"), ["run", tarball, "--strict"], scratch);
  run(`attw ${name}`, tool("attw"), [tarball, "--profile", "node16", "--no-color"], scratch);
  return [tarball];
}

/** Bytes on disk of the folder. */
const sizeOf = (folder) => Number(run("du", "du", ["-sk", folder], scratch)?.split("\t")[0] ?? NaN) * 1024;

/** Installs the tarballs with no script of any package run, and tries what they promise. */
function install(tarballs) {
  const folder = join(scratch, "bare");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "bare", "version": "1.0.0", "private": true }\n');
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  // The kit and the predictor are optional peers: whoever wants one installs it beside the rest.
  const optional = tarballs.filter((tarball) => /conformance|predictor/.test(tarball));
  const [kit, predictor] = ["conformance", "predictor"].map((name) =>
    optional.filter((tarball) => tarball.includes(name)),
  );
  const rest = tarballs.filter((tarball) => !optional.includes(tarball));
  if (run("npm install of the tarballs", "npm", ["install", ...options, ...rest], folder) === undefined) return;

  const bytes = sizeOf(join(folder, "node_modules"));
  console.log(`installed with all dependencies: ${megabytes(bytes)} of at most ${megabytes(installedMax)}`);
  if (!(bytes <= installedMax)) {
    problems.push(`installed size is ${megabytes(bytes)}; at most ${megabytes(installedMax)} is allowed`);
  }
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (entry.hasInstallScript) problems.push(`${path} needs an install script`);
  }
  tryImports(folder);
  tryCommand(folder);
  if (run("npm install of the kit", "npm", ["install", ...options, ...kit], folder) === undefined) return;
  writeFileSync(
    join(folder, "kit.mjs"),
    'console.log(typeof (await import("@chargepact/conformance")).conformance);\n',
  );
  const kind = run("import of the kit", process.execPath, ["kit.mjs"], folder)?.trim();
  if (kind !== undefined && kind !== "function") problems.push(`the kit exports conformance as ${kind}`);
  tryPredictor(folder, () => run("npm install of the predictor", "npm", ["install", ...options, ...predictor], folder));
}

/** Without the predictor the command says what to do; with it, models are loaded and asked by both kinds of modules. */
function tryPredictor(folder, installIt) {
  const command = join(folder, "node_modules/.bin/chargepact");
  const without = spawnSync(command, ["model", "check", "any.onnx"], { cwd: folder, encoding: "utf8" });
  if (without.status !== 2 || !without.stderr.includes("npm install @chargepact/predictor")) {
    problems.push(`chargepact model check without the predictor ended with ${without.status}: ${without.stderr}`);
  }
  const before = sizeOf(join(folder, "node_modules"));
  if (installIt() === undefined) return;
  console.log(`the predictor with its engine: ${megabytes(sizeOf(join(folder, "node_modules")) - before)} more`);
  const models = join(folder, "node_modules/@chargepact/predictor/models");
  const [first] = existsSync(models) ? readdirSync(models).filter((name) => name.endsWith(".onnx")) : [];
  if (first === undefined) problems.push("the predictor packs no models");
  else run(`chargepact model check ${first}`, command, ["model", "check", join(models, first)], folder);
  const program = (load) => `(async () => {
    const { openPredictors } = ${load};
    for (const mode of ["process", "blocking", "in-process"]) {
      const predictors = await openPredictors({ mode });
      const wear = await predictors.of("NMC")?.wear?.predict({
        pack: { chemistry: "NMC", capacityWh: 6e4, voltageV: 400, resistanceOhm: 0.08, heatCapacityJPerK: 4e5, heatLossWPerK: 12, chargeEfficiency: 0.9, dischargeEfficiency: 0.9 },
        soc: 0.5, soh: 0.95, temperatureC: 25, powerMaxW: 11e3, exportMaxW: 0, deadlineMs: 5e3,
      });
      console.log(mode, wear?.provenance.modelId ?? "none");
      await predictors.close();
    }
  })();`;
  writeFileSync(join(folder, "predictor.mjs"), program('await import("@chargepact/predictor")'));
  writeFileSync(join(folder, "predictor.cjs"), program('require("@chargepact/predictor")'));
  for (const file of ["predictor.mjs", "predictor.cjs"]) {
    const printed = run(`predictor by ${file}`, process.execPath, [file], folder)?.trim();
    if (printed !== undefined && (/none/.test(printed) || printed.split("\n").length !== 3)) {
      problems.push(`the predictor by ${file} said: ${printed}`);
    }
  }
}

function tryImports(folder) {
  writeFileSync(join(folder, "esm.mjs"), 'console.log(Object.keys(await import("chargepact")).sort().join(" "));\n');
  writeFileSync(join(folder, "cjs.cjs"), 'console.log(Object.keys(require("chargepact")).sort().join(" "));\n');
  const [esm, cjs] = ["esm.mjs", "cjs.cjs"].map((file) =>
    run(`import of chargepact by ${file}`, process.execPath, [file], folder),
  );
  if (esm !== undefined && cjs !== undefined && esm !== cjs) {
    problems.push(`chargepact exports differ: ESM ${esm.trim()}; CommonJS ${cjs.trim()}`);
  }
  if (esm !== undefined) console.log(`chargepact exports: ${esm.trim() || "nothing yet"}`);
}

function tryCommand(folder) {
  if (!existsSync(join(folder, "node_modules/chargepact/dist/cli.js"))) {
    console.log("chargepact has no command line yet");
    return;
  }
  run("chargepact --help", join(folder, "node_modules/.bin/chargepact"), ["--help"], folder);
}

try {
  if (run("npm run build", "npm", ["run", "build"], root) !== undefined) {
    const tarballs = packages.flatMap(pack);
    if (tarballs.length === packages.length) install(tarballs);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const problem of problems) console.error(`\n${problem}`);
console.error(`${packages.length} packages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
