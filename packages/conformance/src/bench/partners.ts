import type { Registry, RegistryPlan } from "@chargepact/agent";
import { ChargepactError, type AgentId, type Role } from "@chargepact/protocol";

/** Those with whom an agent of a role talks. */
export interface Partners {
  readonly grantor: AgentId | undefined;
  readonly holders: readonly AgentId[];
}

const powerCapW = 100_000;

/** A site for one agent under test: itself and its partners under the names that the kit gives them. */
export function sitePlan(role: Role, subject: AgentId): readonly RegistryPlan[] {
  const plan = (id: AgentId, of: Role, grantors: readonly AgentId[]): RegistryPlan => ({
    id,
    role: of,
    grantors,
    powerCapW,
  });
  switch (role) {
    case "charger":
      return [plan("grid", "grid", []), plan(subject, role, ["grid"]), plan("car", "battery", [subject])];
    case "battery":
      return [plan("charger", "charger", []), plan(subject, role, ["charger"])];
    case "storage":
      return [plan("grid", "grid", []), plan(subject, role, ["grid"])];
    case "grid":
      return [
        plan(subject, role, []),
        plan("charger-1", "charger", [subject]),
        plan("charger-2", "charger", [subject]),
      ];
  }
}

/** The partners of an agent by a registry. Throws `BAD_INPUT` where they are missing. */
export function partnersIn(registry: Registry, role: Role, subject: AgentId): Partners {
  const entry = registry.agent(subject);
  if (entry?.role !== role) {
    throw new ChargepactError(
      "BAD_INPUT",
      `the registry has ${entry === undefined ? `no agent ${subject}` : `${subject} as ${entry.role}, not as ${role}`}; name another --id, or the registry that the agent has`,
    );
  }
  const below = registry.document.agents.filter(({ id, grantors }) => id !== subject && grantors.includes(subject));
  const wanted: Role = role === "charger" ? "battery" : "charger";
  const holders = below.filter((each) => each.role === wanted).map(({ id }) => id);
  const grantor = entry.grantors.find((id) => registry.agent(id) !== undefined);
  if (role !== "grid" && grantor === undefined) {
    throw new ChargepactError("BAD_INPUT", `the registry has no grantor of ${subject}: the kit takes its place`);
  }
  const least = role === "charger" ? 1 : role === "grid" ? 2 : 0;
  if (holders.length < least) {
    const missing = `the registry has ${holders.length} agents of role ${wanted} that name ${subject} as grantor`;
    throw new ChargepactError("BAD_INPUT", `${missing}; the kit takes the place of ${least}`);
  }
  return { grantor: role === "grid" ? undefined : grantor, holders: holders.slice(0, least) };
}
