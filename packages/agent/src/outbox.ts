import { encodeBundle, limits, type Sealed } from "@chargepact/protocol";

/** More than the fields around an envelope ever take: key id, proof, tags and lengths. */
const overheadBytes = 160;

class Waiting {
  readonly sealed: Sealed[] = [];
  bytes = 0;
  constructor(readonly topic: string) {}
}

/** Gathers what is due for each topic, so that one tick gives one bundle per receiver. */
export class Outbox {
  /** What waits for the topic that was needed first, which is nearly always the only one. */
  private first: Waiting | undefined;
  private others: Map<string, Waiting> | undefined;

  constructor(private readonly publish: (topic: string, payload: Uint8Array, count: number) => void) {}

  /** Adds a message; a bundle that it would overfill leaves before it. */
  add(topic: string, sealed: Sealed): void {
    const bytes = sealed.envelope.length + overheadBytes;
    const waiting = this.waitingFor(topic);
    const { length } = waiting.sealed;
    if (length > 0 && (length >= limits.bundleCount || waiting.bytes + bytes > limits.bundleBytes)) this.leave(waiting);
    waiting.sealed.push(sealed);
    waiting.bytes += bytes;
  }

  /** Sends all that waits, topic by topic in the order in which they were first needed. */
  flush(): void {
    const { first, others } = this;
    if (first === undefined) return;
    this.first = undefined;
    // A new one when it is needed: a Map that is cleared holds on to what it was until the whole heap is collected.
    this.others = undefined;
    this.leave(first);
    if (others !== undefined) for (const waiting of others.values()) this.leave(waiting);
  }

  private waitingFor(topic: string): Waiting {
    if (this.first === undefined) return (this.first = new Waiting(topic));
    if (this.first.topic === topic) return this.first;
    this.others ??= new Map();
    let waiting = this.others.get(topic);
    if (waiting === undefined) this.others.set(topic, (waiting = new Waiting(topic)));
    return waiting;
  }

  private leave(waiting: Waiting): void {
    this.publish(waiting.topic, encodeBundle(waiting.sealed), waiting.sealed.length);
    waiting.sealed.length = 0;
    waiting.bytes = 0;
  }
}
