import { randomBytes } from "node:crypto";
import { makeRegistry, type AgentKeys, type Registry } from "@chargepact/agent";
import { ChargepactError, type AgentId, type Role, type Watts } from "@chargepact/protocol";

/** One agent of a development registry. */
export interface DevAgent {
  readonly id: AgentId;
  readonly role: Role;
  /** Whom it may ask for power; `"*"` = every charger and storage site. Default nobody. */
  readonly grantors?: readonly AgentId[];
  /** Most it may import, W. */
  readonly powerCapW: Watts;
}

/** A registry with everybody's keys, for one machine. */
export interface DevRegistry {
  readonly registry: Registry;
  /** What an agent needs of it, to be spread into its options. Throws `REGISTRY` for an id that is not in it. */
  agent(id: AgentId): {
    readonly id: AgentId;
    readonly registry: Registry;
    readonly keys: AgentKeys;
    readonly loopbackOnly: true;
  };
}

/**
 * A signed registry and all keys, made up on the spot, so that messages are sealed from the first trial on. Keys come
 * from `seed`: whoever knows it has them all, so agents with these keys refuse a broker on another machine. Default: a
 * seed that nobody knows; give one where several processes are to have the same keys.
 */
export function devRegistry(
  agents: readonly DevAgent[],
  options: { readonly site?: string; readonly seed?: string } = {},
): DevRegistry {
  const { site = "site", seed = randomBytes(16).toString("hex") } = options;
  const plans = agents.map((agent) => ({ ...agent, grantors: agent.grantors ?? [] }));
  const { registry, keys } = makeRegistry({ site, seed, agents: plans });
  return {
    registry,
    agent: (id) => {
      const own = keys.get(id);
      if (own === undefined) throw new ChargepactError("REGISTRY", `the registry has no agent ${id}`);
      return { id, registry, keys: own, loopbackOnly: true };
    },
  };
}
