import type { TimerHandle } from "@chargepact/agent";
import type {
  Commit,
  Embedded,
  Envelope,
  Fallback,
  Hello,
  LeaseState,
  LeaseVersion,
  MessageRef,
  MonoMs,
  NeedPart,
  Offer,
  Terms,
  Watts,
} from "@chargepact/protocol";
import { holderHello, keepable, optionOf } from "./holder-words.js";
import { Bound, compareVersions } from "./bound.js";
import { type Handlers, type Heard, Peer, refOf, type SayOptions } from "./peer.js";

/** What a holder does by itself. */
export interface HolderHabits {
  /** Answers proposals: takes them, prices them as its own option, refuses, or says nothing. */
  answers: "agree" | "refuse" | "silent";
  /** Acknowledges commits. */
  acknowledges: boolean;
  renews: boolean;
  /** Greets when the connection stands, and when it is asked to. */
  greets: boolean;
}

const usual: HolderHabits = { answers: "agree", acknowledges: true, renews: true, greets: true };

export interface HolderSettings {
  readonly powerMaxW: Watts;
  readonly exportMaxW?: Watts;
  readonly powerMinW?: Watts;
  readonly phases?: readonly (1 | 2 | 3)[];
  readonly fallbackW?: Watts;
  readonly rampWPerS?: number;
  readonly energyWh: number;
}

export interface Held {
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
  readonly ttlMs: number;
  readonly graceMs: number;
  readonly commit: Commit;
  /** When the request that was echoed had left first. */
  sentAt: MonoMs;
}

/** A holder under an agent under test that grants. */
export class HolderPeer extends Peer {
  readonly habits: HolderHabits = { ...usual };
  /** What the agent under test may believe that this one draws. */
  readonly bound = new Bound();
  settings: HolderSettings = { powerMaxW: 11_040, energyWh: 30_000 };
  /** Overwrites parts of the Hello. */
  says: Partial<Hello> = {};
  /** What is offered to it counts as given: true where an offer and its end arrive in order. */
  countsOffers = true;
  role: Hello["role"] = "battery";
  lease: Held | undefined;
  /** The last commit's. */
  acknowledgement: Envelope | undefined;
  /** The grantor's Hello of this session. */
  greeting: Hello | undefined;
  admitted: Fallback | undefined;
  private version = 0;
  private helloRef: MessageRef | undefined;
  private needed = false;
  private renewal: Envelope | undefined;
  private renewTimer: TimerHandle | undefined;
  private readonly sentAt = new Map<string, MonoMs>();

  /** Greets, and states its need once it was greeted. */
  greet(options: SayOptions = {}): Envelope {
    const hello = { ...holderHello(this.role, this.settings, this.admitted), ...this.says };
    this.hush();
    const envelope = this.request(hello, { ttlMs: 5000, ...options });
    this.helloRef = refOf(envelope);
    return envelope;
  }

  /** States a need; what is not given is as in `settings`. */
  state(part: Partial<NeedPart> = {}): Envelope {
    this.needed = true;
    const { powerMaxW, powerMinW = 0, exportMaxW = 0, phases = [1, 2, 3], energyWh } = this.settings;
    const departureS = Math.floor(this.options.clock.now().t / 1000) + 4 * 3600;
    const stated: NeedPart = {
      ...{ connector: 1, version: ++this.version, departureS, energyWh, powerMaxW, powerMinW, exportMaxW, phases },
      ...{ blendable: true, ...part },
    };
    const envelope = this.ask({ kind: "need", parts: [stated] });
    return envelope;
  }

  get needVersion(): number {
    return this.version;
  }

  status(state: LeaseState, powerW: Watts): Envelope {
    return this.request({
      kind: "status",
      powerW,
      state,
      ...(this.lease === undefined ? {} : { version: this.lease.version }),
    });
  }

  release(): Envelope {
    const version = this.lease?.version;
    this.drop();
    return this.request({ kind: "release", reasons: [], ...(version === undefined ? {} : { version }) });
  }

  renew(version?: LeaseVersion, hash?: string): Envelope | undefined {
    const { lease } = this;
    if (lease === undefined) return undefined;
    this.forget(this.renewal);
    return (this.renewal = this.ask({
      kind: "renew",
      version: version ?? lease.version,
      hash: hash ?? lease.terms.hash,
    }));
  }

  acknowledge(commit: Heard<Commit>, taken = true): Envelope {
    const { version, terms } = commit.body;
    this.bound.acknowledged(version);
    return (this.acknowledgement = this.answer(commit.envelope, {
      kind: "commitAck",
      version,
      hash: terms.hash,
      taken,
    }));
  }

  override async end(graceful?: boolean): Promise<void> {
    this.drop();
    await super.end(graceful);
  }

  /** Holds nothing any more, without a word. */
  drop(): void {
    if (this.lease !== undefined) this.bound.ended(this.lease.version);
    this.lease = undefined;
    if (this.renewTimer !== undefined) this.options.clock.clear(this.renewTimer);
    this.renewTimer = undefined;
  }

  override relax(): void {
    super.relax();
    Object.assign(this.habits, usual);
    this.says = {};
    this.drop();
  }

  protected connected(): void {
    if (this.habits.greets) this.greet();
  }

  protected unexplained(): void {
    if (this.habits.greets) this.greet();
  }

  protected get greets(): boolean {
    return this.habits.greets;
  }

  protected readonly handlers: Handlers = {
    hello: ({ envelope, body }) => this.helloCame(envelope, body),
    offer: ({ envelope, body }) => this.offered(envelope, body),
    commit: (heard) => this.take(heard),
    renewAck: ({ body }) => this.confirmed(body.echo, body.ttlMs, body.version),
    revoke: ({ envelope, body }) => {
      this.bound.ended(body.version);
      this.drop();
      if (this.habits.acknowledges) this.answer(envelope, { kind: "revokeAck", version: body.version });
    },
    emergency: ({ envelope, body }) => {
      if (this.habits.acknowledges) this.answer(envelope, { kind: "emergencyAck", number: body.number, achievedW: 0 });
    },
    resync: ({ envelope }) => {
      this.answer(envelope, { kind: "snapshot", needVersions: this.needed ? [this.version] : [] });
    },
    priceNotice: ({ envelope }) => {
      this.answer(envelope, { kind: "statusAck" });
    },
    tradeOffer: ({ envelope }) => {
      this.answer(envelope, { kind: "reject", reason: "NOT_NOW", detail: "trades nothing" });
    },
  };

  private helloCame(envelope: Envelope, hello: Hello): void {
    if (envelope.inReplyTo === undefined) {
      if (this.habits.greets) this.greet();
      return;
    }
    if (envelope.inReplyTo.seq !== this.helloRef?.seq) return;
    this.greeting = hello;
    this.admitted = hello.fallback;
    this.bound.fallback = hello.fallback;
    if (this.lease === undefined) this.status("NONE", 0);
    if (this.needed || this.settings.energyWh > 0) this.state();
  }

  private offered(envelope: Envelope, offer: Offer): void {
    const [proposal] = offer.proposals;
    if (proposal === undefined) return;
    if (offer.reservedMs !== undefined && this.countsOffers)
      this.bound.reserve(proposal.value, this.now + offer.reservedMs);
    if (this.habits.answers === "silent") return;
    if (this.habits.answers === "refuse") {
      this.bound.unreserve();
      this.answer(envelope, { kind: "reject", reason: "NOT_NOW", detail: "it is not wanted" });
      return;
    }
    const needVersions = [this.version];
    const { plan } = offer;
    const agreed =
      offer.reservedMs === undefined
        ? this.answer(envelope, {
            ...{ kind: "counterOffer", plan, needVersions },
            options: [optionOf(keepable(proposal, this.settings.powerMaxW))],
          })
        : this.answer(envelope, { kind: "accept", plan, hash: proposal.hash, needVersions });
    this.noteSent(agreed);
  }

  /** Takes a commit as it came, and acknowledges it where that is its habit. */
  take(heard: Heard<Commit>): void {
    const { version, terms, ttlMs, graceMs, echo } = heard.body;
    const newer = this.lease === undefined || compareVersions(version, this.lease.version) >= 0;
    const sentAt = this.sentAt.get(`${echo.epoch}.${echo.seq}`) ?? heard.at;
    this.bound.unreserve();
    // What it may draw: until its own deadline, counted from its request.
    this.bound.commit(version, terms.value, sentAt + ttlMs);
    if (!this.habits.acknowledges || !newer) return;
    this.lease = { version, terms, ttlMs, graceMs, commit: heard.body, sentAt };
    this.admitAnew(heard.body.fallback);
    this.acknowledge(heard);
    this.armRenewal();
  }

  /** CP-FALL-3: a lower fallback is said once it is obeyed, which here is at once. */
  private admitAnew(fallback: Fallback): void {
    const before = this.admitted;
    this.admitted = fallback;
    if (before === undefined || (fallback.importW >= before.importW && fallback.exportW >= before.exportW)) return;
    this.greet();
  }

  private confirmed(echo: MessageRef, ttlMs: number, version: LeaseVersion): void {
    const { lease } = this;
    if (lease === undefined || compareVersions(lease.version, version) !== 0) return;
    lease.sentAt = Math.max(lease.sentAt, this.sentAt.get(`${echo.epoch}.${echo.seq}`) ?? lease.sentAt);
    this.bound.confirm(version, lease.sentAt + ttlMs);
    this.armRenewal();
  }

  private armRenewal(): void {
    const { lease } = this;
    if (this.renewTimer !== undefined) this.options.clock.clear(this.renewTimer);
    if (lease === undefined) return;
    this.renewTimer = this.options.clock.setTimer(this.now + lease.ttlMs / 3, () => {
      this.renewTimer = undefined;
      if (this.habits.renews) this.renew();
      this.armRenewal();
    });
  }

  private ask(body: Parameters<Peer["request"]>[0]): Envelope {
    return this.noteSent(this.request(body));
  }

  private noteSent(envelope: Envelope): Envelope {
    this.sentAt.set(`${envelope.epoch}.${envelope.seq}`, this.now);
    return envelope;
  }
}
