import type { AgentId, ChargepactError, CoreInput } from "@chargepact/protocol";
import { AgentNode } from "./node.js";
import type { NodeAgent, NodeOptions } from "./node-options.js";
import type { Stats } from "./stats.js";

export type RunAgentOptions = NodeAgent & Omit<NodeOptions, "agents" | "node" | "onProblem">;

/** A running agent on a connection of its own. */
export interface AgentHandle {
  readonly id: AgentId;
  readonly stats: Readonly<Stats>;
  /** Epoch of the present life. */
  readonly epoch: number;
  /** An input as from the agent's port. */
  input(input: CoreInput): void;
  /** Says goodbye and ends. */
  stop(): void | Promise<void>;
  /** Ends as if the process had died. */
  kill(): void | Promise<void>;
}

/** The handle, and when it has started: at once (undefined) with a store that is synchronous. */
export interface StartedAgent {
  readonly handle: AgentHandle;
  readonly started: void | Promise<void>;
}

/**
 * Starts one agent on a connection of its own. With a synchronous store it has started when this returns, and throws
 * what `AgentNode.start` throws; else wait for `started`.
 */
export function launchAgent(options: RunAgentOptions): StartedAgent {
  const { onProblem, ...rest } = options;
  const { id } = options;
  const forNode = onProblem === undefined ? {} : { onProblem: (error: ChargepactError) => onProblem(error, id) };
  const node = new AgentNode({ ...rest, ...forNode, node: id, agents: [options] });
  const handle: AgentHandle = {
    id,
    stats: node.stats,
    get epoch() {
      return node.epochOf(id);
    },
    input: (input) => node.input(id, input),
    stop: () => node.stop(),
    kill: () => node.kill(),
  };
  return { handle, started: node.start() };
}

/** Starts one agent on a connection of its own; fulfilled when its epoch is durable and it connects. */
export async function runAgent(options: RunAgentOptions): Promise<AgentHandle> {
  const { handle, started } = launchAgent(options);
  await started;
  return handle;
}
