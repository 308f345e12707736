import type { Watts } from "../../units.js";
import { childHours, stepHours } from "./grid-cost.js";
import { LinearBuilder, type LinearProgramme, type LinearSolution } from "./linear.js";
import { addGrid } from "./master.js";
import { Room } from "./room.js";
import { missingMicro } from "./on-off.js";
import type { RoundsChild, RoundsOption, RoundsPrices, RoundsProblem } from "./types.js";

/** Wear, µ/kWh, up to half of a child's power and above. */
export interface SupposedWear {
  readonly lowMicro: number;
  readonly highMicro: number;
}
export const unknownWear: SupposedWear = { lowMicro: 10_000, highMicro: 20_000 };

/** What is known of the children when a plan is rehearsed. */
export interface Known {
  /** Wear by the position of the child; unknown where it is missing. */
  readonly wear: readonly (SupposedWear | undefined)[];
  /** W that each child can take in each step, where that is less than it states. */
  readonly seen: readonly (readonly Watts[])[];
  /** Schedules of those that are not rehearsed, by position; those with nothing to be asked for stand still else. */
  readonly fixed: ReadonlyMap<number, readonly Watts[]>;
}
export const nothingKnown: Known = { wear: [], seen: [], fixed: new Map() };

/** The site with everybody replaced by what is known of it. */
export interface Rehearsal {
  readonly programme: LinearProgramme;
  /** Columns of each child's power, by position and step; one for each half of it. */
  readonly powers: ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>;
  readonly balanceRow: readonly number[];
  readonly rowOf: readonly (readonly number[])[];
}

/**
 * One programme over limits, time, wear and the worth of what is asked for: no loss, no export, no minimum. Its solution
 * shows where prices and schedules will lie, without a message. kW and 1000 µ.
 */
export function rehearsalOf(problem: RoundsProblem, known: Known): Rehearsal {
  const builder = new LinearBuilder();
  const hours = stepHours(problem);
  const room = new Room(problem);
  const netW = [...problem.baseW];
  for (const [index, powerW] of known.fixed) {
    room.moveAll(index, { to: powerW });
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  const balanceRow = netW.map((watts) => builder.row(-watts / 1000, -watts / 1000));
  const rowOf = problem.rows.map((_, row) =>
    hours.map((__, step) => builder.row(Number.NEGATIVE_INFINITY, Math.max(0, room.importRoom(row, step)) / 1000)),
  );
  const powers = new Map<number, ReadonlyMap<number, readonly number[]>>();
  for (const [index, child] of problem.children.entries()) {
    if (child.tiers.length === 0 || known.fixed.has(index)) continue;
    const { lowMicro, highMicro } = known.wear[index] ?? unknownWear;
    const delivered = builder.row(0, Number.POSITIVE_INFINITY);
    const half = halfOf(child) / 1000;
    const loads = problem.rows.flatMap(({ shares }, row) => {
      const share = shares[child.id] ?? 0;
      return share > 0 ? [{ row, share }] : [];
    });
    const own = new Map<number, readonly number[]>();
    for (const [step, h] of childHours(problem, child).entries()) {
      const mostKw = ((known.seen[index] ?? child.importMaxW)[step] ?? 0) / 1000;
      if (h <= 0 || mostKw <= 0) continue;
      const band = (micro: number, upper: number): number => {
        const column = builder.column((micro * h) / 1000, {
          lower: 0,
          upper: Math.max(0, upper),
        });
        builder.add(balanceRow[step] ?? 0, 1);
        builder.add(delivered, h);
        for (const { row, share } of loads) builder.add(rowOf[row]?.[step] ?? 0, share);
        return column;
      };
      own.set(step, [band(lowMicro, Math.min(half, mostKw)), band(highMicro, mostKw - half)]);
    }
    for (const { energyWh, valueMicroPerKwh } of child.tiers) {
      builder.column(-valueMicroPerKwh / 1000, { lower: 0, upper: energyWh / 1000 }, [[delivered, -1]]);
    }
    powers.set(index, own);
  }
  addGrid(builder, problem, balanceRow);
  return { programme: builder.build(), powers, balanceRow, rowOf };
}

/** W; half of the most that a child states. */
export const halfOf = (child: RoundsChild): Watts => Math.max(0, ...child.importMaxW) / 2;

/**
 * The wear that a child's own options show beyond the worth of what they leave out: least squares over both halves of
 * its power, drawn a little towards the shape that is supposed. Undefined without an option that charges.
 */
export function learnedWear(
  child: RoundsChild,
  options: readonly RoundsOption[],
  hours: readonly number[],
): SupposedWear | undefined {
  const half = halfOf(child);
  let [lowLow, lowHigh, highHigh, lowCost, highCost, cost, size] = [0, 0, 0, 0, 0, 0, 0];
  for (const { powerW, costMicro } of options) {
    let [low, high] = [0, 0];
    for (let step = 0; step < powerW.length; step += 1) {
      const watts = powerW[step] ?? 0;
      if (watts <= 0) continue;
      const kilohours = (hours[step] ?? 0) / 1000;
      low += Math.min(half, watts) * kilohours;
      high += Math.max(0, watts - half) * kilohours;
    }
    if (low + high < 0.1) continue;
    const wear = Math.max(0, costMicro - missingMicro(child.tiers, (low + high) * 1000));
    [lowLow, lowHigh, highHigh] = [lowLow + low * low, lowHigh + low * high, highHigh + high * high];
    [lowCost, highCost] = [lowCost + low * wear, highCost + high * wear];
    [cost, size] = [cost + wear, size + low + 2 * high];
  }
  if (size === 0) return undefined;
  const supposed = cost / size;
  const pull = 0.01 * (lowLow + highHigh);
  const [a, b, c] = [lowLow + pull, lowHigh, highHigh + pull];
  const [x, y] = [lowCost + pull * supposed, highCost + pull * 2 * supposed];
  const lowMicro = Math.max(0, (x * c - y * b) / (a * c - b * b));
  return { lowMicro, highMicro: Math.max(lowMicro, (y * a - x * b) / (a * c - b * b)) };
}

/** The duals as prices, µ/kWh. */
export function rehearsedPrices(problem: RoundsProblem, rehearsal: Rehearsal, solution: LinearSolution): RoundsPrices {
  const hours = stepHours(problem);
  const priceOf = (row: number, step: number): number => {
    const h = hours[step] ?? 0;
    return h > 0 ? (-(solution.duals[row] ?? 0) * 1000) / h : 0;
  };
  return {
    balance: rehearsal.balanceRow.map(priceOf),
    rowImport: rehearsal.rowOf.map((row) => row.map((number, step) => Math.max(0, priceOf(number, step)))),
    rowExport: problem.rows.map(({ exportW }) => exportW.map(() => 0)),
  };
}

/** Its schedules in whole watts, by position; those with a minimum power, which it knows nothing of, are left out. */
export function rehearsedSchedules(
  problem: RoundsProblem,
  rehearsal: Rehearsal,
  solution: LinearSolution,
): ReadonlyMap<number, readonly Watts[]> {
  const schedules = new Map<number, readonly Watts[]>();
  for (const [index, own] of rehearsal.powers) {
    if ((problem.children[index]?.powerMinW ?? 0) > 0) continue;
    const powerW = problem.baseW.map((_, step) => {
      const kw = (own.get(step) ?? []).reduce((sum, column) => sum + (solution.values[column] ?? 0), 0);
      return Math.max(0, Math.floor(kw * 1000 + 1e-4));
    });
    schedules.set(index, powerW);
  }
  return schedules;
}
