import { halfMet } from "./reckon.js";
import type { FeederReckoning, FeederRun } from "./feeder-reckon.js";
import { violationsOf } from "./feeder-reckon.js";
import type { ForecastFigures } from "./feeder-watch.js";
import type { FeederSwarm } from "./feeder-swarm.js";
import { isCertified, medianGapPpm, type PlanRecord } from "./plans.js";
import { agentsOf, compared, trafficOf, type ComparedFigures, type RunFacts, type SwarmResult } from "./result.js";
import type { SwarmRun } from "./run.js";
import { createTally, type Tally } from "./tally.js";
import type { Watch } from "./watch.js";

/** Figures of one level: the feeder's own meter, or one site's. */
export interface LevelResult extends ComparedFigures {
  readonly energyRequestedWh: number;
  readonly energyDeliverableWh: number;
  readonly capacityW: number;
  readonly guaranteedW: number;
  readonly overLimitMaxW: number;
  readonly uncontrolled: ComparedFigures;
  readonly equalShare: ComparedFigures;
  /** Where prices were published: the same day without. */
  readonly flatPrices?: ComparedFigures;
}

/**
 * The document that `--json` prints for sites under a feeder: that of one site, where sums are over all agents and
 * `limitViolations` over all levels, and the same for the feeder and for each site.
 */
export interface FeederResult extends SwarmResult, Pick<LevelResult, "flatPrices"> {
  readonly feeder: LevelResult;
  readonly sites: readonly (LevelResult & { readonly id: string; readonly forecast?: ForecastFigures })[];
}

/** What the run itself does not know. */
export interface FeederFacts extends Pick<RunFacts, "broker" | "speed" | "wallMs"> {
  /** Of the feeder's agent and of each site's. */
  readonly watches: readonly Watch[];
  /** By site; what its forecasts came to. */
  readonly forecasts?: ReadonlyMap<string, ForecastFigures>;
}

/** The result of a run as one JSON document. */
export function feederResultOf(
  run: SwarmRun<FeederSwarm>,
  reckoning: FeederReckoning,
  { watches, forecasts, broker, speed, wallMs }: FeederFacts,
): FeederResult {
  const { day, uncontrolled, equalShare, flatPrices } = reckoning;
  const { feeder } = day;
  const sessions = day.sites.reduce((sum, site) => sum + site.day.sessions.length, 0);
  const met = reckoning.run.sites.reduce((sum, site) => sum + halfMet(site), 0);
  const plans = watches.flatMap((watch) => watch.plans);
  const level = levelOf(reckoning);
  return {
    scenario: feeder.name,
    date: feeder.date,
    currency: feeder.currency,
    seed: feeder.seed,
    broker,
    durationS: Math.round(feeder.toS - feeder.fromS),
    speed,
    agents: agentsOf(run),
    sessions,
    energyRequestedWh: level.energyRequestedWh,
    energyDeliverableWh: level.energyDeliverableWh,
    tier1MetFraction: sessions === 0 ? 1 : met / sessions,
    capacityW: reckoning.capacityW,
    overLimitMaxW: Math.max(level.overLimitMaxW, ...reckoning.run.sites.map((site) => site.overLimitMaxW)),
    ...talliesOf(watches.map(({ tally }) => tally)),
    optionRounds: roundsOf(plans),
    ...trafficOf(run),
    ...allLevels(reckoning.run),
    faults: run.faults.map(({ fault, atS, recoveredAfterS }) => ({ fault, atS, recoveredAfterS })),
    uncontrolled: allLevels(uncontrolled),
    equalShare: allLevels(equalShare),
    ...(flatPrices === undefined ? {} : { flatPrices: allLevels(flatPrices) }),
    feeder: level,
    sites: day.sites.map(({ id }, index) => {
      const forecast = forecasts?.get(id);
      return { id, ...levelOf(reckoning, index), ...(forecast === undefined ? {} : { forecast }) };
    }),
    wallMs: Math.round(wallMs),
  };
}

/** The feeder's figures with the violations of all levels. */
const allLevels = (run: Pick<FeederRun, "feeder" | "sites">): ComparedFigures => ({
  ...compared(run.feeder),
  limitViolations: violationsOf(run),
});

/** The figures of a site, or without an index those of the feeder. */
function levelOf(reckoning: FeederReckoning, index?: number): LevelResult {
  const { run, uncontrolled, equalShare, flatPrices, requestedWh, deliverableWh, day } = reckoning;
  const of = ({ feeder, sites }: Pick<FeederRun, "feeder" | "sites">) =>
    index === undefined ? feeder : (sites[index] ?? feeder);
  const own = index === undefined ? day.feeder : (day.sites[index]?.day ?? day.feeder);
  const all = requestedWh.reduce((sum, each) => sum + each, 0);
  const possible = index === undefined ? deliverableWh.feederWh : (deliverableWh.sitesWh[index] ?? 0);
  return {
    ...compared(of(run)),
    energyRequestedWh: Math.round(index === undefined ? all : (requestedWh[index] ?? 0)),
    energyDeliverableWh: Math.round(possible),
    capacityW: own.capacityW,
    guaranteedW: own.guaranteedW,
    overLimitMaxW: of(run).overLimitMaxW,
    uncontrolled: compared(of(uncontrolled)),
    equalShare: compared(of(equalShare)),
    ...(flatPrices === undefined ? {} : { flatPrices: compared(of(flatPrices)) }),
  };
}

function talliesOf(tallies: readonly Tally[]): Pick<SwarmResult, "negotiations" | "leases" | "trades"> {
  const { negotiations, leases, trades } = createTally();
  for (const tally of tallies) {
    for (const key of ["agreed", "countered", "rejected", "revoked"] as const)
      negotiations[key] += tally.negotiations[key];
    for (const key of ["granted", "renewed", "expired", "fallbacks"] as const) leases[key] += tally.leases[key];
    trades.made += tally.trades.made;
    trades.savedMicro += tally.trades.savedMicro;
  }
  return { negotiations, leases, trades };
}

const roundsOf = (plans: readonly PlanRecord[]): SwarmResult["optionRounds"] => ({
  plans: plans.length,
  certified: plans.filter(isCertified).length,
  medianGapPpm: medianGapPpm(plans) ?? null,
});
