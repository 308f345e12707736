import type { MicroPerKwh, UnixS, Watts } from "../units.js";

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

export interface PriceVector {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly microPerKwh: readonly MicroPerKwh[];
  /** What an exported kWh earns, per step; absent where it is the import price. */
  readonly exportMicroPerKwh?: readonly MicroPerKwh[];
}

export const leaseStates = ["NONE", "ACTIVE", "HOLD", "RAMPING", "FALLBACK"] as const;
export type LeaseState = (typeof leaseStates)[number];
