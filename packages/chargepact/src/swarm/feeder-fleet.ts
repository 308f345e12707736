import { equalShare, GridCore, type GridConfig } from "@chargepact/protocol";
import type { FeederDay } from "@chargepact/sim";
import { feederId } from "../scenario/index.js";
import { coreOptionsOf, type FleetAgent } from "./fleet.js";
import type { SwarmTerms } from "./terms.js";

/** The operator above all sites: it owns the feeder, and each site's operator holds leases of it. */
export function feederAgent({ feeder, sites }: FeederDay, terms: SwarmTerms): FleetAgent {
  const config: GridConfig = {
    children: new Map(sites.map(({ id, day }) => [id, day.capacityW])),
    wiring: new Map(),
    phased: false,
    // What operators below get is shared equally whatever the strategy; the feeder has no vehicles of its own.
    strategy: equalShare,
    stepS: feeder.stepS,
    stepsMax: Math.ceil((feeder.toS - feeder.fromS) / feeder.stepS),
    guaranteedW: feeder.guaranteedW,
    ttlMs: terms.gridTtlMs,
    debounceMs: terms.debounceMs,
    planIntervalMs: terms.planIntervalMs,
    settleMs: terms.settleMs,
  };
  return {
    id: feederId,
    role: "grid",
    plan: { id: feederId, role: "grid", grantors: [], powerCapW: feeder.capacityW },
    createCore: (life) => new GridCore(coreOptionsOf(terms)(life), config),
  };
}
