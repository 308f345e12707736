import { cases, runVirtual } from "@chargepact/conformance";
import { ownAgents } from "./subjects.js";
const only = process.argv[3];
for (const role of (process.argv[2] ?? "charger,battery,storage,grid").split(",") as (
  "charger" | "battery" | "storage" | "grid"
)[]) {
  const supports = new Set([
    "meter",
    "plug",
    "restart",
    "fallback",
    "lost-store",
    "person-limit",
    "wall-clock",
    "store-faults",
    "capacity",
  ] as const);
  for (const test of cases) {
    if (!test.roles.includes(role)) continue;
    if (only !== undefined && !test.ids.includes(only as never)) continue;
    const t = performance.now();
    const outcome = await runVirtual(test, { role, create: ownAgents[role] as never, supports });
    console.log(role, test.ids.join(), test.name, outcome.kind, (performance.now() - t).toFixed(0) + " ms");
    if (outcome.kind !== "pass") console.log(outcome.detail + "\n" + outcome.picture);
  }
}
