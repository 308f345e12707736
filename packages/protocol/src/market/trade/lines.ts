import type { AgentId, Micro, UnixS } from "../../units.js";

/** A trade that was carried out. */
export interface TradeDone {
  /** Epoch of the grantor and its count of trades. */
  readonly trade: string;
  readonly atS: UnixS;
  readonly seller: TradedSide;
  readonly buyer: TradedSide;
  /** µ ≥ 0 that the buyer pays the seller. */
  readonly priceMicro: Micro;
}
export interface TradedSide {
  readonly holder: AgentId;
  readonly connector: number;
  /** µ by which it declared that its cost changes, + dearer. */
  readonly costMicro: Micro;
}

/** What one trade adds to a bill, whole µ; negative: received. */
export interface TradeLine {
  readonly trade: string;
  readonly atS: UnixS;
  readonly micro: Micro;
}

/** CP-TRADE-7: what trades between two instants add to the bill of one connector; over all connectors they sum to zero. */
export function tradeLines(
  trades: readonly TradeDone[],
  of: { readonly holder: AgentId; readonly connector: number; readonly fromS: UnixS; readonly toS: UnixS },
): readonly TradeLine[] {
  const isOf = (side: TradedSide): boolean => side.holder === of.holder && side.connector === of.connector;
  return trades.flatMap(({ trade, atS, seller, buyer, priceMicro }) => {
    if (atS < of.fromS || atS >= of.toS) return [];
    const paid = isOf(buyer) ? [{ trade, atS, micro: priceMicro }] : [];
    return isOf(seller) ? [...paid, { trade, atS, micro: 0 - priceMicro }] : paid;
  });
}
