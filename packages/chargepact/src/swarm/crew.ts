import {
  launchAgent,
  MemoryStore,
  seededEntropy,
  systemEntropy,
  type AgentHandle,
  type AgentPort,
  type MadeRegistry,
} from "@chargepact/agent";
import type { AgentCore, ChargepactError, Trace } from "@chargepact/protocol";
import type { FleetAgent } from "./fleet.js";
import type { SwarmGround, SwarmObserver } from "./swarm.js";

export interface CrewConfig extends SwarmGround {
  readonly insecure: boolean;
  readonly seed: number;
  readonly registry: MadeRegistry;
  readonly observer?: SwarmObserver;
  readonly portOf: (agent: FleetAgent) => AgentPort;
}

/** Running agents, each with a store that outlives it. */
export class Crew {
  readonly handles = new Map<string, AgentHandle>();
  private readonly stores = new Map<string, MemoryStore>();
  private readonly retired: AgentHandle[] = [];
  private readonly killed: Promise<void>[] = [];
  private readonly tracers: ((trace: Trace, agent: FleetAgent) => void)[] = [];

  constructor(private readonly config: CrewConfig) {}

  /** Starts one agent, or starts it again from its store after {@link kill}. */
  launch(agent: FleetAgent): void {
    const { clock, transport, seeded, seed, insecure, solve, registry, observer, portOf } = this.config;
    const keys = registry.keys.get(agent.id);
    const store = this.stores.get(agent.id) ?? new MemoryStore();
    this.stores.set(agent.id, store);
    const { handle, started } = launchAgent({
      id: agent.id,
      createCore: (life) => this.watched(agent.createCore(life)),
      store,
      port: portOf(agent),
      clock,
      registry: registry.registry,
      transport: transport(agent.id),
      entropy: seeded ? seededEntropy(`${String(seed)}/${agent.id}`) : systemEntropy,
      insecure,
      ...(keys === undefined ? {} : { keys }),
      ...(solve === undefined ? {} : { solve }),
      ...(agent.predictors === undefined ? {} : { predictors: agent.predictors }),
      onTrace: (trace) => {
        observer?.trace?.(trace, agent);
        for (const tracer of this.tracers) tracer(trace, agent);
      },
      onAlarm: (alarm) => observer?.alarm?.(alarm),
      onProblem: (error) => observer?.problem?.(error, agent.id),
    });
    this.handles.set(agent.id, handle);
    if (started instanceof Promise) {
      started.catch((error: unknown) => observer?.problem?.(error as ChargepactError, agent.id));
    }
  }

  /** Ends an agent as if its process had died: socket and state gone, nothing released. */
  kill(id: string): void {
    const handle = this.handles.get(id);
    if (handle === undefined) return;
    this.retired.push(handle);
    this.handles.delete(id);
    this.killed.push(Promise.resolve(handle.kill()));
  }

  /** Shows every agent's traces to one more watcher. */
  onTrace(tracer: (trace: Trace, agent: FleetAgent) => void): void {
    this.tracers.push(tracer);
  }

  /** Says goodbye everywhere. */
  async stop(): Promise<void> {
    await Promise.all([...[...this.handles.values()].map((handle) => Promise.resolve(handle.stop())), ...this.killed]);
  }

  /** All lives of all agents: for sums of messages and bytes. */
  allHandles(): readonly AgentHandle[] {
    return [...this.handles.values(), ...this.retired];
  }

  /** The core itself, or one that shows the observer each message first. */
  private watched(core: AgentCore): AgentCore {
    const { observer } = this.config;
    if (observer?.message === undefined) return core;
    return {
      id: core.id,
      handle: (event) => {
        if (event.kind === "message") observer.message?.(event.envelope, event.now);
        return core.handle(event);
      },
    };
  }
}
