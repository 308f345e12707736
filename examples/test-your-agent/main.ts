/** Tests an integrator's charger with the conformance kit: with its bug, and with the bug mended. */
import { conformance } from "@chargepact/conformance";
import { startMyCharger } from "./my-charger.js";

/** The least of a test runner; with vitest it is `import { test } from "vitest"`. */
async function run(keepsAlive: boolean): Promise<void> {
  const tests: { readonly name: string; readonly run: () => Promise<void> }[] = [];
  conformance({
    role: "charger",
    create: (context) => startMyCharger(context, keepsAlive),
    test: (name, test) => tests.push({ name, run: test }),
    only: ["CP-FALL-5", "CP-FALL-8", "CP-LEASE-10", "CP-EMERG-1"],
    networks: 2,
    seed: 7,
  });
  let failed = 0;
  for (const { name, run: test } of tests) {
    try {
      await test();
    } catch (error) {
      failed++;
      if (failed === 1) console.log(`\nFAIL ${name}\n\n${(error as Error).message}\n`);
    }
  }
  console.log(`${tests.length - failed} of ${tests.length} cases passed`);
}

console.log("the charger as it is");
await run(true);
console.log("\nwithout the keep-alive");
await run(false);
