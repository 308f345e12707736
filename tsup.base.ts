import type { Options } from "tsup";

/** What every package builds: ESM and CommonJS, with types for both. */
export const base: Options = {
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  target: "node20",
  clean: true,
  sourcemap: true,
  // Names and lines of the sources, not their text: half of the size.
  esbuildOptions: (options) => {
    options.sourcesContent = false;
  },
  treeshake: true,
  dts: { compilerOptions: { composite: false, ignoreDeprecations: "6.0" } },
};
