import { partOf } from "../../link/lease.js";
import type { Reject, Terms } from "../../messages.js";
import type { Watts } from "../../units.js";
import type { Site } from "./site.js";

/**
 * CP-FALL-9: why an operator cannot take terms: they leave less than its uncontrolled load and the fallbacks of those
 * below, which nobody can take from them. Nothing below what the operator above has admitted as fallback counts: that was
 * never promised. The reject has the least feasible terms.
 */
export function shortOf(site: Site, heldW: Watts, terms: Terms): Omit<Reject, "kind"> | undefined {
  const part = partOf(terms, 1);
  if (part === undefined) return undefined;
  const { desk } = site;
  const belowW = [...desk.ledger.holders()].reduce((sum, holder) => sum + desk.ledger.fallbackOf(holder).importW, 0);
  if (belowW === 0) return undefined;
  // The steps are those of the operator above, and may be longer than the own ones.
  const ownSteps = Math.ceil(part.stepS / site.config.stepS);
  const baseW = part.max.map((_, step) => Math.max(0, ...site.loadOf(part.startS + step * part.stepS, ownSteps).baseW));
  const nowS = site.nowS();
  const leastW = part.max.map((_, step) => {
    const isOver = part.startS + (step + 1) * part.stepS <= nowS;
    return isOver ? 0 : Math.ceil(Math.min(heldW, belowW + (baseW[step] ?? 0)));
  });
  const first = part.max.findIndex((watts, step) => watts < (leastW[step] ?? 0));
  if (first < 0) return undefined;
  const feasible = { ...part, max: part.max.map((watts, step) => Math.max(watts, leastW[step] ?? 0)) };
  return {
    reason: "INFEASIBLE",
    detail: `${String(part.max[first])} W in step ${String(first)}, allowed: ${String(leastW[first])} W or more (base load and fallbacks below)`,
    feasible: desk.embed({ parts: [{ connector: 1, schedule: feasible }] }),
  };
}
