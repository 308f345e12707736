import type { RoundsPrices, RoundsProblem } from "../../market/rounds/index.js";
import type { Settlement, SettlementRow } from "../../market/settlement.js";
import type { MicroPerKwh } from "../../units.js";
import { isExpected } from "./expected.js";

/** What the commits of a plan are settled at: the prices it ended with, in whole µ/kWh. */
export function settlementOf({ grid, rows }: RoundsProblem, prices: RoundsPrices): Settlement {
  return {
    startS: grid.startS,
    stepS: grid.stepS,
    balance: whole(prices.balance),
    rows: rows.flatMap(({ id, shares }, index): SettlementRow[] => {
      const importPrice = whole(prices.rowImport[index] ?? []);
      const exportPrice = whole(prices.rowExport[index] ?? []);
      if ([...importPrice, ...exportPrice].every((price) => price === 0)) return [];
      const present = Object.entries(shares).filter(([child]) => !isExpected(child));
      return [{ id, importPrice, exportPrice, shares: Object.fromEntries(present) }];
    }),
  };
}

const whole = (prices: readonly MicroPerKwh[]): readonly MicroPerKwh[] => prices.map((price) => Math.round(price) || 0);
