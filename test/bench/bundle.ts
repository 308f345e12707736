import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "node_modules/.cache/chargepact-bench");

/**
 * Bundles what is measured, as it is published: no loader and no helper calls of one run with it. Dependencies stay
 * outside. Returns the path of each entry's bundle by its name.
 */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<(name: string) => string> {
  mkdirSync(folder, { recursive: true });
  await build({
    config: false,
    silent: true,
    entry: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, "test/bench", path)])),
    outDir: folder,
    format: ["esm"],
    outExtension: () => ({ js: ".mjs" }),
    target: "node20",
    tsconfig: join(root, "tsconfig.test.json"),
    sourcemap: true,
    noExternal: [/^@chargepact\//, "chargepact"],
    external: [/^(mqtt|aedes|highs|xstate|protobufjs)(\/|$)/],
    esbuildOptions: (options) => {
      options.conditions = ["chargepact-source"];
    },
  });
  return (name) => join(folder, `${name}.mjs`);
}
