import type { AgentHandle, AgentPort } from "@chargepact/agent";
import type { CoreInput, Trace } from "@chargepact/protocol";
import { FeederWorld, type Capacity, type Day, type FeederDay, type VehiclePlant } from "@chargepact/sim";
import { feederId } from "../scenario/index.js";
import type { StrategyName } from "../swarm-options.js";
import { Crew } from "./crew.js";
import { feederResponseOf } from "./fault-windows.js";
import { feederAgent } from "./feeder-fleet.js";
import { FeederPort } from "./feeder-port.js";
import { fleetOf, type FleetAgent } from "./fleet.js";
import { registryOf, Swarm, type Runnable, type SwarmGround, type SwarmObserver } from "./swarm.js";
import { swarmTerms, type SwarmTerms } from "./terms.js";

export interface FeederSwarmConfig extends SwarmGround {
  readonly strategy: StrategyName;
  readonly insecure: boolean;
  /** Watches the feeder's own agent. */
  readonly observer?: SwarmObserver;
  /** Watches the agents of one site, its operator included. */
  readonly observerOf?: (site: string) => SwarmObserver;
}

/** Operators under an operator: the feeder's and each site's own. */
const levels = 2;

/** Several sites under one feeder: a swarm for each, in step, with one registry, and an operator above theirs. */
export class FeederSwarm implements Runnable {
  readonly day: Day;
  readonly terms: SwarmTerms;
  readonly sites: readonly { readonly id: string; readonly swarm: Swarm }[];
  readonly world: FeederWorld;
  private readonly feeder: FleetAgent;
  private readonly agents: ReadonlyMap<string, FleetAgent>;
  private readonly siteOf: ReadonlyMap<string, Swarm>;
  private readonly port: FeederPort;
  private readonly crew: Crew;

  constructor(
    readonly feederDay: FeederDay,
    private readonly config: FeederSwarmConfig,
  ) {
    const { clock, observerOf } = config;
    this.day = feederDay.feeder;
    this.terms = swarmTerms(this.day, clock.speed, levels);
    this.feeder = feederAgent(feederDay, this.terms);
    const places = feederDay.sites.map(({ id, day }) => {
      const fleet = fleetOf(day, this.terms, config, { operator: id, above: feederId });
      return { id, day, fleet };
    });
    const fleet = [this.feeder, ...places.flatMap((place) => place.fleet)];
    this.agents = new Map(fleet.map((agent) => [agent.id, agent]));
    const registry = registryOf(this.day, fleet);
    this.sites = places.map(({ id, day, fleet: own }) => {
      const place = { operator: id, fleet: own, terms: this.terms, registry };
      const observer = observerOf?.(id);
      const { observer: _, ...shared } = config;
      return { id, swarm: new Swarm(day, { ...shared, place, ...(observer === undefined ? {} : { observer }) }) };
    });
    this.siteOf = new Map(this.sites.flatMap(({ swarm }) => swarm.fleet.map(({ id }) => [id, swarm] as const)));
    const worlds = this.sites.map(({ swarm }) => swarm.world);
    const responseOf = feederResponseOf(this.day, this.terms, (id) => this.agents.get(id)?.role);
    this.world = new FeederWorld(this.day, worlds, responseOf);
    this.port = new FeederPort(this.day, () => clock.now().t);
    const portOf = (): AgentPort => this.port;
    this.crew = new Crew({ ...config, seed: this.day.seed, registry, portOf });
  }

  /** Starts every agent, the feeder's first. */
  start(): void {
    this.launch(this.feeder);
    for (const { swarm } of this.sites) swarm.start();
  }
  launch(agent: FleetAgent): void {
    (this.siteOf.get(agent.id) ?? this.crew).launch(agent);
  }
  kill(id: string): void {
    (this.siteOf.get(id) ?? this.crew).kill(id);
  }
  onTrace(tracer: (trace: Trace, agent: FleetAgent) => void): void {
    for (const each of [this.crew, ...this.sites.map(({ swarm }) => swarm)]) each.onTrace(tracer);
  }

  /** Moves all plants to the clock's schedule time, second by second together, and reports what changed. */
  tick(): void {
    this.world.advance(this.config.clock.now().t);
    for (const { swarm } of this.sites) swarm.report();
    this.port.pump(this.world.feederW);
  }
  async stop(): Promise<void> {
    await Promise.all([this.crew.stop(), ...this.sites.map(({ swarm }) => swarm.stop())]);
  }

  get capacity(): Capacity {
    return this.world.capacity;
  }
  plugged(): readonly VehiclePlant[] {
    return this.sites.flatMap(({ swarm }) => swarm.plugged());
  }
  agent(id: string): FleetAgent | undefined {
    return this.agents.get(id);
  }
  get fleet(): readonly FleetAgent[] {
    return [...this.agents.values()];
  }
  emergency(importMaxW: number, untilMs: number): void {
    this.port.emergency(importMaxW, untilMs);
  }
  /** An input for the feeder's agent, as if from its own port. */
  tell(input: CoreInput): void {
    this.port.tell(input);
  }
  allHandles(): readonly AgentHandle[] {
    return [...this.crew.allHandles(), ...this.sites.flatMap(({ swarm }) => swarm.allHandles())];
  }
}
