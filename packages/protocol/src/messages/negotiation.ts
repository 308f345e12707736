import type { DurationMs, Micro, MicroPerKwh, ScheduleMs, UnixS, WattHours, Watts } from "../units.js";
import type { Embedded, PriceVector, Reason, Terms } from "./values.js";

/** One connector's need. No state of charge, no state of health. */
export interface NeedPart {
  readonly connector: number;
  /** Grows whenever this part changes. */
  readonly version: number;
  readonly departureS: UnixS;
  /** Wh at the grid side still to be delivered before departure; 0 = none. */
  readonly energyWh: WattHours;
  readonly powerMaxW: Watts;
  /** 0 or the equipment's minimum. */
  readonly powerMinW: Watts;
  readonly exportMaxW: Watts;
  readonly phases: readonly (1 | 2 | 3)[];
  /** Holder accepts weighted mixtures of its options. */
  readonly blendable: boolean;
  /** Wh of it that are tier 1: they come before everybody's rest. Absent: half. */
  readonly firstWh?: WattHours;
}
export interface Need {
  readonly kind: "need";
  readonly parts: readonly NeedPart[];
}

/** Indicative (asks; prices) or reserved (binds the grantor until it expires). */
export interface Offer {
  readonly kind: "offer";
  readonly plan: number;
  readonly round: number;
  readonly roundsMax: number;
  readonly deadlineMs: DurationMs;
  readonly scheduleMs: ScheduleMs;
  /** Grid of the prices; absent when no prices are stated. */
  readonly prices?: PriceVector;
  readonly proposals: readonly Embedded<Terms>[];
  readonly reservedMs?: DurationMs;
  /** Need versions the proposals answer, one per part. */
  readonly needVersions: readonly number[];
  /** What bounds the proposal, most binding first. */
  readonly reasons: readonly Reason[];
  /** Effective prices of the connectors that `prices` do not hold for, each once: their own rows are scarcer. */
  readonly partPrices?: readonly PartPrices[];
  /** Asks an operator below for one profile of all its members at `prices`; never with `reservedMs`. */
  readonly sum?: SumQuestion;
}
/** A round of clearing by sums, beside its prices: see `SumAsk`. */
export interface SumQuestion {
  /** Millionths of the set's limits per step of the prices; + where more was asked for than there is. */
  readonly excessPpm: readonly number[];
  readonly stiffnessMicroPerKwh: MicroPerKwh;
  /** Thousandths, 1000–1999. */
  readonly relaxMilli: number;
}
export interface PartPrices {
  readonly connector: number;
  readonly prices: PriceVector;
}
/** A schedule the holder can keep, with what it costs it. */
export interface HolderOption {
  readonly terms: Embedded<Terms>;
  /** µ; wear p90 + value of energy not delivered, energy price excluded, ≥ 0. */
  readonly costMicro: Micro;
  readonly quoteId: string;
  readonly validMs: DurationMs;
  readonly reasons: readonly Reason[];
  /** How good the declared cost is: which predictor stood behind it. */
  readonly quality: QuoteQuality;
  /** First 8 bytes (hex) of the model's hash; empty for physics and static tables. */
  readonly modelHash: string;
}
export const quoteQualities = ["UNSPECIFIED", "MODEL", "PHYSICS", "STATIC"] as const;
export type QuoteQuality = (typeof quoteQualities)[number];

export interface CounterOffer {
  readonly kind: "counterOffer";
  readonly plan: number;
  readonly needVersions: readonly number[];
  readonly options: readonly HolderOption[];
  /** µ; value of the holder's best answer at the offered prices. */
  readonly bestValueMicro?: Micro;
  /** A relay: the same for each of its connectors that answered. */
  readonly partValues?: readonly PartValue[];
}
export interface PartValue {
  readonly connector: number;
  readonly bestValueMicro: Micro;
}
export interface Accept {
  readonly kind: "accept";
  readonly plan: number;
  /** Hash of the reserved proposal. */
  readonly hash: string;
  readonly needVersions: readonly number[];
}
export const rejectReasons = [
  "UNSPECIFIED",
  "RECOVERING",
  "EPOCH_STALE",
  "VERSION_UNSUPPORTED",
  "FEATURE_UNSUPPORTED",
  "STALE_NEED",
  "STALE_LEASE",
  "OPTION_EXPIRED",
  "OFFER_EXPIRED",
  "UNKNOWN_PROPOSAL",
  "INFEASIBLE",
  "OVER_CAPACITY",
  "BAD_VALUE",
  "DUPLICATE_ID",
  "NOT_ALLOWED",
  "RAMP_TOO_SLOW",
  "NO_LEASE",
  "NOT_NOW",
] as const;
export type RejectReason = (typeof rejectReasons)[number];
export interface Reject {
  readonly kind: "reject";
  readonly reason: RejectReason;
  /** English, with the number that was wrong and what would do; at most 200 characters. */
  readonly detail: string;
  /** Largest feasible terms, where there are some. */
  readonly feasible?: Embedded<Terms>;
  /** EPOCH_STALE: the newest epoch seen. RECOVERING: ms until it ends. VERSION_UNSUPPORTED: the major supported. */
  readonly value?: number;
}
/** Says how a plan ended. Broadcast; authorises nothing. */
export interface PlanNotice {
  readonly kind: "planNotice";
  readonly plan: number;
  readonly strategy: string;
  readonly rounds: number;
  readonly upperMicro?: Micro;
  readonly lowerMicro?: Micro;
  readonly boundComplete: boolean;
  /** Settlement prices of energy at the connection: those of the best bound; what rows cost comes on top. */
  readonly prices?: PriceVector;
  /** Millionths; bound on how far the plan is above the cheapest with the same information. Absent: no bound is claimed. */
  readonly gapPpm?: number;
}
