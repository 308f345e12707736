import { partOfKey } from "../../market/index.js";
import type { ChildPrices, RoundsPrices, RoundsProblem } from "../../market/rounds/index.js";
import { rowSets, setPrices, wholePrices } from "../../market/rounds/prices.js";
import type { Settlement, SettlementRow } from "../../market/settlement.js";
import type { LeaseTariff, PriceVector } from "../../messages.js";
import { settlementPrices } from "../../tariff.js";
import type { AgentId, MicroPerKwh, UnixS } from "../../units.js";
import { isExpected } from "./expected.js";
import { byHolder, priceVector } from "./rounds-book.js";

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

/**
 * CP-PRICE-1: what each holder is billed by under a plan's commits: the prices of the best bound as it was told them, up
 * to the last departure at its connectors. `leastMicroPerKwh`: least price of what deviates.
 */
export function tariffsOf(
  problem: RoundsProblem,
  prices: RoundsPrices,
  leastMicroPerKwh: MicroPerKwh,
): ReadonlyMap<AgentId, LeaseTariff> {
  const sets = rowSets(problem);
  const told = setPrices(prices, sets).map(wholePrices);
  const children = problem.children
    .map(({ id, departureS }, index) => ({ child: id, departureS, prices: told[sets.setOf[index] ?? 0] }))
    .filter(({ child }) => !isExpected(child));
  const tariffs = new Map<AgentId, LeaseTariff>();
  for (const [holder, own] of byHolder(children)) {
    const untilS = Math.max(...own.map(({ departureS }) => departureS));
    const parts = own.flatMap(({ child, prices: each }) =>
      each === undefined ? [] : [{ connector: partOfKey(child).connector, prices: vectorOf(problem, each, untilS) }],
    );
    const [first] = parts;
    if (first === undefined) continue;
    const others = parts.filter(({ prices: each }) => JSON.stringify(each) !== JSON.stringify(first.prices));
    tariffs.set(holder, {
      settlement: first.prices,
      ...(others.length === 0 ? {} : { partSettlements: others }),
      imbalanceMicroPerKwh: leastMicroPerKwh,
    });
  }
  return tariffs;
}

function vectorOf({ grid }: RoundsProblem, prices: ChildPrices, untilS: UnixS): PriceVector {
  return settlementPrices(priceVector(grid, prices), untilS);
}

const whole = (prices: readonly MicroPerKwh[]): readonly MicroPerKwh[] => prices.map((price) => Math.round(price) || 0);
