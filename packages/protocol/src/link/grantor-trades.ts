import type { Envelope, LeaseVersion, MessageRef, Reject, TradeAccept, TradeOffer } from "../messages.js";
import { compareVersions } from "./booking.js";
import type { GrantorLink } from "./grantor.js";
import type { GrantorDesk } from "./grantor-desk.js";

/** The trades that are offered on one link; several may be open, and name the same lease. */
export class GrantorTrades {
  private open: readonly { readonly trade: LeaseVersion; readonly ref: MessageRef }[] = [];

  constructor(
    private readonly link: GrantorLink,
    private readonly desk: GrantorDesk,
  ) {}

  /** Offers a trade until it is answered or no longer valid. */
  offer(offer: Omit<TradeOffer, "kind">): void {
    const { trade, validMs } = offer;
    const onExpired = (): void => {
      this.forget(trade);
      this.desk.tradeAnswered(this.link, { kind: "unanswered", trade });
    };
    const ref = this.link.channel.request({ kind: "tradeOffer", ...offer }, { ttlMs: validMs, onExpired });
    this.open = [...this.open, { trade, ref }];
  }

  /** The trade is over: its offer is repeated no more. */
  withdraw(trade: LeaseVersion): void {
    const found = this.open.find((each) => compareVersions(each.trade, trade) === 0);
    if (found !== undefined) this.link.channel.cancel(found.ref);
    this.forget(trade);
  }

  /** A session begins: nothing of the one before is open. */
  clear(): void {
    this.open = [];
  }

  accepted(accept: TradeAccept, envelope: Envelope): void {
    this.forget(accept.trade);
    this.desk.tradeAnswered(this.link, { kind: "accepted", accept, envelope });
  }

  /** True for a reject of a trade. */
  refused(reject: Reject, { inReplyTo }: Envelope): boolean {
    const found = this.open.find(({ ref }) => ref.seq === inReplyTo?.seq);
    if (found === undefined) return false;
    this.forget(found.trade);
    this.desk.tradeAnswered(this.link, { kind: "refused", trade: found.trade, reject });
    return true;
  }

  private forget(trade: LeaseVersion): void {
    this.open = this.open.filter((each) => compareVersions(each.trade, trade) !== 0);
  }
}
