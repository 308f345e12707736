import { cases, runVirtual } from "@chargepact/conformance";
import { buildMutant } from "../mutants/build.js";
import { mutants } from "../mutants/list.js";
import type { ownAgents } from "./subjects.js";
type Module = { readonly ownAgents: typeof ownAgents };
const only = process.argv[2]?.split(",");
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
  "seals",
  "delay",
] as const);
for (const mutant of mutants) {
  if (only && !only.includes(mutant.id)) continue;
  const { ownAgents: agents } = await buildMutant<Module>(mutant, "test/conformance/subjects.ts");
  const found: string[] = [];
  for (const role of ["charger", "battery", "storage", "grid"] as const) {
    for (const test of cases) {
      if (!test.roles.includes(role)) continue;
      let o;
      try {
        o = await runVirtual(test, { role, create: agents[role] as never, supports });
      } catch (e) {
        found.push(`${role}:THROW ${(e as Error).message.slice(0, 80)}`);
        continue;
      }
      if (o.kind === "fail") found.push(`${role}:${o.id}`);
      if (o.kind === "stuck") found.push(`${role}:stuck(${test.ids[0]})`);
      if (only && o.kind !== "pass") console.log(test.name, o.detail, "\n", o.picture);
    }
  }
  const ok = found.some((f) => mutant.breaks.some((id) => f.endsWith(":" + id)));
  console.log(
    ok ? "CAUGHT" : found.length ? "OTHER " : "MISSED",
    mutant.id,
    mutant.breaks.join(),
    "->",
    [...new Set(found)].join(" "),
  );
}
