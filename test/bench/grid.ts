import { pricingFigures } from "./grid/pricing.js";
import { sumFigures } from "./grid/sum.js";
import type { Figure } from "./report.js";

/** What the grid above sites does: clearing by sums, and a feeder that prices by aggregate forecasts. */
export async function grid(say: (line: string) => void): Promise<readonly Figure[]> {
  return [...(await sumFigures(say)), ...(await pricingFigures(say))];
}
