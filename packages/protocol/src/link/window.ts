import type { Envelope } from "../messages.js";
import type { MonoMs } from "../units.js";
import { Recent } from "./recent.js";
import { sameValue } from "./same.js";

/** What a window says of one arriving message. */
export type Verdict =
  /** These may be handled now, in this order. */
  | { readonly kind: "deliver"; readonly envelopes: readonly Envelope[] }
  /** Kept until the gap before it is filled. */
  | { readonly kind: "hold" }
  /** Seen before; the stored answer, if there is one, goes out again. */
  | { readonly kind: "duplicate"; readonly answer?: Envelope }
  /** Same identity, other content: a security event. `greeting`: one of both is a Hello. */
  | { readonly kind: "conflict"; readonly greeting: boolean }
  /** A lower epoch, or too old to know. */
  | { readonly kind: "stale"; readonly epochSeen: number };

/** Outlives many messages, and so is no literal: see ARCHITECTURE.md, "What is kept". */
class Seen {
  answer: Envelope | undefined;
  constructor(
    readonly number: number,
    readonly envelope: Envelope,
    /** Mono ms; nobody repeats it any more. */
    readonly until: MonoMs,
  ) {}
}

/** ms after its life for which a message is kept: its sender repeats it no longer, but a network may be late. */
const lateMs = 10_000;

/**
 * Order and identity of what one authenticated peer sends (CP-WINDOW). Bounded: it keeps the last `size` messages and
 * their answers while they may still be repeated, and holds at most `size` early ones.
 */
export class Window {
  private epoch = 0;
  /** A life of the peer of which is known that there was one, from before this window: nothing of an earlier one counts. */
  private known = 0;
  private nextSeq = 0;
  private now: MonoMs = 0;
  private readonly seen: Recent<Seen>;
  // Absent while empty, which is nearly always: a site has thousands of windows.
  private held: Map<number, Envelope> | undefined;

  constructor(private readonly size = 64) {
    this.seen = new Recent(size);
  }

  get epochSeen(): number {
    return Math.max(this.epoch, this.known);
  }
  get gapped(): boolean {
    return this.held !== undefined;
  }

  /** CP-WINDOW-8: what was written down says that the peer has had this life. */
  knows(epoch: number): void {
    this.known = Math.max(this.known, epoch);
  }

  /** At mono `now`. `bypass`: safety messages are handled at once, whatever is missing before them. */
  receive(envelope: Envelope, bypass: boolean, now: MonoMs = 0): Verdict {
    this.now = now;
    this.expire();
    const { epochSeen } = this;
    if (envelope.epoch < epochSeen) return { kind: "stale", epochSeen };
    const greeting = envelope.body.kind === "hello";
    if (envelope.epoch > this.epoch) {
      if (!greeting) return { kind: "stale", epochSeen: this.epoch };
      this.reset(envelope.epoch, envelope.seq);
    }
    const seen = this.seen.get(envelope.seq);
    const before = seen?.envelope ?? this.held?.get(envelope.seq);
    if (before !== undefined) return repeated(before, envelope, seen?.answer);
    // CP-WINDOW-3. CP-WINDOW-7: what bypasses was never given up with a gap, and its own number tells whether it is news.
    if (envelope.seq < this.nextSeq && !bypass) return { kind: "stale", epochSeen: this.epoch };
    if (greeting && envelope.seq > this.nextSeq) this.reset(envelope.epoch, envelope.seq);
    return this.place(envelope, bypass);
  }

  /** One that was not seen before. */
  private place(envelope: Envelope, bypass: boolean): Verdict {
    if (bypass && envelope.seq !== this.nextSeq) {
      this.remember(envelope);
      return { kind: "deliver", envelopes: [envelope] };
    }
    if (envelope.seq > this.nextSeq) {
      this.held ??= new Map();
      if (this.held.size < this.size) this.held.set(envelope.seq, envelope);
      return { kind: "hold" };
    }
    this.remember(envelope);
    return { kind: "deliver", envelopes: [envelope, ...this.follow()] };
  }

  /** The gap waited long enough: everything held is handled, what is missing is given up. */
  skipGap(): readonly Envelope[] {
    if (this.held === undefined) return [];
    this.nextSeq = Math.min(...this.held.keys());
    return this.follow();
  }

  /** Stores the answer that a repeat of `seq` gets. */
  answered(seq: number, answer: Envelope): void {
    const seen = this.seen.get(seq);
    if (seen !== undefined) seen.answer = answer;
  }

  /** The link ended: what was seen is not needed again, and nothing older will be taken. */
  forget(): void {
    this.reset(this.epoch, this.nextSeq);
  }

  private follow(): Envelope[] {
    const ready: Envelope[] = [];
    for (;;) {
      if (this.seen.get(this.nextSeq) !== undefined) {
        this.nextSeq++;
        continue;
      }
      const next = this.held?.get(this.nextSeq);
      if (next === undefined) return ready;
      this.held?.delete(this.nextSeq);
      if (this.held?.size === 0) this.held = undefined;
      this.remember(next);
      ready.push(next);
    }
  }

  /** In the order in which they came: one that lives long keeps those after it, up to `size`. */
  private expire(): void {
    for (let { oldest } = this.seen; oldest !== undefined && oldest.until <= this.now; { oldest } = this.seen) {
      this.seen.dropOldest();
    }
  }

  private remember(envelope: Envelope): void {
    const until = this.now + envelope.ttlMs + lateMs;
    this.seen.add(new Seen(envelope.seq, envelope, until));
    while (this.seen.get(this.nextSeq) !== undefined) this.nextSeq++;
  }

  private reset(epoch: number, seq: number): void {
    this.epoch = epoch;
    this.nextSeq = seq;
    this.held = undefined;
    this.seen.clear();
  }
}

function repeated(before: Envelope, envelope: Envelope, answer: Envelope | undefined): Verdict {
  if (before !== envelope && !sameValue(before, envelope)) {
    return { kind: "conflict", greeting: before.body.kind === "hello" || envelope.body.kind === "hello" };
  }
  return answer === undefined ? { kind: "duplicate" } : { kind: "duplicate", answer };
}
