import type { AgentId, DurationMs } from "../units.js";
import type { MessageRef } from "./values.js";
import type { Forecast, PriceNotice } from "./market.js";
import type { TradeAccept, TradeOffer } from "./trade.js";
import type { Hello, Presence, Roster } from "./session.js";
import type { Accept, CounterOffer, Need, Offer, PlanNotice, Reject } from "./negotiation.js";
import type {
  Commit,
  CommitAck,
  Emergency,
  EmergencyAck,
  Release,
  ReleaseAck,
  Renew,
  RenewAck,
  Resync,
  Revoke,
  RevokeAck,
  Snapshot,
  Status,
  StatusAck,
} from "./lease.js";

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
  | Forecast
  | PriceNotice
  | TradeOffer
  | TradeAccept
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
