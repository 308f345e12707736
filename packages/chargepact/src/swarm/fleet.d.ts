import type { Life, RegistryPlan } from "@chargepact/agent";
import { type AgentCore, type Role } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";
import type { StrategyName } from "../swarm-options.js";
import type { SwarmTerms } from "./terms.js";
/** One agent of a swarm, before it runs. */
export interface FleetAgent {
  readonly id: string;
  readonly role: Role;
  readonly plan: RegistryPlan;
  createCore(life: Life): AgentCore;
}
/** Every agent of a day: one grid operator, its chargers and storage site, and each vehicle's battery. */
export declare function fleetOf(day: Day, terms: SwarmTerms, strategy: StrategyName): readonly FleetAgent[];
