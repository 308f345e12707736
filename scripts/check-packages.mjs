// Builds and packs every package, lints each tarball, then installs all of them in an empty folder as a user would.
import { execFileSync } from "node:child_process";
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
  const kit = optional.filter((tarball) => tarball.includes("conformance"));
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
