import type { Band } from "../core.js";
import type {
  ConnectorInfo,
  Envelope,
  Fallback,
  Hello,
  Offer,
  PriceNotice,
  Reason,
  Reject,
  Role,
  Terms,
  TradeOffer,
} from "../messages.js";
import type { AgentId, DurationMs, Watts } from "../units.js";

export interface HolderConfig {
  readonly grantor: AgentId;
  readonly role: Role;
  readonly powerMaxW: Watts;
  readonly exportMaxW: Watts;
  readonly connectors: readonly ConnectorInfo[];
  /** The fallback asked for. */
  readonly fallback: Fallback;
  readonly stepsMax: number;
  /** Added on both sides of the schedule-time interval, schedule ms. */
  readonly scheduleSlackMs: DurationMs;
}

/** What the role behind a holder decides; the link is blind to everything else. */
export interface HolderRole {
  /**
   * Answer with accept, counter or refuse of the link, now or later. The immediate answer to a need carries no proposal:
   * it only states prices.
   */
  offered(offer: Offer, envelope: Envelope): void;
  /** Terms, phase or emergency changed: work the limits out again. */
  limitsChanged(): void;
  /** The lease was confirmed as it is: only its end moved. */
  confirmed(): void;
  /** CP-LEASE-9: metered power and own bookings fit what is in force now. */
  fits(): boolean;
  meteredW(): Watts;
  /** A session began with the grantor's Hello: state the need. */
  sessionBegan(hello: Hello): void;
  /** The grantor refused a request of ours. */
  refused(reject: Reject): void;
  /** Why the role cannot go as low as a commit says. Absent: it always can. */
  short?(terms: Terms): Omit<Reject, "kind"> | undefined;
  /** The grantor told prices, capacity and a part of the common level. */
  pricesTold?(notice: PriceNotice): void;
  /** A trade of the newest lease: agree or refuse by the link, now or later. Absent: it trades nothing. */
  tradeOffered?(offer: TradeOffer, envelope: Envelope): void;
  /** The share of the fallback that a connector may use without contact. */
  fallbackShare(connector: number): Pick<Fallback, "importW" | "exportW">;
}

/** What a connector may draw now, and until when the port may rely on it. */
export interface Limit {
  readonly band: Band;
  readonly validForMs: DurationMs;
  readonly reasons: readonly Reason[];
  /** Monotonic ms until it may change by schedule. */
  readonly nextInMs: DurationMs | undefined;
}
