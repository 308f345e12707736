import {
  type AgentId,
  ChargepactError,
  encodeBundle,
  type Envelope,
  isChargepactError,
  type Sealed,
} from "@chargepact/protocol";
import { Outbox } from "./outbox.js";
import type { Registry } from "./registry.js";
import type { Sealer } from "./sealer.js";
import type { Stats } from "./stats.js";
import type { TopicBook } from "./topic-book.js";
import type { Trail } from "./trail.js";
import type { Transport } from "./transport.js";

export interface MailOptions {
  readonly node: string;
  readonly registry: Registry;
  readonly topics: TopicBook;
  readonly transport: Transport;
  readonly stats: Stats;
  readonly trail: Trail;
  /** Of unicast and market messages. */
  readonly qos: 0 | 1;
  readonly onProblem: (error: ChargepactError) => void;
}

/** The way out: seals what the agents of a node say, bundles it and publishes it. */
export class Mail {
  private readonly sealers = new Map<AgentId, Sealer>();
  private readonly outbox = new Outbox((topic, payload, count) => {
    this.publish(topic, payload, count, false);
  });

  constructor(private readonly options: MailOptions) {}

  /** An agent began a life, in which it seals anew. */
  use(agent: AgentId, sealer: Sealer): void {
    this.sealers.set(agent, sealer);
  }

  /** A unicast message; leaves with the next `flush`. */
  send(from: AgentId, to: AgentId, envelope: Envelope): void {
    const { registry, topics, node, stats } = this.options;
    const target = registry.agent(to)?.node;
    if (target === undefined) stats.sendsWithoutSession++;
    else this.add(from, topics.inbox(target, node), envelope);
  }

  /** A market message; leaves with the next `flush`. */
  broadcast(from: AgentId, envelope: Envelope): void {
    const { topics, node } = this.options;
    this.add(from, topics.name({ kind: "market", node, grantor: from }), envelope);
  }

  /** What the node says of itself, retained; leaves at once. */
  say(what: "presence" | "roster", envelope: Envelope): void {
    const { topic, payload } = this.spoken(what, envelope);
    if (payload.length > 0) this.publish(topic, payload, 1, true);
  }

  /** What the node says of itself, as topic and payload. */
  spoken(what: "presence" | "roster", envelope: Envelope): { readonly topic: string; readonly payload: Uint8Array } {
    const topic = this.options.topics.name({ kind: what, node: this.options.node });
    const sealed = this.seal(envelope.sender, topic, envelope);
    return { topic, payload: sealed === undefined ? new Uint8Array(0) : encodeBundle([sealed]) };
  }

  flush(): void {
    this.outbox.flush();
  }

  private add(from: AgentId, topic: string, envelope: Envelope): void {
    const sealed = this.seal(from, topic, envelope);
    if (sealed !== undefined) this.outbox.add(topic, sealed);
  }

  private seal(from: AgentId, topic: string, envelope: Envelope): Sealed | undefined {
    const { stats, trail, onProblem } = this.options;
    const signedBefore = stats.signed;
    try {
      const sealed = this.sealers.get(from)?.seal(envelope, topic);
      if (sealed === undefined) stats.sendsWithoutSession++;
      else if (stats.signed !== signedBefore) trail.message("sent", topic, sealed, envelope);
      return sealed;
    } catch (cause) {
      const what = `${from} could not seal ${envelope.body.kind}`;
      onProblem(isChargepactError(cause) ? cause : new ChargepactError("INTERNAL", what, { cause }));
      return undefined;
    }
  }

  private publish(topic: string, payload: Uint8Array, count: number, retain: boolean): void {
    const { transport, stats } = this.options;
    if (!transport.publish(topic, payload, { retain, qos: retain ? 0 : this.options.qos })) {
      stats.sendsDropped += count;
      return;
    }
    stats.sent += count;
    stats.bundlesSent++;
    stats.bytesSent += payload.length;
  }
}
