import type { Micro, Watts } from "../../units.js";
import { bestMove, pairOf, type Pair } from "./moves.js";
import { billChange, fairPrice } from "./price.js";
import { likelyPairs } from "./screen.js";
import {
  tradeSettings,
  type TradeParty,
  type TradeProposal,
  type TradeRow,
  type TradeSettings,
  type TradeSide,
  type TradeWindow,
} from "./types.js";

/** Moves that one trade is made of at most. */
const movesMost = 16;

/**
 * CP-TRADE-1: trades between two holders each, the most gainful first. In every step both together draw as much as
 * before, on each row no more than is free beside it, the sum of their declared costs falls, and neither is worse off
 * after the price, which halves the gain. A holder may be in several: whichever is agreed first makes the others stale.
 */
export function proposeTrades(
  parties: readonly TradeParty[],
  window: TradeWindow,
  {
    rows = [],
    settings = tradeSettings,
  }: { readonly rows?: readonly TradeRow[]; readonly settings?: TradeSettings } = {},
): readonly TradeProposal[] {
  const found: TradeProposal[] = [];
  for (const [first, second] of likelyPairs(parties, settings.pairs)) {
    const proposal = tradeOf(pairOf(first, second), window, rows);
    if (proposal !== undefined && proposal.gainMicro >= settings.gainMinMicro) found.push(proposal);
  }
  return found.sort((a, b) => b.gainMicro - a.gainMicro).slice(0, settings.most);
}

function tradeOf(before: Pair, window: TradeWindow, rows: readonly TradeRow[]): TradeProposal | undefined {
  let pair = before;
  for (let move = 0; move < movesMost; move += 1) {
    const next = bestMove(pair, rows);
    if (next === undefined) break;
    pair = next;
  }
  if (pair === before) return undefined;
  const [first, second] = [sideOf(pair.first, pair.firstW), sideOf(pair.second, pair.secondW)];
  const worse = (party: TradeParty, side: TradeSide): Micro =>
    side.costMicro + billChange({ ...window, ...pricesOf(party) }, party.powerW, side.powerW);
  const price = fairPrice(worse(pair.first, first), worse(pair.second, second));
  if (price === undefined) return undefined;
  const gainMicro = -(first.costMicro + second.costMicro);
  return price < 0
    ? { seller: second, buyer: first, priceMicro: -price, gainMicro }
    : { seller: first, buyer: second, priceMicro: price, gainMicro };
}

const pricesOf = ({ energyMicroPerKwh }: TradeParty): Partial<TradeWindow> =>
  energyMicroPerKwh === undefined ? {} : { energyMicroPerKwh };

function sideOf(party: TradeParty, powerW: readonly Watts[]): TradeSide {
  const { holder, connector } = party;
  return { holder, connector, powerW, costMicro: party.costMicro(powerW) - party.costMicro(party.powerW) };
}
