import type { Envelope, MessageRef, Reject, TradeOffer } from "../messages.js";
import type { Micro } from "../units.js";
import { compareVersions } from "./booking.js";
import type { HolderLink } from "./holder.js";
import type { HolderRole } from "./holder-role.js";

/** How many own answers are remembered, so that their rejects are told from those of needs. */
const kept = 16;
/** The other party may take its whole time, and the decrease that makes room takes some, too. */
const consentTimes = 2;

/** What a holder makes of offers to trade. */
export class HolderTrades {
  private refs: readonly MessageRef[] = [];

  constructor(
    private readonly link: HolderLink,
    private readonly role: HolderRole,
  ) {}

  /** CP-TRADE-3: only what changes the newest lease, while that is in force. */
  offered(offer: TradeOffer, envelope: Envelope): void {
    const { terms, phase } = this.link;
    const held = terms.version;
    if (phase !== "active" || held === undefined || compareVersions(held, offer.version) !== 0) {
      const said = `version ${String(offer.version.epoch)}.${String(offer.version.counter)} is not the lease held here`;
      this.link.refuse(envelope, { reason: "STALE_LEASE", detail: said });
    } else if (this.role.tradeOffered === undefined) {
      this.link.refuse(envelope, { reason: "NOT_ALLOWED", detail: "trades nothing" });
    } else {
      this.role.tradeOffered(offer, envelope);
    }
  }

  /** Agrees: these terms, or less, may be committed for twice as long as the offer is valid. */
  accept(envelope: Envelope, offer: TradeOffer, costMicro: Micro): void {
    const { context, config, channel } = this.link;
    const { trade, version, terms, priceMicro, validMs } = offer;
    this.link.terms.consent(terms, context.now.mono + consentTimes * validMs);
    const ref = channel.answer(envelope, {
      ...{ kind: "tradeAccept", trade, version, hash: terms.hash, priceMicro, costMicro },
    });
    this.refs = [...this.refs.slice(1 - kept), ref];
    context.trace({ what: "negotiation", peer: config.grantor, outcome: "agreed", reasons: ["PRICE"] });
  }

  /** True for a reject of a trade that was agreed to: nothing but that trade is over. */
  rejected({ inReplyTo }: Envelope, { reason, detail }: Reject): boolean {
    if (!this.refs.some(({ seq }) => seq === inReplyTo?.seq)) return false;
    this.link.context.trace({ what: "refused", peer: this.link.config.grantor, detail: `trade: ${reason}, ${detail}` });
    return true;
  }
}
