import { compareVersions } from "../../link/booking.js";
import type { TradeAnswer } from "../../link/grantor-desk.js";
import { partWithin } from "../../link/lease.js";
import type {
  Embedded,
  Envelope,
  LeaseVersion,
  Reject,
  Terms,
  TermsPart,
  TradeAccept,
  TradeOffer,
} from "../../messages.js";
import { schedulesEqual } from "../../schedule.js";
import type { AgentId } from "../../units.js";
import { batteryTerms, type Grants } from "./grants.js";
import { ownTerms, type Station } from "./station.js";

/** A trade of the grantor's that waits for the battery it is about. */
interface Asking {
  readonly offer: TradeOffer;
  readonly envelope: Envelope;
  readonly holder: AgentId;
  /** As the battery knows it. */
  readonly trade: LeaseVersion;
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
}

/** Share of the time in which a trade is valid that the battery gets. */
const batteryShare = 0.75;
/** Of trades that one grantor proposes together few concern one station. */
const askingMost = 16;

/** CP-TRADE-8: a charger agrees to a trade only as the battery in the one connector that it changes does. */
export class TradeRelay {
  private asking: readonly Asking[] = [];
  private counter = 0;

  constructor(
    private readonly station: Station,
    private readonly grants: Grants,
  ) {}

  offered(offer: TradeOffer, envelope: Envelope): void {
    const { context, desk, up } = this.station;
    const changed = this.changedPart(offer.terms.value);
    const plug = changed === undefined ? undefined : this.station.plugs.get(changed.connector);
    const link = plug === undefined ? undefined : desk.links.get(plug.holder);
    const version = link === undefined ? undefined : desk.newest(link)?.version;
    if (changed === undefined || link === undefined || version === undefined || !desk.responsive(link.holder)) {
      up.refuse(envelope, { reason: "NOT_NOW", detail: "it changes no one connector with a battery that answers" });
      return;
    }
    const trade = { epoch: context.epoch, counter: ++this.counter };
    const terms = desk.embed(batteryTerms(changed));
    const asking = { offer, envelope, holder: link.holder, trade, version, terms };
    this.asking = [...this.asking.slice(1 - askingMost), asking];
    const validMs = Math.max(1, Math.floor(offer.validMs * batteryShare));
    link.trades.offer({ trade, version, terms, priceMicro: offer.priceMicro, validMs });
  }

  answered(holder: AgentId, answer: TradeAnswer): void {
    const { desk, up } = this.station;
    const trade = answer.kind === "accepted" ? answer.accept.trade : answer.trade;
    const asking = this.asking.find((each) => each.holder === holder && compareVersions(each.trade, trade) === 0);
    this.asking = this.asking.filter((each) => each !== asking);
    if (answer.kind === "accepted") {
      const reject = asking === undefined ? expired : this.problemOf(asking, answer.accept);
      if (reject !== undefined) desk.link(holder).refuse(answer.envelope, reject);
      else desk.link(holder).channel.answer(answer.envelope, { kind: "statusAck" });
      if (asking !== undefined) this.tellUp(asking, reject ?? answer.accept);
    } else if (asking !== undefined) {
      const silent = { reason: "NOT_NOW", detail: "the battery does not answer" } as const;
      up.refuse(asking.envelope, answer.kind === "refused" ? without(answer.reject) : silent);
    }
  }

  private tellUp({ offer, envelope, holder, terms }: Asking, said: TradeAccept | Omit<Reject, "kind">): void {
    const { up, context } = this.station;
    if (!("costMicro" in said)) {
      up.refuse(envelope, said);
      return;
    }
    this.grants.consent(holder, { terms, until: context.now.mono + 2 * offer.validMs });
    up.trades.accept(envelope, offer, said.costMicro);
  }

  /** Why a battery's agreement is worth nothing. */
  private problemOf({ holder, offer, version, terms }: Asking, said: TradeAccept): Omit<Reject, "kind"> | undefined {
    const { desk, up } = this.station;
    const newest = desk.newest(desk.link(holder))?.version;
    const own = up.terms.version;
    if (newest === undefined || compareVersions(newest, said.version) !== 0 || compareVersions(version, newest) !== 0)
      return { reason: "STALE_LEASE", detail: "that lease is not the newest" };
    if (own === undefined || compareVersions(own, offer.version) !== 0)
      return { reason: "STALE_LEASE", detail: "the station's own lease has changed" };
    if (said.hash === terms.hash && said.priceMicro === offer.priceMicro) return undefined;
    return { reason: "UNKNOWN_PROPOSAL", detail: "other terms or another price than were offered" };
  }

  /** The one connector that would change; undefined where none does, or several do. */
  private changedPart(terms: Terms): TermsPart | undefined {
    const own = ownTerms(this.station);
    if (own === undefined) return undefined;
    const parts = terms.parts.map(({ connector }) => ({ connector, schedule: partWithin(terms, connector) }));
    const changed = parts.filter(({ connector, schedule }) => !schedulesEqual(partWithin(own, connector), schedule));
    return changed.length === 1 ? changed[0] : undefined;
  }
}

const expired: Omit<Reject, "kind"> = { reason: "OFFER_EXPIRED", detail: "that trade is over" };
/** Terms of another connector's number are nobody's above. */
const without = ({ reason, detail }: Reject): Omit<Reject, "kind"> => ({ reason, detail });
