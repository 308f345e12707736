import type { Watts } from "../../units.js";
import { exportPriceAt, stepHours } from "./grid-cost.js";
import { leastOf, levelShare } from "./level.js";
import { LinearBuilder, type LinearProgramme, type LinearSolution } from "./linear.js";
import type { RowSets } from "./prices.js";
import type { RoundsChild, RoundsPrices, RoundsProblem, RoundsRow } from "./types.js";

/** One option in the master. */
export interface MasterColumn {
  readonly powerW: readonly Watts[];
  /** µ; declared, with its tie-breaker. */
  readonly costMicro: number;
}
/** min Σ w · cost + energy − revenue + demand charge, over weights that sum to 1 for each child. kW, and 1000 µ. */
export type MasterProblem = LinearProgramme;
export type MasterSolution = LinearSolution;

/** Where the parts of the solution lie. */
export interface MasterLayout {
  readonly firstColumn: readonly number[];
  /** Number of all option columns; they come first. */
  readonly optionColumns: number;
  readonly balanceRow: readonly number[];
  /** Row of each capacity row and step; −1 where it cannot bind. */
  readonly importRow: readonly (readonly number[])[];
  readonly exportRow: readonly (readonly number[])[];
}
export interface Master {
  readonly problem: MasterProblem;
  readonly layout: MasterLayout;
}

/** One way of the power: what it is called, its sign in the balance, and the rows of its sums by set and step. */
interface Direction {
  readonly sign: 1 | -1;
  /** Σ w · power of the set. */
  readonly sum: readonly (readonly number[])[];
  /** Σ w · what is booked for it on its rows; none where nothing is booked beside the power. */
  readonly booked: readonly (readonly number[] | undefined)[];
  /** Capacity rows, by row and step. */
  readonly capacity: readonly (readonly number[])[];
}

const free = { lower: 0, upper: Number.POSITIVE_INFINITY };

/**
 * The master over the columns of each child. Children that load the same rows share one import and one export sum per
 * step, so that a column has one entry a step however many rows there are.
 */
export function masterOf(
  problem: RoundsProblem,
  sets: RowSets,
  columns: readonly (readonly MasterColumn[])[],
  slackShare = 0,
): Master {
  const builder = new LinearBuilder();
  const childRow = problem.children.map(() => builder.row(1, 1));
  const balanceRow = problem.baseW.map((watts) => builder.row(-watts / 1000, -watts / 1000));
  const directions = ([1, -1] as const).map((sign) =>
    directionOf(builder, problem, { sets, sign, slackShare, columns }),
  );
  const firstColumn = columns.map((own, index) => {
    const first = builder.columns;
    const [child, set] = [problem.children[index], sets.setOf[index] ?? 0];
    if (child === undefined) return first;
    for (const column of own) {
      builder.column(column.costMicro / 1000, free);
      builder.add(childRow[index] ?? 0, 1);
      for (const direction of directions) addPower(builder, direction, { child, set, powerW: column.powerW });
    }
    return first;
  });
  const optionColumns = builder.columns;
  for (const direction of directions) addSums(builder, direction, { sets, balanceRow });
  addGrid(builder, problem, balanceRow);
  const [importRow, exportRow] = directions.map(({ capacity }) => capacity);
  const layout = { firstColumn, optionColumns, balanceRow, importRow: importRow ?? [], exportRow: exportRow ?? [] };
  return { problem: builder.build(), layout };
}

function directionOf(
  builder: LinearBuilder,
  problem: RoundsProblem,
  of: {
    readonly sets: RowSets;
    readonly sign: 1 | -1;
    readonly slackShare: number;
    readonly columns: readonly (readonly MasterColumn[])[];
  },
): Direction {
  const { sets, sign, slackShare, columns } = of;
  const sumRows = (): number[] => problem.baseW.map(() => builder.row(0, 0));
  const sum = sets.loads.map(sumRows);
  const booked = sets.loads.map((_, set) =>
    problem.children.some((child, index) => sets.setOf[index] === set && bookedW(child, sign) > 0)
      ? sumRows()
      : undefined,
  );
  const capacity = problem.rows.map((row) => {
    const { reachW, mixedW, leastW } = reachOf(problem, row, { sign, columns });
    return (sign > 0 ? row.importW : row.exportW).map((watts, step) => {
      const roomW = Math.max(watts - slackShare * (mixedW[step] ?? 0), leastW[step] ?? 0);
      return (reachW[step] ?? 0) <= watts ? -1 : builder.row(Number.NEGATIVE_INFINITY, roomW / 1000);
    });
  });
  return { sign, sum, booked, capacity };
}

/** W on a row in each step: of all at their most, of those whose weights are open, and of all on their first column. */
function reachOf(
  problem: RoundsProblem,
  row: RoundsRow,
  { sign, columns }: { readonly sign: 1 | -1; readonly columns: readonly (readonly MasterColumn[])[] },
): { readonly reachW: Float64Array; readonly mixedW: Float64Array; readonly leastW: Float64Array } {
  const none = (): Float64Array => new Float64Array(problem.baseW.length);
  const [reachW, mixedW, leastW] = [none(), none(), none()];
  for (const [index, child] of problem.children.entries()) {
    const share = row.shares[child.id] ?? 0;
    if (share <= 0) continue;
    const [mostW, heldW] = [sign > 0 ? child.importMaxW : child.exportMaxW, bookedW(child, sign)];
    const own = columns[index] ?? [];
    const first = own[0]?.powerW ?? [];
    // Only weights that are still open may be off by what rounding does.
    const mixed = own.length > 1 ? share : 0;
    for (let step = 0; step < reachW.length; step += 1) {
      const most = Math.max(heldW, mostW[step] ?? 0);
      reachW[step] = (reachW[step] ?? 0) + share * most;
      mixedW[step] = (mixedW[step] ?? 0) + mixed * most;
      leastW[step] = (leastW[step] ?? 0) + share * Math.max(heldW, sign * (first[step] ?? 0));
    }
  }
  return { reachW, mixedW, leastW };
}

function addPower(
  builder: LinearBuilder,
  { sign, sum, booked }: Direction,
  of: { readonly child: RoundsChild; readonly set: number; readonly powerW: readonly Watts[] },
): void {
  const [sumRows, bookedRows, leastW] = [sum[of.set] ?? [], booked[of.set], bookedW(of.child, sign)];
  for (let step = 0; step < of.powerW.length; step += 1) {
    const ownW = Math.max(0, sign * (of.powerW[step] ?? 0));
    if (ownW === 0 && leastW === 0) continue;
    if (ownW > 0) builder.add(sumRows[step] ?? 0, ownW / 1000);
    const heldW = Math.max(ownW, leastW);
    if (bookedRows !== undefined && heldW > 0) builder.add(bookedRows[step] ?? 0, heldW / 1000);
  }
}

/** Columns for the sums: into the balance, and onto the rows of the set. */
function addSums(
  builder: LinearBuilder,
  { sign, sum, booked, capacity }: Direction,
  of: { readonly sets: RowSets; readonly balanceRow: readonly number[] },
): void {
  for (const [set, load] of of.sets.loads.entries()) {
    for (const [step, balance] of of.balanceRow.entries()) {
      const onto = load
        .map(({ row, share }): [number, number] => [capacity[row]?.[step] ?? -1, share])
        .filter(([row]) => row >= 0);
      const bookedRow = booked[set]?.[step];
      const rows = bookedRow === undefined ? onto : [];
      builder.column(0, free, [[sum[set]?.[step] ?? 0, -1], [balance, sign], ...rows]);
      if (bookedRow !== undefined) builder.column(0, free, [[bookedRow, -1], ...onto]);
    }
  }
}

/** Columns of the connection point: import, export, peak and the part of a common level. */
export function addGrid(builder: LinearBuilder, problem: RoundsProblem, balanceRow: readonly number[]): void {
  const peaks: [number, number][] = [];
  const lifts: [number, number][] = [];
  const level = problem.level !== undefined && problem.level.microPerKw > 0 ? problem.level : undefined;
  for (const [step, h] of stepHours(problem).entries()) {
    const balance = balanceRow[step] ?? 0;
    const price = ((problem.importPrice[step] ?? 0) * h) / 1000;
    const entries: [number, number][] = [[balance, -1]];
    if (h > 0 && problem.demandMicroPerKw > 0) {
      const peak = builder.row(Number.NEGATIVE_INFINITY, 0);
      peaks.push([peak, -1]);
      entries.push([peak, 1]);
    }
    const exported: [number, number][] = [[balance, 1]];
    const own = level === undefined ? 0 : levelShare(level, step, h);
    if (own > 0) {
      const row = builder.row(Number.NEGATIVE_INFINITY, (level?.profileW[step] ?? 0) / 1000);
      entries.push([row, 1]);
      exported.push([row, -1]);
      lifts.push([row, -own]);
    }
    builder.column(price, free, entries);
    builder.column((-exportPriceAt(problem, step) * h) / 1000, free, exported);
  }
  if (level !== undefined && lifts.length > 0) {
    const lift = { lower: leastOf(level), upper: Number.POSITIVE_INFINITY };
    builder.column(level.microPerKw / 1000, lift, lifts);
  }
  const atLeast = { lower: problem.peakSoFarW / 1000, upper: Number.POSITIVE_INFINITY };
  builder.column(problem.demandMicroPerKw / 1000, atLeast, peaks);
}

/** W ≥ 0 in one direction: booked whatever is granted, and the most in a step. */
export const bookedW = (child: RoundsChild, sign: 1 | -1): Watts =>
  sign > 0 ? child.bookedImportW : child.bookedExportW;
/** Weight of each column, none below 0, each child's with the sum 1. */
export function masterWeights(
  solution: MasterSolution,
  layout: MasterLayout,
  counts: readonly number[],
): readonly (readonly number[])[] {
  return counts.map((count, index) => {
    const first = layout.firstColumn[index] ?? 0;
    const own = Array.from({ length: count }, (_, column) => Math.max(0, solution.values[first + column] ?? 0));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    return total > 0 ? own.map((weight) => weight / total) : own.map((_, column) => (column === 0 ? 1 : 0));
  });
}

/** The duals as prices, µ/kWh; rows none below 0. */
export function masterPrices(problem: RoundsProblem, solution: MasterSolution, layout: MasterLayout): RoundsPrices {
  const hours = stepHours(problem);
  const priceOf = (row: number, step: number): number => {
    const h = hours[step] ?? 0;
    return row < 0 || h <= 0 ? 0 : (-(solution.duals[row] ?? 0) * 1000) / h;
  };
  const rowsOf = (rows: readonly (readonly number[])[]): number[][] =>
    rows.map((row) => row.map((number, step) => Math.max(0, priceOf(number, step))));
  return {
    balance: layout.balanceRow.map(priceOf),
    rowImport: rowsOf(layout.importRow),
    rowExport: rowsOf(layout.exportRow),
  };
}
