import type { Band } from "../core.js";
import type {
  Body,
  ConnectorInfo,
  CounterOffer,
  Envelope,
  Fallback,
  LeaseState,
  MessageRef,
  NeedPart,
  Offer,
  Reason,
  Reject,
  Role,
  Snapshot,
  Terms,
} from "../messages.js";
import { protocolVersion } from "../messages.js";
import type { AgentId, DurationMs, MonoMs, UnixS, Watts } from "../units.js";
import { Channel, refOf } from "./channel.js";
import type { CoreContext } from "./context.js";
import { holderMachine, type HolderEmitted, type LeasePhase } from "./holder-machine.js";
import { HolderTerms } from "./holder-terms.js";
import { sameValue } from "./same.js";
import { createActor } from "./table.js";

export interface HolderConfig {
  readonly grantor: AgentId;
  readonly role: Role;
  readonly powerMaxW: Watts;
  readonly exportMaxW: Watts;
  readonly connectors: readonly ConnectorInfo[];
  /** The fallback asked for. */
  readonly fallback: Fallback;
  readonly stepsMax: number;
  /** Added on both sides of the schedule-time interval, schedule ms. */
  readonly scheduleSlackMs: DurationMs;
}

/** What the role behind a holder decides; the link is blind to everything else. */
export interface HolderRole {
  /**
   * Answer with {@link HolderLink.accept}, {@link HolderLink.counter} or {@link HolderLink.refuse}, now or later. The
   * immediate answer to a need carries no proposal: it only states prices.
   */
  offered(offer: Offer, envelope: Envelope): void;
  /** Terms, phase or emergency changed: work the limits out again. */
  limitsChanged(): void;
  /** The lease was confirmed as it is: only its end moved. */
  confirmed(): void;
  /** CP-LEASE-9: metered power and own bookings fit what is in force now. */
  fits(): boolean;
  meteredW(): Watts;
  /** A session began: state the need. */
  sessionBegan(): void;
  /** The grantor refused a request of ours. */
  refused(reject: Reject): void;
  /** The share of the fallback that a connector may use without contact. */
  fallbackShare(connector: number): Pick<Fallback, "importW" | "exportW">;
}

/** What a connector may draw now, and until when the port may rely on it. */
export interface Limit {
  readonly band: Band;
  readonly validForMs: DurationMs;
  readonly reasons: readonly Reason[];
  /** Monotonic ms until it may change by schedule. */
  readonly nextInMs: DurationMs | undefined;
}

const stateWord: Readonly<Record<LeasePhase, LeaseState>> = {
  none: "NONE",
  active: "ACTIVE",
  hold: "HOLD",
  ramping: "RAMPING",
  fallback: "FALLBACK",
};

/** The holder's end of one link: greets, states needs, takes leases, renews them, and knows what may be drawn. */
export class HolderLink {
  readonly channel: Channel;
  readonly terms: HolderTerms;
  private readonly actor;
  private up = false;
  private need: readonly NeedPart[] = [];
  private needRef: MessageRef | undefined;
  private renewRef: MessageRef | undefined;
  private helloRef: MessageRef | undefined;
  private statusRef: MessageRef | undefined;
  /** The newest answer to an offer. */
  private answerRef: MessageRef | undefined;
  private conversation = 0;
  private lastUnexplained: MonoMs = Number.NEGATIVE_INFINITY;
  /** When the last Hello went out: while it waits for its answer another one would say nothing new. */
  private greetedAt: MonoMs = Number.NEGATIVE_INFINITY;
  /** A commit that may not be acknowledged before the decrease is complete. */
  private owed: { envelope: Envelope; body: Body } | undefined;
  private owedEmergency: { envelope: Envelope; number: number; until: MonoMs } | undefined;

  constructor(
    readonly context: CoreContext,
    readonly config: HolderConfig,
    private readonly role: HolderRole,
  ) {
    this.channel = new Channel(context, config.grantor, {
      deliver: (envelope) => {
        this.actor.send({ type: envelope.body.kind as "offer", envelope });
      },
      bypasses: (envelope) => this.terms.bypasses(envelope),
      unknownLife: () => {
        this.unexplained();
      },
      gapSkipped: () => {
        if (this.up) this.channel.request({ kind: "resync" });
      },
    });
    const { timings } = context;
    this.actor = createActor(holderMachine, {
      clock: context.timers.clock,
      input: { helloMs: timings.helloMs, backoffMs: context.random() * timings.backoffMinMs },
    });
    this.backoffCap = timings.backoffMinMs;
    this.terms = new HolderTerms(this, (event) => {
      this.actor.send({ type: event });
    });
    this.actor.on("*", (emitted) => {
      this.emitted(emitted);
    });
    this.actor.start();
  }

  get phase(): LeasePhase {
    return this.terms.phase;
  }
  get connected(): boolean {
    return this.up;
  }
  get needs(): readonly NeedPart[] {
    return this.need;
  }
  needVersions(): readonly number[] {
    return this.need.map((part) => part.version);
  }

  transportUp(): void {
    this.actor.send({ type: "connected" });
  }
  transportDown(): void {
    this.actor.send({ type: "disconnected" });
  }

  /** The link ends for good (unplugged): nothing of it goes on. */
  stop(): void {
    this.channel.stop();
    this.owed = undefined;
    this.owedEmergency = undefined;
    this.terms.stop();
    this.actor.stop();
  }

  receive(envelope: Envelope): void {
    this.channel.receive(envelope);
  }

  /** CP-SEAL-4: the grantor is greeted anew, at most once per 5 s. */
  unexplained(): void {
    const { now, timings } = this.context;
    const last = this.up ? this.lastUnexplained : Math.max(this.lastUnexplained, this.greetedAt);
    if (now.mono - last < timings.unexplainedMs) return;
    this.lastUnexplained = now.mono;
    this.actor.send({ type: "regreet" });
  }

  /** States a need; the last one stands and is stated again in each new session. */
  setNeed(parts: readonly NeedPart[]): void {
    this.need = parts;
    if (this.needRef !== undefined) this.channel.cancel(this.needRef);
    if (!this.up) return;
    this.conversation++;
    this.needRef = this.channel.request(
      { kind: "need", parts },
      {
        onExpired: () => {
          this.setNeed(this.need);
        },
      },
      { byRecipient: false, epoch: this.context.epoch, counter: this.conversation },
    );
  }

  /** Takes a reserved proposal by its hash. */
  accept(envelope: Envelope, offer: Offer, hash: string): void {
    const proposal = offer.proposals.find((each) => each.hash === hash);
    if (proposal === undefined) return;
    this.terms.consent(proposal, this.context.now.mono + (offer.reservedMs ?? this.context.timings.offerMs));
    this.reply(envelope, { kind: "accept", plan: offer.plan, hash, needVersions: this.needVersions() });
    this.context.trace({ what: "negotiation", peer: this.config.grantor, outcome: "agreed", reasons: offer.reasons });
  }

  /** Answers with options of one's own; each may be committed until it expires. */
  counter(envelope: Envelope, counter: Omit<CounterOffer, "kind" | "needVersions">, agreed: boolean): void {
    const now = this.context.now.mono;
    for (const option of counter.options) this.terms.consent(option.terms, now + option.validMs);
    this.reply(envelope, { kind: "counterOffer", needVersions: this.needVersions(), ...counter });
    const reasons = [...new Set(counter.options.flatMap((option) => option.reasons))];
    const outcome = agreed ? "agreed" : "countered";
    this.context.trace({ what: "negotiation", peer: this.config.grantor, outcome, reasons });
  }

  /** An offer that the grantor repeats until answered gets an answer; one that answered our need gets a request. */
  private reply(offer: Envelope, body: Body): void {
    this.answerRef =
      offer.inReplyTo === undefined
        ? this.channel.answer(offer, body)
        : this.channel.request(body, { inReplyTo: refOf(offer) });
  }

  refuse(envelope: Envelope, reject: Omit<Reject, "kind">): void {
    this.channel.answer(envelope, { kind: "reject", ...reject });
    this.context.trace({ what: "negotiation", peer: this.config.grantor, outcome: "rejected", reasons: [] });
  }

  /** Ends the lease on one's own wish. */
  release(reasons: readonly Reason[]): void {
    const version = this.terms.version;
    if (this.up) {
      this.channel.request({ kind: "release", reasons, ...(version === undefined ? {} : { version }) });
    }
    this.actor.send({ type: "ended" });
  }

  /** The equipment's failsafe was written and read back. */
  fallbackWritten(fallback: Fallback): void {
    if (this.terms.fallbackWritten(fallback)) this.actor.send({ type: "regreet" });
  }

  /** Something outside an event changed the limits (an emergency ended). */
  limitsChanged(): void {
    this.role.limitsChanged();
  }

  limit(connector: number): Limit {
    return this.terms.limit(connector, this.role.fallbackShare(connector));
  }
  /** Terms in force, or undefined in fallback. */
  inForce(): Terms | undefined {
    return this.terms.inForce();
  }
  /** Smallest estimate of schedule time, s. */
  scheduleS(): UnixS {
    return this.terms.scheduleInterval()[0] / 1000;
  }

  /** Metered power or own bookings changed: a decrease may now be acknowledged. */
  settle(): void {
    if (this.owed !== undefined && this.role.fits()) {
      const { envelope, body } = this.owed;
      this.owed = undefined;
      this.channel.answer(envelope, body);
    }
    const emergency = this.owedEmergency;
    if (emergency !== undefined && (this.role.fits() || emergency.until <= this.context.now.mono)) {
      this.owedEmergency = undefined;
      const achievedW = this.role.meteredW();
      // CP-EMERG-3: what it caps was persisted in the event that brought it.
      this.channel.answer(emergency.envelope, { kind: "emergencyAck", number: emergency.number, achievedW });
    }
  }

  private emitted(emitted: HolderEmitted): void {
    switch (emitted.type) {
      case "greet":
        this.greet();
        break;
      case "retryDrawn":
        this.drawBackoff();
        break;
      case "sessionUp":
        this.up = true;
        break;
      case "sessionDown":
        this.up = false;
        this.channel.cancel();
        break;
      case "renew":
        this.renew();
        break;
      case "phase":
        if (this.terms.entered(emitted.phase)) this.role.limitsChanged();
        else this.role.confirmed();
        if (emitted.phase === "fallback") this.sendStatus();
        break;
      case "deliver":
        this.deliver(emitted.envelope);
        break;
      case "violation":
        this.context.trace({ what: "refused", peer: this.config.grantor, detail: `${emitted.kind} not expected now` });
        break;
    }
  }

  private greet(): void {
    const { config } = this;
    this.channel.cancel();
    this.greetedAt = this.context.now.mono;
    this.helloRef = this.channel.request(
      {
        kind: "hello",
        role: config.role,
        versions: [protocolVersion],
        features: [],
        criticalFeatures: [],
        nonce: new Uint8Array(0),
        sessionKey: new Uint8Array(0),
        fallback: config.fallback,
        ...(this.terms.fallbackReported === undefined ? {} : { fallbackHeld: this.terms.fallbackReported }),
        powerMaxW: config.powerMaxW,
        exportMaxW: config.exportMaxW,
        connectors: config.connectors,
        stepsMax: config.stepsMax,
      },
      { ttlMs: this.context.timings.helloMs },
    );
  }

  /** CP-SESSION-1: full jitter, doubling up to the cap. */
  private drawBackoff(): void {
    const { timings } = this.context;
    this.backoffCap = Math.min(timings.backoffMaxMs, this.backoffCap * 2);
    const backoffMs = Math.max(timings.backoffMinMs / 10, this.context.random() * this.backoffCap);
    this.actor.send({ type: "refused", backoffMs });
  }
  private backoffCap: DurationMs;

  private renew(): void {
    const { terms } = this;
    if (!this.up || terms.version === undefined || terms.hash === undefined) return;
    if (this.renewRef !== undefined) this.channel.cancel(this.renewRef);
    const body: Body = { kind: "renew", version: terms.version, hash: terms.hash };
    // A renewal that nobody answered is asked anew, so that its answer counts from a later instant.
    this.renewRef = this.channel.request(body, {
      onExpired: () => {
        this.renew();
      },
    });
  }

  private deliver(envelope: Envelope): void {
    const { body } = envelope;
    switch (body.kind) {
      case "hello":
        this.helloCame(envelope);
        break;
      case "offer":
        this.role.offered(body, envelope);
        break;
      case "commit":
        this.commitCame(envelope);
        break;
      case "renewAck":
        this.terms.renewed(body);
        break;
      case "revoke":
        if (this.terms.revoked(body)) {
          this.context.trace({
            what: "negotiation",
            peer: this.config.grantor,
            outcome: "revoked",
            reasons: body.reasons,
          });
          this.actor.send({ type: "ended" });
        }
        this.channel.answer(envelope, { kind: "revokeAck", version: body.version });
        break;
      case "emergency":
        this.emergencyCame(envelope);
        break;
      case "reject":
        this.rejectCame(envelope, body);
        break;
      case "resync":
        // CP-WINDOW-4: what the grantor gave up waiting for may have been our need.
        this.channel.answer(envelope, this.terms.snapshot(this.needVersions()));
        if (this.need.length > 0) this.setNeed(this.need);
        break;
      case "snapshot":
        this.compare(body);
        break;
      default:
        break;
    }
  }

  /** CP-WINDOW-4: where the grantor stands elsewhere, its answer to a renewal is the newest commit. */
  private compare(snapshot: Snapshot): void {
    const { version, hash } = this.terms;
    const held = version === undefined ? undefined : { epoch: version.epoch, counter: version.counter };
    if (!sameValue([held, hash], [snapshot.version, snapshot.hash])) {
      if (version === undefined) this.sendStatus();
      else this.renew();
    }
    if (!sameValue(snapshot.needVersions, this.needVersions())) this.setNeed(this.need);
  }

  private helloCame(envelope: Envelope): void {
    const hello = envelope.body;
    if (hello.kind !== "hello") return;
    if (envelope.inReplyTo === undefined || envelope.inReplyTo.seq !== this.helloRef?.seq) {
      if (envelope.inReplyTo === undefined) this.unexplained();
      return;
    }
    this.backoffCap = this.context.timings.backoffMinMs / 2;
    this.terms.greeted(hello, envelope.inReplyTo);
    this.actor.send({ type: "greeted" });
    this.up = true;
    if (this.terms.phase === "none" || this.terms.phase === "fallback") this.sendStatus();
    this.role.sessionBegan();
  }

  /** Tells the grantor where we stand, once per session and phase. */
  private sendStatus(): void {
    if (!this.up) return;
    if (this.statusRef !== undefined) this.channel.cancel(this.statusRef);
    const version = this.terms.version;
    const state = stateWord[this.phase];
    this.statusRef = this.channel.request(
      { kind: "status", powerW: this.role.meteredW(), state, ...(version === undefined ? {} : { version }) },
      {
        // Nobody hears that we hold nothing: perhaps nobody knows this session any more.
        onExpired: () => {
          this.actor.send({ type: "regreet" });
        },
      },
    );
  }

  private commitCame(envelope: Envelope): void {
    const ack = this.terms.commit(envelope, this.needVersions());
    if (ack === undefined) return;
    if (!ack.taken) this.role.limitsChanged();
    if (ack.taken && !this.role.fits()) {
      this.owed = { envelope, body: ack };
      const version = this.terms.version;
      const status: Body = {
        kind: "status",
        powerW: this.role.meteredW(),
        state: stateWord[this.phase],
        ...(version === undefined ? {} : { version }),
      };
      this.channel.answer(envelope, status);
      return;
    }
    this.owed = undefined;
    this.channel.answer(envelope, ack);
  }

  private emergencyCame(envelope: Envelope): void {
    const { body } = envelope;
    if (body.kind !== "emergency") return;
    if (!this.terms.emergency(body, envelope.epoch)) {
      this.channel.answer(envelope, { kind: "emergencyAck", number: body.number, achievedW: this.role.meteredW() });
      return;
    }
    this.role.limitsChanged();
    const { now, timers } = this.context;
    const waitMs = Math.max(1, this.terms.rampMs() / this.context.speed);
    this.owedEmergency = { envelope, number: body.number, until: now.mono + waitMs };
    timers.set(now.mono + waitMs, () => {
      this.settle();
    });
    this.settle();
  }

  private rejectCame(envelope: Envelope, reject: Reject): void {
    if (envelope.inReplyTo !== undefined && envelope.inReplyTo.seq === this.helloRef?.seq) {
      this.drawBackoff();
    }
    if (reject.reason === "NO_LEASE" || reject.reason === "STALE_LEASE") this.sendStatus();
    // A newer offer was answered meanwhile: what becomes of that one counts.
    const overtaken = (envelope.inReplyTo?.seq ?? Infinity) < (this.answerRef?.seq ?? 0);
    if (reject.reason === "OFFER_EXPIRED" && overtaken) return;
    this.role.refused(reject);
  }
}
