import {
  launchAgent,
  makeRegistry,
  MemoryStore,
  seededEntropy,
  systemEntropy,
  type AgentAlarm,
  type AgentHandle,
  type AgentPort,
  type Clock,
  type MadeRegistry,
  type SolveNow,
  type Transport,
} from "@chargepact/agent";
import type { AgentCore, ChargepactError, Envelope, Now, Role, Trace } from "@chargepact/protocol";
import { World, type Day, type Session } from "@chargepact/sim";
import type { StrategyName } from "../swarm-options.js";
import { responseOf } from "./fault-windows.js";
import { fleetOf, type FleetAgent } from "./fleet.js";
import { swarmTerms, type SwarmTerms } from "./terms.js";
import { WorldPorts } from "./world-ports.js";

export interface SwarmConfig {
  readonly clock: Clock;
  /** A connection of its own for each agent. */
  readonly transport: (agent: string) => Transport;
  readonly strategy: StrategyName;
  readonly insecure: boolean;
  /** Nonces and session keys from the day's seed: for virtual runs, which must repeat bit by bit. */
  readonly seeded: boolean;
  readonly observer?: SwarmObserver;
  /** Solves the linear programmes of option rounds. */
  readonly solve?: SolveNow;
}

/** Whoever watches a swarm; nothing here may change it. */
export interface SwarmObserver {
  trace?(trace: Trace, agent: FleetAgent): void;
  alarm?(alarm: AgentAlarm): void;
  problem?(error: ChargepactError, agent: string): void;
  arrived?(session: Session): void;
  departed?(session: Session): void;
  /** A decoded message as its recipient gets it, repeated ones too; called for each, so it must be quick. */
  message?(envelope: Envelope, now: Now): void;
  /** The plants have moved on, by about a second. */
  ticked?(swarm: Swarm): void;
}

/** A day's plants and the agents that run them, on any clock and any transport. */
export class Swarm {
  readonly terms: SwarmTerms;
  readonly fleet: readonly FleetAgent[];
  readonly registry: MadeRegistry;
  readonly world: World;
  readonly ports: WorldPorts;
  readonly handles = new Map<string, AgentHandle>();
  private readonly stores = new Map<string, MemoryStore>();
  private readonly retired: AgentHandle[] = [];
  private readonly killed: Promise<void>[] = [];
  private readonly tracers: ((trace: Trace, agent: FleetAgent) => void)[] = [];

  constructor(
    readonly day: Day,
    private readonly config: SwarmConfig,
  ) {
    const { clock, observer } = config;
    this.terms = swarmTerms(day, clock.speed);
    this.fleet = fleetOf(day, this.terms, config.strategy);
    this.registry = makeRegistry({ site: "site", seed: String(day.seed), agents: this.fleet.map((each) => each.plan) });
    this.world = new World(day, {
      responseOf: responseOf(day, this.terms),
      onArrive: (session) => {
        this.ports.arrived(session);
        observer?.arrived?.(session);
      },
      onDepart: (session) => {
        this.ports.departed(session);
        observer?.departed?.(session);
      },
    });
    this.ports = new WorldPorts(this.world, day, clock.speed, () => clock.now().t);
  }

  /** Starts every agent; each connects by itself. */
  start(): void {
    for (const agent of this.fleet) this.launch(agent);
  }

  /** Starts one agent, or starts it again from its store after {@link kill}. */
  launch(agent: FleetAgent): void {
    const { config, registry, day } = this;
    const keys = registry.keys.get(agent.id);
    const store = this.stores.get(agent.id) ?? new MemoryStore();
    this.stores.set(agent.id, store);
    const { handle, started } = launchAgent({
      id: agent.id,
      createCore: (life) => this.watched(agent.createCore(life)),
      store,
      port: this.portOf(agent),
      clock: config.clock,
      registry: registry.registry,
      transport: config.transport(agent.id),
      entropy: config.seeded ? seededEntropy(`${String(day.seed)}/${agent.id}`) : systemEntropy,
      insecure: config.insecure,
      ...(keys === undefined ? {} : { keys }),
      ...(config.solve === undefined ? {} : { solve: config.solve }),
      onTrace: (trace) => {
        config.observer?.trace?.(trace, agent);
        for (const tracer of this.tracers) tracer(trace, agent);
      },
      onAlarm: (alarm) => config.observer?.alarm?.(alarm),
      onProblem: (error) => config.observer?.problem?.(error, agent.id),
    });
    this.handles.set(agent.id, handle);
    if (started instanceof Promise) {
      started.catch((error: unknown) => config.observer?.problem?.(error as ChargepactError, agent.id));
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

  /** Moves the plants to the clock's schedule time and reports what changed to the agents. */
  tick(): void {
    this.world.advance(this.config.clock.now().t);
    this.ports.pump();
    this.config.observer?.ticked?.(this);
  }

  /** Says goodbye everywhere. */
  async stop(): Promise<void> {
    await Promise.all([...[...this.handles.values()].map((handle) => Promise.resolve(handle.stop())), ...this.killed]);
  }

  agent(id: string): FleetAgent | undefined {
    return this.fleet.find((each) => each.id === id);
  }
  role(id: string): Role | undefined {
    return this.agent(id)?.role;
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

  private portOf(agent: FleetAgent): AgentPort {
    const { ports } = this;
    switch (agent.role) {
      case "grid":
        return ports.grid(agent.id);
      case "storage":
        return ports.storage(agent.id);
      case "battery":
        return ports.battery(agent.id);
      case "charger": {
        const station = this.day.stations.find((each) => each.id === agent.id);
        if (station === undefined) throw new RangeError(`there is no station ${agent.id}`);
        return ports.charger(station);
      }
    }
  }
}
