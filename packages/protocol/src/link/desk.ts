import type {
  CommitAck,
  Embedded,
  EmergencyAck,
  Envelope,
  Forecast,
  Hello,
  LeaseVersion,
  NeedPart,
  PriceVector,
  Reason,
  Reject,
  Snapshot,
  Status,
  Terms,
} from "../messages.js";
import type { AgentId, DurationMs, ScheduleMs, Watts } from "../units.js";
import type { StepFunction } from "../step-function.js";
import type { IssuedVersion } from "./booking.js";
import type { CoreContext } from "./context.js";
import { DeskAcks } from "./desk-acks.js";
import { DeskAnswers } from "./desk-answers.js";
import { DeskBooks } from "./desk-books.js";
import { DeskExpiry } from "./desk-expiry.js";
import { DeskFallbacks } from "./desk-fallbacks.js";
import { DeskIncreases } from "./desk-increases.js";
import { DeskIssuer } from "./desk-issue.js";
import type { DeskConfig, DeskOwner, Target } from "./desk-owner.js";
import { DeskRecovery, restoreGrants } from "./desk-recovery.js";
import { EmergencyDesk, type EmergencyCap } from "./emergency-desk.js";
import { GrantorLink } from "./grantor.js";
import type { Answer, Greeting, GrantorDesk, TradeAnswer } from "./grantor-desk.js";
import { judgeHello } from "./hello-judge.js";
import type { Ledger } from "./ledger.js";

export type { DeskConfig, DeskOwner, Target, Trigger } from "./desk-owner.js";

/** Longest wait between two asks of a holder that does not greet, ms. */
const expectMaxMs = 30_000;

/**
 * The grantor's desk: all links downward, one ledger, one plan at a time. Decreases are committed at once; an increase
 * waits until the ledger lets it pass, and a newer plan forgets it (CP-LEDGER-4).
 */
export class Desk implements GrantorDesk {
  readonly ledger: Ledger;
  readonly links: Map<AgentId, GrantorLink>;
  private readonly books: DeskBooks;
  private readonly recovery: DeskRecovery;
  private readonly expiry: DeskExpiry;
  private readonly issuer: DeskIssuer;
  private readonly fallbacks: DeskFallbacks;
  private readonly increases: DeskIncreases;
  private readonly answers: DeskAnswers;
  private readonly acks: DeskAcks;
  private readonly emergencies: EmergencyDesk;
  private expecting: object | undefined;

  constructor(
    readonly context: CoreContext,
    readonly config: DeskConfig,
    private readonly owner: DeskOwner,
  ) {
    const books = new DeskBooks(context, config, owner);
    this.books = books;
    this.ledger = books.ledger;
    this.links = books.links;
    this.recovery = new DeskRecovery(books);
    this.expiry = new DeskExpiry(books, () => {
      this.tryPending();
    });
    this.issuer = new DeskIssuer(books, this.recovery, this.expiry);
    this.fallbacks = new DeskFallbacks(books, this.recovery);
    this.increases = new DeskIncreases(books, this.issuer, this.fallbacks, this.expiry);
    this.answers = new DeskAnswers(books, this.issuer, this.increases);
    this.acks = new DeskAcks(books, this.issuer, this.increases);
    this.emergencies = new EmergencyDesk(
      context,
      () => this.scheduleMs(),
      (holder) => this.link(holder),
    );
  }

  /** Rebuilds the bookings of an earlier life, or books the worst for everybody after a lost ledger. */
  restore(facts: Readonly<Record<string, unknown>>, lost: boolean): void {
    if (lost || facts["recovering"] === true) this.recovery.begin();
    this.emergencies.restore(facts);
    restoreGrants(this.books, facts, (holder) => this.link(holder));
    this.expiry.arm();
  }

  recoveringMs(): DurationMs {
    return this.recovery.leftMs();
  }
  get recovering(): boolean {
    return this.recovery.active;
  }
  /** While recovering: books a holder that has not greeted at what its connection could carry. */
  suppose(holder: AgentId, importW: Watts): void {
    this.recovery.suppose(holder, importW);
  }

  /**
   * CP-FALL-7: whoever should be here and has not greeted in this life, or left an offer unanswered, is asked to greet,
   * because one that holds nothing and waits for an offer says nothing by itself.
   */
  expect(holders: () => Iterable<AgentId>, waitMs: DurationMs = this.context.timings.unexplainedMs): void {
    const { timers, now } = this.context;
    timers.clear(this.expecting);
    this.expecting = timers.set(now.mono + waitMs, () => {
      for (const holder of holders()) if (!this.responsive(holder)) this.link(holder).askHello();
      this.expect(holders, Math.min(2 * waitMs, expectMaxMs));
    });
  }

  /** The link to a holder, made at first use. */
  link(holder: AgentId): GrantorLink {
    const known = this.links.get(holder);
    if (known !== undefined) return known;
    const link = new GrantorLink(this.context, holder, this, this.config.graceMs);
    this.links.set(holder, link);
    return link;
  }

  receive(envelope: Envelope): void {
    const { sender } = envelope;
    const back = this.books.silent.delete(sender);
    this.link(sender).receive(envelope);
    // A plan made while it was silent left it out.
    if (back) this.owner.childChanged(sender, "need");
  }

  /** The holder is physically gone (contactor open): its lease ends at once. */
  close(holder: AgentId): void {
    this.links.get(holder)?.stop();
    this.links.delete(holder);
    this.ledger.close(holder);
    this.increases.drop(holder);
    this.books.silent.delete(holder);
    this.emergencies.forget(holder);
    this.context.persist(`grant/${holder}`, undefined);
  }

  /** Newest terms issued to a holder that it may still hold; undefined where it holds none. */
  current(holder: AgentId): Terms | undefined {
    return this.books.current(holder);
  }
  /** True for a holder that a plan can count on: greeted, and answering. */
  responsive(holder: AgentId): boolean {
    return this.books.responsive(holder);
  }
  /** Import booked on a row by holders that a plan cannot move: silent, not greeted in this life, or without a need. */
  frozen(row: string): StepFunction {
    return this.books.frozen(row);
  }

  /** Carries a plan out: decreases now, increases when the ledger lets them pass. */
  execute(plan: number, targets: ReadonlyMap<AgentId, Target>): void {
    this.issuer.plan = plan;
    this.forgetIncreases();
    if (this.recovering) return;
    for (const [holder, target] of targets) {
      const link = this.links.get(holder);
      if (link?.connected !== true) continue;
      this.increases.aim(link, target);
    }
    this.tryPending();
  }

  /** Beside the plan that is carried out: what these lower now, what they raise when the ledger lets it pass. */
  add(targets: ReadonlyMap<AgentId, Target>): void {
    if (this.recovering) return;
    for (const [holder, target] of targets) this.increases.aim(this.link(holder), target);
    this.tryPending();
  }
  /** True while an increase waits for a holder. */
  isWaiting(holder: AgentId): boolean {
    return this.increases.waits(holder);
  }

  /** An emergency or a newer plan: nothing that was promised but not committed goes on (CP-EMERG-2). */
  forgetIncreases(): void {
    this.increases.forget();
  }
  /** Releases waiting increases that fit now, in the plan's order. */
  tryPending(): void {
    this.increases.tryPending();
  }

  /** The last plan is still being carried out: increases wait, an offer is open, or a commit is not acknowledged. */
  get unsettled(): boolean {
    return !this.increases.empty || this.waitsForDecrease();
  }
  /** A commit that lowers is not acknowledged yet. */
  waitsForDecrease(): boolean {
    for (const link of this.links.values()) if (link.connected && link.commitOpen) return true;
    return false;
  }

  /** Ends a holder's lease: it ramps to its fallback at once. */
  revoke(holder: AgentId, reasons: readonly Reason[]): void {
    const link = this.links.get(holder);
    if (link !== undefined) this.acks.revoke(link, reasons);
  }

  /** Caps holders at once, beside the ledger; a later one replaces it, a duration of 0 lifts it. */
  emergency(caps: ReadonlyMap<AgentId, EmergencyCap>, durationMs: DurationMs): void {
    this.forgetIncreases();
    this.emergencies.give(caps, durationMs);
  }

  embed(terms: Terms): Embedded<Terms> {
    return this.books.embed(terms);
  }

  // What the links ask of the desk.

  greeted(link: GrantorLink, hello: Hello): Greeting | Omit<Reject, "kind"> {
    const { holder } = link;
    if (!this.owner.allowed(holder)) return { reason: "NOT_ALLOWED", detail: `${holder} may not be a holder here` };
    const refusal = judgeHello(hello, this.config.ttlMs * this.context.speed);
    if (refusal !== undefined) return refusal;
    this.ledger.open(holder, this.owner.connectorsOf(hello, holder));
    const fallback = this.fallbacks.admit(holder, hello);
    if (this.ledger.versionsOf(holder).length === 0) link.lapsed = true;
    this.books.save(holder);
    this.owner.childChanged(holder, "greeted");
    return { fallback, recoveringMs: this.recoveringMs(), connectors: this.owner.carries(hello, holder) };
  }

  /** The session stands: what the holder must hear whatever it remembers. */
  resumed(link: GrantorLink): void {
    this.emergencies.greeted(link.holder);
    const newest = this.newest(link);
    if (newest !== undefined && link.isRevoked(newest.version)) link.revoke(newest.version, []);
    this.owner.resumed?.(link.holder);
  }
  forecastCame(link: GrantorLink, forecast: Forecast): void {
    this.owner.forecastCame?.(link.holder, forecast);
  }

  judgeNeed(link: GrantorLink, parts: readonly NeedPart[]): Omit<Reject, "kind"> | undefined {
    return this.recovering ? undefined : this.owner.judgeNeed?.(link.holder, parts);
  }
  needChanged(link: GrantorLink): void {
    this.issuer.recommit(link);
    this.owner.childChanged(link.holder, "need");
  }
  answered(link: GrantorLink, answer: Answer): void {
    this.answers.answered(link, answer);
  }
  tradeAnswered(link: GrantorLink, answer: TradeAnswer): void {
    if (this.owner.tradeAnswered !== undefined) this.owner.tradeAnswered(link.holder, answer);
    else if (answer.kind === "accepted") {
      link.refuse(answer.envelope, { reason: "NOT_ALLOWED", detail: "nothing is traded here" });
    }
  }
  acknowledged(link: GrantorLink, ack: CommitAck): void {
    this.acks.acknowledged(link, ack);
  }
  infeasible(link: GrantorLink, reject: Reject): void {
    this.acks.infeasible(link, reject);
  }
  compared(link: GrantorLink, snapshot: Snapshot): void {
    this.acks.compared(link, snapshot);
  }
  status(link: GrantorLink, status: Status): void {
    this.acks.status(link, status);
  }
  released(link: GrantorLink, version: LeaseVersion | undefined): void {
    this.acks.released(link, version);
  }
  revokeAcknowledged(link: GrantorLink, version: LeaseVersion): void {
    this.acks.revokeAcknowledged(link, version);
  }
  emergencyAcknowledged(link: GrantorLink, ack: EmergencyAck): void {
    if (!this.emergencies.acknowledged(link.holder, ack)) return;
    this.owner.childChanged(link.holder, "acknowledged");
  }

  ttlMs(): DurationMs {
    return this.issuer.ttlMs();
  }
  confirmed(link: GrantorLink, ttlMs: DurationMs): void {
    this.issuer.confirmed(link, ttlMs);
  }
  newest(link: GrantorLink): IssuedVersion | undefined {
    return this.books.newest(link);
  }
  requested(): void {
    this.tryPending();
  }
  commitExpired(link: GrantorLink): void {
    this.books.silent.add(link.holder);
    this.owner.childChanged(link.holder, "expired");
  }
  prices(): PriceVector | undefined {
    return this.owner.prices();
  }
  scheduleMs(): ScheduleMs {
    return this.books.scheduleMs();
  }
}
