import type {
  CommitAck,
  ConnectorInfo,
  CounterOffer,
  Embedded,
  EmergencyAck,
  Envelope,
  Fallback,
  Forecast,
  Hello,
  LeaseTariff,
  LeaseVersion,
  NeedPart,
  PriceVector,
  Reject,
  Role,
  Snapshot,
  Status,
  Terms,
  TradeAccept,
} from "../messages.js";
import type { DurationMs, ScheduleMs } from "../units.js";
import type { GrantorLink } from "./grantor.js";

/** The offer that is open; one that was withdrawn or has expired; or none that proposed anything: a wish. */
export type AnswerTo = "open" | "past" | "none";

/** How the holder took a proposal or a question. */
export type Answer =
  | { readonly kind: "accepted"; readonly hash: string; readonly envelope: Envelope; readonly to: AnswerTo }
  | { readonly kind: "countered"; readonly counter: CounterOffer; readonly envelope: Envelope; readonly to: AnswerTo }
  | { readonly kind: "rejected"; readonly reject: Reject }
  | { readonly kind: "expired" };

/** How the holder took the offer of a trade. */
export type TradeAnswer =
  | { readonly kind: "accepted"; readonly accept: TradeAccept; readonly envelope: Envelope }
  | { readonly kind: "refused"; readonly trade: LeaseVersion; readonly reject: Reject }
  | { readonly kind: "unanswered"; readonly trade: LeaseVersion };

/** The newest lease that is booked for a holder. */
export interface BookedLease {
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
  readonly tariff?: LeaseTariff;
}

/** What a Hello that is taken is answered with. */
export interface Greeting {
  readonly fallback: Fallback;
  readonly recoveringMs: DurationMs;
  /** What the grantor's own equipment carries for the holder. */
  readonly connectors: readonly ConnectorInfo[];
}

/** What stands behind a grantor's links: the desk with its ledger. */
export interface GrantorDesk {
  readonly config: { readonly role?: Role };
  /** Decides a Hello: what fallback is admitted, or why it is refused. Persists before it returns. */
  greeted(link: GrantorLink, hello: Hello): Greeting | Omit<Reject, "kind">;
  /** CP-NEG-13: why a need is not taken. */
  judgeNeed(link: GrantorLink, parts: readonly NeedPart[]): Omit<Reject, "kind"> | undefined;
  needChanged(link: GrantorLink): void;
  answered(link: GrantorLink, answer: Answer): void;
  tradeAnswered(link: GrantorLink, answer: TradeAnswer): void;
  acknowledged(link: GrantorLink, ack: CommitAck): void;
  /** An operator below cannot take so little as was committed to it. */
  infeasible(link: GrantorLink, reject: Reject): void;
  /** An operator below said what it expects of its children. */
  forecastCame(link: GrantorLink, forecast: Forecast): void;
  /** Ttl that may be confirmed now, ms; 0 = none (CP-LEASE-7). */
  ttlMs(): DurationMs;
  /** A RenewAck for the newest version goes out: book it until now + ttl + grace. */
  confirmed(link: GrantorLink, ttlMs: DurationMs): void;
  newest(link: GrantorLink): BookedLease | undefined;
  status(link: GrantorLink, status: Status): void;
  /** `version` and everything before it is held no more. */
  released(link: GrantorLink, version: LeaseVersion | undefined): void;
  revokeAcknowledged(link: GrantorLink, version: LeaseVersion): void;
  /** The Hello was answered. */
  resumed(link: GrantorLink): void;
  /** The holder asked for something: what waited for a request of its may go on (CP-LEASE-5). */
  requested(link: GrantorLink): void;
  /** The holder said where it stands, because a message of its was missed. */
  compared(link: GrantorLink, snapshot: Snapshot): void;
  /** A commit was never answered. */
  commitExpired(link: GrantorLink): void;
  /** Ms until anything is granted after a lost ledger; 0 = now. */
  recoveringMs(): DurationMs;
  emergencyAcknowledged(link: GrantorLink, ack: EmergencyAck): void;
  prices(): PriceVector | undefined;
  /** Schedule time as this grantor knows it, whole ms. */
  scheduleMs(): ScheduleMs;
}
