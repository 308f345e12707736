import type { AgentId, DurationMs, Micro, MicroPerKwh, ScheduleMs, UnixS, WattHours, Watts } from "./units.js";

/**
 * A power profile over contiguous steps of schedule time. `max[i]` holds in [startS + i·stepS, startS + (i+1)·stepS).
 * A holder may be anywhere in [min, max]; without `min` the plan is fixed and equal to `max`. After the last step the
 * agreed fallback holds, never the last value.
 */
export interface Schedule {
  readonly startS: UnixS;
  readonly stepS: number;
  /** W, + import, − export; at least one value. */
  readonly max: readonly Watts[];
  /** W; as long as `max`, and nowhere above it. */
  readonly min?: readonly Watts[];
}

/** A value that travels as embedded bytes so that its hash is over the bytes as received. */
export interface Embedded<T> {
  readonly value: T;
  readonly bytes: Uint8Array;
  /** Hex of the first 16 bytes of SHA-256 over `bytes`. */
  readonly hash: string;
}

/** What one connector's share of a lease is; a lone battery has one part with connector 1. */
export interface TermsPart {
  readonly connector: number;
  readonly schedule: Schedule;
}
/** What is proposed or committed: one schedule per connector (grid side W of that connector). */
export interface Terms {
  readonly parts: readonly TermsPart[];
}

/** Constant powers a holder keeps without contact. Import ≥ 0, export ≥ 0, both magnitudes in W; ramp in W/s, > 0. */
export interface Fallback {
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly rampWPerS: number;
}

/** (grantor epoch, counter): grows with every commit on one link. */
export interface LeaseVersion {
  readonly epoch: number;
  readonly counter: number;
}

/** The identity of a message within one direction of a pair of agents. */
export interface MessageRef {
  readonly epoch: number;
  readonly seq: number;
}

export type Role = "battery" | "charger" | "storage" | "grid";

/** Physical connection of one connector: which of the grantor's phases it may load, and its equipment's limits. */
export interface ConnectorInfo {
  readonly connector: number;
  readonly phases: readonly (1 | 2 | 3)[];
  /** W; largest import this connector can draw. */
  readonly powerMaxW: Watts;
  /** W; smallest import above zero (0 = continuous). */
  readonly powerMinW: Watts;
}

export interface VersionOffer {
  readonly major: number;
  readonly minor: number;
}

/** Greets a peer and agrees the fallback. A grantor's `Hello` without `inReplyTo` asks the holder to greet anew. */
export interface Hello {
  readonly kind: "hello";
  readonly role: Role;
  readonly versions: readonly VersionOffer[];
  readonly features: readonly string[];
  readonly criticalFeatures: readonly string[];
  /** 16 fresh random bytes, put in by the shell. */
  readonly nonce: Uint8Array;
  /** X25519 public key of this session (32 bytes), or empty where messages are unsealed. */
  readonly sessionKey: Uint8Array;
  /** Holder: the fallback it asks for. Grantor: the fallback it admits. */
  readonly fallback: Fallback;
  /** Holder: the fallback it has persisted and its equipment obeys until a newly admitted one is written. */
  readonly fallbackHeld?: Fallback;
  readonly powerMaxW: Watts;
  readonly exportMaxW: Watts;
  readonly connectors: readonly ConnectorInfo[];
  /** Most schedule steps this agent takes. */
  readonly stepsMax: number;
  /** Grantor: schedule time. */
  readonly scheduleMs?: ScheduleMs;
  /** Grantor after a lost ledger: nothing is granted for this long. */
  readonly recoveringMs?: DurationMs;
}

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
}
export interface Need {
  readonly kind: "need";
  readonly parts: readonly NeedPart[];
}

/** Why an option, a reject or a limit is as it is. */
export const reasons = [
  "UNSPECIFIED",
  "THERMAL",
  "COLD",
  "WORN",
  "ACCEPTANCE",
  "SOC_WINDOW",
  "EQUIPMENT",
  "PERSON",
  "PRICE",
  "CAPACITY",
  "PHASE",
  "MINIMUM_POWER",
  "DEPARTURE",
  "FALLBACK",
  "EMERGENCY",
  "BASE_LOAD",
] as const;
export type Reason = (typeof reasons)[number];

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
}
export interface PartPrices {
  readonly connector: number;
  readonly prices: PriceVector;
}
export interface PriceVector {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly microPerKwh: readonly MicroPerKwh[];
  /** What an exported kWh earns, per step; absent where it is the import price. */
  readonly exportMicroPerKwh?: readonly MicroPerKwh[];
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
/** Grants a lease. A lowering commit needs no accept. */
export interface Commit {
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
  /** µ/kWh per step of the first part's schedule; absent = not settled by price. */
  readonly settlement?: PriceVector;
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
export const leaseStates = ["NONE", "ACTIVE", "HOLD", "RAMPING", "FALLBACK"] as const;
export type LeaseState = (typeof leaseStates)[number];
export interface StatusAck {
  readonly kind: "statusAck";
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
/** Says how a plan ended. Broadcast; authorises nothing. */
export interface PlanNotice {
  readonly kind: "planNotice";
  readonly plan: number;
  readonly strategy: string;
  readonly rounds: number;
  readonly upperMicro?: Micro;
  readonly lowerMicro?: Micro;
  readonly boundComplete: boolean;
  /** Settlement prices: those of the best bound. */
  readonly prices?: PriceVector;
  /** Millionths; bound on how far the plan is above the cheapest with the same information. Absent: no bound is claimed. */
  readonly gapPpm?: number;
}
export interface Presence {
  readonly kind: "presence";
  readonly online: boolean;
  readonly nodeEpoch: number;
  /** Hex of the newest audit record's hash; empty = none. */
  readonly auditHead: string;
}
export interface RosterEntry {
  readonly id: AgentId;
  readonly role: Role;
  readonly epoch: number;
  readonly keyId: string;
}
export interface Roster {
  readonly kind: "roster";
  readonly agents: readonly RosterEntry[];
}

export type Body =
  | Hello
  | Need
  | Offer
  | CounterOffer
  | Accept
  | Commit
  | CommitAck
  | Renew
  | RenewAck
  | Release
  | ReleaseAck
  | Revoke
  | RevokeAck
  | Reject
  | Emergency
  | EmergencyAck
  | Status
  | StatusAck
  | Resync
  | Snapshot
  | PlanNotice
  | Presence
  | Roster;
export type BodyKind = Body["kind"];
export type BodyOf<K extends BodyKind> = Extract<Body, { readonly kind: K }>;

/** Which negotiation a message belongs to. */
export interface Conversation {
  /** True when the recipient began it. */
  readonly byRecipient: boolean;
  readonly epoch: number;
  readonly counter: number;
}

export interface Envelope<B extends Body = Body> {
  readonly major: number;
  readonly minor: number;
  readonly sender: AgentId;
  /** Empty for broadcasts. */
  readonly recipient: AgentId;
  readonly epoch: number;
  readonly seq: number;
  readonly conversation?: Conversation;
  readonly inReplyTo?: MessageRef;
  /** Hex, 16 characters; empty in `Hello`, presence, roster and market messages. */
  readonly sessionId: string;
  /** The message is void this long after it was first sent. */
  readonly ttlMs: DurationMs;
  readonly body: B;
}

/** An envelope's bytes with the proof of who wrote them. */
export interface Sealed {
  readonly envelope: Uint8Array;
  /** Key id of the signature; empty with a MAC or none. */
  readonly keyId: string;
  readonly proof:
    | { readonly kind: "none" }
    | { readonly kind: "signature"; readonly bytes: Uint8Array }
    | { readonly kind: "mac"; readonly bytes: Uint8Array };
}

export const protocolVersion: VersionOffer = { major: 1, minor: 0 };
