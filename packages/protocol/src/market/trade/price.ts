import type { Micro, Watts } from "../../units.js";
import { tradeHours, type TradeWindow } from "./types.js";

/** µ by which the bill for energy changes from one list of powers to another; not rounded. */
export function billChange(window: TradeWindow, fromW: readonly Watts[], toW: readonly Watts[]): Micro {
  return window.energyMicroPerKwh.reduce(
    (sum, price, step) => sum + (price * ((toW[step] ?? 0) - (fromW[step] ?? 0)) * tradeHours(window, step)) / 1000,
    0,
  );
}

/**
 * Whole µ that the second pays the first such that each has half of the gain: `firstMicro` and `secondMicro` are what
 * each is worse off by without the price (cost and energy). Undefined where no whole amount leaves neither worse off.
 */
export function fairPrice(firstMicro: Micro, secondMicro: Micro): Micro | undefined {
  const [leastMicro, mostMicro] = [Math.ceil(firstMicro), Math.floor(-secondMicro)];
  if (leastMicro > mostMicro) return undefined;
  return Math.floor((leastMicro + mostMicro) / 2) || 0;
}
