import type { CommitAck, LeaseVersion, Reason, Reject, Snapshot, Status, Terms } from "../messages.js";
import { compareVersions } from "./booking.js";
import { loweredTerms } from "./commit-judge.js";
import type { DeskBooks } from "./desk-books.js";
import type { DeskIncreases } from "./desk-increases.js";
import type { DeskIssuer } from "./desk-issue.js";
import { atLeast, nothing } from "./desk-terms.js";
import type { GrantorLink } from "./grantor.js";

/** How leases are taken and end: a desk keeps what it has booked the same as what a holder says it holds. */
export class DeskAcks {
  constructor(
    private readonly books: DeskBooks,
    private readonly issuer: DeskIssuer,
    private readonly increases: DeskIncreases,
  ) {}

  acknowledged(link: GrantorLink, ack: CommitAck): void {
    const { holder } = link;
    const { context, ledger, owner } = this.books;
    const newest = this.books.newest(link);
    if (newest !== undefined && compareVersions(ack.version, newest.version) > 0) {
      // CP-LEDGER-2: of what was never issued nothing follows, least of all that everything before it is over.
      context.alarm("PEER_MISBEHAVES", "acknowledges a version that was never committed", holder);
      return;
    }
    const issued = ledger.versionsOf(holder).find((each) => compareVersions(each.version, ack.version) === 0);
    if (issued !== undefined && issued.terms.hash !== ack.hash) {
      // S4: what is held is not what was committed; everything stays booked.
      context.alarm("PEER_MISBEHAVES", `acknowledges other terms than were committed`, holder);
      return;
    }
    if (ack.taken) {
      link.corrected = false;
      ledger.acknowledge(holder, ack.version);
      this.books.save(holder);
      owner.childChanged(holder, "acknowledged");
    } else {
      this.untaken(link, ack);
    }
    this.increases.tryPending();
  }

  /** The holder took a commit only where it lowers: make both sides hold the same again. */
  private untaken(link: GrantorLink, ack: CommitAck): void {
    const { context, ledger, owner } = this.books;
    const versions = ledger.versionsOf(link.holder);
    const refused = versions.at(-1);
    if (refused !== undefined && compareVersions(refused.version, ack.version) === 0 && ack.reject !== "STALE_LEASE") {
      // Whichever of them it holds: it holds no more than all of them have in common with what it refused.
      const [first, ...others] = versions.map((each) => each.terms.value);
      // What a correction leaves was too much again: it holds less than is known here, and 0 W is always taken.
      const only = first === undefined || others.length === 0 || link.corrected;
      const terms = only ? this.least(link, refused.terms.value) : others.reduce(loweredTerms, first);
      // A decrease is refused only by a holder that has no lease: nothing is left to lower.
      if (ack.reject === "NOT_NOW" && link.corrected) link.lapsed = true;
      else
        this.issuer.issue(link, { terms: this.books.embed(terms), reasons: [], consented: true }, { lowering: true });
      link.corrected = true;
    }
    context.trace({
      what: "refused",
      peer: link.holder,
      detail: `commit not taken: ${ack.reject ?? "UNSPECIFIED"}`,
    });
    owner.childChanged(link.holder, "refused");
  }

  /** What a holder takes in any case: nothing; an operator, which has children to leave something to, its fallback. */
  private least(link: GrantorLink, refused: Terms): Terms {
    const none = nothing(refused);
    return link.hello?.role === "grid" ? atLeast(none, this.books.ledger.fallbackOf(link.holder).importW) : none;
  }

  /** What was committed is raised to the fallback, which is booked in any case; a second refusal only alarms. */
  infeasible(link: GrantorLink, reject: Reject): void {
    const { holder } = link;
    const { context, ledger, owner } = this.books;
    context.alarm("CAPACITY_SHORT", `${holder} cannot go so low: ${reject.detail}`, holder);
    const refused = ledger.versionsOf(holder).at(-1);
    if (refused !== undefined && !link.corrected) {
      const terms = atLeast(refused.terms.value, ledger.fallbackOf(holder).importW);
      const target = { terms: this.books.embed(terms), reasons: ["FALLBACK"] as const, consented: true };
      this.issuer.issue(link, target, { lowering: true });
    }
    link.corrected = true;
    owner.childChanged(holder, "refused");
    this.increases.tryPending();
  }

  /**
   * CP-WINDOW-4: a holder that holds something older, or whose acknowledgement never came, gets the newest commit again.
   * CP-LEASE-9: that it holds the newest acknowledges nothing, since its power may not be down yet.
   */
  compared(link: GrantorLink, snapshot: Snapshot): void {
    if (snapshot.version !== undefined) this.issuer.recommit(link);
  }

  status(link: GrantorLink, status: Status): void {
    if (status.state !== "NONE" && status.state !== "FALLBACK") return;
    if (link.lapsed) return;
    link.lapsed = true;
    this.books.owner.childChanged(link.holder, "lapsed");
  }

  revoke(link: GrantorLink, reasons: readonly Reason[]): void {
    const { holder } = link;
    const newest = this.books.newest(link);
    if (newest === undefined) return;
    if (this.increases.drop(holder)) this.books.ledger.release(holder);
    link.revoked = newest.version;
    link.lapsed = true;
    this.books.save(holder);
    link.revoke(newest.version, reasons);
    this.books.context.trace({ what: "negotiation", peer: holder, outcome: "revoked", reasons });
  }

  revokeAcknowledged(link: GrantorLink, version: LeaseVersion): void {
    if (link.revoked !== undefined && compareVersions(version, link.revoked) >= 0) link.revoked = undefined;
    this.released(link, version);
  }

  released(link: GrantorLink, version: LeaseVersion | undefined): void {
    const { context, ledger, owner } = this.books;
    const newest = this.books.newest(link);
    if (version !== undefined) ledger.drop(link.holder, version);
    // A commit that crossed it on the way stands: it stays booked until the holder answers for it.
    if (newest !== undefined && (version === undefined || compareVersions(newest.version, version) > 0)) return;
    link.lapsed = true;
    this.books.save(link.holder);
    context.trace({ what: "lease", peer: link.holder, step: "released" });
    owner.childChanged(link.holder, "released");
    this.increases.tryPending();
  }
}
