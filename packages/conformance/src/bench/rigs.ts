import type { Clock, RegistryPlan } from "@chargepact/agent";
import type { AgentId, DurationMs, Role, Watts } from "@chargepact/protocol";
import type { HolderPeer } from "../probe/holder-peer.js";
import { chargerRig } from "./charger-rig.js";
import { batteryRig, gridRig, storageRig } from "./other-rigs.js";
import type { SubjectContexts } from "./subject.js";

/** The equipment of an agent under test as the kit handles it. */
export interface RigEquipment {
  readonly meterW: Watts | undefined;
  readonly capacityW?: Watts;
  plug(connector: number, holder: AgentId | undefined): void;
  personLimit(maxW: Watts | undefined): void;
  /** Grid operator: another capacity, an emergency. */
  capacity?(importW: Watts): void;
  emergency?(importMaxW: Watts, durationMs: DurationMs): void;
  /** The agent is gone. */
  forget(): void;
}

type Given = Omit<
  SubjectContexts["charger"],
  "port" | "grantor" | "connectors" | "fallbackW" | "rampWPerS" | "batteryTtlMs"
>;

/** Who is there, and with what, when an agent of a role is tested in virtual time. */
export interface Rig<R extends Role> {
  readonly subject: AgentId;
  readonly grantor: AgentId | undefined;
  readonly holders: readonly AgentId[];
  readonly plan: readonly RegistryPlan[];
  readonly equipment: RigEquipment;
  /** Grid operator: W that no fault takes away. */
  readonly guaranteedW?: Watts;
  /** What a factory is given. */
  context(given: Given): SubjectContexts[R];
  prepare(holder: HolderPeer): void;
}

const rigs: { readonly [R in Role]: (clock: Clock) => Rig<R> } = {
  charger: chargerRig,
  battery: batteryRig,
  storage: storageRig,
  grid: gridRig,
};

export function rigOf<R extends Role>(role: R, clock: Clock): Rig<R> {
  return (rigs[role] as (clock: Clock) => Rig<R>)(clock);
}
