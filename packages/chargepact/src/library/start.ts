import {
  FileStore,
  mqttTransport,
  runAgent,
  sha256,
  SystemClock,
  type AgentPort,
  type Life,
  type Store,
  type Transport,
} from "@chargepact/agent";
import {
  ChargepactError,
  type AgentCore,
  type AgentId,
  type CoreOptions,
  type Predictors,
  type Role,
} from "@chargepact/protocol";
import { Listeners } from "./listeners.js";
import type { Agent, AgentOptions } from "./options.js";

/** What makes an agent the one it is. */
export interface Kind {
  readonly role: Role;
  readonly port: AgentPort;
  readonly predictors?: Predictors;
  readonly createCore: (options: CoreOptions) => AgentCore;
}

/** Starts an agent; fulfilled when its epoch is durable and it connects. Throws `BAD_CONFIG`, `REGISTRY`, `STORE_FAILED`. */
export async function start(options: AgentOptions, kind: Kind): Promise<Agent> {
  const { id, registry, keys, insecure, audit, root, qos, timings } = options;
  requireRole(options, kind.role);
  const transport = transportOf(options);
  if (options.loopbackOnly === true && !transport.loopback) {
    throw new ChargepactError(
      "BAD_CONFIG",
      `${id} has the keys of a development registry: its broker has to be on this machine (127.0.0.1 or localhost)`,
    );
  }
  const clock = options.clock ?? new SystemClock();
  const store = storeOf(options);
  const listeners = new Listeners();
  const coreOf = (life: Life): AgentCore =>
    watched(
      kind.createCore({ ...life, hash: sha256, speed: clock.speed, ...(timings === undefined ? {} : { timings }) }),
      listeners,
    );
  const handle = await runAgent({
    id,
    registry,
    transport,
    clock,
    store,
    port: kind.port,
    ...(kind.predictors === undefined ? {} : { predictors: kind.predictors }),
    createCore: coreOf,
    onTrace: (trace) => listeners.tell("trace", trace),
    onAlarm: (alarm) => listeners.tell("alarm", alarm),
    onProblem: (error) => {
      if (!listeners.tell("problem", error)) process.emitWarning(error);
    },
    onRefused: (refusal, detail) => listeners.tell("refused", { refusal, detail }),
    ...(keys === undefined ? {} : { keys }),
    ...(insecure === undefined ? {} : { insecure }),
    ...(audit === undefined ? {} : { audit }),
    ...(root === undefined ? {} : { root }),
    ...(qos === undefined ? {} : { qos }),
  });
  const end = async (how: "stop" | "kill"): Promise<void> => {
    await handle[how]();
    await store.close();
  };
  return {
    id,
    role: kind.role,
    stats: handle.stats,
    get epoch() {
      return handle.epoch;
    },
    on: (name, listener) => listeners.add(name, listener),
    stop: () => end("stop"),
    kill: () => end("kill"),
  };
}

function requireRole({ id, registry }: AgentOptions, role: Role): void {
  const known = registry.agent(id)?.role;
  if (known === role) return;
  const found = known === undefined ? `no agent ${id}` : `${id} as ${known}, not as ${role}`;
  throw new ChargepactError("REGISTRY", `the registry has ${found}`);
}

function transportOf({ broker, id }: AgentOptions): Transport {
  if (typeof broker === "string") return mqttTransport({ url: broker, id });
  return "loopback" in broker ? broker : mqttTransport({ client: broker });
}

function storeOf({ store, id }: AgentOptions): Store {
  if (store === undefined || typeof store === "string") return new FileStore(store ?? `.chargepact/${id}`);
  return store;
}

/** The same core, with its messages shown to whoever listens. */
function watched(core: AgentCore, listeners: Listeners): AgentCore {
  const newestSent = new Map<AgentId, number>();
  return {
    id: core.id,
    handle: (event) => {
      if (event.kind === "message") {
        const { envelope } = event;
        listeners.tell("message", { direction: "received", peer: envelope.sender, body: envelope.body, envelope });
      }
      const effects = core.handle(event);
      for (const effect of effects) {
        if (effect.kind !== "send" || effect.envelope.seq <= (newestSent.get(effect.to) ?? 0)) continue;
        const { to: peer, envelope } = effect;
        newestSent.set(peer, envelope.seq);
        listeners.tell("message", { direction: "sent", peer, body: envelope.body, envelope });
      }
      return effects;
    },
  };
}
