import {
  launchAgent,
  makeRegistry,
  MemoryNetwork,
  MemoryStore,
  seededEntropy,
  VirtualClock,
  type AgentHandle,
} from "@chargepact/agent";
import type { Trace } from "@chargepact/protocol";
import { World, type Day } from "@chargepact/sim";
import type { StrategyName } from "../swarm-options.js";
import { gridId } from "../scenario/index.js";
import { fleetOf } from "./fleet.js";
import { count, createTally } from "./tally.js";
import { swarmTerms } from "./terms.js";
import { WorldPorts } from "./world-ports.js";

export function runVirtual(
  day: Day,
  options: { strategy: StrategyName; insecure: boolean; onTrace?: (trace: Trace, agent: string) => void },
) {
  const clock = new VirtualClock(day.fromS * 1000);
  const terms = swarmTerms(day, 1);
  const fleet = fleetOf(day, terms, options.strategy);
  const net = new MemoryNetwork(clock, { delayMs: 5 });
  const tally = createTally();
  const made = makeRegistry({ site: "site", seed: String(day.seed), agents: fleet.map((agent) => agent.plan) });
  const world: World = new World(day, {
    responseMs: terms.responseMs,
    onArrive: (session) => ports.arrived(session),
    onDepart: (session) => ports.departed(session),
  });
  const ports: WorldPorts = new WorldPorts(world, day, 1, () => clock.now().t);
  const handles = new Map<string, AgentHandle>();
  for (const agent of fleet) {
    const station = day.stations.find((each) => each.id === agent.id);
    const port =
      agent.role === "grid"
        ? ports.grid(agent.id)
        : agent.role === "storage"
          ? ports.storage(agent.id)
          : station !== undefined
            ? ports.charger(station)
            : ports.battery(agent.id);
    const keys = made.keys.get(agent.id);
    const { handle } = launchAgent({
      id: agent.id,
      createCore: (life) => agent.createCore(life),
      store: new MemoryStore(),
      port,
      clock,
      registry: made.registry,
      transport: net.transport(agent.id),
      entropy: seededEntropy(`${String(day.seed)}/${agent.id}`),
      insecure: options.insecure,
      ...(keys === undefined ? {} : { keys }),
      onTrace: (trace) => {
        count(tally, trace, agent.role);
        options.onTrace?.(trace, agent.id);
      },
      onProblem: (error) => {
        console.error(agent.id, error.message, error.cause);
      },
    });
    handles.set(agent.id, handle);
  }
  const tick = (at: number): void => {
    clock.setTimer(at, () => {
      world.advance(clock.now().t);
      ports.pump();
      if (clock.now().t < day.toS * 1000) tick(at + 1000);
    });
  };
  tick(1000);
  clock.run((day.toS - day.fromS) * 1000 + 1000);
  return { world, tally, handles, net, gridId };
}
