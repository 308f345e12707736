import { type AgentId, ChargepactError, type CoreInput, type Envelope, type Trace } from "@chargepact/protocol";
import type { Clock } from "./clock.js";
import { Door } from "./door.js";
import { type Entropy, systemEntropy } from "./entropy.js";
import type { AgentKeys } from "./keys.js";
import { Mail } from "./mail.js";
import { whenDone } from "./maybe-async.js";
import type { NodeAgent, NodeOptions } from "./node-options.js";
import { Voice } from "./presence.js";
import { AgentRunner } from "./runner.js";
import type { RunnerHost } from "./runner-host.js";
import { Sealer } from "./sealer.js";
import { createStats, type Stats } from "./stats.js";
import { counterOf, drawnEpoch, epochAfter, lostEntry, shellPrefix, type StoreEntry } from "./store.js";
import { TopicBook } from "./topic-book.js";
import { Trail } from "./trail.js";

const followedMax = 3;
const speedMax = 50;

/** One connection and the agents that live on it. */
export class AgentNode implements RunnerHost {
  readonly stats: Stats = createStats();
  readonly clock: Clock;
  readonly entropy: Entropy;
  connected = false;
  private readonly topics: TopicBook;
  private readonly runners = new Map<AgentId, AgentRunner>();
  private readonly keys = new Map<AgentId, AgentKeys>();
  private readonly door: Door;
  private readonly mail: Mail;
  private readonly trail: Trail;
  private voice: Voice | undefined;
  private depth = 0;
  private stopped = false;

  /** Throws `REGISTRY` where the registry does not know an agent or its key, `BAD_CONFIG` for a setting. */
  constructor(private readonly options: NodeOptions) {
    const { clock, registry, transport, node } = options;
    this.clock = clock;
    this.entropy = options.entropy ?? systemEntropy;
    if (options.insecure === true && !transport.loopback) {
      // CP-SEAL-6: without seals only where nobody else can write.
      throw new ChargepactError("BAD_CONFIG", `${node}: unsealed messages are allowed on a loopback transport only`);
    }
    for (const agent of options.agents) this.adopt(agent);
    this.topics = new TopicBook({ root: options.root ?? "chargepact", site: registry.document.site });
    const { stats, topics } = this;
    const onProblem = (error: ChargepactError): void => options.onProblem?.(error);
    this.trail = new Trail(options.audit, clock, onProblem);
    const { trail } = this;
    this.mail = new Mail({ node, registry, topics, transport, stats, trail, qos: options.qos ?? 0, onProblem });
    this.door = this.createDoor();
  }

  /**
   * Starts every agent and then connects. Done at once with stores that are, else when the promise is fulfilled.
   * Throws or rejects with `STORE_FAILED`, `STORE_LOST` or `REGISTRY`; then nothing is connected.
   */
  start(): void | Promise<void> {
    const { store, registry } = this.options;
    return whenDone(store.load(), ({ facts, lost }) => {
      // CP-SEAL-6: a registry that was replaced once is never believed again.
      registry.requireNotOlder(counterOf(facts, "registryVersion"));
      const nodeEpoch = epochAfter(facts, "nodeEpoch", lost ? drawnEpoch(this.entropy) : 1);
      const entries: StoreEntry[] = [
        [`${shellPrefix}nodeEpoch`, nodeEpoch],
        [`${shellPrefix}registryVersion`, registry.document.version],
      ];
      if (lost) entries.push(lostEntry);
      return whenDone(store.commit(entries), () => {
        const voice = this.createVoice(nodeEpoch);
        this.voice = voice;
        return whenDone(this.startAgents([...this.runners.values()]), () => {
          this.open(voice);
        });
      });
    });
  }

  /** An input for one of the agents, as from its port. */
  input(agent: AgentId, input: CoreInput): void {
    this.runners.get(agent)?.deliver(input);
  }

  /** Epoch of an agent's present life; 0 for one that is not here or has not started. */
  epochOf(agent: AgentId): number {
    return this.runners.get(agent)?.epoch ?? 0;
  }

  /** Says that it goes, then goes. Leases run out by themselves; equipment falls back by itself. */
  stop(): void | Promise<void> {
    if (this.connected) this.voice?.sayOffline();
    return this.end(true);
  }

  /** Goes as if the process had died: no goodbye, so the broker publishes the will. */
  kill(): void | Promise<void> {
    return this.end(false);
  }

  lifeBegan(runner: AgentRunner): void {
    const { id, sessions, epoch } = runner;
    const { registry } = this.options;
    const { entropy, stats } = this;
    this.mail.use(id, new Sealer({ self: id, registry, keys: this.keys.get(id), entropy, sessions, stats }));
    this.trail.began(id, epoch);
    if (this.connected) this.sayRoster();
  }

  send(runner: AgentRunner, to: AgentId, envelope: Envelope): void {
    this.mail.send(runner.id, to, envelope);
  }

  broadcast(runner: AgentRunner, envelope: Envelope): void {
    this.mail.broadcast(runner.id, envelope);
  }

  traced(runner: AgentRunner, trace: Trace): void {
    this.trail.traced(runner.id, trace);
  }

  batch(work: () => void): void {
    this.depth++;
    try {
      work();
    } finally {
      if (--this.depth === 0) this.mail.flush();
    }
  }

  flush(): void {
    this.mail.flush();
  }

  private adopt(agent: NodeAgent): void {
    const { registry, node, insecure } = this.options;
    const { id, keys } = agent;
    if (registry.agent(id)?.node !== node) {
      throw new ChargepactError("REGISTRY", `the registry does not have agent ${id} on node ${node}`);
    }
    if (insecure !== true) {
      if (keys === undefined || registry.key(keys.keyId)?.agent !== id) {
        throw new ChargepactError("REGISTRY", `the registry does not have key ${keys?.keyId ?? "(none)"} for ${id}`);
      }
      this.keys.set(id, keys);
    }
    this.runners.set(id, new AgentRunner(agent, this));
  }

  private createDoor(): Door {
    const { registry, node, insecure, rate, clock, onRefused } = this.options;
    const speed = Math.min(Math.max(clock.speed, 1), speedMax);
    return new Door({
      node,
      topics: this.topics,
      registry,
      insecure: insecure ?? false,
      rate: rate ?? { perS: 200 * speed, burst: 400 * speed },
      stats: this.stats,
      residents: this.runners,
      onRefused: (refusal, detail) => {
        this.trail.refused(refusal, detail);
        onRefused?.(refusal, detail);
      },
      onTaken: (topic, sealed, envelope) => {
        this.trail.message("received", topic, sealed, envelope);
      },
    });
  }

  private createVoice(nodeEpoch: number): Voice {
    const [speaker] = this.runners.keys();
    if (speaker === undefined) throw new ChargepactError("BAD_CONFIG", `node ${this.options.node} has no agent`);
    return new Voice({
      sender: speaker,
      nodeEpoch,
      clock: this.clock,
      auditHead: () => this.trail.head,
      publish: (what, envelope) => {
        this.mail.say(what, envelope);
      },
    });
  }

  private startAgents([next, ...rest]: readonly AgentRunner[]): void | Promise<void> {
    if (next === undefined) return;
    return whenDone(next.start(), () => this.startAgents(rest));
  }

  private open(voice: Voice): void {
    if (this.stopped) return;
    this.options.transport.open({
      filters: this.filters(),
      will: () => this.mail.spoken("presence", voice.will()),
      handlers: {
        up: () => {
          this.up(voice);
        },
        down: () => {
          this.down(voice);
        },
        message: (topic, payload, retained) => {
          this.receive(topic, payload, retained);
        },
        problem: (error) => this.options.onProblem?.(error),
      },
    });
  }

  /** As `batch` does it, without a function for each message. */
  private receive(topic: string, payload: Uint8Array, retained: boolean): void {
    this.depth++;
    try {
      this.door.receive(topic, payload, retained, this.clock.now().mono);
    } finally {
      if (--this.depth === 0) this.mail.flush();
    }
  }

  /** CP-TOPIC-5: few filters, and nothing of other nodes but what the followed grantors say to all. */
  private filters(): readonly string[] {
    const { registry, node, follow } = this.options;
    const named = new Set(
      [...this.runners.keys()].flatMap((id) => registry.agent(id)?.grantors ?? []).filter((id) => id !== "*"),
    );
    const followed = follow ?? (named.size <= followedMax ? [...named] : []);
    const entries = followed.map((id) => registry.agent(id)).filter((entry) => entry !== undefined);
    return [
      this.topics.inboxFilter(node),
      ...entries.flatMap((entry) => [
        this.topics.name({ kind: "presence", node: entry.node }),
        this.topics.name({ kind: "market", node: entry.node, grantor: entry.id }),
      ]),
    ];
  }

  private up(voice: Voice): void {
    this.connected = true;
    voice.connected();
    this.sayRoster();
    this.deliverAll({ kind: "transportUp" });
  }

  private down(voice: Voice): void {
    this.connected = false;
    voice.disconnected();
    this.deliverAll({ kind: "transportDown" });
  }

  private deliverAll(input: CoreInput): void {
    this.batch(() => {
      for (const runner of this.runners.values()) runner.deliver(input);
    });
  }

  private sayRoster(): void {
    const agents = [...this.runners.values()].flatMap(({ id, epoch }) => {
      const role = this.options.registry.agent(id)?.role;
      return role === undefined ? [] : [{ id, role, epoch, keyId: this.keys.get(id)?.keyId ?? "" }];
    });
    this.voice?.sayRoster(agents);
  }

  private end(graceful: boolean): void | Promise<void> {
    this.stopped = true;
    this.connected = false;
    this.voice?.disconnected();
    for (const runner of this.runners.values()) runner.stop();
    return this.options.transport.close(graceful);
  }
}
