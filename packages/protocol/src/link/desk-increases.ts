import type { AgentId } from "../units.js";
import { loweredTerms } from "./commit-judge.js";
import type { DeskBooks } from "./desk-books.js";
import type { DeskExpiry } from "./desk-expiry.js";
import type { DeskFallbacks } from "./desk-fallbacks.js";
import type { DeskIssuer } from "./desk-issue.js";
import type { Target } from "./desk-owner.js";
import { isNothing, sameFrom } from "./desk-terms.js";
import type { GrantorLink } from "./grantor.js";
import { sameTariff } from "../tariff.js";
import { termsOnlyLower } from "./lease.js";

/** What a plan still wants: increases that wait for room, and offers that are reserved in the ledger. */
export class DeskIncreases {
  private pending = new Map<AgentId, Target>();
  private readonly reserved = new Map<AgentId, Target>();

  constructor(
    private readonly books: DeskBooks,
    private readonly issuer: DeskIssuer,
    private readonly fallbacks: DeskFallbacks,
    private readonly expiry: DeskExpiry,
  ) {}

  get empty(): boolean {
    return this.pending.size === 0 && this.reserved.size === 0;
  }

  waits(holder: AgentId): boolean {
    return this.pending.has(holder) || this.reserved.has(holder);
  }

  /** What is offered to a holder and reserved for it. */
  reservedFor(holder: AgentId): Target | undefined {
    return this.reserved.get(holder);
  }

  /** The offer is answered; what was reserved stays in the ledger until it is released or issued. */
  unreserve(holder: AgentId): void {
    this.reserved.delete(holder);
  }

  /** Nothing more is wanted for this holder; true where something is still reserved for it in the ledger. */
  drop(holder: AgentId): boolean {
    this.pending.delete(holder);
    return this.reserved.delete(holder);
  }

  /** An emergency or a newer plan: nothing that was promised but not committed goes on (CP-EMERG-2). */
  forget(): void {
    this.pending = new Map();
    for (const [holder] of this.reserved) {
      this.books.ledger.release(holder);
      this.books.links.get(holder)?.withdrawOffer();
    }
    this.reserved.clear();
  }

  /** Lowers a holder at once to what it has in common with its target; the rest waits. */
  aim(link: GrantorLink, target: Target): void {
    const { holder } = link;
    const { ledger, owner } = this.books;
    const current = this.books.current(holder);
    const nowS = owner.nowS();
    const known = target.tariff === undefined || sameTariff(target.tariff, this.books.newest(link)?.tariff);
    if (current !== undefined && sameFrom(current, target.terms.value, nowS) && (known || !target.restates)) return;
    const fallback = ledger.fallbackOf(holder);
    if (current !== undefined && termsOnlyLower(current, target.terms.value, fallback, nowS)) {
      this.issuer.issue(link, target, { lowering: true });
      return;
    }
    if (current !== undefined) {
      const lowered = loweredTerms(current, target.terms.value);
      if (!sameFrom(current, lowered, nowS))
        this.issuer.issue(link, { ...target, terms: this.books.embed(lowered) }, { lowering: true });
    }
    if (!isNothing(target.terms.value)) this.pending.set(holder, target);
  }

  /** Releases waiting increases that fit now, in the plan's order. */
  tryPending(): void {
    this.fallbacks.raise();
    const { context, ledger, links, owner } = this.books;
    const nowS = owner.nowS();
    // CP-LEASE-7: nobody can be given more now, so nobody is asked: the answer would be refused, and asked for again.
    if (this.issuer.ttlMs() <= 0) return;
    for (const [holder, target] of [...this.pending]) {
      const link = links.get(holder);
      if (link?.connected !== true || link.clashed || link.offerOpen || link.commitOpen) continue;
      if (target.consented) {
        if (this.issuer.issue(link, target, { lowering: false }) === "done") this.pending.delete(holder);
        continue;
      }
      if (this.issuer.overMost(link, target.terms.value) !== undefined) continue;
      const until = context.now.mono + context.timings.offerMs;
      if (ledger.reserve(holder, target.terms, until, nowS) !== undefined) continue;
      this.pending.delete(holder);
      this.reserved.set(holder, target);
      link.offer(target.terms, this.issuer.plan, target.reasons);
      this.expiry.arm();
    }
  }
}
