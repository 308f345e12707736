import { defineConfig } from "tsup";
import { base } from "../../tsup.base.js";

/** The engine's process and the thread that waits for it are files of their own; `shims` lets the CommonJS build find them. */
export default defineConfig({
  ...base,
  entry: { index: "src/index.ts", "engine-process": "src/engine/child.ts", "engine-thread": "src/engine/thread.ts" },
  shims: true,
});
