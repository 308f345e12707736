import {
  makeRegistry,
  type AgentAlarm,
  type AgentHandle,
  type AgentPort,
  type Clock,
  type MadeRegistry,
  type SolveNow,
  type Transport,
} from "@chargepact/agent";
import type { ChargepactError, Envelope, Now, Role, Trace } from "@chargepact/protocol";
import { World, type Capacity, type Day, type Session, type VehiclePlant } from "@chargepact/sim";
import { gridId } from "../scenario/index.js";
import type { StrategyName } from "../swarm-options.js";
import { Crew } from "./crew.js";
import { responseOf } from "./fault-windows.js";
import { fleetOf, type FleetAgent } from "./fleet.js";
import type { SwarmPredictors } from "./predictors.js";
import { swarmTerms, type SwarmTerms } from "./terms.js";
import { WorldPorts } from "./world-ports.js";

/** What agents run on. */
export interface SwarmGround {
  readonly clock: Clock;
  /** A connection of its own for each agent. */
  readonly transport: (agent: string) => Transport;
  /** Nonces and session keys from the day's seed: for virtual runs, which must repeat bit by bit. */
  readonly seeded: boolean;
  /** Solves the linear programmes of option rounds. */
  readonly solve?: SolveNow;
  /** What batteries ask of themselves; absent: physics. */
  readonly predictors?: SwarmPredictors;
}

export interface SwarmConfig extends SwarmGround {
  readonly strategy: StrategyName;
  readonly insecure: boolean;
  readonly observer?: SwarmObserver;
  /** Absent: the swarm is a site of its own. */
  readonly place?: SwarmPlace;
}

/** Where a site's swarm stands among others under a feeder: who is in it, and the registry and terms of all. */
export interface SwarmPlace {
  readonly operator: string;
  readonly fleet: readonly FleetAgent[];
  readonly terms: SwarmTerms;
  readonly registry: MadeRegistry;
}

/** What a runner and faults need of whatever they run. */
export interface Runnable {
  readonly day: Day;
  readonly terms: SwarmTerms;
  readonly capacity: Capacity;
  start(): void;
  tick(): void;
  stop(): Promise<void>;
  launch(agent: FleetAgent): void;
  kill(id: string): void;
  agent(id: string): FleetAgent | undefined;
  onTrace(tracer: (trace: Trace, agent: FleetAgent) => void): void;
  plugged(): readonly VehiclePlant[];
  /** The operator at the top may import only this much until then, W and schedule ms. */
  emergency(importMaxW: number, untilMs: number): void;
}

/** Who is who among these agents, all keys from the day's seed. */
export const registryOf = (day: Day, fleet: readonly FleetAgent[]): MadeRegistry =>
  makeRegistry({ site: "site", seed: String(day.seed), agents: fleet.map(({ plan }) => plan) });

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
export class Swarm implements Runnable {
  readonly terms: SwarmTerms;
  readonly fleet: readonly FleetAgent[];
  readonly registry: MadeRegistry;
  readonly world: World;
  readonly ports: WorldPorts;
  private readonly crew: Crew;

  constructor(
    readonly day: Day,
    private readonly config: SwarmConfig,
  ) {
    const { clock, observer, place } = config;
    this.terms = place?.terms ?? swarmTerms(day, clock.speed);
    this.fleet = place?.fleet ?? fleetOf(day, this.terms, config);
    this.registry = place?.registry ?? registryOf(day, this.fleet);
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
    this.ports = new WorldPorts(this.world, day, clock.speed, () => clock.now().t, place?.operator ?? gridId);
    const portOf = (agent: FleetAgent): AgentPort => this.portOf(agent);
    this.crew = new Crew({ ...config, seed: day.seed, registry: this.registry, portOf });
  }

  /** Starts every agent; each connects by itself. */
  start(): void {
    for (const agent of this.fleet) this.launch(agent);
  }

  /** Starts one agent, or starts it again from its store after {@link kill}. */
  launch(agent: FleetAgent): void {
    this.crew.launch(agent);
  }
  /** Ends an agent as if its process had died: socket and state gone, nothing released. */
  kill(id: string): void {
    this.crew.kill(id);
  }
  /** Shows every agent's traces to one more watcher. */
  onTrace(tracer: (trace: Trace, agent: FleetAgent) => void): void {
    this.crew.onTrace(tracer);
  }

  /** Moves the plants to the clock's schedule time and reports what changed to the agents. */
  tick(): void {
    this.world.advance(this.config.clock.now().t);
    this.report();
  }

  /** Reports to the agents what changed at the plants. */
  report(): void {
    this.ports.pump();
    if (this.config.place !== undefined) this.ports.pumpConnection(this.world.siteW);
    this.config.observer?.ticked?.(this);
  }

  get capacity(): Capacity {
    return this.world.capacity;
  }
  plugged(): readonly VehiclePlant[] {
    return this.world.plugged();
  }
  emergency(importMaxW: number, untilMs: number): void {
    this.ports.emergency(importMaxW, untilMs);
  }

  /** Says goodbye everywhere. */
  stop(): Promise<void> {
    return this.crew.stop();
  }

  /** Agents that live, by id. */
  get handles(): ReadonlyMap<string, AgentHandle> {
    return this.crew.handles;
  }
  agent(id: string): FleetAgent | undefined {
    return this.fleet.find((each) => each.id === id);
  }
  role(id: string): Role | undefined {
    return this.agent(id)?.role;
  }
  /** All lives of all agents: for sums of messages and bytes. */
  allHandles(): readonly AgentHandle[] {
    return this.crew.allHandles();
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
