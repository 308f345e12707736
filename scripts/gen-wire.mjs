// The wire code, from proto/.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesUnder, root } from "./files.mjs";

const target = "packages/protocol/src/wire/gen";
const outputs = ["chargepact.js", "chargepact.d.ts"];
const header = "// Generated from proto/ by `npm run gen`. Do not edit.\n";
const options = [
  ["--target", "static-module"],
  ["--wrap", "esm"],
  ["--dts"],
  ["--root", "chargepact_v1"], // without it the code lands in a root shared by the whole process
  ["--path", join(root, "proto")],
  ["--alt-comment"],
  ["--no-convert", "--no-verify", "--no-service", "--no-delimited", "--no-typeurl"],
].flat();

/**
 * Without what the decoders do only for a field that occurs twice, which the scan before them refuses: to note which of a
 * oneof came last (it deletes the twenty others), and to delete a field whose value is the default.
 */
function trimmed(text) {
  return text.replaceAll(/^ +message\.\w+ = "\w+";\n/gm, "").replaceAll(/\n +else\n +delete message\.\w+;/g, "");
}

/** File → text, from every .proto file, in name order so that the output depends on nothing else. */
export function wireCode() {
  const sources = filesUnder("proto/chargepact/v1", /\.proto$/).map((file) => join(root, file));
  if (sources.length === 0) throw new Error("proto/chargepact/v1 has no .proto file: nothing to generate");
  const folder = mkdtempSync(join(tmpdir(), "chargepact-gen-"));
  try {
    const require = createRequire(import.meta.url);
    const pbjs = join(dirname(require.resolve("protobufjs-cli/package.json")), "bin/pbjs");
    execFileSync(process.execPath, [pbjs, ...options, "--out", join(folder, "chargepact.js"), ...sources], {
      stdio: "inherit",
    });
    return new Map(
      outputs.map((name) => [`${target}/${name}`, header + trimmed(readFileSync(join(folder, name), "utf8"))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
