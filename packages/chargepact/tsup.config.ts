import { existsSync, readFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";
import { base } from "../../tsup.base.js";

const cliSource = "src/cli.ts";
const shebang = "#!/usr/bin/env node";

/** The command line: one ESM file without types, made executable by its first line. */
const cli = (): Options => ({
  ...base,
  entry: [cliSource],
  format: ["esm"],
  dts: false,
  clean: false,
  ...(readFileSync(cliSource, "utf8").startsWith("#!") ? {} : { banner: { js: shebang } }),
});

// The two builds run side by side: the library's must not clean away what the command line's wrote.
const library: Options = { ...base, clean: ["!cli.js", "!cli.js.map"] };

export default defineConfig(existsSync(cliSource) ? [library, cli()] : [library]);
