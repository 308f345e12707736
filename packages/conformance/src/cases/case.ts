import type { Role } from "@chargepact/protocol";
import type { Feature } from "../equipment/equipment.js";
import type { Probe } from "../probe/probe.js";
import type { RequirementId } from "../requirements.js";

/** One thing that an agent has to do, or not to do, as a test. */
export interface Case {
  /** A sentence that states the rule. */
  readonly name: string;
  /** What it checks. The first is the one it is about. */
  readonly ids: readonly RequirementId[];
  readonly roles: readonly Role[];
  readonly needs: readonly Feature[];
  /** It is about what the agent under test grants to others. */
  readonly grants?: boolean;
  /** It says something only where every message arrives once and at once. */
  readonly quiet?: boolean;
  /** Black box, it takes about so many seconds beside waiting for leases. */
  readonly run: (probe: Probe) => Promise<void>;
}
