import type { WattHours, Watts } from "@chargepact/protocol";
import {
  feederDeliverableWh,
  runFeederEqualShare,
  runFeederUncontrolled,
  sumsOf,
  type FeederBaseline,
  type FeederDay,
  type FeederOutcome,
  type FeederSample,
  type Outcome,
} from "@chargepact/sim";
import type { FeederSwarm } from "./feeder-swarm.js";
import { cutDay, within } from "./reckon.js";

/** How a day of sites under a feeder went. */
export interface FeederRun {
  /** Sums over all sites; peak and violations by the feeder's meter. */
  readonly feeder: FeederOutcome;
  /** In the order of the scenario. */
  readonly sites: readonly Outcome[];
  readonly samples: readonly FeederSample[];
}

/** A run beside what the same plants would have come to without it. */
export interface FeederReckoning {
  /** The day, cut off where the run was stopped. */
  readonly day: FeederDay;
  readonly stopped: boolean;
  readonly run: FeederRun;
  readonly uncontrolled: FeederBaseline;
  readonly equalShare: FeederBaseline;
  /** The same day negotiated without published prices, where `run` is one with them. */
  readonly flatPrices?: FeederRun;
  readonly requestedWh: readonly WattHours[];
  readonly deliverableWh: { readonly sitesWh: readonly WattHours[]; readonly feederWh: WattHours };
  /** Lowest capacity in force at the feeder. */
  readonly capacityW: Watts;
}

/** Reckons up a run. The baselines, and `flat`, see the same plants, seed and changes of capacity. */
export function reckonFeeder(swarm: FeederSwarm, flat?: FeederSwarm): FeederReckoning {
  const { world, feederDay } = swarm;
  const stopped = world.nowMs < feederDay.feeder.toS * 1000;
  const day = stopped ? cutAll(feederDay, world.nowMs / 1000) : feederDay;
  const lowest = world.capacity.changes.filter(({ atMs }) => atMs < day.feeder.toS * 1000);
  return {
    day,
    stopped,
    run: runOf(swarm, day),
    uncontrolled: runFeederUncontrolled(day),
    equalShare: runFeederEqualShare(day),
    ...(flat === undefined ? {} : { flatPrices: runOf(flat, day) }),
    requestedWh: day.sites.map((site) => site.day.sessions.reduce((sum, { energyWh }) => sum + energyWh, 0)),
    deliverableWh: feederDeliverableWh(day),
    capacityW: Math.min(day.feeder.capacityW, ...lowest.map((change) => change.capacityW)),
  };
}

/** How the swarm's day went, over the part of it that is in `day`. */
export function runOf({ world }: FeederSwarm, day: FeederDay): FeederRun {
  const sites = day.sites.flatMap((site, index) => {
    const own = world.sites[index];
    return own === undefined ? [] : [within(site.day, own.outcome())];
  });
  const feeder = world.outcome();
  const ownDemandMicro = feeder.demandMicro - sites.reduce((sum, site) => sum + site.demandMicro, 0);
  return { feeder: { ...feeder, ...sumsOf(sites, ownDemandMicro) }, sites, samples: world.samples };
}

const cutAll = ({ feeder, sites, ...terms }: FeederDay, atS: number): FeederDay => ({
  ...terms,
  feeder: cutDay(feeder, atS),
  sites: sites.map(({ id, day }) => ({ id, day: cutDay(day, atS) })),
});

/** Violations at the feeder and at every site. */
export const violationsOf = ({ feeder, sites }: Pick<FeederRun | FeederBaseline, "feeder" | "sites">): number =>
  feeder.limitViolations + sites.reduce((sum, site) => sum + site.limitViolations, 0);
