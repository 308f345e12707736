import type { Micro, UnixS, Watts } from "../../units.js";
import type { TradeDone } from "./lines.js";
import { tradeHours } from "./types.js";

/** What is exchanged when: the buyer's change of power by step, counted from `fromS` on. */
export interface Exchange {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly fromS: UnixS;
  /** W by step, + to the buyer. */
  readonly movedW: readonly Watts[];
}

/** s at which the last step that changes ends. */
export function exchangeEndS({ startS, stepS, movedW }: Exchange): UnixS {
  return startS + (movedW.findLastIndex((watts) => watts !== 0) + 1) * stepS;
}

/** Share (0–1) of the energy exchanged, either way, that lies between two instants. */
export function sharePassed(exchange: Exchange, fromS: UnixS, toS: UnixS): number {
  const { startS, stepS, movedW } = exchange;
  let [passed, all] = [0, 0];
  for (const [step, watts] of movedW.entries()) {
    const [beginS, endS] = [startS + step * stepS, startS + (step + 1) * stepS];
    const seconds = Math.min(endS, toS) - Math.max(beginS, exchange.fromS, fromS);
    passed += (Math.abs(watts) * Math.max(0, seconds)) / 3600;
    all += Math.abs(watts) * tradeHours(exchange, step);
  }
  return all > 0 ? Math.min(1, passed / all) : 0;
}

/** CP-TRADE-7: what is due of a trade of which a share was kept, in whole µ: the same amount on both bills. */
export function keptOf(trade: TradeDone, share: number): TradeDone {
  const part = (micro: Micro): Micro => Math.round(micro * share) || 0;
  const { seller, buyer, priceMicro } = trade;
  return {
    ...trade,
    seller: { ...seller, costMicro: part(seller.costMicro) },
    buyer: { ...buyer, costMicro: part(buyer.costMicro) },
    priceMicro: part(priceMicro),
  };
}
