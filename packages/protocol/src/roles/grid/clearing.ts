import type { Target } from "../../link/desk.js";
import { partOfKey, type ChildNeed, type Room } from "../../market/index.js";
import type { NeedPart, Schedule, Terms } from "../../messages.js";
import { minOverInterval, stepLess } from "../../step-function.js";
import type { AgentId, UnixS, Watts } from "../../units.js";
import type { Site } from "./site.js";

/** One clearing by a one-shot strategy: needs and room in, what each holder should have out. */
export function clearOnce(site: Site, children: readonly ChildNeed[], startS: UnixS): Map<AgentId, Target> {
  const targets = new Map<AgentId, Target>();
  if (children.length === 0) return targets;
  const prices = site.prices();
  const room = roomOf(site, startS, horizonOf(site, children, startS));
  const input = { nowS: site.nowS(), room, children, ...(prices === undefined ? {} : { prices }) };
  for (const [holder, terms] of byHolder(site.config.strategy.clear(input))) {
    targets.set(holder, { terms: site.desk.embed(terms), reasons: ["CAPACITY"], consented: false });
  }
  return targets;
}

/** Steps until the last departure, at most the longest horizon. */
export function horizonOf(site: Site, children: readonly ChildNeed[], startS: UnixS): number {
  const last = Math.max(...children.map((child) => child.need.departureS));
  return Math.min(site.config.stepsMax, Math.max(1, Math.ceil((last - startS) / site.config.stepS)));
}

/** What the children together may import: capacity less the bookings of those a plan cannot move. */
export function roomOf(site: Site, startS: UnixS, steps: number): Room {
  const { config, desk } = site;
  const { stepS } = config;
  const nowS = site.nowS();
  const row = (id: string): readonly Watts[] => {
    const left = stepLess(desk.ledger.capacityOf(id).importW, desk.frozen(id));
    return Array.from({ length: steps }, (_, step) =>
      Math.max(0, minOverInterval(left, Math.max(startS + step * stepS, nowS), startS + (step + 1) * stepS)),
    );
  };
  const groups = new Map<string, readonly Watts[]>();
  for (const [id, link] of desk.links) {
    const maxW = Math.min(link.hello?.powerMaxW ?? 0, config.children.get(id) ?? 0);
    groups.set(id, Array<Watts>(steps).fill(maxW));
  }
  // CP-LEDGER-6: the ledger books each connector's part of a phase in whole watts, upwards; a plan that fills it has to fit.
  const roundedW = [...desk.links.values()].flatMap(({ needs }) => needs).filter(onSeveralPhases).length;
  const phase = (number: number): readonly Watts[] =>
    row(`phase-${String(number)}`).map((watts) => Math.max(0, watts - roundedW));
  const phases = config.phased ? { phases: [1, 2, 3].map(phase) } : {};
  return { startS, stepS, steps, site: row("site"), groups, ...phases };
}

const onSeveralPhases = ({ phases }: NeedPart): boolean => phases.length > 1;

function byHolder(plans: ReadonlyMap<string, Schedule>): ReadonlyMap<AgentId, Terms> {
  const parts = new Map<AgentId, { connector: number; schedule: Schedule }[]>();
  for (const [key, schedule] of plans) {
    const { holder, connector } = partOfKey(key);
    const list = parts.get(holder) ?? [];
    list.push({ connector, schedule });
    parts.set(holder, list);
  }
  return new Map(
    [...parts].map(([holder, list]) => [holder, { parts: list.sort((a, b) => a.connector - b.connector) }]),
  );
}
