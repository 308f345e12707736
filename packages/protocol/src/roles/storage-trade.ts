import { storageProblem } from "../market/answer/index.js";
import type { StorageState } from "../market/index.js";
import type { PriceVector } from "../messages.js";
import type { MicroPerKwh, UnixS } from "../units.js";
import { decided, tradeWorth, type OwnTrade, type TradeDecision } from "./trade-worth.js";

/**
 * Worth of a stored kWh when a plan ends: what it could be sold for; room that is scarce for import makes no stored
 * energy dearer. As before any round, so that no price of a round changes a cost.
 */
export function terminalWorth(
  { microPerKwh, exportMicroPerKwh = microPerKwh }: PriceVector,
  dischargeEfficiency: number,
): MicroPerKwh {
  const mean = exportMicroPerKwh.reduce((sum, price) => sum + price, 0) / Math.max(1, exportMicroPerKwh.length);
  return Math.max(0, mean * dischargeEfficiency);
}

/** CP-TRADE-4: a store needs nothing; what it could sell later of what it stores now is in its bill. */
export function storageTrade(state: StorageState, trade: OwnTrade, nowS: UnixS): TradeDecision {
  const { prices, priceMicro } = trade;
  const problem = storageProblem(prices, state, nowS);
  const { exportMicroPerKwh: exportPrice = prices.microPerKwh } = prices;
  return decided(tradeWorth({ ...problem, exportPrice }, trade), priceMicro);
}
