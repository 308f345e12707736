import { defineConfig } from "tsup";
import { base } from "../../tsup.base.js";

/** The solver's thread is a file of its own; `shims` lets the CommonJS build find it. */
export default defineConfig({
  ...base,
  entry: { index: "src/index.ts", "solver-thread": "src/solver/thread.ts" },
  shims: true,
});
