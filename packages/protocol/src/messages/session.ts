import type { AgentId, DurationMs, ScheduleMs, Watts } from "../units.js";
import type { Fallback } from "./values.js";

export type Role = "battery" | "charger" | "storage" | "grid";

/**
 * Physical connection of one connector: which of the grantor's phases it may load, and its equipment's limits on all of
 * them together; whoever uses fewer phases has that share.
 */
export interface ConnectorInfo {
  readonly connector: number;
  readonly phases: readonly (1 | 2 | 3)[];
  /** W; largest import this connector can draw. */
  readonly powerMaxW: Watts;
  /** W; smallest import above zero (0 = continuous). Not for a holder that can export here. */
  readonly powerMinW: Watts;
  /** W ≥ 0; largest export. Absent: none. */
  readonly exportMaxW?: Watts;
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
  /** Holder: its own. Grantor: what its equipment carries for each of the holder's; empty: it states no limit. */
  readonly connectors: readonly ConnectorInfo[];
  /** Most schedule steps this agent takes. */
  readonly stepsMax: number;
  /** Grantor: schedule time. */
  readonly scheduleMs?: ScheduleMs;
  /** Grantor after a lost ledger: nothing is granted for this long. */
  readonly recoveringMs?: DurationMs;
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

export const protocolVersion: VersionOffer = { major: 1, minor: 0 };
