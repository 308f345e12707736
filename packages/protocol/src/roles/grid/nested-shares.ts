import type { Target } from "../../link/desk.js";
import type { Terms } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import { minOverInterval } from "../../step-function.js";
import type { AgentId, Watts } from "../../units.js";
import { shareOut } from "../share-out.js";
import type { Site } from "./site.js";
import { freeAfter } from "./wishes.js";

/** A day ahead; a later plan reaches further. */
const horizonS = 86_400;
/** W; shares are multiples of this. */
const shareUnitW = 50;

/** An operator below that a plan can count on. */
export interface NestedClaim {
  readonly key: AgentId;
  /** W; its fallback, which is booked in any case and could not be taken back; or the one it wants, to make room for it. */
  readonly floorW: Watts;
  /** W ≥ floor; the most it can use. */
  readonly usefulW: Watts;
  readonly exportMaxW: Watts;
}

/** Steps of a plan for those below. */
export function nestedGrid(site: Site): Grid {
  const { stepS, stepsMax } = site.config;
  const steps = Math.min(stepsMax, Math.ceil(horizonS / stepS));
  return { startS: Math.floor(site.nowS() / stepS) * stepS, stepS, steps };
}

/** Every operator below that is there. */
export function nestedClaims(site: Site): readonly NestedClaim[] {
  const { desk, config } = site;
  const below = [...desk.links].filter(([id, { hello }]) => hello?.role === "grid" && desk.responsive(id));
  const admittedW = (key: AgentId): Watts => desk.ledger.fallbackOf(key).importW;
  const wantedW = (key: AgentId): Watts => Math.max(admittedW(key), desk.links.get(key)?.hello?.fallback.importW ?? 0);
  const sumW = [...desk.ledger.holders()].reduce((sum, key) => sum + wantedW(key), 0);
  // CP-FALL-1: a fallback that found no room finds it once a plan has left it.
  const fallbackW = sumW <= site.guaranteed().importW ? wantedW : admittedW;
  return below.map(([key, { needs }]) => {
    const capW = config.children.get(key) ?? 0;
    const floorW = Math.min(capW, fallbackW(key));
    const usefulW = Math.max(floorW, Math.min(capW, needs[0]?.powerMaxW ?? 0));
    return { key, floorW, usefulW, exportMaxW: needs[0]?.exportMaxW ?? 0 };
  });
}

/**
 * What each operator below may import and export, step by step: what vehicles and storage of this one leave, to each
 * its fallback or, where it was asked or told, `firstW`, and of the rest to all equally, to none more than it can use. How they use
 * it is theirs to decide.
 */
export function withNested(
  site: Site,
  targets: ReadonlyMap<AgentId, Target>,
  given: { readonly exportW: Watts; readonly firstW?: ReadonlyMap<AgentId, readonly Watts[]> },
): ReadonlyMap<AgentId, Target> {
  const { desk } = site;
  const claims = nestedClaims(site);
  if (claims.length === 0) return targets;
  const all = new Map(targets);
  const { startS, stepS, steps } = nestedGrid(site);
  const free = freeAfter(site, targets);
  const nowS = site.nowS();
  const max = new Map<AgentId, Watts[]>(claims.map(({ key }) => [key, []]));
  for (let step = 0; step < steps; step++) {
    const fromS = Math.max(startS + step * stepS, nowS);
    const freeW = minOverInterval(free, fromS, startS + (step + 1) * stepS);
    const least = leastOf(claims, freeW, ({ key }) => given.firstW?.get(key)?.[step] ?? 0);
    const leastW = least.reduce((sum, { watts }) => sum + watts, 0);
    const shares = shareOut(
      Math.max(0, freeW - leastW),
      least.map(({ claim, watts }) => ({ key: claim.key, wantsW: claim.usefulW - watts, minW: 0 })),
    );
    for (const { claim, watts } of least) {
      const shareW = shares.get(claim.key) ?? 0;
      max.get(claim.key)?.push(watts + Math.floor(shareW / shareUnitW) * shareUnitW);
    }
  }
  for (const { key, exportMaxW } of claims) {
    const minW = -Math.min(exportMaxW, Math.floor(given.exportW / claims.length));
    const bounds = max.get(key) ?? [];
    const schedule = { startS, stepS, max: bounds, min: bounds.map(() => (minW === 0 ? 0 : minW)) };
    const terms: Terms = { parts: [{ connector: 1, schedule }] };
    all.set(key, { terms: desk.embed(terms), reasons: ["CAPACITY"], consented: false });
  }
  return all;
}

/** To each what it answered or was published, where that is more than its fallback; where all that does not fit, less. */
function leastOf(
  claims: readonly NestedClaim[],
  freeW: Watts,
  firstOf: (claim: NestedClaim) => Watts,
): readonly { readonly claim: NestedClaim; readonly watts: Watts }[] {
  const wanted = claims.map((claim) => ({
    claim,
    watts: Math.min(claim.usefulW, Math.max(claim.floorW, firstOf(claim))),
  }));
  const sumW = wanted.reduce((sum, { watts }) => sum + watts, 0);
  const floorsW = claims.reduce((sum, { floorW }) => sum + floorW, 0);
  const part = sumW <= freeW ? 1 : Math.max(0, freeW - floorsW) / Math.max(1, sumW - floorsW);
  return wanted.map(({ claim, watts }) => ({ claim, watts: claim.floorW + Math.floor(part * (watts - claim.floorW)) }));
}
