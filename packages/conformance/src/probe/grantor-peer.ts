import type {
  Commit,
  Embedded,
  Emergency,
  Envelope,
  Fallback,
  Hello,
  LeaseVersion,
  MessageRef,
  MonoMs,
  Need,
  Offer,
  PriceVector,
  Renew,
  Terms,
} from "@chargepact/protocol";
import { Bound, compareVersions } from "./bound.js";
import { Requests } from "./requests.js";
import { grantorHello, notedNeed, snapshotOf } from "./grantor-words.js";
import { type Handlers, type Heard, Peer, refOf, type SayOptions } from "./peer.js";
import { embed } from "./terms.js";

/** What a grantor does by itself; a case switches off what it wants to do, or not have done, itself. */
export interface GrantorHabits {
  /** Answers a Hello. */
  greets: boolean;
  /** Answers needs, statuses, forecasts and options. */
  notes: boolean;
  /** Confirms the newest lease. */
  renews: boolean;
}

const usual: GrantorHabits = { greets: true, notes: true, renews: true };
const askMs = 2_500;

export interface Lease {
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
  readonly needVersions: readonly number[];
  readonly envelope: Envelope;
}

export interface CommitOptions extends SayOptions {
  readonly ttlMs?: number;
  readonly version?: LeaseVersion;
  readonly needVersions?: readonly number[];
  readonly echo?: MessageRef;
  /** Leaves without being repeated. */
  readonly once?: boolean;
  readonly blends?: Commit["blends"];
}

export interface OfferOptions {
  readonly reserved?: boolean;
  readonly reservedMs?: number;
  readonly needVersions?: readonly number[];
  readonly reasons?: Offer["reasons"];
}
export interface Offered {
  readonly envelope: Envelope;
  readonly proposal: Embedded<Terms>;
}

/** The grantor of an agent under test that holds. */
export class GrantorPeer extends Peer {
  readonly habits: GrantorHabits = { ...usual };
  readonly bound = new Bound();
  /** How long leases last, ms. */
  ttlMs = 180_000;
  graceMs = 10_000;
  /** Fallback that is admitted of the one asked for. */
  admits: (asked: Fallback) => Fallback = (asked) => asked;
  /** States prices with its answer to a need. */
  prices: ((scheduleMs: number) => PriceVector) | undefined;
  /** The newest greeting of the agent under test. */
  hello: Hello | undefined;
  need: Need | undefined;
  lease: Lease | undefined;
  admitted: Fallback = { importW: 0, exportW: 0, rampWPerS: 1 };
  private counter = 0;
  private plan = 0;
  /** Number of the last emergency. */
  emergencies = 0;
  /** The newest version that was ever committed. */
  issued: LeaseVersion | undefined;
  readonly requests = new Requests();
  /** Numbers of the offers that carried a proposal. */
  private readonly proposed = new Set<number>();
  private readonly cappedBy = new Map<number, { readonly emergency: Emergency; readonly at: MonoMs }>();

  get scheduleMs(): number {
    return Math.round(this.options.clock.now().t);
  }

  get needVersions(): readonly number[] {
    return this.need?.parts.map(({ version }) => version) ?? [];
  }

  /** Asks the holder to greet anew. */
  askHello(): void {
    this.say(this.helloBody({ importW: 0, exportW: 0, rampWPerS: 1 }), { ttlMs: 1 });
  }

  /** Reserved for 30 s, unless it says otherwise; one that is not reserved only asks. */
  offer(terms: Terms, options: OfferOptions = {}): Offered {
    const { reserved = true, reservedMs = 30_000, needVersions = this.needVersions, reasons = ["CAPACITY"] } = options;
    const proposal = embed(terms);
    const offer: Offer = {
      ...{ kind: "offer", plan: ++this.plan, round: 1, roundsMax: 1, deadlineMs: 30_000, scheduleMs: this.scheduleMs },
      ...{ proposals: [proposal], needVersions, reasons },
      ...(reserved ? { reservedMs } : {}),
    };
    const envelope = this.request(offer);
    this.proposed.add(envelope.seq);
    return { envelope, proposal };
  }

  /** The version that a commit will have next. */
  get versionNext(): LeaseVersion {
    return { epoch: this.epoch, counter: this.counter + 1 };
  }

  /** A commit of these terms as it would be said; nothing is noted but that its version is used. */
  commitBody(terms: Terms | Embedded<Terms>, options: CommitOptions = {}): Commit {
    const { version = this.versionNext, ttlMs = this.ttlMs, needVersions = this.needVersions, blends } = options;
    const echo = options.echo ?? this.requests.newest?.ref;
    if (echo === undefined) throw new Error(`${this.id} has no request to echo`);
    const embedded = "bytes" in terms ? terms : embed(terms);
    // A version is given once, also where a case chose it, or where the commit is refused.
    if (version.epoch === this.epoch) this.counter = Math.max(this.counter, version.counter);
    return {
      ...{ kind: "commit", plan: this.plan, version, ttlMs, graceMs: this.graceMs, terms: embedded, needVersions },
      ...{ echo, scheduleMs: this.scheduleMs, fallback: this.admitted, reasons: [] },
      ...(blends === undefined ? {} : { blends }),
    };
  }

  /** Commits these terms as the next version. */
  commit(given: Terms | Embedded<Terms>, options: CommitOptions = {}): Lease {
    const body = this.commitBody(given, options);
    const { version, ttlMs, terms, needVersions, echo } = body;
    const say = { ...options, ttlMs: Math.max(ttlMs, 30_000) };
    const envelope = options.once === true ? this.say(body, say) : this.request(body, say);
    this.bound.commit(version, terms.value, this.requests.deadlineOf(echo, ttlMs));
    this.issued = version;
    return (this.lease = { version, terms, needVersions, envelope });
  }

  revoke(version: LeaseVersion): Envelope {
    this.lease = undefined;
    return this.request({ kind: "revoke", version, reasons: ["CAPACITY"] }, { fast: true });
  }

  /** The next emergency, or one with a number of one's own; a duration of 0 lifts. */
  emergency(importMaxW: number, durationMs: number, number = ++this.emergencies): Envelope {
    const emergency: Emergency = {
      kind: "emergency",
      number,
      importMaxW,
      exportMaxW: importMaxW,
      durationMs,
      reasons: ["EMERGENCY"],
    };
    this.cappedBy.set(number, { emergency, at: this.now });
    if (number >= this.emergencies) this.bound.lifted();
    this.emergencies = Math.max(this.emergencies, number);
    return this.request(emergency, { fast: true, ttlMs: Math.max(durationMs, 30_000) });
  }

  /** A confirmation of the newest lease. */
  renewAckTo({ envelope }: Heard<Renew>, lease: Lease): Envelope {
    const { version, terms } = lease;
    const echo = refOf(envelope);
    this.bound.confirm(version, this.requests.deadlineOf(echo, this.ttlMs));
    return this.answer(envelope, {
      kind: "renewAck",
      version,
      hash: terms.hash,
      ttlMs: this.ttlMs,
      echo,
      scheduleMs: this.scheduleMs,
    });
  }

  override async restart(): Promise<void> {
    this.counter = 0;
    this.requests.newest = undefined;
    await super.restart();
  }

  /** What it was told to leave is done again, and nothing is cut. */
  override relax(): void {
    super.relax();
    Object.assign(this.habits, usual);
  }

  /** Asks again as long as nobody greets: a holder that has just greeted somebody need not answer at once. */
  protected connected(): void {
    this.hello = undefined;
    const ask = (): void => {
      if (this.hello !== undefined || !this.online) return;
      if (this.habits.greets) this.askHello();
      this.options.clock.setTimer(this.now + askMs, ask);
    };
    ask();
  }

  protected unexplained(): void {
    this.askHello();
  }

  protected get greets(): boolean {
    return this.habits.greets;
  }

  protected readonly handlers: Handlers = {
    hello: ({ envelope, body }) => {
      if (envelope.inReplyTo === undefined) this.greeted(envelope, body);
    },
    need: (heard) => {
      this.requests.came(heard);
      this.need = heard.body;
      if (this.habits.notes)
        this.answer(heard.envelope, notedNeed(this.needVersions, this.scheduleMs, this.prices?.(this.scheduleMs)));
    },
    accept: (heard) => this.requests.came(heard),
    counterOffer: (heard) => {
      this.requests.came(heard);
      this.noteRequest(heard.envelope);
    },
    renew: (heard) => {
      this.requests.came(heard);
      if (this.habits.renews) this.confirm(heard);
    },
    status: ({ envelope }) => this.noteRequest(envelope),
    forecast: ({ envelope }) => this.noteRequest(envelope),
    tradeAccept: ({ envelope }) => this.noteRequest(envelope),
    release: ({ envelope, body }) => {
      if (body.version !== undefined) this.bound.ended(body.version);
      this.lease = undefined;
      if (this.habits.notes) this.answer(envelope, { kind: "releaseAck" });
    },
    resync: ({ envelope }) => {
      this.answer(envelope, snapshotOf(this.lease, this.needVersions));
    },
    commitAck: ({ body }) => {
      if (body.taken) this.bound.acknowledged(body.version);
    },
    revokeAck: ({ body }) => this.bound.ended(body.version),
    emergencyAck: ({ body }) => {
      const cause = this.cappedBy.get(body.number);
      if (cause !== undefined && body.number === this.emergencies) {
        // What is above the cap yet goes at its ramp.
        const aboveW = Math.max(0, Math.abs(body.achievedW) - cause.emergency.importMaxW);
        const rampMs = (1000 * aboveW) / (this.hello?.fallback.rampWPerS ?? 1);
        this.bound.capped(cause.emergency, cause.at, this.now + rampMs);
      }
    },
  };

  private greeted(envelope: Envelope, hello: Hello): void {
    this.hello = hello;
    if (!this.habits.greets) return;
    // Nothing of the session before goes on.
    this.hush();
    this.requests.newest = undefined;
    this.admitted = this.admits(hello.fallback);
    const { fallbackHeld } = hello;
    // What it obeys counts until a later Hello says that a lower one was written.
    this.bound.fallback = {
      importW: Math.max(this.admitted.importW, fallbackHeld?.importW ?? 0),
      exportW: Math.max(this.admitted.exportW, fallbackHeld?.exportW ?? 0),
    };
    this.answer(envelope, this.helloBody(this.admitted));
  }

  private confirm(heard: Heard<Renew>): void {
    const { lease } = this;
    if (lease === undefined) {
      this.answer(heard.envelope, { kind: "reject", reason: "NO_LEASE", detail: "no lease of yours is known here" });
    } else if (compareVersions(lease.version, heard.body.version) === 0 && lease.terms.hash === heard.body.hash) {
      this.renewAckTo(heard, lease);
    } else {
      const { version, terms, needVersions } = lease;
      this.commit(terms, { version, needVersions, inReplyTo: refOf(heard.envelope) });
    }
  }

  private noteRequest(envelope: Envelope): void {
    const { inReplyTo, body } = envelope;
    const answers = inReplyTo !== undefined && (body.kind === "status" || this.proposed.has(inReplyTo.seq));
    if (!this.habits.notes || answers) return;
    this.answer(envelope, { kind: "statusAck", scheduleMs: this.scheduleMs });
  }

  private helloBody(fallback: Fallback): Hello {
    return grantorHello(this.options.registry.agent(this.id)?.role ?? "grid", fallback, this.scheduleMs);
  }
}
