import type { Micro, MicroPerKwh } from "../../units.js";
import { stepHours } from "./grid-cost.js";
import type { ChildPrices, RoundsChild, RoundsPrices, RoundsProblem } from "./types.js";

/** Prices to begin with where no plan went before: the grid's own, and rows that bind nowhere. */
export function gridPrices(problem: RoundsProblem): RoundsPrices {
  const none = problem.rows.map(() => problem.importPrice.map(() => 0));
  return { balance: problem.importPrice.map(Math.round), rowImport: none, rowExport: none };
}

/** (1 − α) · latest + α · best, whole µ/kWh, rows at least 0. */
export function smoothed(latest: RoundsPrices, best: RoundsPrices, alpha: number): RoundsPrices {
  const mix = (a: readonly MicroPerKwh[], b: readonly MicroPerKwh[] | undefined): MicroPerKwh[] =>
    a.map((value, step) => Math.round((1 - alpha) * value + alpha * (b?.[step] ?? value)) || 0);
  const rows = (a: RoundsPrices["rowImport"], b: RoundsPrices["rowImport"]): MicroPerKwh[][] =>
    a.map((row, index) => mix(row, b[index]).map((value) => Math.max(0, value)));
  return {
    balance: mix(latest.balance, best.balance),
    rowImport: rows(latest.rowImport, best.rowImport),
    rowExport: rows(latest.rowExport, best.rowExport),
  };
}

/** The same prices, each block of `size` steps at its mean: what a fine grid's duals do within a block is mostly chance. */
export function blockwise(prices: RoundsPrices, size: number): RoundsPrices {
  if (size <= 1) return prices;
  const mean = (values: readonly MicroPerKwh[]): MicroPerKwh[] =>
    values.map((_, step) => {
      const block = values.slice(Math.floor(step / size) * size, (Math.floor(step / size) + 1) * size);
      return Math.round(block.reduce((sum, value) => sum + value, 0) / block.length);
    });
  return {
    balance: mean(prices.balance),
    rowImport: prices.rowImport.map(mean),
    rowExport: prices.rowExport.map(mean),
  };
}

/** Which children see the same prices: those that load the same rows alike. */
export interface RowSets {
  /** Set of each child, in the order of the children. */
  readonly setOf: readonly number[];
  /** Of each set: the rows it loads and how much. */
  readonly loads: readonly (readonly { readonly row: number; readonly share: number }[])[];
  /** Of each set: what its children are told on top. */
  readonly beside: readonly (readonly MicroPerKwh[] | undefined)[];
}

export function rowSets(problem: RoundsProblem): RowSets {
  const known = new Map<string, number>();
  const loads: { row: number; share: number }[][] = [];
  const beside: (readonly MicroPerKwh[] | undefined)[] = [];
  const setOf = problem.children.map(({ id, besidePrice }) => {
    const load = problem.rows.flatMap(({ shares }, row) => {
      const share = shares[id] ?? 0;
      return share > 0 ? [{ row, share }] : [];
    });
    const key = [...load.map(({ row, share }) => `${row}:${share}`), ...(besidePrice ?? ["plain"])].join();
    const set = known.get(key) ?? loads.push(load) - 1;
    beside[set] = besidePrice;
    known.set(key, set);
    return set;
  });
  return { setOf, loads, beside };
}

/** What the children of each set pay and get: the balance price with the rows' on top. */
export function setPrices(prices: RoundsPrices, sets: RowSets): readonly ChildPrices[] {
  return sets.loads.map((load, set) => {
    const onTop = (step: number): number => sets.beside[set]?.[step] ?? 0;
    const sum = (rows: RoundsPrices["rowImport"], step: number): number =>
      load.reduce((total, { row, share }) => total + share * (rows[row]?.[step] ?? 0), 0);
    return {
      importPrice: prices.balance.map((price, step) => price + sum(prices.rowImport, step) + onTop(step)),
      exportPrice: prices.balance.map((price, step) => price - sum(prices.rowExport, step) + onTop(step)),
    };
  });
}

/** The same in whole µ/kWh, as they are told. */
export function wholePrices({ importPrice, exportPrice }: ChildPrices): ChildPrices {
  return { importPrice: importPrice.map(Math.round), exportPrice: exportPrice.map(Math.round) };
}

/**
 * Most that a child's best value can fall when its prices change, µ ≥ 0: what it takes in at most, where import became
 * cheaper, and gives at most, where export became dearer. Every schedule's value falls by at most this.
 */
export function mostGain(
  problem: RoundsProblem,
  child: RoundsChild,
  change: { readonly from: ChildPrices; readonly to: ChildPrices },
): Micro {
  const { from, to } = change;
  return mostEarned(problem, child, {
    perImport: from.importPrice.map((price, step) => price - (to.importPrice[step] ?? 0)),
    perExport: from.exportPrice.map((price, step) => (to.exportPrice[step] ?? 0) - price),
  });
}

/** Lower bound of the best value of a child that never answered, µ ≤ 0: its declared cost is at least 0. */
export function leastValue(problem: RoundsProblem, child: RoundsChild, prices: ChildPrices): Micro {
  const perImport = prices.importPrice.map((price) => -price);
  return 0 - mostEarned(problem, child, { perImport, perExport: prices.exportPrice });
}

/** Most that a child within its limits earns at these µ/kWh of import and export, µ ≥ 0. */
function mostEarned(
  problem: RoundsProblem,
  child: RoundsChild,
  gains: { readonly perImport: readonly number[]; readonly perExport: readonly number[] },
): Micro {
  const hours = stepHours(problem);
  let earned = 0;
  const imports: { readonly gain: number; readonly kwh: number }[] = [];
  for (const [step, h] of hours.entries()) {
    const [gain, paid] = [gains.perImport[step] ?? 0, gains.perExport[step] ?? 0];
    if (gain > 0) imports.push({ gain, kwh: (h * (child.importMaxW[step] ?? 0)) / 1000 });
    if (paid > 0) earned += (paid * h * (child.exportMaxW[step] ?? 0)) / 1000;
  }
  let leftKwh = (child.energyMaxWh ?? Number.POSITIVE_INFINITY) / 1000;
  for (const { gain, kwh } of imports.sort((a, b) => b.gain - a.gain)) {
    const taken = Math.min(leftKwh, kwh);
    earned += gain * taken;
    leftKwh -= taken;
  }
  return earned;
}
