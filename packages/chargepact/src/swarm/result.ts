import type { Role } from "@chargepact/protocol";
import type { Outcome } from "@chargepact/sim";
import { isCertified, medianGapPpm, type PlanRecord } from "./plans.js";
import { halfMet, type Reckoning } from "./reckon.js";
import type { FaultOutcome, SwarmRun } from "./run.js";
import type { Swarm } from "./swarm.js";
import type { Tally } from "./tally.js";

/** Figures of a run that its baselines have too. Wh, W, and whole µ of the day's currency. */
export interface ComparedFigures {
  readonly energyDeliveredWh: number;
  /** Fed back by vehicles and by storage. */
  readonly vehiclesExportWh: number;
  readonly storageExportWh: number;
  readonly peakImportW: number;
  readonly limitViolations: number;
  readonly costMicro: number;
  readonly demandMicro: number;
  readonly wearMicro: number;
  readonly unservedMicro: number;
}

/** The document that `--json` prints. Its keys and their meaning are in `docs/cli.md`. */
export interface SwarmResult extends ComparedFigures {
  readonly scenario: string;
  readonly date: string;
  readonly currency: string;
  readonly seed: number;
  readonly broker: string;
  readonly durationS: number;
  readonly speed: number | null;
  readonly agents: Readonly<Record<Role, number>>;
  readonly sessions: number;
  readonly energyRequestedWh: number;
  readonly energyDeliverableWh: number;
  readonly tier1MetFraction: number;
  readonly capacityW: number;
  readonly overLimitMaxW: number;
  readonly negotiations: Tally["negotiations"];
  readonly leases: Tally["leases"];
  /** Plans of option rounds, those with a bound, and their median gap in millionths. */
  readonly optionRounds: {
    readonly plans: number;
    readonly certified: number;
    readonly medianGapPpm: number | null;
  };
  readonly trades: Readonly<Tally["trades"]>;
  readonly messages: number;
  readonly bytes: number;
  readonly faults: readonly FaultOutcome[];
  readonly uncontrolled: ComparedFigures;
  readonly equalShare: ComparedFigures;
  readonly wallMs: number;
}

/** What all agents of a run sent. */
export interface Traffic {
  readonly messages: number;
  readonly bytes: number;
}

/** What the run itself does not know. */
export interface RunFacts {
  /** `memory`, `aedes` or the URL of the broker. */
  readonly broker: string;
  /** Times real time; null in virtual time, which has no speed. */
  readonly speed: number | null;
  readonly tally: Tally;
  readonly plans: readonly PlanRecord[];
  /** Real ms from the command's start to the result. */
  readonly wallMs: number;
}

/** The result of a run as one JSON document. */
export function resultOf(run: SwarmRun, reckoning: Reckoning, facts: RunFacts): SwarmResult {
  const { day, outcome } = reckoning;
  const { energyDeliveredWh, ...figures } = compared(outcome);
  return {
    scenario: day.name,
    date: day.date,
    currency: day.currency,
    seed: day.seed,
    broker: facts.broker,
    durationS: Math.round(day.toS - day.fromS),
    speed: facts.speed,
    agents: agentsOf(run),
    sessions: day.sessions.length,
    energyRequestedWh: Math.round(reckoning.requestedWh),
    energyDeliverableWh: Math.round(reckoning.deliverableWh),
    energyDeliveredWh,
    vehiclesExportWh: figures.vehiclesExportWh,
    storageExportWh: figures.storageExportWh,
    tier1MetFraction: day.sessions.length === 0 ? 1 : halfMet(outcome) / day.sessions.length,
    capacityW: reckoning.capacityW,
    peakImportW: figures.peakImportW,
    limitViolations: figures.limitViolations,
    overLimitMaxW: outcome.overLimitMaxW,
    negotiations: { ...facts.tally.negotiations },
    leases: { ...facts.tally.leases },
    optionRounds: {
      plans: facts.plans.length,
      certified: facts.plans.filter(isCertified).length,
      medianGapPpm: medianGapPpm(facts.plans) ?? null,
    },
    trades: { ...facts.tally.trades },
    ...trafficOf(run),
    costMicro: figures.costMicro,
    demandMicro: figures.demandMicro,
    wearMicro: figures.wearMicro,
    unservedMicro: figures.unservedMicro,
    faults: run.faults.map(({ fault, atS, recoveredAfterS }) => ({ fault, atS, recoveredAfterS })),
    uncontrolled: compared(reckoning.uncontrolled),
    equalShare: compared(reckoning.equalShare),
    wallMs: Math.round(facts.wallMs),
  };
}

/** Messages and bytes of all lives of all agents. */
export function trafficOf({ swarm }: SwarmRun<Pick<Swarm, "allHandles">>): Traffic {
  const sum = (of: "sent" | "bytesSent"): number =>
    swarm.allHandles().reduce((total, handle) => total + handle.stats[of], 0);
  return { messages: sum("sent"), bytes: sum("bytesSent") };
}

/** Those figures of an outcome that are set beside others. */
export const compared = (outcome: Omit<Outcome, "perSession">): ComparedFigures => ({
  energyDeliveredWh: Math.round(outcome.energyDeliveredWh),
  vehiclesExportWh: Math.round(outcome.vehiclesExportWh),
  storageExportWh: Math.round(outcome.storageExportWh),
  peakImportW: outcome.peakImportW,
  limitViolations: outcome.limitViolations,
  costMicro: outcome.costMicro,
  demandMicro: outcome.demandMicro,
  wearMicro: outcome.wearMicro,
  unservedMicro: outcome.unservedMicro,
});

export function agentsOf({ swarm }: SwarmRun<Pick<Swarm, "fleet">>): Record<Role, number> {
  const agents: Record<Role, number> = { battery: 0, charger: 0, storage: 0, grid: 0 };
  for (const { role } of swarm.fleet) agents[role]++;
  return agents;
}
