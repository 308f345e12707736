import type { RoundsPrices, RoundsProblem } from "../../market/rounds/index.js";
import type { MicroPerKwh } from "../../units.js";

/** The prices that a plan ended with, for the next one to begin with. */
export class CarriedPrices {
  private known: { readonly problem: RoundsProblem; readonly prices: RoundsPrices } | undefined;

  keep(problem: RoundsProblem, prices: RoundsPrices): void {
    this.known = { problem, prices };
  }

  /**
   * The same prices at the same times of another plan. Where the last plan did not reach, and on rows that it did not
   * have, the grid's own price holds and room is worth nothing.
   */
  on(problem: RoundsProblem): RoundsPrices | undefined {
    const { known } = this;
    if (known?.problem.grid.stepS !== problem.grid.stepS) return undefined;
    const steps = (problem.grid.startS - known.problem.grid.startS) / problem.grid.stepS;
    if (!Number.isInteger(steps) || steps < 0) return undefined;
    const at = (old: readonly MicroPerKwh[] | undefined, fresh: readonly MicroPerKwh[]): readonly MicroPerKwh[] =>
      fresh.map((value, step) => old?.[step + steps] ?? value);
    const none = problem.importPrice.map(() => 0);
    const rows = new Map(known.problem.rows.map(({ id }, index) => [id, index]));
    const row = (all: RoundsPrices["rowImport"], id: string): readonly MicroPerKwh[] => {
      const index = rows.get(id);
      return at(index === undefined ? undefined : all[index], none);
    };
    return {
      balance: at(known.prices.balance, problem.importPrice.map(Math.round)),
      rowImport: problem.rows.map(({ id }) => row(known.prices.rowImport, id)),
      rowExport: problem.rows.map(({ id }) => row(known.prices.rowExport, id)),
    };
  }
}
