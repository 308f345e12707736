import { encodeBundle, limits, type Sealed } from "@chargepact/protocol";

/** More than the fields around an envelope ever take: key id, proof, tags and lengths. */
const overheadBytes = 160;

interface Waiting {
  readonly sealed: Sealed[];
  bytes: number;
}

/** Gathers what is due for each topic, so that one tick gives one bundle per receiver. */
export class Outbox {
  private waiting = new Map<string, Waiting>();

  constructor(private readonly publish: (topic: string, payload: Uint8Array, count: number) => void) {}

  /** Adds a message; a bundle that it would overfill leaves before it. */
  add(topic: string, sealed: Sealed): void {
    const bytes = sealed.envelope.length + overheadBytes;
    const waiting = this.waiting.get(topic);
    if (
      waiting !== undefined &&
      waiting.sealed.length < limits.bundleCount &&
      waiting.bytes + bytes <= limits.bundleBytes
    ) {
      waiting.sealed.push(sealed);
      waiting.bytes += bytes;
      return;
    }
    if (waiting !== undefined) this.leave(topic, waiting);
    this.waiting.set(topic, { sealed: [sealed], bytes });
  }

  /** Sends all that waits, topic by topic in the order in which they were first needed. */
  flush(): void {
    if (this.waiting.size === 0) return;
    const due = this.waiting;
    // A new one: a Map that is cleared holds on to what it was until the whole heap is collected.
    this.waiting = new Map();
    for (const [topic, waiting] of due) this.leave(topic, waiting);
  }

  private leave(topic: string, { sealed }: Waiting): void {
    this.publish(topic, encodeBundle(sealed), sealed.length);
  }
}
