import { cases, runVirtual } from "@chargepact/conformance";
import { ownAgents } from "./subjects.js";
const only = process.argv[3];
const word = process.argv[4];
for (const role of (process.argv[2] ?? "charger,battery,storage,grid").split(",") as (
  "charger" | "battery" | "storage" | "grid"
)[]) {
  const supports = new Set([
    "seals",
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
    if (word !== undefined && !test.name.includes(word)) continue;
    if (only !== undefined && only !== "-" && !test.ids.includes(only as never)) continue;
    const t = performance.now();
    const outcome = await runVirtual(test, { role, create: ownAgents[role] as never, supports });
    console.log(
      outcome.kind === "pass" ? "ok  " : "FAIL",
      role,
      test.ids[0],
      test.name,
      (performance.now() - t).toFixed(0) + " ms",
    );
    if (outcome.kind !== "pass")
      console.log(outcome.kind, "id" in outcome ? outcome.id : "", outcome.detail + "\n" + outcome.picture);
  }
}
