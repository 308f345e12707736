import type {
  Blend,
  ConnectorInfo,
  Embedded,
  Forecast,
  Hello,
  LeaseTariff,
  NeedPart,
  PriceVector,
  Reason,
  Reject,
  Role,
  Terms,
} from "../messages.js";
import type { AgentId, DurationMs, MonoMs, UnixS, Watts } from "../units.js";
import type { LedgerRow } from "./booking.js";
import type { Answer, TradeAnswer } from "./grantor-desk.js";

export interface DeskConfig {
  /** Whose desk it is, as its Hello says. Default `grid`. */
  readonly role?: Role;
  /** Ttl of a lease at this level, mono ms. */
  readonly ttlMs: DurationMs;
  readonly graceMs: DurationMs;
  readonly rows: readonly LedgerRow[];
  /** Largest import of a fixed child by the registry, W; booked for it after a lost ledger. */
  readonly registryCaps: ReadonlyMap<AgentId, Watts>;
}

/** What the role that owns a desk decides. */
export interface DeskOwner {
  /** End of the grantor's own lease less its ramp; undefined where its capacity does not end. */
  ownDeadline(): MonoMs | undefined;
  /** CP-FALL-4: W of fallback import and export that the grantor can always honour, for all children together. */
  guaranteed(): { readonly importW: Watts; readonly exportW: Watts };
  /** Schedule time, smallest estimate, s. */
  nowS(): UnixS;
  connectorsOf(hello: Hello, holder: AgentId): readonly number[];
  /** CP-SESSION-5: what its own equipment carries for each connector of the holder; empty where it has none. */
  carries(hello: Hello, holder: AgentId): readonly ConnectorInfo[];
  allowed(holder: AgentId): boolean;
  /** Something changed at a child; `trigger` names it for plan traces. */
  childChanged(holder: AgentId, trigger: Trigger): void;
  /** CP-NEG-13: why a new need is not taken, before it replaces the one that stands. Absent: every need is taken. */
  judgeNeed?(holder: AgentId, parts: readonly NeedPart[]): Omit<Reject, "kind"> | undefined;
  /** A child answered a question (an indicative offer). */
  asked(holder: AgentId, answer: Answer): void;
  /** A child answered a reserved proposal with an option of its own; absent: nothing follows from it for later plans. */
  countered?(holder: AgentId, proposal: Terms, option: Terms): void;
  prices(): PriceVector | undefined;
  /** An operator below said what it expects of its children. Absent: it is not listened to. */
  forecastCame?(holder: AgentId, forecast: Forecast): void;
  /** A child answered the offer of a trade. Absent: nothing is traded here. */
  tradeAnswered?(holder: AgentId, answer: TradeAnswer): void;
  /** A session with a child stands: what it must hear again. */
  resumed?(holder: AgentId): void;
}
export type Trigger = "greeted" | "need" | "acknowledged" | "lapsed" | "expired" | "released" | "countered" | "refused";

/** What a plan wants a child to have. */
export interface Target {
  readonly terms: Embedded<Terms>;
  readonly reasons: readonly Reason[];
  /** The child itself offered these terms: no reserved offer is needed. */
  readonly consented: boolean;
  /** How the schedules are mixed from the child's own options. */
  readonly blends?: readonly Blend[];
  /** What metered energy costs; absent: not settled by price. */
  readonly tariff?: LeaseTariff;
  /** Other prices are news even where the schedule stays. */
  readonly restates?: boolean;
}
