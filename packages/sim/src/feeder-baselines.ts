import type { WattHours } from "@chargepact/protocol";
import { runEqualShare, uncontrolledWorld, type Baseline } from "./baselines.js";
import { deliverableWh } from "./deliverable.js";
import type { Day } from "./model.js";
import { demandMicroOf } from "./plant/account.js";
import { FeederWorld, sumsOf, type FeederDay, type FeederOutcome, type FeederSample } from "./plant/feeder-world.js";
import { BaseLoad } from "./plant/feeder.js";

/** What several sites under a feeder came to without agents, and the feeder's record minute by minute. */
export interface FeederBaseline {
  readonly feeder: FeederOutcome;
  readonly sites: readonly Baseline[];
  readonly samples: readonly Pick<FeederSample, "atMs" | "feederW">[];
}

/** Nobody is in charge anywhere. */
export function runFeederUncontrolled({ feeder, sites }: FeederDay): FeederBaseline {
  const worlds = sites.map(({ day }) => uncontrolledWorld(day));
  const world = new FeederWorld(feeder, worlds);
  world.advance(feeder.toS * 1000);
  const outcomes = worlds.map((each) => ({ ...each.outcome(), samples: each.samples }));
  return { feeder: world.outcome(), sites: outcomes, samples: world.samples };
}

/**
 * Each site has a fixed part of the feeder beyond the guarantees of all, by its own capacity, and a simple load manager
 * that shares it equally. The feeder's peak is that of its record, minute by minute.
 */
export function runFeederEqualShare(day: FeederDay): FeederBaseline {
  const { feeder } = day;
  const sites = partsOf(day).map((part) => runEqualShare(part));
  const base = new BaseLoad(feeder);
  const samples = (sites[0]?.samples ?? []).map(({ atMs }, index) => {
    const sitesW = sites.reduce((sum, site) => sum + (site.samples[index]?.siteW ?? 0), 0);
    return { atMs, feederW: Math.round(base.at(atMs - 1) + sitesW) };
  });
  const peakImportW = samples.reduce((most, { feederW }) => Math.max(most, feederW), 0);
  const violations = sites.flatMap((site) => site.violations);
  const judged = {
    peakImportW,
    violations,
    limitViolations: violations.length,
    overLimitMaxW: Math.max(0, ...sites.map(({ overLimitMaxW }) => overLimitMaxW)),
  };
  return { feeder: { ...sumsOf(sites, demandMicroOf(feeder, peakImportW)), ...judged }, sites, samples };
}

/** The sites' days with a fixed part of the feeder as capacity; the feeder's emergencies lower each part likewise. */
function partsOf({ feeder, sites }: FeederDay): readonly Day[] {
  const baseW = Math.max(0, ...feeder.baseLoadBound.values);
  const sum = (of: (day: Day) => number): number => sites.reduce((total, { day }) => total + of(day), 0);
  const guaranteedW = sum((day) => day.guaranteedW);
  const beyondW = Math.max(0, feeder.capacityW - baseW - guaranteedW);
  const roomW = sum((day) => day.capacityW - day.guaranteedW);
  const faults = feeder.faults.filter(({ kind }) => kind === "emergency");
  return sites.map(({ day }) => {
    const partW = roomW <= 0 ? 0 : Math.floor((beyondW * (day.capacityW - day.guaranteedW)) / roomW);
    return { ...day, capacityW: Math.min(day.capacityW, day.guaranteedW + partW), faults };
  });
}

/**
 * Upper bound of what all vehicles of all sites can get, Wh: no more than each site could carry alone, and no more than
 * the feeder could if the sites' connections did not limit them.
 */
export function feederDeliverableWh({ feeder, sites }: FeederDay): {
  readonly sitesWh: readonly WattHours[];
  readonly feederWh: WattHours;
} {
  const sitesWh = sites.map(({ day }) => deliverableWh(day));
  const together = deliverableWh(asOne({ feeder, sites }));
  return {
    sitesWh,
    feederWh: Math.min(
      together,
      sitesWh.reduce((sum, each) => sum + each, 0),
    ),
  };
}

/** The feeder as one site with the stations of all: all have the feeder's seed, so each vehicle is the same one. */
function asOne({ feeder, sites }: Pick<FeederDay, "feeder" | "sites">): Day {
  const baseLoad = { ...feeder.baseLoad, values: feeder.baseLoad.values.map((own, index) => own + at(index)) };
  function at(index: number): number {
    return sites.reduce((sum, { day }) => sum + (day.baseLoad.values[index] ?? 0), 0);
  }
  const packs = sites.reduce((sum, { day: { storage } }) => sum + (storage ? storage.packs * storage.powerW : 0), 0);
  return {
    ...feeder,
    baseLoad,
    baseLoadBound: baseLoad,
    stations: sites.flatMap(({ day }) => day.stations),
    sessions: sites.flatMap(({ day }) => day.sessions),
    ...(packs === 0 ? {} : { storage: { id: "all", packs: 1, energyWh: packs, powerW: packs } }),
  };
}
