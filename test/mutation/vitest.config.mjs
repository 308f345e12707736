import { defineConfig } from "vitest/config";
import { chosen, parts } from "./parts.mjs";

export default defineConfig({
  ssr: { resolve: { conditions: ["chargepact-source", "node", "import", "default"] } },
  test: {
    include: [...new Set(chosen.flatMap((name) => parts[name].tests))],
    testTimeout: 120_000,
  },
});
