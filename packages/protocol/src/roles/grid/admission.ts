import { mostOf, partKey, type ChildNeed, type FirstTier } from "../../market/index.js";
import { firstTierOf } from "../../market/tiers.js";
import type { NeedPart, Reject, TermsPart } from "../../messages.js";
import type { AgentId, UnixS, WattHours, Watts } from "../../units.js";
import { plannedUntilS } from "../round-answer.js";
import { horizonOf, roomOf } from "./clearing.js";
import type { GridNeeds } from "./needs.js";
import type { Site } from "./site.js";

/** Wh by which a need that is stated anew may ask for more first without being judged again: rounding and ramps. */
const slackWh = 50;
/** Wh; less is not worth a refusal. */
const leastWh = 10;

/** A part of which less can come first than was asked. */
interface Short {
  readonly connector: number;
  readonly askedWh: WattHours;
  readonly mostWh: WattHours;
  readonly part: TermsPart;
}

/**
 * CP-NEG-13: whether tier 1 of new needs can be met together with all that was admitted, on every row, by what is booked and
 * bounded now. What is not known is not promised against: vehicles that are only expected have no claim.
 */
export class Admission {
  constructor(
    private readonly site: Site,
    private readonly needs: GridNeeds,
  ) {}

  /** Why a need is not taken, with the most of each part that can be; undefined: it is admitted. */
  judge(holder: AgentId, parts: readonly NeedPart[]): Omit<Reject, "kind"> | undefined {
    const standing = this.needs.children({ asCountered: false });
    const others = standing.filter(({ id }) => id !== holder);
    const before = new Map(standing.filter(({ id }) => id === holder).map((child) => [keyOf(child), child]));
    const own = this.needs
      .asChildren(holder, parts)
      .filter(({ need }) => need.energyWh > 0)
      .map((child) => sameVersion(child, before.get(keyOf(child))));
    if (own.every((child) => isCovered(child, before.get(keyOf(child))))) return undefined;
    const claims = others.map(claimOf);
    const short: Short[] = [];
    const startS = Math.floor(this.site.nowS() / this.site.config.stepS) * this.site.config.stepS;
    const room = roomOf(this.site, startS, horizonOf(this.site, [...others, ...own], startS));
    // What stood before comes before what is new.
    const byAge = [...own].sort((a, b) => Number(before.has(keyOf(b))) - Number(before.has(keyOf(a))));
    for (const child of byAge) {
      const claim = this.untilPlanned(claimOf(child), startS);
      const most = mostOf(
        claim,
        claims.map((each) => this.untilPlanned(each, startS)),
        { room, nowS: this.site.nowS() },
      );
      claims.push({ ...claim, energyWh: most.energyWh });
      if (most.energyWh >= claim.energyWh - leastWh || isCovered(child, before.get(keyOf(child)))) continue;
      const { connector } = child.need;
      const max = upTo(most, room.stepS);
      const schedule = { startS, stepS: room.stepS, max, min: max.map(() => 0) };
      short.push({ connector, askedWh: claim.energyWh, mostWh: most.energyWh, part: { connector, schedule } });
    }
    return short.length === 0 ? undefined : this.refusal(short);
  }

  private refusal(short: readonly Short[]): Omit<Reject, "kind"> {
    const [first] = short;
    const numbers = `${String(Math.floor(first?.mostWh ?? 0))} of ${String(Math.ceil(first?.askedWh ?? 0))} Wh`;
    const detail = `${numbers} of tier 1 on connector ${String(first?.connector ?? 0)} can be promised by departure; state first_wh accordingly, or leave later`;
    const parts = short.map(({ part }) => part).sort((a, b) => a.connector - b.connector);
    return { reason: "INFEASIBLE", detail, feasible: this.site.desk.embed({ parts }) };
  }

  /** Only what whole steps bring up to a margin before departure can be promised. */
  private untilPlanned({ part, energyWh }: FirstTier, startS: UnixS): FirstTier {
    const { stepS } = this.site.config;
    const untilS = plannedUntilS(part.need.departureS, this.site.nowS());
    const departureS = startS + Math.max(0, Math.floor((untilS - startS) / stepS)) * stepS;
    return { part: { ...part, need: { ...part.need, departureS } }, energyWh };
  }
}

const keyOf = ({ id, need }: ChildNeed): string => partKey(id, need.connector);
const claimOf = (part: ChildNeed): FirstTier => ({ part, energyWh: firstTierOf(part.need) });

/** The powers of a plan up to its energy: a least power may have made it more. W, whole. */
function upTo({ energyWh, powerW }: ReturnType<typeof mostOf>, stepS: number): readonly Watts[] {
  let leftWh = energyWh;
  return powerW.map((watts) => {
    const own = Math.floor(Math.min(watts, (leftWh * 3600) / stepS));
    leftWh -= (own * stepS) / 3600;
    return own;
  });
}

/** What stands, where nothing else is stated: what was given of it is known. */
function sameVersion(child: ChildNeed, before: ChildNeed | undefined): ChildNeed {
  return before?.need.version === child.need.version ? before : child;
}

/** True where a need asks for no more first than what of it stands already, and by no earlier departure. */
function isCovered({ need }: ChildNeed, before: ChildNeed | undefined): boolean {
  if (before === undefined) return firstTierOf(need) <= 0;
  const more = firstTierOf(need) - firstTierOf(before.need);
  return more <= slackWh && need.departureS >= before.need.departureS && need.powerMaxW >= before.need.powerMaxW;
}
