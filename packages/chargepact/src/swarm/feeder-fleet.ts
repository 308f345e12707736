import { equalShare, GridCore, type GridConfig, type PricingConfig } from "@chargepact/protocol";
import type { Day, FeederDay } from "@chargepact/sim";
import { feederId } from "../scenario/index.js";
import { coreOptionsOf, type FleetAgent } from "./fleet.js";
import type { SwarmTerms } from "./terms.js";

/** The operator above all sites: it owns the feeder, and each site's operator holds leases of it. */
export function feederAgent({ feeder, sites, pricing, sharing }: FeederDay, terms: SwarmTerms): FleetAgent {
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
    ...(pricing === "dynamic" ? { pricing: pricingOf(feeder) } : {}),
    ...(sharing === "sums" ? { sums: { deadlineMs: terms.planMs, replyMs: terms.replyMs } } : {}),
  };
  return {
    id: feederId,
    role: "grid",
    plan: { id: feederId, role: "grid", grantors: [], powerCapW: feeder.capacityW },
    createCore: (life) => new GridCore(coreOptionsOf(terms)(life), config),
  };
}

/** The demand charge of the feeder's meter is what its prices answer. */
const pricingOf = ({ demand }: Day): PricingConfig => ({
  demandMicroPerKw: demand?.microPerKw ?? 0,
  ...(demand === undefined ? {} : { sunkPeakW: demand.sunkW }),
});
