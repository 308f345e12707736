import type {
  CommitAck,
  CounterOffer,
  Embedded,
  EmergencyAck,
  Envelope,
  Fallback,
  Hello,
  LeaseVersion,
  MessageRef,
  PriceVector,
  Reason,
  Reject,
  Snapshot,
  Status,
  Terms,
} from "../messages.js";
import type { AgentId, DurationMs, MonoMs, ScheduleMs, UnixS, Watts } from "../units.js";
import type { StepFunction } from "../step-function.js";
import { embedTerms } from "../wire/index.js";
import { compareVersions, type IssuedVersion, type Misfit } from "./booking.js";
import { loweredTerms } from "./commit-judge.js";
import type { CoreContext } from "./context.js";
import type { DeskConfig, DeskOwner, Target } from "./desk-owner.js";
import { acceptVersions, isNothing, nothing, overMost, refusalOf, sameFrom } from "./desk-terms.js";
import { EmergencyDesk, type EmergencyCap } from "./emergency-desk.js";
import { GrantorLink, type Answer, type GrantorDesk } from "./grantor.js";
import { judgeHello } from "./hello-judge.js";
import { grantFacts, restoreGrant } from "./grant-facts.js";
import { Ledger } from "./ledger.js";
import { termsOnlyLower } from "./lease.js";

export type { DeskConfig, DeskOwner, Target, Trigger } from "./desk-owner.js";

/** Longest wait between two asks of a holder that does not greet, ms. */
const expectMaxMs = 30_000;

/**
 * The grantor's desk: all links downward, one ledger, one plan at a time. Decreases are committed at once; an increase
 * waits until the ledger lets it pass, and a newer plan forgets it (CP-LEDGER-4).
 */
export class Desk implements GrantorDesk {
  readonly ledger: Ledger;
  readonly links = new Map<AgentId, GrantorLink>();
  private pending = new Map<AgentId, Target>();
  private readonly silent = new Set<AgentId>();
  private readonly reserved = new Map<AgentId, Target>();
  private plan = 0;
  private recoveringUntil: MonoMs = Number.NEGATIVE_INFINITY;
  private readonly emergencies: EmergencyDesk;
  private counter = 0;
  private expiryTimer: object | undefined;
  private expiryAt: MonoMs = Number.POSITIVE_INFINITY;

  constructor(
    readonly context: CoreContext,
    readonly config: DeskConfig,
    private readonly owner: DeskOwner,
  ) {
    this.ledger = new Ledger(config.rows);
    this.emergencies = new EmergencyDesk(
      context,
      () => this.scheduleMs(),
      (holder) => this.link(holder),
    );
  }

  /** Rebuilds the bookings of an earlier life, or books the worst for everybody after a lost ledger. */
  restore(facts: Readonly<Record<string, unknown>>, lost: boolean): void {
    const now = this.context.now.mono;
    if (lost || facts["recovering"] === true) this.recover();
    this.emergencies.restore(facts);
    for (const [key, value] of Object.entries(facts)) {
      if (!key.startsWith("grant/")) continue;
      const holder = key.slice("grant/".length);
      const grant = restoreGrant(value, this.context.hash);
      this.ledger.open(holder, grant.connectors);
      this.ledger.inheritFallback(holder, grant.fallback);
      // CP-STORE-6: every booking starts anew at its full ttl + grace.
      const versions = grant.versions.map((each) => ({ ...each, expiresAt: now + each.ttlMs + this.config.graceMs }));
      this.ledger.inherit(holder, versions);
      const link = this.link(holder);
      link.admitted = { ...grant.fallback, rampWPerS: 1 };
      link.revoked = grant.revoked;
      link.lapsed = versions.length === 0 || grant.revoked !== undefined;
    }
    this.armExpiry();
  }

  /** CP-STORE-7: nothing is granted until every lease of a forgotten life has ended; a restart meanwhile starts anew. */
  private recover(): void {
    this.recoveringUntil = this.context.now.mono + this.config.ttlMs + this.config.graceMs;
    this.context.persist("recovering", true);
    for (const [holder, capW] of this.config.registryCaps) {
      this.ledger.open(holder, [1]);
      this.ledger.inheritFallback(holder, { importW: capW, exportW: capW });
      this.save(holder);
    }
    this.context.timers.set(this.recoveringUntil, () => {
      this.context.persist("recovering", undefined);
      this.owner.childChanged("", "expired");
    });
  }

  recoveringMs(): DurationMs {
    return Math.ceil(Math.max(0, this.recoveringUntil - this.context.now.mono));
  }

  /** While recovering: books a holder that has not greeted at what its connection could carry. */
  suppose(holder: AgentId, importW: Watts): void {
    if (!this.recovering || this.links.get(holder)?.connected === true) return;
    this.ledger.open(holder, [1]);
    this.ledger.inheritFallback(holder, { importW, exportW: 0 });
    this.save(holder);
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
  private expecting: object | undefined;

  get recovering(): boolean {
    return this.context.now.mono < this.recoveringUntil;
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
    const back = this.silent.delete(sender);
    this.link(sender).receive(envelope);
    // A plan made while it was silent left it out.
    if (back) this.owner.childChanged(sender, "need");
  }

  /** The holder is physically gone (contactor open): its lease ends at once. */
  close(holder: AgentId): void {
    this.links.get(holder)?.stop();
    this.links.delete(holder);
    this.ledger.close(holder);
    this.pending.delete(holder);
    this.reserved.delete(holder);
    this.silent.delete(holder);
    this.emergencies.forget(holder);
    this.context.persist(`grant/${holder}`, undefined);
  }

  /** Newest terms issued to a holder that it may still hold; undefined where it holds none. */
  current(holder: AgentId): Terms | undefined {
    const link = this.links.get(holder);
    if (link === undefined || link.lapsed) return undefined;
    return this.newest(link)?.terms.value;
  }

  /** True for a holder that a plan can count on: greeted, and answering. */
  responsive(holder: AgentId): boolean {
    return this.links.get(holder)?.connected === true && !this.silent.has(holder);
  }

  /** Carries a plan out: decreases now, increases when the ledger lets them pass. */
  execute(plan: number, targets: ReadonlyMap<AgentId, Target>): void {
    this.plan = plan;
    this.forgetIncreases();
    if (this.recovering) return;
    for (const [holder, target] of targets) {
      const link = this.links.get(holder);
      if (link?.connected !== true) continue;
      this.aim(link, target);
    }
    this.tryPending();
  }

  /** An emergency or a newer plan: nothing that was promised but not committed goes on (CP-EMERG-2). */
  forgetIncreases(): void {
    this.pending = new Map();
    for (const [holder] of this.reserved) {
      this.ledger.release(holder);
      this.links.get(holder)?.withdrawOffer();
    }
    this.reserved.clear();
  }

  private aim(link: GrantorLink, target: Target): void {
    const { holder } = link;
    const current = this.current(holder);
    const nowS = this.owner.nowS();
    if (current !== undefined && sameFrom(current, target.terms.value, nowS)) return;
    const fallback = this.ledger.fallbackOf(holder);
    if (current !== undefined && termsOnlyLower(current, target.terms.value, fallback, nowS)) {
      this.issue(link, target, { lowering: true });
      return;
    }
    if (current !== undefined) {
      const lowered = loweredTerms(current, target.terms.value);
      if (!sameFrom(current, lowered, nowS))
        this.issue(link, { ...target, terms: this.embed(lowered) }, { lowering: true });
    }
    if (!isNothing(target.terms.value)) this.pending.set(holder, target);
  }

  /** CP-FALL-1: a holder whose fallback found no room is asked to greet again once there is some. */
  private raiseFallbacks(): void {
    if (this.recovering) return;
    for (const link of this.links.values()) {
      const wanted = link.hello?.fallback;
      if (!link.connected || wanted === undefined || link.offerOpen || link.commitOpen) continue;
      const { importW, exportW } = this.ledger.fallbackOf(link.holder);
      if (wanted.importW <= importW && wanted.exportW <= exportW) continue;
      const both = { importW: Math.max(wanted.importW, importW), exportW: Math.max(wanted.exportW, exportW) };
      if (
        this.isGuaranteed(link.holder, both) &&
        this.ledger.fallbackMisfit(link.holder, both, this.owner.nowS()) === undefined
      )
        link.askHello();
    }
  }

  private isGuaranteed(holder: AgentId, fallback: Pick<Fallback, "importW" | "exportW">): boolean {
    const others = this.fallbackSum(holder);
    const room = this.owner.guaranteed();
    return others.importW + fallback.importW <= room.importW && others.exportW + fallback.exportW <= room.exportW;
  }

  /** Releases waiting increases that fit now, in the plan's order. */
  tryPending(): void {
    this.raiseFallbacks();
    const nowS = this.owner.nowS();
    for (const [holder, target] of [...this.pending]) {
      const link = this.links.get(holder);
      if (link?.connected !== true || link.offerOpen || link.commitOpen) continue;
      if (target.consented) {
        if (this.issue(link, target, { lowering: false }) === "done") this.pending.delete(holder);
        continue;
      }
      if (overMost(link, target.terms.value, this.most(link)) !== undefined) continue;
      const until = this.context.now.mono + this.context.timings.offerMs;
      if (this.ledger.reserve(holder, target.terms, until, nowS) !== undefined) continue;
      this.pending.delete(holder);
      this.reserved.set(holder, target);
      link.offer(target.terms, this.plan, target.reasons);
      this.armExpiry();
    }
  }

  /** The last plan is still being carried out: increases wait, an offer is open, or a commit is not acknowledged. */
  get unsettled(): boolean {
    return this.pending.size > 0 || this.reserved.size > 0 || this.waitsForDecrease();
  }

  /** A commit that lowers is not acknowledged yet. */
  waitsForDecrease(): boolean {
    for (const link of this.links.values()) if (link.connected && link.commitOpen) return true;
    return false;
  }

  /** Import booked on a row by holders that a plan cannot move: silent, not greeted in this life, or without a need. */
  frozen(row: string): StepFunction {
    const still = this.ledger
      .holders()
      .filter((holder) => !this.responsive(holder) || (this.links.get(holder)?.needs.length ?? 0) === 0);
    return this.ledger.bookedImport(row, still);
  }

  /** Books and sends one commit. `later` = not now, because the holder has been quiet for too long or our lease ends. */
  private issue(
    link: GrantorLink,
    target: Target,
    options: { readonly lowering: boolean; readonly inReplyTo?: MessageRef; readonly needVersions?: readonly number[] },
  ): "done" | "later" | Misfit {
    if (!link.canCommit()) return "later";
    const most = options.lowering ? undefined : overMost(link, target.terms.value, this.most(link));
    if (most !== undefined) return most;
    const now = this.context.now.mono;
    let ttlMs = this.ttlMs();
    // CP-LEASE-7: where our own lease ends too soon, a decrease lowers the child's and extends nothing.
    if (options.lowering) ttlMs = Math.max(ttlMs, 1);
    else if (this.recovering) return "later";
    // CP-LEASE-5: no increase for a child whose newest request is old.
    else if (ttlMs <= 0 || now - (link.requestedAt ?? Number.NEGATIVE_INFINITY) > ttlMs / 2) return "later";
    const version = { epoch: this.context.epoch, counter: ++this.counter };
    // A holder may take it without moving its deadline: it is booked as long as any version before it.
    const booked = this.ledger.versionsOf(link.holder).map((each) => each.expiresAt);
    const expiresAt = Math.max(now + ttlMs + this.config.graceMs, ...booked);
    const issue = { version, terms: target.terms, expiresAt, keepsReservation: options.lowering };
    const misfit = this.ledger.tryApply(link.holder, issue, this.owner.nowS());
    if (misfit !== undefined) return misfit;
    this.save(link.holder);
    const { terms, reasons, blends } = target;
    link.commit(
      { version, terms, ttlMs, plan: this.plan, reasons, ...(blends === undefined ? {} : { blends }) },
      options,
    );
    this.armExpiry();
    return "done";
  }

  private most({ holder }: GrantorLink): { readonly capW: Watts; readonly nowS: UnixS } {
    return { capW: this.config.registryCaps.get(holder) ?? Number.POSITIVE_INFINITY, nowS: this.owner.nowS() };
  }

  /** Ends a holder's lease: it ramps to its fallback at once. */
  revoke(holder: AgentId, reasons: readonly Reason[]): void {
    const link = this.links.get(holder);
    const newest = link === undefined ? undefined : this.newest(link);
    if (link === undefined || newest === undefined) return;
    this.pending.delete(holder);
    if (this.reserved.delete(holder)) this.ledger.release(holder);
    link.revoked = newest.version;
    link.lapsed = true;
    this.save(holder);
    link.revoke(newest.version, reasons);
    this.context.trace({ what: "negotiation", peer: holder, outcome: "revoked", reasons });
  }

  /** Caps holders at once, beside the ledger; a later one replaces it, a duration of 0 lifts it. */
  emergency(caps: ReadonlyMap<AgentId, EmergencyCap>, durationMs: DurationMs): void {
    this.forgetIncreases();
    this.emergencies.give(caps, durationMs);
  }

  embed(terms: Terms): Embedded<Terms> {
    return embedTerms(terms, this.context.hash);
  }

  // What the links ask of the desk.

  greeted(link: GrantorLink, hello: Hello): { fallback: Fallback; recoveringMs: DurationMs } | Omit<Reject, "kind"> {
    const { holder } = link;
    if (!this.owner.allowed(holder)) return { reason: "NOT_ALLOWED", detail: `${holder} may not be a holder here` };
    const refusal = judgeHello(hello, this.config.ttlMs * this.context.speed);
    if (refusal !== undefined) return refusal;
    this.ledger.open(holder, this.owner.connectorsOf(hello, holder));
    const fallback = this.admit(holder, hello);
    if (this.ledger.versionsOf(holder).length === 0) link.lapsed = true;
    this.save(holder);
    this.owner.childChanged(holder, "greeted");
    return { fallback, recoveringMs: this.recoveringMs() };
  }

  /** The session stands: what the holder must hear whatever it remembers. */
  resumed(link: GrantorLink): void {
    this.emergencies.greeted(link.holder);
    const newest = this.newest(link);
    if (newest !== undefined && link.isRevoked(newest.version)) link.revoke(newest.version, []);
  }

  /** CP-FALL-1: what does not fit is admitted at what the holder has already, else at 0 W; never refused. */
  private admit(holder: AgentId, hello: Hello): Fallback {
    const wanted = hello.fallback;
    // CP-FALL-3: a holder that lost its store does not know what its equipment obeys: what is booked stays.
    const held = hello.fallbackHeld ?? this.ledger.fallbackOf(holder);
    const both = { importW: Math.max(wanted.importW, held.importW), exportW: Math.max(wanted.exportW, held.exportW) };
    this.ledger.inheritFallback(holder, held);
    // CP-FALL-4.
    const guaranteed = this.isGuaranteed(holder, both);
    const fits =
      guaranteed && !this.recovering && this.ledger.admitFallback(holder, both, this.owner.nowS()) === undefined;
    if (fits) return wanted;
    return {
      importW: Math.min(wanted.importW, held.importW),
      exportW: Math.min(wanted.exportW, held.exportW),
      rampWPerS: wanted.rampWPerS,
    };
  }

  private fallbackSum(except: AgentId): { importW: Watts; exportW: Watts } {
    let [importW, exportW] = [0, 0];
    for (const holder of this.ledger.holders()) {
      if (holder === except) continue;
      const fallback = this.ledger.fallbackOf(holder);
      importW += fallback.importW;
      exportW += fallback.exportW;
    }
    return { importW, exportW };
  }

  needChanged(link: GrantorLink): void {
    this.recommit(link);
    this.owner.childChanged(link.holder, "need");
  }

  /** A session ended before the newest commit was acknowledged: it is sent again, so that both hold the same (S4). */
  private recommit(link: GrantorLink): void {
    const newest = this.newest(link);
    const ttlMs = this.ttlMs();
    const open = newest === undefined || link.commitOpen || link.lapsed || ttlMs <= 0;
    if (open || this.ledger.versionsOf(link.holder).length < 2) return;
    const { version, terms } = newest;
    this.confirmed(link, ttlMs);
    link.commit({ version, terms, ttlMs, plan: this.plan, reasons: [] }, { lowering: true });
  }

  answered(link: GrantorLink, answer: Answer): void {
    const { holder } = link;
    const target = this.reserved.get(holder);
    // An answer to an offer that is gone changes nothing about the one that is open.
    const elsewhere = (answer.kind === "accepted" || answer.kind === "countered") && answer.to !== "open";
    if (target === undefined || elsewhere) {
      this.answeredUnreserved(link, answer);
      return;
    }
    this.reserved.delete(holder);
    switch (answer.kind) {
      case "accepted":
        this.accepted(link, target, answer.hash, answer.envelope);
        break;
      case "countered":
        this.countered(link, target, answer.counter, answer.envelope);
        break;
      case "rejected":
        this.ledger.release(holder);
        this.owner.childChanged(holder, "refused");
        break;
      case "expired":
        this.ledger.release(holder);
        this.silent.add(holder);
        this.owner.childChanged(holder, "expired");
        break;
    }
    this.tryPending();
  }

  private answeredUnreserved(link: GrantorLink, answer: Answer): void {
    if (answer.kind === "accepted") {
      // CP-NEG-2.
      link.refuse(answer.envelope, {
        reason: "OFFER_EXPIRED",
        detail: "that proposal is no longer reserved; a new one will come",
      });
      return;
    }
    if (answer.kind === "countered" && answer.to === "past") return;
    if (answer.kind === "expired") this.silent.add(link.holder);
    this.owner.asked(link.holder, answer);
  }

  private accepted(link: GrantorLink, target: Target, hash: string, envelope: Envelope): void {
    if (hash !== target.terms.hash) {
      this.ledger.release(link.holder);
      link.refuse(envelope, { reason: "UNKNOWN_PROPOSAL", detail: `no proposal ${hash} is reserved for you` });
      return;
    }
    const inReplyTo = { epoch: envelope.epoch, seq: envelope.seq };
    const outcome = this.issue(link, target, {
      lowering: false,
      inReplyTo,
      needVersions: acceptVersions(envelope, link),
    });
    if (outcome === "done") {
      this.context.trace({ what: "negotiation", peer: link.holder, outcome: "agreed", reasons: target.reasons });
      return;
    }
    this.ledger.release(link.holder);
    link.refuse(envelope, refusalOf(outcome));
  }

  private countered(link: GrantorLink, target: Target, counter: CounterOffer, envelope: Envelope): void {
    const [option] = counter.options;
    const inReplyTo = { epoch: envelope.epoch, seq: envelope.seq };
    const reasons = option?.reasons ?? [];
    this.context.trace({ what: "negotiation", peer: link.holder, outcome: "countered", reasons });
    const outcome =
      option === undefined
        ? "later"
        : this.issueOption(link, target, { option: option.terms, reasons, counter, inReplyTo });
    if (outcome !== "done") {
      this.ledger.release(link.holder);
      link.refuse(envelope, refusalOf(outcome));
    }
    this.owner.childChanged(link.holder, "countered");
  }

  /** The option as it is where the ledger lets it pass; else what it has in common with the proposal, which is booked. */
  private issueOption(
    link: GrantorLink,
    target: Target,
    answer: { option: Embedded<Terms>; reasons: readonly Reason[]; counter: CounterOffer; inReplyTo: MessageRef },
  ): "done" | "later" | Misfit {
    const { option, inReplyTo } = answer;
    const reasons = [...new Set([...answer.reasons, ...target.reasons])];
    const options = { lowering: false, inReplyTo, needVersions: answer.counter.needVersions };
    const outcome = this.issue(link, { terms: option, reasons, consented: true }, options);
    if (typeof outcome === "string") return outcome;
    const common = this.embed(loweredTerms(target.terms.value, option.value));
    return this.issue(link, { terms: common, reasons, consented: true }, options);
  }

  acknowledged(link: GrantorLink, ack: CommitAck): void {
    const { holder } = link;
    const issued = this.ledger.versionsOf(holder).find((each) => compareVersions(each.version, ack.version) === 0);
    if (issued !== undefined && issued.terms.hash !== ack.hash) {
      // S4: what is held is not what was committed; everything stays booked.
      this.context.alarm("PEER_MISBEHAVES", `acknowledges other terms than were committed`, holder);
      return;
    }
    if (ack.taken) {
      link.corrected = false;
      this.ledger.acknowledge(holder, ack.version);
      this.save(holder);
      this.owner.childChanged(holder, "acknowledged");
    } else {
      this.untaken(link, ack);
    }
    this.tryPending();
  }

  /** The holder took a commit only where it lowers: make both sides hold the same again. */
  private untaken(link: GrantorLink, ack: CommitAck): void {
    const versions = this.ledger.versionsOf(link.holder);
    const refused = versions.at(-1);
    if (refused !== undefined && compareVersions(refused.version, ack.version) === 0 && ack.reject !== "STALE_LEASE") {
      // Whichever of them it holds: it holds no more than all of them have in common with what it refused.
      const [first, ...others] = versions.map((each) => each.terms.value);
      // What a correction leaves was too much again: it holds less than is known here, and 0 W is always taken.
      const only = first === undefined || others.length === 0 || link.corrected;
      const terms = only ? nothing(refused.terms.value) : others.reduce(loweredTerms, first);
      // A decrease is refused only by a holder that has no lease: nothing is left to lower.
      if (ack.reject === "NOT_NOW" && link.corrected) link.lapsed = true;
      else this.issue(link, { terms: this.embed(terms), reasons: [], consented: true }, { lowering: true });
      link.corrected = true;
    }
    this.context.trace({
      what: "refused",
      peer: link.holder,
      detail: `commit not taken: ${ack.reject ?? "UNSPECIFIED"}`,
    });
    this.owner.childChanged(link.holder, "refused");
  }

  /** CP-LEASE-7: a child's confirmation + ttl + grace ends before our own deadline. */
  ttlMs(): DurationMs {
    const deadline = this.owner.ownDeadline();
    if (deadline === undefined) return this.config.ttlMs;
    return Math.min(this.config.ttlMs, Math.floor(deadline - this.context.now.mono - this.config.graceMs));
  }

  confirmed(link: GrantorLink, ttlMs: DurationMs): void {
    const newest = this.newest(link);
    if (newest === undefined) return;
    this.ledger.confirm(link.holder, newest.version, this.context.now.mono + ttlMs + this.config.graceMs);
  }

  newest(link: GrantorLink): IssuedVersion | undefined {
    return this.ledger.versionsOf(link.holder).at(-1);
  }

  status(link: GrantorLink, status: Status): void {
    if (status.state !== "NONE" && status.state !== "FALLBACK") return;
    if (link.lapsed) return;
    link.lapsed = true;
    this.owner.childChanged(link.holder, "lapsed");
  }

  released(link: GrantorLink, version: LeaseVersion | undefined): void {
    const newest = this.newest(link);
    if (version !== undefined) this.ledger.drop(link.holder, version);
    // A commit that crossed it on the way stands: it stays booked until the holder answers for it.
    if (newest !== undefined && (version === undefined || compareVersions(newest.version, version) > 0)) return;
    link.lapsed = true;
    this.save(link.holder);
    this.context.trace({ what: "lease", peer: link.holder, step: "released" });
    this.owner.childChanged(link.holder, "released");
    this.tryPending();
  }

  revokeAcknowledged(link: GrantorLink, version: LeaseVersion): void {
    if (link.revoked !== undefined && compareVersions(version, link.revoked) >= 0) link.revoked = undefined;
    this.released(link, version);
  }

  emergencyAcknowledged(link: GrantorLink, ack: EmergencyAck): void {
    if (!this.emergencies.acknowledged(link.holder, ack)) return;
    this.owner.childChanged(link.holder, "acknowledged");
  }

  /** CP-WINDOW-4: a holder that holds something older gets the newest commit again. */
  compared(link: GrantorLink, snapshot: Snapshot): void {
    const newest = this.newest(link);
    if (newest === undefined || snapshot.version === undefined || link.lapsed) return;
    if (compareVersions(snapshot.version, newest.version) < 0) this.recommit(link);
    else if (snapshot.hash === newest.terms.hash) this.ledger.acknowledge(link.holder, newest.version);
  }

  requested(): void {
    this.tryPending();
  }

  commitExpired(link: GrantorLink): void {
    this.silent.add(link.holder);
    this.owner.childChanged(link.holder, "expired");
  }

  prices(): PriceVector | undefined {
    return this.owner.prices();
  }
  scheduleMs(): ScheduleMs {
    return Math.floor(this.owner.nowS() * 1000);
  }

  private armExpiry(): void {
    const next = this.ledger.nextExpiry();
    if (next === undefined || (this.expiryTimer !== undefined && this.expiryAt <= next)) return;
    this.context.timers.clear(this.expiryTimer);
    this.expiryAt = next;
    this.expiryTimer = this.context.timers.set(next, () => {
      this.expiryTimer = undefined;
      this.expire();
    });
  }

  /** CP-LEASE-4: reclaims what can no longer be in force. */
  private expire(): void {
    for (const holder of this.ledger.expire(this.context.now.mono)) {
      const link = this.links.get(holder);
      if (link !== undefined && this.newest(link) === undefined && !link.lapsed) {
        link.lapsed = true;
        this.context.trace({ what: "lease", peer: holder, step: "expired" });
      }
      this.save(holder);
      this.owner.childChanged(holder, "expired");
    }
    this.armExpiry();
    this.tryPending();
  }

  private save(holder: AgentId): void {
    const fallback = this.ledger.fallbackOf(holder);
    this.context.persist(
      `grant/${holder}`,
      grantFacts(fallback, this.ledger.connectorsOf(holder), this.ledger.versionsOf(holder), {
        // A renewal is not written down and may be as long as any: what is restored counts the longest.
        ttlMs: this.config.ttlMs,
        revoked: this.links.get(holder)?.revoked,
      }),
    );
  }
}
