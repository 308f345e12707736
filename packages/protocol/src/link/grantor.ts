import type {
  Body,
  BodyKind,
  BodyOf,
  Embedded,
  Emergency,
  Envelope,
  Fallback,
  Hello,
  LeaseVersion,
  MessageRef,
  NeedPart,
  PriceNotice,
  Reason,
  Reject,
  Terms,
} from "../messages.js";
import type { AgentId, DurationMs, MonoMs } from "../units.js";
import { compareVersions } from "./booking.js";
import { Channel } from "./channel.js";
import type { CoreContext } from "./context.js";
import { clashedBody, helloBody, pricesBody, recoveringBody, snapshotBody } from "./grantor-bodies.js";
import { GrantorCommits, type CommitIssue, type CommitOptions } from "./grantor-commits.js";
import type { Greeting, GrantorDesk } from "./grantor-desk.js";
import { grantorMachine, type GrantorEmitted } from "./grantor-machine.js";
import { GrantorOffers, type RoundQuestion } from "./grantor-offers.js";
import { GrantorTrades } from "./grantor-trades.js";
import { createActor } from "./table.js";

export type { Answer } from "./grantor-desk.js";

type Handler<K extends BodyKind> = (link: GrantorLink, body: BodyOf<K>, envelope: Envelope) => void;

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
  private readonly offers: GrantorOffers;
  private readonly commits: GrantorCommits;
  readonly trades: GrantorTrades;
  private greetedNow = false;
  /** The life as which two greet. */
  private clashedEpoch: number | undefined;
  /** The newest need that came. */
  private needEnvelope: Envelope | undefined;
  private emergencyRef: MessageRef | undefined;
  private noticeRef: MessageRef | undefined;
  private lastAsked: MonoMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly context: CoreContext,
    readonly holder: AgentId,
    private readonly desk: GrantorDesk,
    graceMs: DurationMs,
  ) {
    this.channel = new Channel(context, holder, {
      deliver: (envelope) => {
        this.actor.send({ type: envelope.body.kind as "need", envelope });
      },
      bypasses: () => false,
      unknownLife: () => {
        this.askHello();
      },
      clashed: (epoch) => {
        this.clashedEpoch = epoch;
      },
      gapSkipped: () => {
        if (this.greetedNow) this.channel.request({ kind: "resync" });
      },
    });
    this.actor = createActor(grantorMachine, {
      clock: context.timers.clock,
      input: { offerMs: context.timings.offerMs },
    });
    this.offers = new GrantorOffers(this, desk, (type) => {
      this.actor.send({ type });
    });
    this.commits = new GrantorCommits(this, desk, graceMs);
    this.trades = new GrantorTrades(this, desk);
    this.actor.on("*", (emitted) => {
      this.emitted(emitted);
    });
    this.actor.start();
  }

  /** The holder is greeted in this life of ours. */
  get connected(): boolean {
    return this.greetedNow;
  }
  /** CP-WINDOW-2: two greet as one life of the holder: neither gets or keeps anything until one begins another life. */
  get clashed(): boolean {
    return this.clashedEpoch !== undefined;
  }
  /** A reserved offer or a question of ours waits for its answer. */
  get offerOpen(): boolean {
    return this.offers.open;
  }
  /** A commit of ours waits for its acknowledgement. */
  get commitOpen(): boolean {
    return this.commits.open;
  }
  /** When the newest request of this session came, or undefined. */
  get requestedAt(): MonoMs | undefined {
    return this.commits.requestedAt;
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
    const none = { importW: 0, exportW: 0, rampWPerS: 1 };
    this.channel.request(this.ownHello(none, { recoveringMs: 0, connectors: [] }), { ttlMs: 1 });
  }

  /** CP-NEG-3: one proposal, booked by the caller for `offerMs`. */
  offer(terms: Embedded<Terms>, plan: number, reasons: readonly Reason[]): void {
    this.offers.propose(terms, plan, reasons, this.context.timings.offerMs);
  }
  /** Asks what the holder makes of a proposal; nothing is booked. */
  ask(terms: Embedded<Terms>, plan: number, reasons: readonly Reason[]): void {
    this.offers.propose(terms, plan, reasons, undefined);
  }
  /** One round's question: prices, and schedules to be priced as they are. Nothing is booked. */
  askRound(question: RoundQuestion): void {
    this.offers.askRound(question);
  }
  /** Forgets an open offer: a later accept of it is refused. */
  withdrawOffer(): void {
    this.offers.withdraw();
  }

  /** True while a commit could be answered for: the session stands and a request of it is known. */
  canCommit(): boolean {
    return this.greetedNow && this.requestedAt !== undefined;
  }
  /** Sends a commit that the desk has booked. */
  commit(issue: CommitIssue, options: CommitOptions): void {
    this.commits.commit(issue, options);
  }

  isRevoked(version: LeaseVersion): boolean {
    return this.revoked !== undefined && compareVersions(version, this.revoked) <= 0;
  }
  revoke(version: LeaseVersion, reasons: readonly Reason[]): void {
    this.withdrawOffer();
    this.commits.revoke(version, reasons);
  }

  emergency(emergency: Omit<Emergency, "kind">): void {
    if (this.emergencyRef !== undefined) this.channel.cancel(this.emergencyRef);
    const ttlMs = Math.max(emergency.durationMs / this.context.speed, this.context.timings.requestTtlMs);
    this.emergencyRef = this.channel.request({ kind: "emergency", ...emergency }, { fast: true, ttlMs });
  }

  /** Tells an operator below its prices, capacity and part of the level; a later notice replaces an earlier one. */
  tellPrices(notice: PriceNotice): void {
    if (this.noticeRef !== undefined) this.channel.cancel(this.noticeRef);
    this.noticeRef = this.channel.request(notice);
  }

  /** Refuses an accept or a counter-offer. */
  refuse(envelope: Envelope, reject: Omit<Reject, "kind">): void {
    this.channel.answer(envelope, { kind: "reject", ...reject });
    this.context.trace({ what: "negotiation", peer: this.holder, outcome: "rejected", reasons: [] });
  }

  private emitted(emitted: GrantorEmitted): void {
    switch (emitted.type) {
      case "deal":
        this.offers.open = emitted.open;
        break;
      case "offerExpired":
        this.offers.expired();
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
    if (isRequest(body)) this.commits.requested(envelope);
    const handle = GrantorLink.handlers[body.kind] as Handler<BodyKind> | undefined;
    handle?.(this, body, envelope);
  }

  /** CP-TIME-6: whoever holds no lease learns the time by it. */
  private noted(envelope: Envelope): void {
    this.channel.answer(envelope, { kind: "statusAck", scheduleMs: this.desk.scheduleMs() });
  }

  /** What is done with each message; the others say nothing to a grantor. */
  private static readonly handlers: { readonly [K in BodyKind]?: Handler<K> } = {
    hello: (link, hello, envelope) => link.helloCame(envelope, hello),
    need: (link, need, envelope) => link.needCame(envelope, need.parts),
    accept: (link, { hash }, envelope) => {
      const to = link.offers.answerTo(envelope);
      link.offers.close(envelope);
      link.desk.answered(link, { kind: "accepted", hash, envelope, to });
    },
    counterOffer: (link, counter, envelope) => {
      const to = link.offers.answerTo(envelope);
      // An option of the holder's own wish is a request and is noted; one that answers an offer ends it.
      if (envelope.inReplyTo === undefined || !link.offers.concerns(envelope)) link.noted(envelope);
      link.offers.close(envelope);
      link.desk.answered(link, { kind: "countered", counter, envelope, to });
    },
    tradeAccept: (link, accept, envelope) => link.trades.accepted(accept, envelope),
    reject: (link, reject, envelope) => {
      if (link.trades.refused(reject, envelope)) return;
      if (reject.reason === "INFEASIBLE" && link.commits.refused(envelope)) link.desk.infeasible(link, reject);
      if (!link.offers.concerns(envelope)) return;
      link.offers.close(envelope);
      link.desk.answered(link, { kind: "rejected", reject });
    },
    commitAck: (link, ack) => link.commits.acknowledged(ack),
    renew: (link, renew, envelope) => link.commits.renew(envelope, renew),
    release: (link, { version }, envelope) => {
      link.channel.answer(envelope, { kind: "releaseAck" });
      link.desk.released(link, version);
    },
    revokeAck: (link, { version }) => link.desk.revokeAcknowledged(link, version),
    emergencyAck: (link, ack) => link.desk.emergencyAcknowledged(link, ack),
    status: (link, status, envelope) => {
      if (envelope.inReplyTo === undefined) link.noted(envelope);
      link.desk.status(link, status);
    },
    forecast: (link, forecast, envelope) => {
      link.noted(envelope);
      link.desk.forecastCame(link, forecast);
    },
    snapshot: (link, snapshot) => link.desk.compared(link, snapshot),
    resync: (link, _, envelope) => {
      link.channel.answer(envelope, snapshotBody(link.desk.newest(link), link.needVersions()));
    },
  };

  private ownHello(fallback: Fallback, said: Omit<Greeting, "fallback">): Hello {
    const { config } = this.desk;
    return helloBody(fallback, { role: config.role, scheduleMs: this.desk.scheduleMs(), ...said });
  }

  private helloCame(envelope: Envelope, hello: Hello): void {
    if (envelope.inReplyTo !== undefined) return;
    if (envelope.epoch === this.clashedEpoch) {
      this.channel.answer(envelope, clashedBody(envelope.epoch));
      return;
    }
    this.clashedEpoch = undefined;
    const decided = this.desk.greeted(this, hello);
    if ("reason" in decided) {
      this.channel.answer(envelope, { kind: "reject", ...decided });
      return;
    }
    this.hello = hello;
    this.admitted = decided.fallback;
    this.commits.restart();
    this.channel.cancel();
    this.withdrawOffer();
    this.commits.forget();
    this.trades.clear();
    const { fallback, ...said } = decided;
    this.channel.answer(envelope, this.ownHello(fallback, said));
    this.greetedNow = true;
    this.actor.send({ type: "greeted" });
    this.desk.resumed(this);
  }

  /** CP-NEG-13: what the holder needs first cannot be met, as it turned out after its need was answered. */
  refuseNeed(reject: Omit<Reject, "kind">): void {
    if (this.needEnvelope !== undefined) this.refuse(this.needEnvelope, reject);
  }

  private needCame(envelope: Envelope, parts: readonly NeedPart[]): void {
    this.needEnvelope = envelope;
    const refusal = this.desk.judgeNeed(this, parts);
    if (refusal !== undefined) {
      this.refuse(envelope, refusal);
      return;
    }
    this.needs = parts;
    const recoveringMs = this.desk.recoveringMs();
    // CP-STORE-7: the need is kept, and answered with an offer once something may be granted.
    if (recoveringMs > 0) this.channel.answer(envelope, recoveringBody(recoveringMs));
    else {
      const { timings } = this.context;
      const [scheduleMs, prices] = [this.desk.scheduleMs(), this.desk.prices()];
      const answer = { deadlineMs: timings.offerMs, scheduleMs, prices };
      this.channel.answer(envelope, pricesBody(this.needVersions(), answer));
    }
    this.desk.needChanged(this);
  }
}

const requests: ReadonlySet<BodyKind> = new Set(["need", "counterOffer", "accept", "renew", "tradeAccept"]);
const isRequest = (body: Body): boolean => requests.has(body.kind);
