import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { partsOf, patched, type Patch } from "./patch.js";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** Inside the repository, so that what stays outside the bundle is found from there. */
const folder = join(repository, "node_modules", ".cache", "chargepact-mutants");
let count = 0;

/**
 * Bundles `entry` (a path from the repository's root) with the source of our packages, one file of which is patched,
 * and returns the path of the bundle. Who calls it removes it. Other packages stay outside.
 */
export async function bundleMutant(patch: Patch | undefined, entry: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${process.pid}-${++count}.mjs`);
  const missing = new Set(patch === undefined ? [] : partsOf(patch).map(({ file }) => file));
  await build({
    entryPoints: [resolve(repository, entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    conditions: ["chargepact-source"],
    logLevel: "silent",
    plugins: [source(patch, missing)],
  });
  if (missing.size > 0) {
    rmSync(outfile);
    throw new Error(`${[...missing].join(", ")} is no part of ${entry}: the patch would change nothing`);
  }
  return outfile;
}

/** The module that {@link bundleMutant} makes, imported; `undefined`: the correct one, by the same way. */
export async function buildMutant<T>(patch: Patch | undefined, entry: string): Promise<T> {
  const outfile = await bundleMutant(patch, entry);
  try {
    return (await import(pathToFileURL(outfile).href)) as T;
  } finally {
    rmSync(outfile);
  }
}

function source(patch: Patch | undefined, missing: Set<string>): Plugin {
  const parts = patch === undefined ? [] : partsOf(patch);
  return {
    name: "mutant",
    setup(setup) {
      // Ours go in; of the others there is one copy, as in the correct agent.
      setup.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
        kind === "entry-point" || /^(@chargepact\/|chargepact$)/.test(path) ? undefined : { path, external: true },
      );
      setup.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        let contents = readFileSync(path, "utf8");
        for (const part of parts) {
          if (path !== resolve(repository, part.file)) continue;
          contents = patched(contents, part);
          missing.delete(part.file);
        }
        // Files are looked for beside the source, where the bundle is not.
        const url = JSON.stringify(pathToFileURL(path).href);
        return { contents: contents.replaceAll("import.meta.url", url), loader: "ts" };
      });
    },
  };
}
