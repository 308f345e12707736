import { predictWear } from "../wear/index.js";
import { type BatteryView, deriveNeed, exportFloor, wearQueryOf } from "./battery-decide.js";
import { batteryProblem } from "./battery-problem.js";
import { decided, type OwnTrade, type TradeDecision, tradeWorth } from "./trade-worth.js";

/** Wh of rounding. */
const slackWh = 1;

/**
 * CP-TRADE-4: a battery trades where it is not worse off by its own reckoning, bill and price included. It never sells of
 * what it needs first (tier 1).
 */
export function batteryTrade(view: BatteryView, trade: OwnTrade): TradeDecision {
  const { prices } = trade;
  const { exportMaxW = 0 } = view.config;
  const { prediction } = predictWear(wearQueryOf(view), view.predictors);
  const problem = batteryProblem({ view, prediction, prices, exportMaxW, socMin: exportFloor(view) });
  const worth = tradeWorth({ ...problem, exportPrice: prices.exportMicroPerKwh ?? prices.microPerKwh }, trade);
  const { energyWh, firstWh = energyWh / 2 } = deriveNeed(view);
  if (worth.nextWh < Math.min(firstWh, worth.heldWh) - slackWh) {
    const [nextWh, leastWh] = [Math.floor(worth.nextWh), Math.ceil(firstWh)];
    return {
      reason: "INFEASIBLE",
      detail: `${String(nextWh)} Wh would be left, allowed: ${String(leastWh)} Wh or more`,
    };
  }
  return decided(worth, trade.priceMicro);
}
