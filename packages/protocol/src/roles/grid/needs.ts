import { partKey, partOfKey, type ChildNeed } from "../../market/index.js";
import { partOf } from "../../link/lease.js";
import type { NeedPart, Schedule, Terms } from "../../messages.js";
import { energiesWh } from "../../schedule.js";
import type { AgentId, UnixS, WattHours, Watts } from "../../units.js";
import type { GrantorLink } from "../../link/grantor.js";
import type { StorageChild } from "./rounds-problem.js";
import type { Site } from "./site.js";

/** A need as it was first seen, and what was committed to it since. */
interface Seen {
  /** The part as it was stated, as text. */
  readonly content: string;
  givenWh: WattHours;
  /** W; the most of the last counter-offer to a plan for this need. */
  capW: Watts;
  /** s up to which `givenWh` counts. */
  atS: UnixS;
}

/** Plans ask for a little more than is missing, so that rounding and ramps leave nobody short. */
const energyMarginWh = 30;

/** What is still needed, as far as the grantor can know: what was asked, less what was given since. */
export class GridNeeds {
  private readonly seen = new Map<string, Seen>();

  constructor(private readonly site: Site) {}

  /** A holder stated its need: what was seen of another one, or of a life that numbered its needs anew, is over. */
  stated(holder: AgentId): void {
    const { needs } = this.site.desk.link(holder);
    const stated = new Map(needs.map((part) => [partKey(holder, part.connector), JSON.stringify(part)]));
    for (const [key, { content }] of this.seen) {
      if (partOfKey(key).holder === holder && stated.get(key) !== content) this.seen.delete(key);
    }
    for (const [key, content] of stated) {
      if (this.seen.has(key)) continue;
      this.seen.set(key, { content, givenWh: 0, capW: Number.POSITIVE_INFINITY, atS: this.site.nowS() });
    }
  }

  /**
   * Where a holder countered with less than was proposed, that bounds the next one-shot plans for the same need, so that it is
   * not asked the same again. What it was not offered it has not refused.
   */
  countered(holder: AgentId, proposal: Terms, option: Terms): void {
    for (const { connector, schedule } of proposal.parts) {
      const seen = this.seen.get(partKey(holder, connector));
      const optionW = mostW(partOf(option, connector));
      if (seen !== undefined && optionW < mostW(schedule)) seen.capW = optionW;
    }
  }

  /**
   * Every connector that a plan can move, vehicles only; `asCountered`: with no more power than it countered with. In rounds
   * a holder prices its own schedules, and one that has refused power at one price may want it at another.
   */
  children({ asCountered }: { readonly asCountered: boolean }): readonly ChildNeed[] {
    const { desk } = this.site;
    const result: ChildNeed[] = [];
    for (const [id, link] of desk.links) {
      if (!desk.responsive(id) || !isVehicles(link)) continue;
      const current = desk.current(id);
      for (const [index, part] of link.needs.entries()) {
        const running = current?.parts.find((each) => each.connector === part.connector)?.schedule;
        // The fallback is the station's as a whole: it counts once.
        const fallbackImportW = index === 0 ? desk.ledger.fallbackOf(id).importW : 0;
        const capW = asCountered ? this.seen.get(partKey(id, part.connector))?.capW : undefined;
        result.push(this.child(link, part, { running, fallbackImportW, ...(capW === undefined ? {} : { capW }) }));
      }
    }
    return result;
  }

  /** What a holder states now, before it replaces what stands: nothing was given of it. */
  asChildren(holder: AgentId, parts: readonly NeedPart[]): readonly ChildNeed[] {
    const link = this.site.desk.link(holder);
    if (!isVehicles(link)) return [];
    return parts.map((part, index): ChildNeed => {
      const rated = link.hello?.connectors.find((each) => each.connector === part.connector);
      return {
        id: holder,
        need: part,
        ratedW: rated?.powerMaxW ?? part.powerMaxW,
        fallbackImportW: index === 0 ? this.site.desk.ledger.fallbackOf(holder).importW : 0,
        group: holder,
      };
    });
  }

  /** Storage sites that a plan can move. */
  storages(): readonly StorageChild[] {
    const { desk } = this.site;
    const result: StorageChild[] = [];
    for (const [id, link] of desk.links) {
      if (!desk.responsive(id) || link.hello?.role !== "storage") continue;
      for (const part of link.needs) {
        result.push({ id, connector: part.connector, importMaxW: part.powerMaxW, exportMaxW: part.exportMaxW });
      }
    }
    return result;
  }

  private child(
    link: GrantorLink,
    part: NeedPart,
    {
      running,
      fallbackImportW,
      capW = part.powerMaxW,
    }: { readonly running: Schedule | undefined; readonly fallbackImportW: Watts; readonly capW?: Watts },
  ): ChildNeed {
    const id = link.holder;
    const seen = this.seen.get(partKey(id, part.connector));
    const givenWh = seen === undefined ? 0 : countGiven(seen, running, this.site.nowS());
    // What a battery exported it needs again; one that needed nothing then needs that.
    const missingWh = Math.max(0, part.energyWh - givenWh);
    const leftWh = part.energyWh > 0 || missingWh > 0 ? missingWh + energyMarginWh : 0;
    const powerMaxW = Math.max(part.powerMinW, Math.min(part.powerMaxW, capW));
    const rated = link.hello?.connectors.find((each) => each.connector === part.connector);
    const first = part.firstWh === undefined ? {} : { firstWh: Math.max(0, Math.ceil(part.firstWh - givenWh)) };
    return {
      id,
      need: { ...part, energyWh: Math.ceil(leftWh), powerMaxW, ...first },
      ratedW: rated?.powerMaxW ?? part.powerMaxW,
      fallbackImportW,
      group: id,
      ...(running === undefined ? {} : { running }),
    };
  }
}

const mostW = (schedule: Schedule | undefined): Watts => Math.max(0, ...(schedule?.max ?? []));

/** Stands for vehicles: not storage, and not an operator below, which shares out what it gets by itself. */
const isVehicles = ({ hello }: GrantorLink): boolean => hello?.role !== "storage" && hello?.role !== "grid";

/** Adds what the running lease gives since the last plan, less what it takes back. */
function countGiven(seen: Seen, running: Schedule | undefined, nowS: UnixS): WattHours {
  if (running !== undefined && nowS > seen.atS) {
    const { importWh, exportWh } = energiesWh(running, seen.atS, nowS);
    seen.givenWh += importWh - exportWh;
  }
  seen.atS = nowS;
  return seen.givenWh;
}
