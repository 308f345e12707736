import { catchMutant } from "./catching.js";
import { mutantAgents } from "./mutants.js";
const only = process.argv[2]?.split(",");
for (const m of mutantAgents) {
  if (only && !only.includes(m.id)) continue;
  const t = performance.now();
  try {
    const { ids, picture } = await catchMutant(m);
    const ok = m.breaks.some((id) => ids.includes(id));
    console.log(
      ok ? "CAUGHT" : "MISSED",
      m.role,
      m.id,
      m.breaks.join(),
      "->",
      ids.join(),
      (performance.now() - t).toFixed(0),
    );
    if (only) console.log(picture);
  } catch (e) {
    console.log("THROWS", m.id, String(e).slice(0, 300));
  }
}
