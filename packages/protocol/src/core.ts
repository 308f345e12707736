import type { Envelope, Fallback, PlanNotice, PriceVector, Reason, Schedule } from "./messages.js";
import type { AggregateForecast, SiteTerms } from "./market/feeder/types.js";
import type { MasterProblem, MasterSolution } from "./market/rounds/master.js";
import type { Settlement } from "./market/settlement.js";
import type { TradeDone } from "./market/trade/lines.js";
import type { AgentId, DurationMs, MonoMs, Now, UnixS, WattHours, Watts } from "./units.js";
import type { PredictionTrace } from "./wear/traces.js";
import type { ShortHorizonPrediction, ShortHorizonQuery, WearPrediction, WearQuery } from "./wear/types.js";

/** What a power may be at this instant, W, + import, − export; `min` ≤ `max`. */
export interface Band {
  readonly minW: Watts;
  readonly maxW: Watts;
}

/** JSON facts that survive a restart, by key. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a battery's BMS reports. SoC and SoH are fractions 0–1; temperature in °C; power at the grid side, W. */
export interface BatteryTelemetry {
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
  readonly ambientC: number;
  readonly powerW: Watts;
  /** °C of each sensor, where there are several: how far they agree is watched, and the hottest counts. */
  readonly sensorsC?: readonly number[];
  /** Pack, V, where the management system says. */
  readonly voltageV?: number;
  /**
   * Wh at the grid side since the trip was stated, where the BMS counts them; else the agent adds the power up. Less what
   * has to be imported to put back what exports took out: negative where the battery holds less than then.
   */
  readonly deliveredWh?: WattHours;
}
/** What a driver has asked for: `energyWh` more at the grid side by `departureS`. */
export interface Trip {
  readonly departureS: UnixS;
  readonly energyWh: WattHours;
  /** State of charge, 0–1, that the driver wants kept: nothing is exported below it. It never leaves the battery. */
  readonly reserveSoc?: number;
  /**
   * Present where the battery shall choose how full it leaves, for a life as long as the drive allows: then `energyWh` is
   * the most that it asks for. It never leaves the battery.
   */
  readonly drive?: Drive;
}
/** The drive after a stay, as its driver declares it. */
export interface Drive {
  /** Wh at the cells until the next chance to charge; absent: nothing long. */
  readonly energyWh?: WattHours;
  /** State of charge, 0–1, that it leaves with at least; default 0.6. */
  readonly floorSoc?: number;
}
export interface PackTelemetry {
  readonly soc: number;
  readonly temperatureC: number;
  readonly powerW: Watts;
}
/** Capacity of the grantor's rows, W; import and export apart. Phases count against `phaseImportW` where given. */
export interface GridLimits {
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly phaseImportW?: Watts;
}

/** What a battery asks the predictors of its owner, in one go. */
export interface PredictQuestion {
  readonly wear?: WearQuery;
  readonly horizon?: ShortHorizonQuery;
}
/** An answer, not believed yet; a refusal of the predictor's own; or why there is neither (late, threw, unreadable). */
export type Answered<Prediction> =
  | { readonly kind: "answered"; readonly prediction: Prediction }
  | { readonly kind: "refused" }
  | { readonly kind: "failed"; readonly detail: string };

/** Everything that can happen to an agent. The shell reads both clocks once and puts them in. */
export type CoreInput =
  /** First event of a life. `lost`: the store was unreadable; `sameBoot`: its monotonic instants are still of this clock. */
  | { readonly kind: "start"; readonly facts: Facts; readonly lost: boolean; readonly sameBoot?: boolean }
  | { readonly kind: "transportUp" }
  | { readonly kind: "transportDown" }
  /** A checked message: seal verified, decoded, from the agent it says. `session` is the session it was sealed in. */
  | { readonly kind: "message"; readonly envelope: Envelope; readonly session?: string }
  | { readonly kind: "timer" }
  /** A port finished writing a fallback into equipment and read it back. */
  | { readonly kind: "fallbackWritten"; readonly fallback: Fallback }
  /** A message from `peer` could not be explained (unknown session or MAC): say Hello, at most once per 5 s. */
  | { readonly kind: "unexplained"; readonly peer: AgentId }
  /** The answer to a `solve`, or why there is none (late, infeasible, failed). */
  | { readonly kind: "solved"; readonly number: number; readonly solution: MasterSolution }
  | { readonly kind: "solveFailed"; readonly number: number; readonly detail: string }
  /** What came of a `predict`, all of it at once: however it failed, it is an event like any other. */
  | {
      readonly kind: "predicted";
      readonly number: number;
      readonly wear?: Answered<WearPrediction>;
      readonly horizon?: Answered<ShortHorizonPrediction>;
    }
  // battery
  | { readonly kind: "batteryTelemetry"; readonly telemetry: BatteryTelemetry }
  | { readonly kind: "trip"; readonly trip: Trip }
  /** Plugged into this grantor (undefined = contactor open). */
  | {
      readonly kind: "plugged";
      readonly connector: number;
      readonly peer?: AgentId;
      readonly phases?: readonly (1 | 2 | 3)[];
    }
  /** A person's local limit on a connector or pack, W; undefined lifts it; 0 is stop. */
  | { readonly kind: "personLimit"; readonly connector: number; readonly maxW?: Watts }
  // charger, storage
  | { readonly kind: "meter"; readonly connector: number; readonly powerW: Watts }
  | { readonly kind: "packs"; readonly packs: readonly PackTelemetry[] }
  // grid
  | { readonly kind: "limits"; readonly limits: GridLimits; readonly reasons: readonly Reason[] }
  | { readonly kind: "prices"; readonly prices: PriceVector }
  /** Upper bound of uncontrolled load, W ≥ 0, per step. */
  | { readonly kind: "baseLoad"; readonly bound: Schedule }
  | { readonly kind: "emergency"; readonly importMaxW: Watts; readonly durationMs: DurationMs };

export type CoreEvent = CoreInput & { readonly now: Now };

/** What a person should look at; each has a line in `docs/errors.md`. */
export const alarmCodes = [
  "DUPLICATE_ID",
  "EPOCH_STALE",
  "EMERGENCY_SHORT",
  "CAPACITY_SHORT",
  "OVERDRAW",
  "STORE_LOST",
  "PEER_MISBEHAVES",
  "FALLBACK_ENTERED",
  "PRICE_NOT_AS_PROMISED",
  "EXPORT_SHORT",
] as const;
export type AlarmCode = (typeof alarmCodes)[number];

/** What the shell must do, in order. `persist` is durable before anything after it happens. */
export type Effect =
  | { readonly kind: "persist"; readonly entries: readonly (readonly [key: string, value: unknown])[] }
  | { readonly kind: "send"; readonly to: AgentId; readonly envelope: Envelope }
  | { readonly kind: "broadcast"; readonly envelope: Envelope }
  /** Deliver a `timer` event at this monotonic instant; replaces the earlier wish. */
  | { readonly kind: "wake"; readonly at: MonoMs }
  /** Port: hold the power of a connector (battery and storage: 1) in the band for at most this long, then fall back. */
  | {
      readonly kind: "apply";
      readonly connector: number;
      readonly band: Band;
      readonly validForMs: DurationMs;
      readonly decidedAt: MonoMs;
    }
  /** Port: write the equipment's own failsafe; answered by `fallbackWritten`. */
  | { readonly kind: "setFallback"; readonly fallback: Fallback }
  /** Solve a linear programme off the event loop; answered by `solved` or `solveFailed`, at most this much later. */
  | {
      readonly kind: "solve";
      readonly number: number;
      readonly problem: MasterProblem;
      readonly deadlineMs: DurationMs;
    }
  /** Ask the owner's predictors; answered by `predicted`, at most this much later. Nothing waits for it. */
  | {
      readonly kind: "predict";
      readonly number: number;
      readonly question: PredictQuestion;
      readonly deadlineMs: DurationMs;
    }
  | { readonly kind: "alarm"; readonly code: AlarmCode; readonly peer?: AgentId; readonly detail: string }
  /** Something worth counting or showing; changes nothing. */
  | { readonly kind: "trace"; readonly trace: Trace };

/** Facts for reports, transcripts and metrics. Times are the event's own. A lease is `changed` by a later commit. */
export type Trace =
  | {
      readonly what: "negotiation";
      readonly peer: AgentId;
      readonly outcome: "agreed" | "countered" | "rejected" | "revoked";
      readonly reasons: readonly Reason[];
    }
  | {
      readonly what: "lease";
      readonly peer: AgentId;
      readonly step: "granted" | "changed" | "renewed" | "expired" | "fallback" | "released";
    }
  | { readonly what: "limited"; readonly connector: number; readonly band: Band; readonly reasons: readonly Reason[] }
  | {
      readonly what: "plan";
      readonly plan: number;
      readonly strategy: string;
      readonly children: number;
      readonly trigger: string;
    }
  /** How a plan of option rounds ended: cost, bound, gap in millionths, and the gap after each round (NaN: none yet). */
  | {
      readonly what: "cleared";
      readonly plan: number;
      readonly rounds: number;
      readonly upperMicro: number;
      readonly lowerMicro?: number;
      readonly gapPpm?: number;
      readonly boundComplete: boolean;
      readonly origin: string;
      readonly ended: string;
      readonly trail: readonly { readonly round: number; readonly gap: number }[];
      /** What its commits are settled at. */
      readonly settlement: Settlement;
    }
  /** How a plan by sums ended, with what was asked for too much at last, as a share of the limits (root mean square). */
  | {
      readonly what: "summed";
      readonly plan: number;
      readonly rounds: number;
      readonly ended: string;
      readonly children: number;
      readonly excess: number;
    }
  /** What a site told the operator above of all its children together; `children` are those that it counts, ≥ 3. */
  | {
      readonly what: "forecast";
      readonly peer: AgentId;
      readonly forecast: AggregateForecast;
    }
  /**
   * A step that was forecast has been metered, mean W of net import; `leadS` before it its p90 was told. `within` of
   * `metered` such steps so far lay at or below their p90.
   */
  | {
      readonly what: "forecastMet";
      readonly startS: UnixS;
      readonly leadS: number;
      readonly p50W: Watts;
      readonly p90W: Watts;
      readonly meteredW: Watts;
      readonly within: number;
      readonly metered: number;
    }
  /** An operator told the sites below it their prices, capacity and part of the common level; W of the peak it answers. */
  | {
      readonly what: "published";
      readonly number: number;
      /** When, and the first step of what it says. */
      readonly atS: UnixS;
      readonly startS: UnixS;
      readonly stepS: number;
      readonly peakW: Watts;
      readonly terms: readonly SiteTerms[];
      /** Sites that an emergency puts below what they are guaranteed. */
      readonly belowGuarantee: readonly AgentId[];
    }
  /**
   * A commit's price at one connector: µ that its schedule costs from now on, and by how much less the best of the
   * holder's own options would have come to (cost and price together). `told`: it is that of a round it was asked in.
   */
  | {
      readonly what: "priced";
      readonly peer: AgentId;
      readonly connector: number;
      readonly payMicro: number;
      readonly regretMicro: number;
      readonly told: boolean;
    }
  /**
   * What became of a trade that a grantor proposed: agreed by both; carried out; over, with what is due of it; or nothing,
   * and why.
   */
  | {
      readonly what: "trade";
      readonly step: "offered" | "agreed" | "done" | "settled" | "dropped";
      readonly trade: TradeDone;
      readonly detail?: string;
    }
  /** A grantor said how its plan ended. */
  | { readonly what: "notice"; readonly peer: AgentId; readonly notice: PlanNotice }
  | PredictionTrace
  | { readonly what: "refused"; readonly peer: AgentId; readonly detail: string };

/** One agent's whole decision making. Never throws on any message; throws only on a programming error. */
export interface AgentCore {
  readonly id: AgentId;
  handle(event: CoreEvent): readonly Effect[];
}
