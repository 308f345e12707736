import type { AlarmCode, Effect, Trace } from "../core.js";
import type { AgentId, DurationMs, Now } from "../units.js";
import { TimerWheel } from "./timers.js";
import { Window } from "./window.js";

/** Protocol timers, ms of the monotonic clock. */
export interface LinkTimings {
  /** Waits before each retransmit of a request; the last repeats until the request's ttl. */
  readonly retransmitMs: readonly DurationMs[];
  /** Wait between retransmits of an emergency, a revoke or a lowering commit. */
  readonly fastRetransmitMs: DurationMs;
  /** Life of an ordinary request. */
  readonly requestTtlMs: DurationMs;
  /** Life of a reserved offer. */
  readonly offerMs: DurationMs;
  /** A Hello unanswered for this long is tried anew after a back-off. */
  readonly helloMs: DurationMs;
  readonly backoffMinMs: DurationMs;
  readonly backoffMaxMs: DurationMs;
  /** A gap in the sequence waits this long. */
  readonly reorderMs: DurationMs;
  readonly graceMs: DurationMs;
  /** Answer to something unexplained at most this often. */
  readonly unexplainedMs: DurationMs;
}

/** Defaults of the published protocol. */
export const defaultTimings: LinkTimings = {
  retransmitMs: [250, 500, 1000, 2000],
  fastRetransmitMs: 250,
  requestTtlMs: 30_000,
  offerMs: 30_000,
  helloMs: 5000,
  backoffMinMs: 500,
  backoffMaxMs: 10_000,
  reorderMs: 2000,
  graceMs: 10_000,
  unexplainedMs: 5000,
};

/** SHA-256 or another fixed digest; pure. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** What outlives a link: the numbers of one's own messages to a peer, and the order of the peer's. */
export interface PeerOrder {
  seq: number;
  readonly window: Window;
}

/** What every part of one agent's core shares. `now` is the instant of the event being handled. */
export class CoreContext {
  readonly timers = new TimerWheel();
  now: Now = { mono: 0, t: 0 };
  private effects: Effect[] = [];
  private persisted: Map<string, unknown> | undefined;
  private randomState: number;

  constructor(
    readonly self: AgentId,
    readonly epoch: number,
    readonly timings: LinkTimings,
    readonly hash: Hash,
    /** Schedule milliseconds per monotonic millisecond; 1 except in scaled swarms. */
    readonly speed: number,
    seed: number,
  ) {
    this.randomState = seed >>> 0 || 1;
  }

  /** CP-WINDOW-1: a link that ends and begins again within one life uses no number twice and takes no message twice. */
  orderOf(peer: AgentId): PeerOrder {
    let order = this.orders.get(peer);
    if (order === undefined) this.orders.set(peer, (order = { seq: 0, window: new Window() }));
    return order;
  }
  private readonly orders = new Map<AgentId, PeerOrder>();

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  trace(trace: Trace): void {
    this.effects.push({ kind: "trace", trace });
  }

  alarm(code: AlarmCode, detail: string, peer?: AgentId): void {
    this.effects.push({ kind: "alarm", code, detail, ...(peer === undefined ? {} : { peer }) });
  }

  /** Marks a fact to be durable before any effect of this event happens; undefined removes it. */
  persist(key: string, value: unknown): void {
    (this.persisted ??= new Map()).set(key, value);
  }

  /** Everything this event asks for: lowering applies first, then what must be durable, then the rest in order. */
  drain(): readonly Effect[] {
    const effects = this.effects;
    this.effects = [];
    if (this.persisted === undefined) return effects;
    const batch: Effect = { kind: "persist", entries: [...this.persisted] };
    this.persisted = undefined;
    return [batch, ...effects];
  }

  /** A number in [0, 1), from the seed the shell gave (mulberry32). */
  random(): number {
    this.randomState = (this.randomState + 0x6d2b79f5) >>> 0;
    let value = this.randomState;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  }
}
