import type {
  CommitAck,
  CounterOffer,
  Embedded,
  Emergency,
  EmergencyAck,
  Envelope,
  Fallback,
  Hello,
  MessageRef,
  PriceVector,
  Reason,
  Reject,
  Status,
  Terms,
} from "../messages.js";
import { schedulesEqual, cutSchedule } from "../schedule.js";
import type { AgentId, DurationMs, MonoMs, ScheduleMs, UnixS, Watts } from "../units.js";
import type { StepFunction } from "../step-function.js";
import { embedTerms } from "../wire/index.js";
import type { IssuedVersion, LedgerRow, Misfit } from "./booking.js";
import { loweredTerms } from "./commit-judge.js";
import type { CoreContext } from "./context.js";
import { GrantorLink, type Answer, type GrantorDesk } from "./grantor.js";
import { judgeHello } from "./hello-judge.js";
import { grantFacts, restoreGrant } from "./grant-facts.js";
import { Ledger } from "./ledger.js";
import { partOf, termsOnlyLower } from "./lease.js";

export interface DeskConfig {
  /** Ttl of a lease at this level, mono ms. */
  readonly ttlMs: DurationMs;
  readonly graceMs: DurationMs;
  readonly rows: readonly LedgerRow[];
  /** Largest import of a fixed child by the registry, W; booked for it after a lost ledger. */
  readonly registryCaps: ReadonlyMap<AgentId, Watts>;
}

/** What the role that owns a desk decides. */
export interface DeskOwner {
  /** End of the grantor's own lease less its ramp; undefined where its capacity does not end. */
  ownDeadline(): MonoMs | undefined;
  /** CP-FALL-4: W of fallback import and export that the grantor can always honour, for all children together. */
  guaranteed(): { readonly importW: Watts; readonly exportW: Watts };
  /** Schedule time, smallest estimate, s. */
  nowS(): UnixS;
  connectorsOf(hello: Hello, holder: AgentId): readonly number[];
  allowed(holder: AgentId): boolean;
  /** Something changed at a child; `trigger` names it for plan traces. */
  childChanged(holder: AgentId, trigger: Trigger): void;
  /** A child answered a question (an indicative offer). */
  asked(holder: AgentId, answer: Answer): void;
  prices(): PriceVector | undefined;
}
export type Trigger = "greeted" | "need" | "acknowledged" | "lapsed" | "expired" | "released" | "countered" | "refused";

/** What a plan wants a child to have. */
export interface Target {
  readonly terms: Embedded<Terms>;
  readonly reasons: readonly Reason[];
  /** The child itself offered these terms: no reserved offer is needed. */
  readonly consented: boolean;
}

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
  private emergencyNumber = 0;
  private expiryTimer: object | undefined;
  private expiryAt: MonoMs = Number.POSITIVE_INFINITY;

  constructor(
    readonly context: CoreContext,
    readonly config: DeskConfig,
    private readonly owner: DeskOwner,
  ) {
    this.ledger = new Ledger(config.rows);
  }

  /** Rebuilds the bookings of an earlier life, or books the worst for everybody after a lost ledger. */
  restore(facts: Readonly<Record<string, unknown>>, lost: boolean): void {
    const now = this.context.now.mono;
    if (lost) {
      // CP-STORE-7.
      this.recoveringUntil = now + this.config.ttlMs + this.config.graceMs;
      for (const [holder, capW] of this.config.registryCaps) {
        this.ledger.open(holder, [1]);
        this.ledger.inheritFallback(holder, { importW: capW, exportW: capW });
      }
      this.context.timers.set(this.recoveringUntil, () => {
        this.owner.childChanged("", "expired");
      });
      return;
    }
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
      link.lapsed = versions.length === 0;
    }
    this.emergencyNumber = typeof facts["emergencyNumber"] === "number" ? facts["emergencyNumber"] : 0;
    this.armExpiry();
  }

  /** While recovering: books a holder that has not greeted at what its connection could carry. */
  suppose(holder: AgentId, importW: Watts): void {
    if (!this.recovering || this.links.get(holder)?.connected === true) return;
    this.ledger.open(holder, [1]);
    this.ledger.inheritFallback(holder, { importW, exportW: 0 });
  }

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
    this.silent.delete(envelope.sender);
    this.link(envelope.sender).receive(envelope);
  }

  /** The holder is physically gone (contactor open): its lease ends at once. */
  close(holder: AgentId): void {
    this.links.get(holder)?.stop();
    this.links.delete(holder);
    this.ledger.close(holder);
    this.pending.delete(holder);
    this.reserved.delete(holder);
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

  /** Releases waiting increases that fit now, in the plan's order. */
  tryPending(): void {
    const nowS = this.owner.nowS();
    for (const [holder, target] of [...this.pending]) {
      const link = this.links.get(holder);
      if (link?.connected !== true || link.offerOpen || link.commitOpen) continue;
      if (target.consented) {
        if (this.issue(link, target, { lowering: false }) === "done") this.pending.delete(holder);
        continue;
      }
      const until = this.context.now.mono + this.context.timings.offerMs;
      if (this.ledger.reserve(holder, target.terms, until, nowS) !== undefined) continue;
      this.pending.delete(holder);
      this.reserved.set(holder, target);
      link.offer(target.terms, this.plan, target.reasons);
      this.armExpiry();
    }
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
    const now = this.context.now.mono;
    let ttlMs = this.ttlMs();
    if (options.lowering) ttlMs = Math.max(ttlMs, this.config.graceMs);
    // CP-LEASE-5: no increase for a child whose newest request is old.
    else if (ttlMs <= 0 || now - (link.requestedAt ?? Number.NEGATIVE_INFINITY) > ttlMs / 2) return "later";
    const version = link.nextVersion();
    const expiresAt = now + ttlMs + this.config.graceMs;
    const misfit = this.ledger.tryApply(link.holder, { version, terms: target.terms, expiresAt }, this.owner.nowS());
    if (misfit !== undefined) return misfit;
    this.save(link.holder, ttlMs);
    link.commit({ version, terms: target.terms, ttlMs, plan: this.plan, reasons: target.reasons }, options);
    this.armExpiry();
    return "done";
  }

  /** Ends a holder's lease: it ramps to its fallback at once. */
  revoke(holder: AgentId, reasons: readonly Reason[]): void {
    const link = this.links.get(holder);
    const newest = link === undefined ? undefined : this.newest(link);
    if (link === undefined || newest === undefined) return;
    this.pending.delete(holder);
    link.revoke(newest.version, reasons);
    link.lapsed = true;
  }

  /** Caps holders at once, beside the ledger; a later one replaces it, a duration of 0 lifts it. */
  emergency(
    caps: ReadonlyMap<AgentId, Omit<Emergency, "kind" | "number" | "durationMs">>,
    durationMs: DurationMs,
  ): void {
    this.emergencyNumber++;
    this.context.persist("emergencyNumber", this.emergencyNumber);
    this.forgetIncreases();
    for (const [holder, cap] of caps) {
      const link = this.links.get(holder);
      if (link?.connected === true) link.emergency({ ...cap, number: this.emergencyNumber, durationMs });
    }
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
    const recoveringMs = Math.max(0, Math.ceil(this.recoveringUntil - this.context.now.mono));
    this.owner.childChanged(holder, "greeted");
    return { fallback, recoveringMs };
  }

  /** CP-FALL-1: what does not fit is admitted at what the holder has already, else at 0 W; never refused. */
  private admit(holder: AgentId, hello: Hello): Fallback {
    const wanted = hello.fallback;
    // CP-FALL-3: a holder that lost its store does not know what its equipment obeys: what is booked stays.
    const held = hello.fallbackHeld ?? this.ledger.fallbackOf(holder);
    const both = { importW: Math.max(wanted.importW, held.importW), exportW: Math.max(wanted.exportW, held.exportW) };
    this.ledger.inheritFallback(holder, held);
    const others = this.fallbackSum(holder);
    const room = this.owner.guaranteed();
    const guaranteed = others.importW + both.importW <= room.importW && others.exportW + both.exportW <= room.exportW;
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
    this.owner.childChanged(link.holder, "need");
  }

  answered(link: GrantorLink, answer: Answer): void {
    const { holder } = link;
    const target = this.reserved.get(holder);
    if (target === undefined) {
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
    if (ack.taken) {
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
    const refused = versions.find((each) => each.terms.hash === ack.hash);
    const before = versions.find((each) => each !== refused);
    if (refused !== undefined && ack.reject !== "STALE_LEASE") {
      const terms =
        before === undefined ? nothing(refused.terms.value) : loweredTerms(before.terms.value, refused.terms.value);
      this.issue(link, { terms: this.embed(terms), reasons: [], consented: true }, { lowering: true });
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

  released(link: GrantorLink): void {
    link.lapsed = true;
    this.ledger.clearVersions(link.holder);
    this.save(link.holder);
    this.context.trace({ what: "lease", peer: link.holder, step: "released" });
    this.owner.childChanged(link.holder, "released");
    this.tryPending();
  }

  revokeAcknowledged(link: GrantorLink): void {
    this.released(link);
  }

  emergencyAcknowledged(link: GrantorLink, ack: EmergencyAck): void {
    if (ack.number !== this.emergencyNumber) return;
    this.owner.childChanged(link.holder, "acknowledged");
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

  private save(holder: AgentId, ttlMs: DurationMs = this.config.ttlMs): void {
    const fallback = this.ledger.fallbackOf(holder);
    this.context.persist(
      `grant/${holder}`,
      grantFacts(fallback, this.ledger.connectorsOf(holder), this.ledger.versionsOf(holder), ttlMs),
    );
  }
}

function acceptVersions(envelope: Envelope, link: GrantorLink): readonly number[] {
  return envelope.body.kind === "accept" ? envelope.body.needVersions : link.needVersions();
}

function refusalOf(outcome: "later" | "done" | Misfit): Omit<Reject, "kind"> {
  if (typeof outcome === "string") return { reason: "NOT_NOW", detail: "ask again with a new request" };
  const { row, direction, overW, atS } = outcome;
  // CP-NEG-8.
  const detail = `${direction} on ${row} would be ${String(Math.ceil(overW))} W over its capacity at ${String(atS)} s`;
  return { reason: "OVER_CAPACITY", detail };
}

/** The same terms from `fromS` on. */
function sameFrom(a: Terms, b: Terms, fromS: UnixS): boolean {
  const connectors = new Set([...a.parts, ...b.parts].map((part) => part.connector));
  return [...connectors].every((connector) => {
    const [left, right] = [partOf(a, connector), partOf(b, connector)];
    const [from, until] = [left && cutSchedule(left, fromS), right && cutSchedule(right, fromS)];
    if (from === undefined || until === undefined) return isZero(from) && isZero(until);
    return schedulesEqual(from, until);
  });
}

function isZero(schedule: { max: readonly number[]; min?: readonly number[] } | undefined): boolean {
  return schedule === undefined || (schedule.max.every((w) => w === 0) && (schedule.min ?? []).every((w) => w === 0));
}

function isNothing(terms: Terms): boolean {
  return terms.parts.every((part) => isZero(part.schedule));
}

function nothing(terms: Terms): Terms {
  return {
    parts: terms.parts.map((part) => ({
      connector: part.connector,
      schedule: { startS: part.schedule.startS, stepS: part.schedule.stepS, max: part.schedule.max.map(() => 0) },
    })),
  };
}
