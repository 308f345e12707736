import type {
  Blend,
  Body,
  Commit,
  CommitAck,
  CounterOffer,
  Embedded,
  Emergency,
  EmergencyAck,
  Envelope,
  Fallback,
  Hello,
  LeaseVersion,
  MessageRef,
  NeedPart,
  Offer,
  PriceVector,
  Reason,
  Reject,
  Renew,
  Snapshot,
  Status,
  Terms,
} from "../messages.js";
import type { AgentId, DurationMs, MonoMs, ScheduleMs } from "../units.js";
import { compareVersions } from "./booking.js";
import { Channel, refOf } from "./channel.js";
import type { CoreContext } from "./context.js";
import { grantorMachine, type GrantorEmitted } from "./grantor-machine.js";
import { createActor } from "./table.js";

/** The offer that is open; one that was withdrawn or has expired; or none that proposed anything: a wish. */
export type AnswerTo = "open" | "past" | "none";

/** How the holder took a proposal or a question. */
export type Answer =
  | { readonly kind: "accepted"; readonly hash: string; readonly envelope: Envelope; readonly to: AnswerTo }
  | { readonly kind: "countered"; readonly counter: CounterOffer; readonly envelope: Envelope; readonly to: AnswerTo }
  | { readonly kind: "rejected"; readonly reject: Reject }
  | { readonly kind: "expired" };

/** What stands behind a grantor's links: the desk with its ledger. */
export interface GrantorDesk {
  /** Decides a Hello: what fallback is admitted, or why it is refused. Persists before it returns. */
  greeted(
    link: GrantorLink,
    hello: Hello,
  ): { readonly fallback: Fallback; readonly recoveringMs: DurationMs } | Omit<Reject, "kind">;
  needChanged(link: GrantorLink): void;
  answered(link: GrantorLink, answer: Answer): void;
  acknowledged(link: GrantorLink, ack: CommitAck): void;
  /** Ttl that may be confirmed now, ms; 0 = none (CP-LEASE-7). */
  ttlMs(): DurationMs;
  /** A RenewAck for the newest version goes out: book it until now + ttl + grace. */
  confirmed(link: GrantorLink, ttlMs: DurationMs): void;
  newest(link: GrantorLink): { readonly version: LeaseVersion; readonly terms: Embedded<Terms> } | undefined;
  status(link: GrantorLink, status: Status): void;
  /** `version` and everything before it is held no more. */
  released(link: GrantorLink, version: LeaseVersion | undefined): void;
  revokeAcknowledged(link: GrantorLink, version: LeaseVersion): void;
  /** The Hello was answered. */
  resumed(link: GrantorLink): void;
  /** The holder asked for something: what waited for a request of its may go on (CP-LEASE-5). */
  requested(link: GrantorLink): void;
  /** The holder said where it stands, because a message of its was missed. */
  compared(link: GrantorLink, snapshot: Snapshot): void;
  /** A commit was never answered. */
  commitExpired(link: GrantorLink): void;
  /** Ms until anything is granted after a lost ledger; 0 = now. */
  recoveringMs(): DurationMs;
  emergencyAcknowledged(link: GrantorLink, ack: EmergencyAck): void;
  prices(): PriceVector | undefined;
  /** Schedule time as this grantor knows it, whole ms. */
  scheduleMs(): ScheduleMs;
}

const pastOffersKept = 16;

/** The grantor's end of one link: answers Hellos and Renews, carries offers and commits; the desk decides. */
export class GrantorLink {
  readonly channel: Channel;
  hello: Hello | undefined;
  needs: readonly NeedPart[] = [];
  /** The holder said it holds no lease, though one may still be booked. */
  lapsed = true;
  admitted: Fallback = { importW: 0, exportW: 0, rampWPerS: 1 };
  /** Newest version that was revoked, until the holder has acknowledged that. */
  revoked: LeaseVersion | undefined;
  /** The last commit was refused and a decrease was sent instead. */
  corrected = false;
  private readonly actor;
  private greetedNow = false;
  private open = false;
  private newestRequest: { ref: MessageRef; at: MonoMs } | undefined;
  private commitRef: MessageRef | undefined;
  private offerRef: MessageRef | undefined;
  private readonly pastOffers: number[] = [];
  private emergencyRef: MessageRef | undefined;
  private revokeRef: MessageRef | undefined;
  private unackedVersion: LeaseVersion | undefined;
  /** Which needs the last commit answered. */
  private committed: { readonly version: LeaseVersion; readonly needVersions: readonly number[] } | undefined;
  private lastAsked: MonoMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly context: CoreContext,
    readonly holder: AgentId,
    private readonly desk: GrantorDesk,
    private readonly graceMs: DurationMs,
  ) {
    this.channel = new Channel(context, holder, {
      deliver: (envelope) => {
        this.actor.send({ type: envelope.body.kind as "need", envelope });
      },
      bypasses: () => false,
      unknownLife: () => {
        this.askHello();
      },
      gapSkipped: () => {
        if (this.greetedNow) this.channel.request({ kind: "resync" });
      },
    });
    this.actor = createActor(grantorMachine, {
      clock: context.timers.clock,
      input: { offerMs: context.timings.offerMs },
    });
    this.actor.on("*", (emitted) => {
      this.emitted(emitted);
    });
    this.actor.start();
  }

  /** The holder is greeted in this life of ours. */
  get connected(): boolean {
    return this.greetedNow;
  }
  /** A reserved offer or a question of ours waits for its answer. */
  get offerOpen(): boolean {
    return this.open;
  }
  /** A commit of ours waits for its acknowledgement. */
  get commitOpen(): boolean {
    return this.unackedVersion !== undefined;
  }
  /** When the newest request of this session came, or undefined. */
  get requestedAt(): MonoMs | undefined {
    return this.newestRequest?.at;
  }
  needVersions(): readonly number[] {
    return this.needs.map((part) => part.version);
  }

  stop(): void {
    this.channel.stop();
    this.actor.stop();
  }
  receive(envelope: Envelope): void {
    this.channel.receive(envelope);
  }

  /** CP-SEAL-4: asks the holder to greet anew, at most once per 5 s. */
  askHello(): void {
    const { now, timings } = this.context;
    if (now.mono - this.lastAsked < timings.unexplainedMs) return;
    this.lastAsked = now.mono;
    this.channel.request(this.helloBody({ importW: 0, exportW: 0, rampWPerS: 1 }, 0), { ttlMs: 1 });
  }

  /** CP-NEG-3: one proposal, booked by the caller for `offerMs`. */
  offer(terms: Embedded<Terms>, plan: number, reasons: readonly Reason[]): void {
    this.propose(terms, plan, reasons, this.context.timings.offerMs);
  }
  /** Asks what the holder makes of a proposal; nothing is booked. */
  ask(terms: Embedded<Terms>, plan: number, reasons: readonly Reason[]): void {
    this.propose(terms, plan, reasons, undefined);
  }

  /** One round's question: prices, and schedules to be priced as they are. Nothing is booked. */
  askRound(
    question: Pick<Offer, "plan" | "round" | "roundsMax" | "deadlineMs" | "proposals" | "prices" | "partPrices">,
  ): void {
    this.withdrawOffer();
    const offer: Offer = {
      kind: "offer",
      scheduleMs: this.desk.scheduleMs(),
      needVersions: this.needVersions(),
      reasons: [],
      ...question,
    };
    this.send(offer, question.deadlineMs);
  }

  private propose(
    terms: Embedded<Terms>,
    plan: number,
    reasons: readonly Reason[],
    reservedMs: DurationMs | undefined,
  ): void {
    this.withdrawOffer();
    const { timings } = this.context;
    const offer: Offer = {
      kind: "offer",
      plan,
      round: 1,
      roundsMax: 1,
      deadlineMs: timings.offerMs,
      scheduleMs: this.desk.scheduleMs(),
      proposals: [terms],
      needVersions: this.needVersions(),
      reasons,
      ...(reservedMs === undefined ? {} : { reservedMs }),
    };
    this.send(offer, timings.offerMs);
  }

  private send(offer: Offer, ttlMs: DurationMs): void {
    this.offerRef = this.channel.request(offer, { ttlMs });
    this.actor.send({ type: "offerSent" });
    if (this.pastOffers.push(this.offerRef.seq) > pastOffersKept) this.pastOffers.shift();
  }

  /** Forgets an open offer: a later accept of it is refused. */
  withdrawOffer(): void {
    if (this.offerRef !== undefined) this.channel.cancel(this.offerRef);
    this.offerRef = undefined;
    if (this.open) this.actor.send({ type: "offerEnded" });
  }

  /** True while a commit could be answered for: the session stands and a request of it is known. */
  canCommit(): boolean {
    return this.greetedNow && this.newestRequest !== undefined;
  }

  /** Sends a commit that the desk has booked. `inReplyTo`: the accept it answers. */
  commit(
    issue: {
      version: LeaseVersion;
      terms: Embedded<Terms>;
      ttlMs: DurationMs;
      plan: number;
      reasons: readonly Reason[];
      blends?: readonly Blend[];
    },
    options: { readonly lowering: boolean; readonly inReplyTo?: MessageRef; readonly needVersions?: readonly number[] },
  ): void {
    if (this.commitRef !== undefined) this.channel.cancel(this.commitRef);
    const echo = this.newestRequest?.ref;
    if (echo === undefined) return;
    this.unackedVersion = issue.version;
    this.committed = { version: issue.version, needVersions: options.needVersions ?? this.needVersions() };
    this.commitRef = this.channel.request(this.commitBody(issue, echo, options.needVersions), {
      fast: options.lowering,
      ttlMs: Math.max(issue.ttlMs, this.context.timings.requestTtlMs),
      onExpired: () => {
        if (this.unackedVersion !== issue.version) return;
        this.unackedVersion = undefined;
        this.desk.commitExpired(this);
      },
      ...(options.inReplyTo === undefined ? {} : { inReplyTo: options.inReplyTo }),
    });
  }

  private commitBody(
    issue: {
      version: LeaseVersion;
      terms: Embedded<Terms>;
      ttlMs: DurationMs;
      plan: number;
      reasons: readonly Reason[];
      blends?: readonly Blend[];
    },
    echo: MessageRef,
    needVersions: readonly number[] = this.needVersions(),
  ): Commit {
    return {
      kind: "commit",
      plan: issue.plan,
      version: issue.version,
      ttlMs: issue.ttlMs,
      graceMs: this.graceMs,
      terms: issue.terms,
      needVersions,
      echo,
      scheduleMs: this.desk.scheduleMs(),
      fallback: this.admitted,
      reasons: issue.reasons,
      ...(issue.blends === undefined || issue.blends.length === 0 ? {} : { blends: issue.blends }),
    };
  }

  isRevoked(version: LeaseVersion): boolean {
    return this.revoked !== undefined && compareVersions(version, this.revoked) <= 0;
  }

  revoke(version: LeaseVersion, reasons: readonly Reason[]): void {
    this.withdrawOffer();
    if (this.commitRef !== undefined) this.channel.cancel(this.commitRef);
    this.unackedVersion = undefined;
    if (this.revokeRef !== undefined) this.channel.cancel(this.revokeRef);
    this.revokeRef = this.channel.request({ kind: "revoke", version, reasons }, { fast: true });
  }

  emergency(emergency: Omit<Emergency, "kind">): void {
    if (this.emergencyRef !== undefined) this.channel.cancel(this.emergencyRef);
    const ttlMs = Math.max(emergency.durationMs / this.context.speed, this.context.timings.requestTtlMs);
    this.emergencyRef = this.channel.request({ kind: "emergency", ...emergency }, { fast: true, ttlMs });
  }

  /** Refuses an accept or a counter-offer. */
  refuse(envelope: Envelope, reject: Omit<Reject, "kind">): void {
    this.channel.answer(envelope, { kind: "reject", ...reject });
    this.context.trace({ what: "negotiation", peer: this.holder, outcome: "rejected", reasons: [] });
  }

  private emitted(emitted: GrantorEmitted): void {
    switch (emitted.type) {
      case "deal":
        this.open = emitted.open;
        break;
      case "offerExpired":
        this.offerRef = undefined;
        this.desk.answered(this, { kind: "expired" });
        break;
      case "unexpected":
        this.askHello();
        break;
      case "violation":
        this.context.trace({ what: "refused", peer: this.holder, detail: `${emitted.kind} not expected now` });
        break;
      case "deliver":
        this.deliver(emitted.envelope);
        break;
    }
  }

  private deliver(envelope: Envelope): void {
    const { body } = envelope;
    if (isRequest(body)) this.newestRequest = { ref: refOf(envelope), at: this.context.now.mono };
    switch (body.kind) {
      case "hello":
        this.helloCame(envelope, body);
        break;
      case "need":
        this.needCame(envelope, body.parts);
        break;
      case "accept": {
        const to = this.answerTo(envelope);
        this.close(envelope);
        this.desk.answered(this, { kind: "accepted", hash: body.hash, envelope, to });
        break;
      }
      case "counterOffer": {
        const to = this.answerTo(envelope);
        // An option of the holder's own wish is a request and is noted; one that answers an offer ends it.
        if (envelope.inReplyTo === undefined || envelope.inReplyTo.seq !== this.offerRef?.seq) {
          this.channel.answer(envelope, { kind: "statusAck" });
        }
        this.close(envelope);
        this.desk.answered(this, { kind: "countered", counter: body, envelope, to });
        break;
      }
      case "reject":
        if (envelope.inReplyTo?.seq === this.offerRef?.seq) {
          this.close(envelope);
          this.desk.answered(this, { kind: "rejected", reject: body });
        }
        break;
      case "commitAck":
        this.ackCame(body);
        break;
      case "renew":
        this.renewCame(envelope, body);
        break;
      case "release":
        this.channel.answer(envelope, { kind: "releaseAck" });
        this.desk.released(this, body.version);
        break;
      case "revokeAck":
        this.desk.revokeAcknowledged(this, body.version);
        break;
      case "emergencyAck":
        this.desk.emergencyAcknowledged(this, body);
        break;
      case "status":
        if (envelope.inReplyTo === undefined) this.channel.answer(envelope, { kind: "statusAck" });
        this.desk.status(this, body);
        break;
      case "snapshot":
        this.desk.compared(this, body);
        break;
      case "resync":
        this.channel.answer(envelope, this.snapshot());
        break;
      default:
        break;
    }
  }

  private answerTo({ inReplyTo }: Envelope): AnswerTo {
    if (inReplyTo === undefined) return "none";
    if (inReplyTo.seq === this.offerRef?.seq) return "open";
    return this.pastOffers.includes(inReplyTo.seq) ? "past" : "none";
  }

  private close(envelope: Envelope): void {
    if (envelope.inReplyTo?.seq !== this.offerRef?.seq) return;
    this.offerRef = undefined;
    if (this.open) this.actor.send({ type: "offerEnded" });
    this.open = false;
  }

  private helloCame(envelope: Envelope, hello: Hello): void {
    if (envelope.inReplyTo !== undefined) return;
    const decided = this.desk.greeted(this, hello);
    if ("reason" in decided) {
      this.channel.answer(envelope, { kind: "reject", ...decided });
      return;
    }
    this.hello = hello;
    this.admitted = decided.fallback;
    this.newestRequest = undefined;
    this.channel.cancel();
    this.withdrawOffer();
    this.unackedVersion = undefined;
    this.channel.answer(envelope, this.helloBody(decided.fallback, decided.recoveringMs));
    this.greetedNow = true;
    this.actor.send({ type: "greeted" });
    this.desk.resumed(this);
  }

  private helloBody(fallback: Fallback, recoveringMs: DurationMs): Hello {
    return {
      kind: "hello",
      role: "grid",
      versions: [{ major: 1, minor: 0 }],
      features: [],
      criticalFeatures: [],
      nonce: new Uint8Array(0),
      sessionKey: new Uint8Array(0),
      fallback,
      powerMaxW: 0,
      exportMaxW: 0,
      connectors: [],
      stepsMax: 1000,
      scheduleMs: this.desk.scheduleMs(),
      ...(recoveringMs > 0 ? { recoveringMs } : {}),
    };
  }

  private needCame(envelope: Envelope, parts: readonly NeedPart[]): void {
    this.needs = parts;
    // CP-STORE-7: the need is kept, and answered with an offer once something may be granted.
    if (this.desk.recoveringMs() > 0) {
      this.channel.answer(envelope, this.recovering());
      this.desk.needChanged(this);
      return;
    }
    const prices = this.desk.prices();
    const { timings } = this.context;
    this.channel.answer(envelope, {
      kind: "offer",
      plan: 0,
      // CP-NEG-1.
      round: 0,
      roundsMax: 1,
      deadlineMs: timings.offerMs,
      scheduleMs: this.desk.scheduleMs(),
      proposals: [],
      needVersions: this.needVersions(),
      reasons: [],
      ...(prices === undefined ? {} : { prices }),
    });
    this.desk.needChanged(this);
  }

  private ackCame(ack: CommitAck): void {
    if (this.unackedVersion !== undefined && compareVersions(ack.version, this.unackedVersion) >= 0) {
      this.unackedVersion = undefined;
    }
    if (ack.taken) this.lapsed = false;
    this.desk.acknowledged(this, ack);
  }

  /** CP-LEASE-6: confirms the newest version only. */
  private renewCame(envelope: Envelope, renew: Renew): void {
    const newest = this.desk.newest(this);
    const echo = refOf(envelope);
    // CP-STORE-7.
    if (newest === undefined && this.desk.recoveringMs() > 0) {
      this.channel.answer(envelope, this.recovering());
      return;
    }
    // CP-NEG-6: what was revoked is confirmed by nothing.
    const revoked = newest !== undefined && this.isRevoked(newest.version);
    if (revoked) this.revoke(newest.version, []);
    if (newest === undefined || revoked) {
      const detail = "no lease of yours is booked here; state your need";
      this.channel.answer(envelope, { kind: "reject", reason: "NO_LEASE", detail });
      return;
    }
    const ttlMs = this.desk.ttlMs();
    if (ttlMs <= 0) {
      const detail = "the grantor's own lease ends too soon to confirm yours";
      this.channel.answer(envelope, { kind: "reject", reason: "NOT_NOW", detail });
      return;
    }
    if (compareVersions(newest.version, renew.version) !== 0 || newest.terms.hash !== renew.hash) {
      const issue = { ...newest, ttlMs, plan: 0, reasons: [] };
      this.desk.confirmed(this, ttlMs);
      const { committed } = this;
      const same = committed !== undefined && compareVersions(committed.version, newest.version) === 0;
      this.channel.answer(envelope, this.commitBody(issue, echo, same ? committed.needVersions : undefined));
      return;
    }
    this.lapsed = false;
    this.desk.confirmed(this, ttlMs);
    const { version, terms } = newest;
    const scheduleMs = this.desk.scheduleMs();
    this.channel.answer(envelope, { kind: "renewAck", version, hash: terms.hash, ttlMs, echo, scheduleMs });
    this.context.trace({ what: "lease", peer: this.holder, step: "renewed" });
    this.desk.requested(this);
  }

  private recovering(): Reject {
    const value = this.desk.recoveringMs();
    return { kind: "reject", reason: "RECOVERING", detail: `nothing is granted for ${String(value)} ms`, value };
  }

  private snapshot(): Body {
    const newest = this.desk.newest(this);
    const needVersions = this.needVersions();
    if (newest === undefined) return { kind: "snapshot", needVersions };
    return { kind: "snapshot", version: newest.version, hash: newest.terms.hash, needVersions };
  }
}

function isRequest(body: Body): boolean {
  return body.kind === "need" || body.kind === "counterOffer" || body.kind === "accept" || body.kind === "renew";
}
