import type { Body, CounterOffer, Envelope, MessageRef, Offer, Reason, Reject } from "../messages.js";
import { refOf } from "./channel.js";
import type { HolderLink } from "./holder.js";

/** A holder's answers to offers. What it agrees to may be committed for a while. */
export class HolderAnswers {
  /** The newest of them. */
  private ref: MessageRef | undefined;

  constructor(private readonly link: HolderLink) {}

  accept(envelope: Envelope, offer: Offer, hash: string): void {
    const { context, config, terms } = this.link;
    const proposal = offer.proposals.find((each) => each.hash === hash);
    if (proposal === undefined) return;
    terms.consent(proposal, context.now.mono + (offer.reservedMs ?? context.timings.offerMs));
    this.reply(envelope, { kind: "accept", plan: offer.plan, hash, needVersions: this.link.needVersions() });
    context.trace({ what: "negotiation", peer: config.grantor, outcome: "agreed", reasons: offer.reasons });
  }

  counter(envelope: Envelope, counter: Omit<CounterOffer, "kind" | "needVersions">, agreed: boolean): void {
    const { context, config, terms, prices } = this.link;
    const now = context.now.mono;
    prices.stated(counter);
    for (const option of counter.options) terms.consent(option.terms, now + option.validMs);
    this.reply(envelope, { kind: "counterOffer", needVersions: this.link.needVersions(), ...counter });
    const reasons: Reason[] = [];
    for (const option of counter.options) {
      for (const reason of option.reasons) if (!reasons.includes(reason)) reasons.push(reason);
    }
    const outcome = agreed ? "agreed" : "countered";
    context.trace({ what: "negotiation", peer: config.grantor, outcome, reasons });
  }

  refuse(envelope: Envelope, reject: Omit<Reject, "kind">): void {
    const { channel, context, config } = this.link;
    channel.answer(envelope, { kind: "reject", ...reject });
    context.trace({ what: "negotiation", peer: config.grantor, outcome: "rejected", reasons: [] });
  }

  /** True for a message about an earlier answer than the newest. */
  isOvertaken({ inReplyTo }: Envelope): boolean {
    return (inReplyTo?.seq ?? Infinity) < (this.ref?.seq ?? 0);
  }

  /** An offer that the grantor repeats until answered gets an answer; one that answered our need gets a request. */
  private reply(offer: Envelope, body: Body): void {
    const { channel } = this.link;
    this.ref =
      offer.inReplyTo === undefined ? channel.answer(offer, body) : channel.request(body, { inReplyTo: refOf(offer) });
  }
}
