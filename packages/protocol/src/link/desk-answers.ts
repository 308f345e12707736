import type { CounterOffer, Embedded, Envelope, MessageRef, Reason, Terms } from "../messages.js";
import { loweredTerms } from "./commit-judge.js";
import type { DeskBooks } from "./desk-books.js";
import type { DeskIncreases } from "./desk-increases.js";
import type { DeskIssuer, IssueOutcome } from "./desk-issue.js";
import type { Target } from "./desk-owner.js";
import { acceptVersions, refusalOf } from "./desk-terms.js";
import type { GrantorLink } from "./grantor.js";
import type { Answer } from "./grantor-desk.js";

/** What a desk makes of the answers to its offers. */
export class DeskAnswers {
  constructor(
    private readonly books: DeskBooks,
    private readonly issuer: DeskIssuer,
    private readonly increases: DeskIncreases,
  ) {}

  answered(link: GrantorLink, answer: Answer): void {
    const { holder } = link;
    const { context, ledger, owner, silent } = this.books;
    const target = this.increases.reservedFor(holder);
    // An answer to an offer that is gone changes nothing about the one that is open.
    const elsewhere = (answer.kind === "accepted" || answer.kind === "countered") && answer.to !== "open";
    if (target === undefined || elsewhere) {
      this.unreserved(link, answer);
      return;
    }
    this.increases.unreserve(holder);
    switch (answer.kind) {
      case "accepted":
        this.accepted(link, target, answer.hash, answer.envelope);
        break;
      case "countered":
        this.countered(link, target, answer.counter, answer.envelope);
        break;
      case "rejected":
        // An operator below cannot go so low.
        if (answer.reject.reason === "INFEASIBLE" && link.hello?.role === "grid")
          context.alarm("CAPACITY_SHORT", `${holder} cannot go so low: ${answer.reject.detail}`, holder);
        ledger.release(holder);
        owner.childChanged(holder, "refused");
        break;
      case "expired":
        ledger.release(holder);
        silent.add(holder);
        owner.childChanged(holder, "expired");
        break;
    }
    this.increases.tryPending();
  }

  private unreserved(link: GrantorLink, answer: Answer): void {
    if (answer.kind === "accepted") {
      // CP-NEG-2.
      link.refuse(answer.envelope, {
        reason: "OFFER_EXPIRED",
        detail: "that proposal is no longer reserved; a new one will come",
      });
      return;
    }
    if (answer.kind === "countered" && answer.to === "past") return;
    if (answer.kind === "expired") this.books.silent.add(link.holder);
    this.books.owner.asked(link.holder, answer);
  }

  private accepted(link: GrantorLink, target: Target, hash: string, envelope: Envelope): void {
    const { ledger, context } = this.books;
    if (hash !== target.terms.hash) {
      ledger.release(link.holder);
      link.refuse(envelope, { reason: "UNKNOWN_PROPOSAL", detail: `no proposal ${hash} is reserved for you` });
      return;
    }
    const inReplyTo = { epoch: envelope.epoch, seq: envelope.seq };
    const outcome = this.issuer.issue(link, target, {
      lowering: false,
      inReplyTo,
      needVersions: acceptVersions(envelope, link),
    });
    if (outcome === "done") {
      context.trace({ what: "negotiation", peer: link.holder, outcome: "agreed", reasons: target.reasons });
      return;
    }
    ledger.release(link.holder);
    link.refuse(envelope, refusalOf(outcome));
  }

  private countered(link: GrantorLink, target: Target, counter: CounterOffer, envelope: Envelope): void {
    const { ledger, context, owner } = this.books;
    const [option] = counter.options;
    const inReplyTo = { epoch: envelope.epoch, seq: envelope.seq };
    const reasons = option?.reasons ?? [];
    context.trace({ what: "negotiation", peer: link.holder, outcome: "countered", reasons });
    const outcome =
      option === undefined
        ? "later"
        : this.issueOption(link, target, { option: option.terms, reasons, counter, inReplyTo });
    if (outcome !== "done") {
      ledger.release(link.holder);
      link.refuse(envelope, refusalOf(outcome));
    }
    // Without a reason nobody wanted less: a station passes on what a battery holds that has not answered in time.
    if (option !== undefined && reasons.length > 0)
      owner.countered?.(link.holder, target.terms.value, option.terms.value);
    owner.childChanged(link.holder, "countered");
  }

  /** The option as it is where the ledger lets it pass; else what it has in common with the proposal, which is booked. */
  private issueOption(
    link: GrantorLink,
    target: Target,
    answer: { option: Embedded<Terms>; reasons: readonly Reason[]; counter: CounterOffer; inReplyTo: MessageRef },
  ): IssueOutcome {
    const { option, inReplyTo } = answer;
    const reasons = [...new Set([...answer.reasons, ...target.reasons])];
    const options = { lowering: false, inReplyTo, needVersions: answer.counter.needVersions };
    const wanted = { ...target, terms: option, reasons, consented: true };
    const outcome = this.issuer.issue(link, wanted, options);
    if (typeof outcome === "string") return outcome;
    const common = this.books.embed(loweredTerms(target.terms.value, option.value));
    return this.issuer.issue(link, { ...wanted, terms: common }, options);
  }
}
