import type { AgentCore, AlarmCode, Band, CoreEvent, CoreInput, Effect, PredictQuestion, Trace } from "../core.js";
import type { Envelope, Fallback, MessageRef } from "../messages.js";
import type { Now } from "../units.js";
import { seeded, type Network, type Timeline } from "./network.test-helper.js";

/** Schedule time at virtual instant 0, ms; a full quarter of an hour. */
export const baseT = 1_800_000_000_000;

export interface Life {
  readonly id: string;
  readonly epoch: number;
  readonly seed: number;
}
export type Predicted = Extract<CoreInput, { kind: "predicted" }>;
interface PeerSession {
  current?: string;
  previous?: string;
  /** Of the Hellos that made the current one: an older answer makes nothing. */
  made?: readonly number[];
  readonly over: Set<string>;
}
export interface AppliedBand extends Band {
  /** Virtual ms. */
  readonly until: number;
}
const sessionOf = (holder: MessageRef, grantor: MessageRef): string =>
  [holder.epoch, holder.seq, grantor.epoch, grantor.seq].map((n) => n.toString(16).padStart(4, "0").slice(-4)).join("");

/**
 * The shell of one agent, reduced to what the core relies on: facts are durable before anything is sent, sessions come
 * from the exchange of Hellos, and the equipment falls back by itself.
 */
export class Host {
  core: AgentCore | undefined;
  epoch = 0;
  readonly store = new Map<string, unknown>();
  readonly applied = new Map<number, AppliedBand>();
  /** What the equipment does by itself. */
  failsafe: Fallback = { importW: 0, exportW: 0, rampWPerS: 1 };
  readonly alarms: { readonly code: AlarmCode; readonly detail: string; readonly atMs: number }[] = [];
  readonly traces: Trace[] = [];
  readonly sentEnvelopes: Envelope[] = [];
  /** Every event of every life, and a core as the present life's was when it began. */
  readonly events: CoreEvent[] = [];
  again: (() => AgentCore) | undefined;
  /** Everything that happened, in order, where a test looks at the order. */
  readonly effects: Effect[] = [];
  /** Error of this host's wall clock, ms. */
  wallErrorMs = 0;
  /** The next durable write is the last thing this life does; nothing after it happens. */
  crashAtPersist = false;
  /** What its predictors answer, 5 ms later. */
  predicts: (question: PredictQuestion, number: number) => Omit<Predicted, "kind" | "number"> = () => ({});
  /** The failsafe is written after this long; undefined: never. */
  writeMs: number | undefined = 5;
  restartMs = 1000;
  crashes = 0;
  private monoOffset = 1_000_000;
  private life = 0;
  private wakeToken = 0;
  private readonly sealed = new WeakMap<Envelope, Envelope>();
  private sessions = new Map<string, PeerSession>();
  private readonly random: () => number;

  constructor(
    readonly id: string,
    readonly network: Network,
    private readonly make: (life: Life) => AgentCore,
    /** What the port states at the start of every life. */
    private readonly stated: () => readonly CoreInput[] = () => [],
  ) {
    this.random = seeded(id.split("").reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7));
    network.join(id, (envelope) => {
      this.received(envelope);
    });
  }

  get timeline(): Timeline {
    return this.network.timeline;
  }
  get now(): Now {
    return { mono: this.timeline.now + this.monoOffset, t: baseT + this.timeline.now + this.wallErrorMs };
  }

  start(how: { readonly sameBoot?: boolean; readonly lost?: boolean; readonly epochMin?: number } = {}): void {
    const { sameBoot = false, lost = false, epochMin = 0 } = how;
    if (!sameBoot) this.monoOffset = 1_000_000 + Math.floor(this.random() * 1e7);
    if (lost) this.store.clear();
    this.epoch = Math.max(this.epoch + 1, epochMin);
    this.sessions = new Map();
    const born: Life = { id: this.id, epoch: this.epoch, seed: Math.floor(this.random() * 2 ** 32) };
    this.again = () => this.make(born);
    this.core = this.make(born);
    const facts = JSON.parse(JSON.stringify(Object.fromEntries(this.store))) as Record<string, unknown>;
    this.deliver({ kind: "start", facts, lost, sameBoot });
    for (const input of this.stated()) this.deliver(input);
    this.deliver({ kind: "transportUp" });
  }

  /** The process is gone; what its port was told runs out by itself. */
  kill(): void {
    this.core = undefined;
    this.life++;
  }
  restart(how: Parameters<Host["start"]>[0] & { readonly afterMs?: number } = {}): void {
    this.kill();
    const { life } = this;
    this.timeline.at(this.timeline.now + (how.afterMs ?? this.restartMs), () => {
      if (this.life === life) this.start(how);
    });
  }

  deliver(input: CoreInput): void {
    if (this.core === undefined) return;
    const { life } = this;
    const event: CoreEvent = { ...input, now: this.now };
    if (this.network.recording) this.events.push(event);
    for (const effect of this.core.handle(event)) {
      if (this.life !== life) return;
      this.perform(effect);
    }
  }

  private perform(effect: Effect): void {
    if (this.network.recording) this.effects.push(effect);
    switch (effect.kind) {
      case "persist":
        this.persist(effect.entries);
        break;
      case "send":
        this.seal(effect.envelope);
        break;
      case "wake":
        this.wake(effect.at);
        break;
      case "apply": {
        const { band, validForMs, connector } = effect;
        this.applied.set(connector, { ...band, until: this.timeline.now + validForMs });
        break;
      }
      case "setFallback":
        this.writeFallback(effect.fallback);
        break;
      case "alarm":
        this.alarms.push({ code: effect.code, detail: effect.detail, atMs: this.timeline.now });
        break;
      case "trace":
        if (this.network.recording) this.traces.push(effect.trace);
        break;
      case "predict":
        this.predict(effect);
        break;
      case "broadcast":
      case "solve":
        break;
    }
  }

  private persist(entries: readonly (readonly [key: string, value: unknown])[]): void {
    for (const [key, value] of entries) {
      if (value === undefined) this.store.delete(key);
      else this.store.set(key, JSON.parse(JSON.stringify(value)));
    }
    if (this.crashAtPersist) this.crash();
  }

  private predict({ number, question }: Extract<Effect, { kind: "predict" }>): void {
    const { life } = this;
    this.timeline.at(this.timeline.now + 5, () => {
      if (this.life === life) this.deliver({ kind: "predicted", number, ...this.predicts(question, number) });
    });
  }

  private crash(): void {
    this.crashAtPersist = false;
    this.crashes++;
    this.restart({ sameBoot: this.random() < 0.7 });
  }

  private wake(at: number): void {
    const [token, life] = [++this.wakeToken, this.life];
    this.timeline.at(at - this.monoOffset, () => {
      if (this.life === life && this.wakeToken === token) this.deliver({ kind: "timer" });
    });
  }

  private writeFallback(fallback: Fallback): void {
    if (this.writeMs === undefined) return;
    const { life } = this;
    this.timeline.at(this.timeline.now + this.writeMs, () => {
      if (this.life !== life) return;
      this.failsafe = fallback;
      this.deliver({ kind: "fallbackWritten", fallback });
    });
  }

  private session(peer: string): PeerSession {
    let session = this.sessions.get(peer);
    if (session === undefined) this.sessions.set(peer, (session = { over: new Set() }));
    return session;
  }

  private seal(envelope: Envelope): void {
    const known = this.sealed.get(envelope) ?? this.sealFirst(envelope);
    if (known === undefined) return;
    this.sealed.set(envelope, known);
    if (this.network.recording) this.sentEnvelopes.push(known);
    this.network.send(known);
  }

  private sealFirst(envelope: Envelope): Envelope | undefined {
    const { body, recipient, inReplyTo } = envelope;
    const session = this.session(recipient);
    if (body.kind === "hello") {
      const nonce = Uint8Array.from({ length: 16 }, () => Math.floor(this.random() * 256));
      if (inReplyTo !== undefined) replace(session, inReplyTo, envelope);
      return { ...envelope, body: { ...body, nonce } };
    }
    if (body.kind === "reject" && session.current === undefined) return envelope;
    return session.current === undefined ? undefined : { ...envelope, sessionId: session.current };
  }

  private received(envelope: Envelope): void {
    const { body, sender, inReplyTo, sessionId } = envelope;
    const session = this.session(sender);
    if (body.kind === "hello") {
      if (inReplyTo?.epoch === this.epoch) replace(session, inReplyTo, envelope);
    } else if (sessionId !== "") {
      if (session.over.has(sessionId)) return;
      if (sessionId !== session.current && sessionId !== session.previous) {
        this.deliver({ kind: "unexplained", peer: sender });
        return;
      }
      if (sessionId === session.current && session.previous !== undefined) {
        session.over.add(session.previous);
        delete session.previous;
      }
    } else if (body.kind !== "reject") return;
    this.deliver({ kind: "message", envelope });
  }
}

function replace(session: PeerSession, holder: MessageRef, grantor: MessageRef): void {
  const made = [holder.epoch, holder.seq, grantor.epoch, grantor.seq];
  const newer = made.findIndex((part, index) => part !== session.made?.[index]);
  if (session.made !== undefined && (newer < 0 || (made[newer] ?? 0) < (session.made[newer] ?? 0))) return;
  session.made = made;
  if (session.previous !== undefined) session.over.add(session.previous);
  if (session.current !== undefined) session.previous = session.current;
  session.current = sessionOf(holder, grantor);
}
