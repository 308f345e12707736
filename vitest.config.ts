import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], testTimeout = 20_000) => ({
  extends: true as const,
  // Hooks run whole days, on machines that do other work too.
  test: { name, include, testTimeout, hookTimeout: 3 * testTimeout },
});

export default defineConfig({
  ssr: { resolve: { conditions: ["chargepact-source", "node", "import", "default"] } },
  test: {
    projects: [
      project("unit", ["packages/*/src/**/*.test.ts", "test/{bench,mutants,model,conformance,predictor}/**/*.test.ts"]),
      project(
        "scenarios",
        ["test/scenarios/**/*.test.ts", "test/examples/**/*.test.ts", "test/sim/**/*.test.ts"],
        120_000,
      ),
      project("integration", ["test/integration/**/*.test.ts"], 120_000),
      project("package", ["test/package/**/*.test.ts"], 120_000),
    ],
  },
});
