import type { Envelope } from "../messages.js";
import { decodeEnvelope, encodeEnvelope, type HashFunction } from "../wire/index.js";
import { described } from "./transcript.test-helper.js";

/** A number in [0, 1) per call, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}
const earlier = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Virtual time, ms: a heap of what is due, in the order it was set where it is due together. */
export class Timeline {
  now = 0;
  private readonly heap: Due[] = [];
  private order = 0;

  at(at: number, run: () => void): void {
    const entry: Due = { at: Math.max(at, this.now), order: this.order++, run };
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent];
      if (above === undefined || earlier(above, entry)) break;
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = entry;
  }

  /** Runs everything due up to `untilMs`; at most `limit` entries, so that a storm is a failure and no endless loop. */
  run(untilMs: number, limit = 2_000_000): void {
    for (let count = 0; ; count++) {
      const first = this.heap[0];
      if (first === undefined || first.at > untilMs) break;
      if (count > limit) throw new Error(`more than ${limit} events by ${this.now} ms`);
      this.pop();
      this.now = first.at;
      first.run();
    }
    this.now = Math.max(this.now, untilMs);
  }

  private pop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const [left, right] = [this.heap[child], this.heap[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && earlier(right, left)) child++;
      const least = this.heap[child];
      if (least === undefined || earlier(last, least)) break;
      this.heap[index] = least;
      index = child;
    }
    this.heap[index] = last;
  }
}

/** What a network does to messages: shares 0–1 and ms. Reordering comes from delays that differ. */
export interface Faults {
  readonly loss: number;
  readonly duplicate: number;
  readonly delayMinMs: number;
  readonly delayMaxMs: number;
}
export const calm: Faults = { loss: 0, duplicate: 0, delayMinMs: 5, delayMaxMs: 5 };

export type Receiver = (envelope: Envelope) => void;

/** Carries envelopes as bytes, by the real codec, through faults that have names. */
export class Network {
  faults: Faults = calm;
  /** Directions that deliver nothing, as `from>to`. */
  readonly cut = new Set<string>();
  /** Loses single messages by what they are. */
  lose: (envelope: Envelope) => boolean = () => false;
  /** Extra ms for single messages by what they are. */
  slow: (envelope: Envelope) => number = () => 0;
  /** One line a message; off in long runs. */
  recording = true;
  readonly transcript: string[] = [];
  readonly counts = new Map<string, number>();
  sent = 0;
  private readonly receivers = new Map<string, Receiver>();
  private readonly random: () => number;

  constructor(
    readonly timeline: Timeline,
    readonly hash: HashFunction,
    seed = 1,
  ) {
    this.random = seeded(seed);
  }

  join(id: string, receiver: Receiver): void {
    this.receivers.set(id, receiver);
  }

  partition(a: string, b: string): void {
    this.cut.add(`${a}>${b}`).add(`${b}>${a}`);
  }
  heal(): void {
    this.cut.clear();
  }

  send(envelope: Envelope): void {
    this.sent++;
    const { kind } = envelope.body;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    const bytes = encodeEnvelope(envelope);
    const { loss, duplicate } = this.faults;
    const gone =
      this.lose(envelope) || this.cut.has(`${envelope.sender}>${envelope.recipient}`) || this.random() < loss;
    this.note(envelope, gone ? "lost" : "→");
    if (gone) return;
    this.carry(envelope, bytes);
    if (this.random() < duplicate) this.carry(envelope, bytes);
  }

  /** Puts bytes on the wire that nobody sent: a replay, a forgery. */
  inject(envelope: Envelope): void {
    this.carry(envelope, encodeEnvelope(envelope));
  }

  /** Lines of the transcript that contain all these words. */
  lines(...words: readonly string[]): readonly string[] {
    return this.transcript.filter((line) => words.every((word) => line.includes(word)));
  }

  private carry(envelope: Envelope, bytes: Uint8Array): void {
    const { delayMinMs, delayMaxMs } = this.faults;
    const delayMs = delayMinMs + this.random() * (delayMaxMs - delayMinMs) + this.slow(envelope);
    this.timeline.at(this.timeline.now + delayMs, () => {
      this.receivers.get(envelope.recipient)?.(decodeEnvelope(bytes, this.hash));
    });
  }

  private note(envelope: Envelope, arrow: string): void {
    if (!this.recording) return;
    const seconds = (this.timeline.now / 1000).toFixed(3);
    this.transcript.push(`${seconds} ${envelope.sender} ${arrow} ${envelope.recipient} ${described(envelope)}`);
  }
}
