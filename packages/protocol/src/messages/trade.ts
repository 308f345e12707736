import type { DurationMs, Micro } from "../units.js";
import type { Embedded, LeaseVersion, Terms } from "./values.js";

/** What one side of a trade is about. */
interface TradeSaid {
  /** Names the trade: epoch of the grantor and its count of trades. */
  readonly trade: LeaseVersion;
  /** The holder's newest lease, which the trade changes. */
  readonly version: LeaseVersion;
  /** µ; + the holder pays, − it receives, beside the bill for energy. */
  readonly priceMicro: Micro;
}

/** Grantor to each of two holders: would you hold these terms instead? Nothing changes until both have accepted. */
export interface TradeOffer extends TradeSaid {
  readonly kind: "tradeOffer";
  /** All connectors of the holder. */
  readonly terms: Embedded<Terms>;
  readonly validMs: DurationMs;
}
/** Agreed for as long as the lease named is the newest. A request. */
export interface TradeAccept extends TradeSaid {
  readonly kind: "tradeAccept";
  /** Of the terms offered. */
  readonly hash: string;
  /** µ by which the declared cost changes, + dearer; price of energy and of the trade excluded. */
  readonly costMicro: Micro;
}
