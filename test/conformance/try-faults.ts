import { cases, check } from "@chargepact/conformance";
import { everything } from "./catching.js";
import { ownAgents } from "./subjects.js";
const [runs, seed, only] = [Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 1), process.argv[4]];
for (const role of ["charger", "battery", "storage", "grid"] as const)
  for (const test of cases) {
    if (!test.roles.includes(role) || test.quiet) continue;
    if (only && !test.name.includes(only)) continue;
    const t = performance.now();
    const o = await check(test, { role, create: ownAgents[role] as never, supports: everything, runs, seed });
    if (o.kind !== "pass")
      console.log(
        role,
        o.kind,
        o.kind === "fail" ? o.id : "",
        test.name,
        "|",
        o.detail,
        JSON.stringify(o.faults).slice(0, 200),
        (performance.now() - t).toFixed(0),
      );
    if (only && o.kind !== "pass") console.log(o.picture);
  }
