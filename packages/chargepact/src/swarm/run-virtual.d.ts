import { MemoryNetwork, type AgentHandle } from "@chargepact/agent";
import type { Trace } from "@chargepact/protocol";
import { World, type Day } from "@chargepact/sim";
import type { StrategyName } from "../swarm-options.js";
export declare function runVirtual(
  day: Day,
  options: {
    strategy: StrategyName;
    insecure: boolean;
    onTrace?: (trace: Trace, agent: string) => void;
  },
): {
  world: World;
  tally: import("./tally.js").Tally;
  handles: Map<string, AgentHandle>;
  net: MemoryNetwork;
  gridId: string;
};
