import type { Envelope } from "../messages.js";
import { sameValue } from "./same.js";

/** What a window says of one arriving message. */
export type Verdict =
  /** These may be handled now, in this order. */
  | { readonly kind: "deliver"; readonly envelopes: readonly Envelope[] }
  /** Kept until the gap before it is filled. */
  | { readonly kind: "hold" }
  /** Seen before; the stored answer, if there is one, goes out again. */
  | { readonly kind: "duplicate"; readonly answer?: Envelope }
  /** Same identity, other content: a security event. */
  | { readonly kind: "conflict" }
  /** A lower epoch, or too old to know. */
  | { readonly kind: "stale"; readonly epochSeen: number };

/**
 * Order and identity of what one authenticated peer sends (CP-WINDOW). Bounded: it keeps the last `size` messages and
 * their answers, and holds at most `size` early ones.
 */
export class Window {
  private epoch = 0;
  private nextSeq = 0;
  private readonly held = new Map<number, Envelope>();
  private readonly seen = new Map<number, Envelope>();
  private readonly answers = new Map<number, Envelope>();

  constructor(private readonly size = 64) {}

  get epochSeen(): number {
    return this.epoch;
  }
  get gapped(): boolean {
    return this.held.size > 0;
  }

  /** `bypass`: safety messages are handled at once, whatever is missing before them. */
  receive(envelope: Envelope, bypass: boolean): Verdict {
    if (envelope.epoch < this.epoch) return { kind: "stale", epochSeen: this.epoch };
    const greeting = envelope.body.kind === "hello";
    if (envelope.epoch > this.epoch) {
      if (!greeting) return { kind: "stale", epochSeen: this.epoch };
      this.reset(envelope.epoch, envelope.seq);
    }
    const before = this.seen.get(envelope.seq) ?? this.held.get(envelope.seq);
    if (before !== undefined) return this.repeated(before, envelope);
    // CP-WINDOW-3. CP-WINDOW-7: what bypasses was never given up with a gap, and its own number tells whether it is news.
    if (envelope.seq < this.nextSeq && !bypass) return { kind: "stale", epochSeen: this.epoch };
    if (greeting && envelope.seq > this.nextSeq) this.reset(envelope.epoch, envelope.seq);
    if (bypass && envelope.seq !== this.nextSeq) {
      this.remember(envelope);
      return { kind: "deliver", envelopes: [envelope] };
    }
    if (envelope.seq > this.nextSeq) {
      if (this.held.size < this.size) this.held.set(envelope.seq, envelope);
      return { kind: "hold" };
    }
    this.remember(envelope);
    return { kind: "deliver", envelopes: [envelope, ...this.follow()] };
  }

  /** The gap waited long enough: everything held is handled, what is missing is given up. */
  skipGap(): readonly Envelope[] {
    const first = Math.min(...this.held.keys());
    if (!Number.isFinite(first)) return [];
    this.nextSeq = first;
    return this.follow();
  }

  /** Stores the answer that a repeat of `seq` gets. */
  answered(seq: number, answer: Envelope): void {
    this.answers.set(seq, answer);
    trim(this.answers, this.size);
  }

  /** The link ended: what was seen is not needed again, and nothing older will be taken. */
  forget(): void {
    this.reset(this.epoch, this.nextSeq);
  }

  private repeated(before: Envelope, envelope: Envelope): Verdict {
    if (before !== envelope && !sameValue(before, envelope)) return { kind: "conflict" };
    const answer = this.answers.get(envelope.seq);
    return answer === undefined ? { kind: "duplicate" } : { kind: "duplicate", answer };
  }

  private follow(): Envelope[] {
    const ready: Envelope[] = [];
    for (;;) {
      if (this.seen.has(this.nextSeq)) {
        this.nextSeq++;
        continue;
      }
      const next = this.held.get(this.nextSeq);
      if (next === undefined) return ready;
      this.held.delete(this.nextSeq);
      this.remember(next);
      ready.push(next);
    }
  }

  private remember(envelope: Envelope): void {
    this.seen.set(envelope.seq, envelope);
    trim(this.seen, this.size);
    while (this.seen.has(this.nextSeq)) this.nextSeq++;
  }

  private reset(epoch: number, seq: number): void {
    this.epoch = epoch;
    this.nextSeq = seq;
    this.held.clear();
    this.seen.clear();
    this.answers.clear();
  }
}

function trim(map: Map<number, unknown>, size: number): void {
  while (map.size > size) {
    const oldest = map.keys().next();
    if (oldest.done === true) return;
    map.delete(oldest.value);
  }
}
