import { pricingFigures } from "./grid/pricing.js";
import { sumFigures } from "./grid/sum.js";
import { tradeFigures } from "./grid/trade.js";
import type { Figure } from "./report.js";

/** What the grid above sites does: clearing by sums, a feeder that prices by aggregate forecasts, trades between its plans. */
export async function grid(say: (line: string) => void): Promise<readonly Figure[]> {
  return [...(await sumFigures(say)), ...(await pricingFigures(say)), ...tradeFigures(say)];
}
