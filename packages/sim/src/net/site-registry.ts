import type { Registry } from "@chargepact/agent";
import type { AgentId, Role, Watts } from "@chargepact/protocol";
import { capsBelow } from "./cores.js";
import type { SitePlan } from "./site-plan.js";

/** Who may ask whom for power, each on a node of its own, without keys. */
export function registryOf(site: SitePlan): ConstructorParameters<typeof Registry>[0] {
  const agents: [AgentId, Role, readonly AgentId[], Watts][] = [
    ...site.operators.map(({ id, parent, importW }): [AgentId, Role, readonly AgentId[], Watts] => [
      ...([id, "grid", parent === undefined ? [] : [parent], importW] as const),
    ]),
    ...site.operators.flatMap(({ id }) =>
      capsBelow(id, { ...site, operators: [] }).map(([holder, capW]): [AgentId, Role, readonly AgentId[], Watts] => [
        holder,
        site.storages.some((each) => each.id === holder) ? "storage" : "charger",
        [id],
        capW,
      ]),
    ),
    ...site.vehicles.map(({ id, powerMaxW }): [AgentId, Role, readonly AgentId[], Watts] => [
      ...([id, "battery", ["*"], powerMaxW] as const),
    ]),
  ];
  return {
    version: 1,
    site: "sim",
    agents: agents.map(([id, role, grantors, powerCapW]) => ({ id, role, node: id, grantors, keys: [], powerCapW })),
  };
}
