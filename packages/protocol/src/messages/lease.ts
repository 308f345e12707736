import type { DurationMs, MicroPerKwh, ScheduleMs, Watts } from "../units.js";
import type { Embedded, Fallback, LeaseState, LeaseVersion, MessageRef, PriceVector, Reason, Terms } from "./values.js";
import type { PartPrices, RejectReason } from "./negotiation.js";

/** What metered energy costs while a lease is in force. */
export interface LeaseTariff {
  /** µ/kWh with what rows cost, on a grid of its own; not settled by price where it does not reach. */
  readonly settlement: PriceVector;
  /** The same of connectors for which `settlement` does not hold, each once. */
  readonly partSettlements?: readonly PartPrices[];
  /** µ/kWh ≥ 0: least price of energy that deviates from the schedule, beside its own; absent: that of the energy. */
  readonly imbalanceMicroPerKwh?: MicroPerKwh;
}

/** Grants a lease. A lowering commit needs no accept. Without a `settlement` it is not settled by price. */
export interface Commit extends Partial<LeaseTariff> {
  readonly kind: "commit";
  readonly plan: number;
  readonly version: LeaseVersion;
  readonly ttlMs: DurationMs;
  readonly graceMs: DurationMs;
  readonly terms: Embedded<Terms>;
  readonly needVersions: readonly number[];
  /** Newest request (Need, CounterOffer, Accept, Renew) received from the holder in this session. */
  readonly echo: MessageRef;
  readonly scheduleMs: ScheduleMs;
  /** The fallback now admitted. */
  readonly fallback: Fallback;
  readonly reasons: readonly Reason[];
  /** Mixtures, of each connector at most one. Absent: the terms are one option or an accepted proposal, or only lower. */
  readonly blends?: readonly Blend[];
}
/** How the committed schedule of one connector is mixed from the holder's own options. */
export interface Blend {
  readonly connector: number;
  /** At least one; their weights sum to 65 536. */
  readonly weights: readonly BlendWeight[];
}
export interface BlendWeight {
  /** Of the option's terms. */
  readonly hash: string;
  /** In 65 536ths, at least 1. */
  readonly weight: number;
}
export interface CommitAck {
  readonly kind: "commitAck";
  readonly version: LeaseVersion;
  readonly hash: string;
  /** False: taken only where it lowers, or not at all; `reason` says why. */
  readonly taken: boolean;
  readonly reject?: RejectReason;
}
export interface Renew {
  readonly kind: "renew";
  readonly version: LeaseVersion;
  readonly hash: string;
}
export interface RenewAck {
  readonly kind: "renewAck";
  readonly version: LeaseVersion;
  readonly hash: string;
  readonly ttlMs: DurationMs;
  readonly echo: MessageRef;
  readonly scheduleMs: ScheduleMs;
}
export interface Release {
  readonly kind: "release";
  readonly version?: LeaseVersion;
  readonly reasons: readonly Reason[];
}
export interface ReleaseAck {
  readonly kind: "releaseAck";
}
/** Ends a lease: the holder ramps to its fallback at once. */
export interface Revoke {
  readonly kind: "revoke";
  readonly version: LeaseVersion;
  readonly reasons: readonly Reason[];
}
export interface RevokeAck {
  readonly kind: "revokeAck";
  readonly version: LeaseVersion;
}

/** Caps the holder until it ends or is lifted; obeyed even below the fallback. */
export interface Emergency {
  readonly kind: "emergency";
  /** Identity: a later number replaces an earlier one. */
  readonly number: number;
  readonly importMaxW: Watts;
  readonly exportMaxW: Watts;
  /** 0 lifts it. */
  readonly durationMs: DurationMs;
  readonly reasons: readonly Reason[];
}
export interface EmergencyAck {
  readonly kind: "emergencyAck";
  readonly number: number;
  /** Metered W when answered, + import. */
  readonly achievedW: Watts;
}
/** Where a holder stands; also the interim answer to a commit whose decrease is not complete. */
export interface Status {
  readonly kind: "status";
  /** Metered W, + import. */
  readonly powerW: Watts;
  readonly version?: LeaseVersion;
  readonly state: LeaseState;
}
export interface StatusAck {
  readonly kind: "statusAck";
  /** Of a grantor: its schedule time now. */
  readonly scheduleMs?: ScheduleMs;
}
/** A gap in the sequence was not filled in time: asks for the facts. */
export interface Resync {
  readonly kind: "resync";
}
export interface Snapshot {
  readonly kind: "snapshot";
  readonly version?: LeaseVersion;
  readonly hash?: string;
  readonly needVersions: readonly number[];
}
