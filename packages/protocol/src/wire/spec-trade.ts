import type { BodyOf } from "../messages.js";
import * as f from "./fields.js";
import { duration, leaseVersion, money } from "./spec-common.js";

/** Tables of trade between two holders: proto/chargepact/v1/trade.proto. */

export const tradeOffer = f.message<BodyOf<"tradeOffer">>("TradeOffer", {
  trade: f.one(1, leaseVersion),
  version: f.one(2, leaseVersion),
  terms: f.terms(3),
  priceMicro: money(4),
  validMs: duration(5),
});
export const tradeAccept = f.message<BodyOf<"tradeAccept">>("TradeAccept", {
  trade: f.one(1, leaseVersion),
  version: f.one(2, leaseVersion),
  hash: f.hexBytes(3, 16),
  priceMicro: money(4),
  costMicro: money(5),
});
