import {
  type AgentId,
  type CoreInput,
  decodeBundle,
  type Envelope,
  limits,
  type MonoMs,
  type Sealed,
  type Topic,
} from "@chargepact/protocol";
import { Admission } from "./admission.js";
import { Broadcasts } from "./broadcasts.js";
import { type Rate, TokenBucket } from "./bucket.js";
import type { Registry } from "./registry.js";
import type { Sessions } from "./sealer.js";
import { type Refused, refused } from "./refusal.js";
import type { Refusal, Stats } from "./stats.js";
import type { TopicBook } from "./topic-book.js";

/** An agent that lives behind this door. */
export interface Resident {
  readonly id: AgentId;
  readonly sessions: Sessions;
  deliver(input: CoreInput): void;
}

export interface DoorOptions {
  readonly node: string;
  readonly topics: TopicBook;
  readonly registry: Registry;
  /** Takes messages without a proof. */
  readonly insecure: boolean;
  readonly rate: Rate;
  readonly stats: Stats;
  readonly residents: ReadonlyMap<AgentId, Resident>;
  /** Called for each message that changes nothing. */
  onRefused(refusal: Refusal, detail: string): void;
  /** Called for each unicast message that was taken, with what proves it. */
  onTaken?(topic: string, sealed: Sealed, envelope: Envelope): void;
}

/**
 * The one way in. Works in the order size, topic, rate, seal, decoding (CP-SEAL-5) and hands to an agent only what its
 * sender's node, key, session and registry entry agree on.
 */
export class Door {
  private readonly buckets = new Map<string, TokenBucket>();
  private readonly admission: Admission;
  private readonly broadcasts: Broadcasts;

  constructor(private readonly options: DoorOptions) {
    this.admission = new Admission(options);
    this.broadcasts = new Broadcasts(options);
  }

  /** One delivery of the transport at mono `now`. */
  receive(name: string, payload: Uint8Array, retained: boolean, now: MonoMs): void {
    const { stats } = this.options;
    stats.bundlesReceived++;
    stats.bytesReceived += payload.length;
    this.count(this.receiveBundle(name, payload, retained, now));
  }

  private receiveBundle(name: string, payload: Uint8Array, retained: boolean, now: MonoMs): Refused | undefined {
    const { node, registry, topics } = this.options;
    // CP-SEAL-5: the cheap checks come first, and each failure is the last thing done for a message.
    if (payload.length > limits.bundleBytes) return refused("size", `${payload.length} bytes`);
    const topic = topics.parse(name);
    if (topic === undefined) return refused("topic", name.slice(0, 200));
    if (topic.kind === "inbox" && topic.to !== node) return refused("topic", name);
    // CP-TOPIC-3: an inbox and a market are no place to keep things.
    if (retained && (topic.kind === "inbox" || topic.kind === "market")) return refused("retained", name);
    const from = topic.kind === "inbox" ? topic.from : topic.node;
    if (registry.agentsOf(from).length === 0) return refused("unknownNode", from);
    // CP-WINDOW-5: each peer has its own bucket, so a flood of one costs the others nothing.
    const bucket = this.bucket(from, now);
    if (!bucket.take(1, now)) return refused("rate", from);
    const bundle = unpack(payload);
    if (bundle === undefined) return refused("malformed", `bundle of ${from}`);
    if (bundle.length > 1 && !bucket.take(bundle.length - 1, now)) return refused("rate", from);
    for (const sealed of bundle) this.receiveOne(name, topic, from, sealed);
    return undefined;
  }

  private receiveOne(name: string, topic: Topic, from: string, sealed: Sealed): void {
    this.options.stats.received++;
    if (topic.kind === "inbox") this.count(this.admission.receive(name, from, sealed));
    else this.count(this.broadcasts.receive(name, topic, from, sealed));
  }

  private bucket(from: string, now: MonoMs): TokenBucket {
    let bucket = this.buckets.get(from);
    if (bucket === undefined) this.buckets.set(from, (bucket = new TokenBucket(this.options.rate, now)));
    return bucket;
  }

  private count(refusal: Refused | undefined): void {
    if (refusal === undefined) return;
    this.options.stats.refused[refusal.why]++;
    this.options.onRefused(refusal.why, refusal.detail);
  }
}

function unpack(payload: Uint8Array): readonly Sealed[] | undefined {
  try {
    return decodeBundle(payload);
  } catch {
    return undefined;
  }
}
