import type { Target } from "../../link/desk.js";
import type { Terms } from "../../messages.js";
import { minOverInterval } from "../../step-function.js";
import type { AgentId, Watts } from "../../units.js";
import { shareOut } from "../share-out.js";
import type { Site } from "./site.js";
import { freeAfter } from "./wishes.js";

/** A day ahead; a later plan reaches further. */
const horizonS = 86_400;

/**
 * What each operator below may import and export, step by step: what vehicles and storage of this one leave, to each
 * its fallback, which is booked in any case and could not be taken back, and of the rest to all equally, to none more than
 * it can use. How they use it is theirs to decide.
 */
export function withNested(
  site: Site,
  targets: ReadonlyMap<AgentId, Target>,
  exportW: Watts,
): ReadonlyMap<AgentId, Target> {
  const { desk, config } = site;
  const below = [...desk.links].filter(([id, { hello }]) => hello?.role === "grid" && desk.responsive(id));
  if (below.length === 0) return targets;
  const { stepS } = config;
  const startS = Math.floor(site.nowS() / stepS) * stepS;
  const all = new Map(targets);
  const steps = Math.min(config.stepsMax, Math.ceil(horizonS / stepS));
  const claims = below.map(([key, { needs }]) => {
    const capW = config.children.get(key) ?? 0;
    const floorW = Math.min(capW, desk.ledger.fallbackOf(key).importW);
    const usefulW = Math.max(floorW, Math.min(capW, needs[0]?.powerMaxW ?? 0));
    return { key, part: needs[0], floorW, usefulW };
  });
  const floorsW = claims.reduce((sum, { floorW }) => sum + floorW, 0);
  const free = freeAfter(site, targets);
  const nowS = site.nowS();
  const max = new Map<AgentId, Watts[]>(below.map(([id]) => [id, []]));
  for (let step = 0; step < steps; step++) {
    const fromS = Math.max(startS + step * stepS, nowS);
    const totalW = Math.max(0, minOverInterval(free, fromS, startS + (step + 1) * stepS) - floorsW);
    const shares = shareOut(
      totalW,
      claims.map(({ key, floorW, usefulW }) => ({ key, wantsW: usefulW - floorW, minW: 0 })),
    );
    for (const { key, floorW } of claims) {
      const shareW = shares.get(key) ?? 0;
      max.get(key)?.push(floorW + Math.floor(shareW / shareUnitW) * shareUnitW);
    }
  }
  for (const { key, part } of claims) {
    const minW = -Math.min(part?.exportMaxW ?? 0, Math.floor(exportW / claims.length));
    const bounds = max.get(key) ?? [];
    const schedule = { startS, stepS, max: bounds, min: bounds.map(() => (minW === 0 ? 0 : minW)) };
    const terms: Terms = { parts: [{ connector: 1, schedule }] };
    all.set(key, { terms: desk.embed(terms), reasons: ["CAPACITY"], consented: false });
  }
  return all;
}

/** W; shares are multiples of this. */
const shareUnitW = 50;
