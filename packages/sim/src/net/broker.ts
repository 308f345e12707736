import type { Draw } from "./draw.js";

/** What sets one broker apart from another, as far as agents could come to rely on it. */
export interface BrokerProfile {
  readonly name: string;
  /** Whether a new subscriber gets what is kept, or only one at the same node of a cluster. */
  readonly retained: "everywhere" | "at its node";
  /** Nodes of the cluster that clients spread over. */
  readonly nodes: number;
  /** Most levels of a topic, and bytes of a payload; what has more is refused. */
  readonly levelsMax: number;
  readonly payloadMax: number;
}

const unlimited = { levelsMax: 200, payloadMax: 1 << 28 } as const;

/**
 * By their manuals (2025): RabbitMQ's MQTT plug-in keeps retained messages on one node; AWS IoT Core allows seven slashes and
 * 128 KB; NATS has messages of 1 MB. MQTT 5, QoS 2 and shared subscriptions, which some lack, are used by no agent.
 */
export const brokerProfiles: readonly BrokerProfile[] = [
  { name: "mosquitto", retained: "everywhere", nodes: 1, ...unlimited },
  { name: "aedes", retained: "everywhere", nodes: 1, ...unlimited },
  { name: "RabbitMQ", retained: "at its node", nodes: 3, ...unlimited },
  { name: "NATS", retained: "everywhere", nodes: 3, levelsMax: 200, payloadMax: 1 << 20 },
  { name: "AWS IoT Core", retained: "everywhere", nodes: 1, levelsMax: 8, payloadMax: 128 * 1024 },
];

/** What a broker of a kind refuses or does not deliver; what its network does is beside it. */
export class Broker {
  private readonly nodes = new Map<string, number>();

  constructor(
    readonly profile: BrokerProfile,
    private readonly draw: Draw,
    /** Something was published that this broker does not take. */
    private readonly refused: (detail: string) => void,
  ) {}

  /** False where it delivers nothing. `from` is "" for what it had kept. */
  delivers(from: string, to: string, topic: string, payload: Uint8Array): boolean {
    const { name, levelsMax, payloadMax, retained } = this.profile;
    const levels = topic.split("/");
    if (levels.length > levelsMax || payload.length > payloadMax) {
      this.refused(`${name} takes no ${payload.length} bytes to ${topic}`);
      return false;
    }
    if (from !== "" || retained === "everywhere") return true;
    // …/node/{node}/presence: whoever is at the same node of the cluster gets it.
    return this.nodeOf(levels.at(-2) ?? "") === this.nodeOf(to);
  }

  /** At which node of the cluster a client is. */
  nodeOf(client: string): number {
    let node = this.nodes.get(client);
    if (node === undefined) this.nodes.set(client, (node = this.draw.below(this.profile.nodes)));
    return node;
  }
}
