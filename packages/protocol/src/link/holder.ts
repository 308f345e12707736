import type {
  CounterOffer,
  Envelope,
  Fallback,
  Forecast,
  Hello,
  MessageRef,
  NeedPart,
  Offer,
  Reason,
  Reject,
  Revoke,
  Terms,
} from "../messages.js";
import type { UnixS } from "../units.js";
import { Channel } from "./channel.js";
import type { CoreContext } from "./context.js";
import { HolderAnswers } from "./holder-answers.js";
import { HolderGreeting } from "./holder-greeting.js";
import { holderMachine, type HolderEmitted, type LeasePhase } from "./holder-machine.js";
import { HolderOwed } from "./holder-owed.js";
import { HolderPrices } from "./holder-prices.js";
import type { HolderConfig, HolderRole, Limit } from "./holder-role.js";
import { HolderStanding } from "./holder-standing.js";
import { HolderTerms } from "./holder-terms.js";
import { HolderTrades } from "./holder-trades.js";
import { createActor } from "./table.js";

export type { HolderRole, Limit } from "./holder-role.js";

/** The holder's end of one link: greets, states needs, takes leases, renews them, and knows what may be drawn. */
export class HolderLink {
  readonly channel: Channel;
  readonly terms: HolderTerms;
  readonly prices = new HolderPrices(this);
  /** Made with the first offer of a trade: most links never hear one. */
  private traded: HolderTrades | undefined;
  private readonly actor;
  private readonly greeting: HolderGreeting;
  private readonly standing: HolderStanding;
  private readonly answers = new HolderAnswers(this);
  private readonly owed: HolderOwed;
  private up = false;
  private need: readonly NeedPart[] = [];
  private needRef: MessageRef | undefined;
  private forecastRef: MessageRef | undefined;
  private conversation = 0;

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
    this.terms = new HolderTerms(this, (event) => {
      this.actor.send({ type: event });
    });
    this.greeting = new HolderGreeting(this, (event) => {
      this.actor.send(event);
    });
    this.standing = new HolderStanding(this, role, () => {
      this.actor.send({ type: "regreet" });
    });
    this.owed = new HolderOwed(this, role, this.standing);
    this.actor.on("*", (emitted) => {
      this.emitted(emitted);
    });
    this.actor.start();
  }

  get trades(): HolderTrades {
    return (this.traded ??= new HolderTrades(this, this.role));
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
    this.owed.forget();
    this.terms.stop();
    this.actor.stop();
  }

  receive(envelope: Envelope): void {
    this.channel.receive(envelope);
  }

  /** Something came that nothing here explains: the grantor is greeted anew. */
  unexplained(): void {
    this.greeting.unexplained();
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

  /** Tells the grantor what the children here are expected to do; a later forecast replaces an earlier one. */
  forecast(forecast: Forecast): void {
    if (this.forecastRef !== undefined) this.channel.cancel(this.forecastRef);
    if (this.up) this.forecastRef = this.channel.request(forecast);
  }

  /** Takes a reserved proposal by its hash. */
  accept(envelope: Envelope, offer: Offer, hash: string): void {
    this.answers.accept(envelope, offer, hash);
  }
  /** Answers with options of one's own; each may be committed until it expires. */
  counter(envelope: Envelope, counter: Omit<CounterOffer, "kind" | "needVersions">, agreed: boolean): void {
    this.answers.counter(envelope, counter, agreed);
  }
  refuse(envelope: Envelope, reject: Omit<Reject, "kind">): void {
    this.answers.refuse(envelope, reject);
  }

  /** Ends the lease on one's own wish. */
  release(reasons: readonly Reason[]): void {
    const version = this.terms.version;
    this.actor.send({ type: "ended" });
    this.owed.released(reasons, version);
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

  /** CP-TIME-6: the answer to a Status says the time. */
  askTime(): void {
    this.standing.tell();
  }

  /** Metered power or own bookings changed: a decrease may now be acknowledged. */
  settle(): void {
    this.owed.settle();
  }

  private emitted(emitted: HolderEmitted): void {
    switch (emitted.type) {
      case "greet":
        this.greeting.greet();
        break;
      case "retryDrawn":
        this.greeting.drawBackoff();
        break;
      case "sessionUp":
        this.up = true;
        break;
      case "sessionDown":
        this.up = false;
        this.channel.cancel();
        break;
      case "renew":
        this.standing.renew();
        break;
      case "phase":
        if (this.terms.entered(emitted.phase)) this.role.limitsChanged();
        else this.role.confirmed();
        if (emitted.phase === "fallback") this.standing.tell();
        break;
      case "deliver":
        this.deliver(emitted.envelope);
        break;
      case "violation":
        this.context.trace({ what: "refused", peer: this.config.grantor, detail: `${emitted.kind} not expected now` });
        break;
    }
  }

  private deliver(envelope: Envelope): void {
    const { body } = envelope;
    switch (body.kind) {
      case "hello":
        this.helloCame(envelope, body);
        break;
      case "offer":
        this.prices.asked(body);
        this.role.offered(body, envelope);
        break;
      case "commit":
        this.owed.commitCame(envelope);
        break;
      case "renewAck":
        this.terms.renewed(body);
        break;
      case "revoke":
        this.revokeCame(envelope, body);
        break;
      case "emergency":
        this.owed.emergencyCame(envelope);
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
        this.standing.compare(body);
        break;
      case "tradeOffer":
        this.trades.offered(body, envelope);
        break;
      case "statusAck":
        if (envelope.inReplyTo !== undefined) this.terms.timeSaid(body.scheduleMs, envelope.inReplyTo);
        break;
      case "priceNotice":
        this.channel.answer(envelope, { kind: "statusAck" });
        this.role.pricesTold?.(body);
        break;
      default:
        break;
    }
  }

  private helloCame(envelope: Envelope, hello: Hello): void {
    const { inReplyTo } = envelope;
    if (inReplyTo === undefined) {
      this.unexplained();
      return;
    }
    if (!this.greeting.isAnswer(envelope)) return;
    this.greeting.succeeded();
    this.terms.greeted(hello, inReplyTo);
    this.actor.send({ type: "greeted" });
    this.up = true;
    if (this.phase === "none" || this.phase === "fallback") this.standing.tell();
    // CP-FALL-6: nothing was renewed while there was no session, and the next third may come too late.
    else this.standing.renew();
    this.role.sessionBegan(hello);
  }

  private revokeCame(envelope: Envelope, revoke: Revoke): void {
    const { version, reasons } = revoke;
    if (!this.terms.revoked(revoke)) {
      this.channel.answer(envelope, { kind: "revokeAck", version });
      return;
    }
    this.context.trace({ what: "negotiation", peer: this.config.grantor, outcome: "revoked", reasons });
    this.actor.send({ type: "ended" });
    this.owed.revoked(envelope, version);
  }

  private rejectCame(envelope: Envelope, reject: Reject): void {
    if (this.traded?.rejected(envelope, reject) === true) return;
    if (this.greeting.isAnswer(envelope)) this.greeting.drawBackoff();
    if (reject.reason === "NO_LEASE" || reject.reason === "STALE_LEASE") this.standing.tell();
    // A newer offer was answered meanwhile: what becomes of that one counts.
    if (reject.reason === "OFFER_EXPIRED" && this.answers.isOvertaken(envelope)) return;
    this.role.refused(reject);
  }
}
