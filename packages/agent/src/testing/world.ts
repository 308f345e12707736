import type { AgentCore, AgentId, Body, CoreEvent, Effect, Envelope, Hello } from "@chargepact/protocol";
import { VirtualClock } from "../clock.virtual.js";
import { seededEntropy } from "../entropy.js";
import { MemoryNetwork, type MemoryNetworkOptions } from "../memory.js";
import { makeRegistry } from "../registry.js";
import { type RunAgentOptions } from "../run-agent.js";
import type { Life } from "../agent-spec.js";
import { MemoryStore } from "../store.js";

export const hello: Hello = {
  kind: "hello",
  role: "battery",
  versions: [{ major: 1, minor: 0 }],
  features: [],
  criticalFeatures: [],
  nonce: new Uint8Array(0),
  sessionKey: new Uint8Array(0),
  fallback: { importW: 0, exportW: 0, rampWPerS: 1000 },
  powerMaxW: 11_000,
  exportMaxW: 0,
  connectors: [{ connector: 1, phases: [1, 2, 3], powerMaxW: 11_000, powerMinW: 0 }],
  stepsMax: 96,
};

type Answer = (event: CoreEvent, core: TestCore) => void;

/** A core whose behaviour is one function; it numbers its messages and keeps what it saw. */
export class TestCore implements AgentCore {
  readonly seen: CoreEvent[] = [];
  private seq = 0;
  private effects: Effect[] = [];
  constructor(
    readonly id: AgentId,
    readonly life: Life,
    private readonly answer: Answer,
  ) {}

  handle(event: CoreEvent): readonly Effect[] {
    this.seen.push(event);
    this.effects = [];
    this.answer(event, this);
    return this.effects;
  }

  emit(effect: Effect): void {
    this.effects.push(effect);
  }

  say(to: AgentId, body: Body, inReplyTo?: Envelope): Envelope {
    const envelope: Envelope = {
      major: 1,
      minor: 0,
      sender: this.id,
      recipient: to,
      epoch: this.life.epoch,
      seq: ++this.seq,
      sessionId: "",
      ttlMs: 30_000,
      body,
      ...(inReplyTo === undefined ? {} : { inReplyTo: { epoch: inReplyTo.epoch, seq: inReplyTo.seq } }),
    };
    this.emit({ kind: "send", to, envelope });
    return envelope;
  }

  get messages(): readonly Extract<CoreEvent, { kind: "message" }>[] {
    return this.seen.filter((event) => event.kind === "message");
  }
}

/** Greets `peer` on connecting, and whenever it is not understood. */
export const greets =
  (peer: AgentId, then: Answer = () => undefined): Answer =>
  (event, core) => {
    if (event.kind === "transportUp" || event.kind === "unexplained") core.say(peer, hello);
    then(event, core);
  };

/** Answers a holder's greeting. */
export const answers =
  (then: Answer = () => undefined): Answer =>
  (event, core) => {
    if (event.kind === "message" && event.envelope.body.kind === "hello") {
      core.say(event.envelope.sender, { ...hello, role: "charger" }, event.envelope);
    } else then(event, core);
  };

export const world = (network: MemoryNetworkOptions = {}, boot?: string) => {
  const clock = new VirtualClock(1_700_000_000_000, boot === undefined ? {} : { boot });
  const made = makeRegistry({
    site: "site",
    seed: "test",
    agents: [
      { id: "grid", role: "grid", grantors: [], powerCapW: 100_000 },
      { id: "cs", role: "charger", grantors: ["grid"], powerCapW: 22_000 },
      { id: "ev", role: "battery", grantors: ["cs"], powerCapW: 11_000 },
      { id: "other", role: "battery", grantors: ["cs"], powerCapW: 11_000 },
    ],
  });
  const net = new MemoryNetwork(clock, network);
  const cores = new Map<AgentId, TestCore>();
  const options = (id: AgentId, answer: Answer = () => undefined): RunAgentOptions => {
    const keys = made.keys.get(id);
    return {
      id,
      registry: made.registry,
      store: new MemoryStore(),
      transport: net.transport(id),
      clock,
      entropy: seededEntropy(id),
      createCore: (life) => {
        const core = new TestCore(id, life, answer);
        cores.set(id, core);
        return core;
      },
      ...(keys === undefined ? {} : { keys }),
    };
  };
  const coreOf = (id: AgentId): TestCore => {
    const core = cores.get(id);
    if (core === undefined) throw new Error(`${id} has no core`);
    return core;
  };
  return { clock, net, options, coreOf, ...made };
};
