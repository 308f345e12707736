import type { Embedded, Fallback, LeaseTariff, LeaseVersion, Terms } from "../messages.js";
import {
  stepConstant,
  stepFirstAbove,
  stepFromSchedule,
  stepLess,
  stepMap,
  stepMax,
  stepSum,
  stepValueAt,
  type StepFunction,
} from "../step-function.js";
import type { AgentId, MonoMs, Watts } from "../units.js";

/**
 * One limit that several holders share: a site, a phase, a station, a connector. `share` is the fraction of a
 * connector's power that counts on it (1 on the site, 1/3 on each phase of a three-phase connector, 0 elsewhere).
 */
export interface LedgerRow {
  readonly id: string;
  share(holder: AgentId, connector: number): number;
}

/** Import and export of one row over schedule time, both ≥ 0, W. They are never netted: export creates no room. */
export interface RowPower {
  readonly importW: StepFunction;
  readonly exportW: StepFunction;
}

/** A commit that may be in force at the holder until `expiresAt`. */
export interface IssuedVersion {
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
  /** What energy costs under it; absent: not settled by price. */
  readonly tariff?: LeaseTariff;
  /** Confirmation + ttl + grace on the grantor's monotonic clock. */
  readonly expiresAt: MonoMs;
  readonly power: readonly RowPower[];
}

const none = stepConstant(0);

/** CP-LEDGER-3: what terms book on each row: Σ max(0, max) and Σ max(0, −min) of the parts that count there. */
export function termsPower(rows: readonly LedgerRow[], holder: AgentId, terms: Terms): readonly RowPower[] {
  return rows.map((row) => {
    const imports: StepFunction[] = [];
    const exports: StepFunction[] = [];
    for (const part of terms.parts) {
      const share = row.share(holder, part.connector);
      if (share === 0) continue;
      const zero = { beforeW: 0, afterW: 0 };
      imports.push(stepMap(stepFromSchedule(part.schedule, zero, "max"), (w) => Math.ceil(Math.max(0, w) * share)));
      exports.push(stepMap(stepFromSchedule(part.schedule, zero, "min"), (w) => Math.ceil(Math.max(0, -w) * share)));
    }
    return { importW: stepSum(imports), exportW: stepSum(exports) };
  });
}

/** What a fallback books: at all times, on every row its connectors may load, at the largest share it can have there. */
export function fallbackPower(
  rows: readonly LedgerRow[],
  holder: AgentId,
  connectors: readonly number[],
  fallback: Pick<Fallback, "importW" | "exportW">,
): readonly RowPower[] {
  return rows.map((row) => {
    const share = Math.max(0, ...connectors.map((connector) => row.share(holder, connector)));
    return {
      importW: stepConstant(Math.ceil(fallback.importW * share)),
      exportW: stepConstant(Math.ceil(fallback.exportW * share)),
    };
  });
}

/** Pointwise maximum row by row; an empty list books nothing. */
export function maxPower(rowCount: number, all: readonly (readonly RowPower[])[]): readonly RowPower[] {
  const result: RowPower[] = [];
  for (let row = 0; row < rowCount; row++) {
    let importW: StepFunction = none;
    let exportW: StepFunction = none;
    for (const powers of all) {
      const power = powers[row];
      if (power === undefined) continue;
      importW = importW === none ? power.importW : stepMax(importW, power.importW);
      exportW = exportW === none ? power.exportW : stepMax(exportW, power.exportW);
    }
    result.push({ importW, exportW });
  }
  return result;
}

/** Sum row by row. */
export function sumPower(rowCount: number, all: readonly (readonly RowPower[])[]): readonly RowPower[] {
  return Array.from({ length: rowCount }, (_, row) => ({
    importW: stepSum(all.map((powers) => rowAt(powers, row).importW)),
    exportW: stepSum(all.map((powers) => rowAt(powers, row).exportW)),
  }));
}

/** (epoch, counter) order. */
export function compareVersions(a: LeaseVersion, b: LeaseVersion): number {
  return a.epoch - b.epoch || a.counter - b.counter;
}

/** Where and by how much a change would not fit. */
export interface Misfit {
  readonly row: string;
  readonly direction: "import" | "export";
  /** s of schedule time. */
  readonly atS: number;
  /** W over the capacity there. */
  readonly overW: Watts;
}

/** A row of a list; zero where it is missing. */
export function rowAt(list: readonly RowPower[], index: number): RowPower {
  const zero = stepConstant(0);
  return list[index] ?? { importW: zero, exportW: zero };
}

/** A total with one part of it exchanged. */
export function swapPower(total: RowPower, out: RowPower, into: RowPower): RowPower {
  if (out === into) return total;
  return {
    importW: stepSum([stepLess(total.importW, out.importW), into.importW]),
    exportW: stepSum([stepLess(total.exportW, out.exportW), into.exportW]),
  };
}

/** The first instant from `nowS` on where more is booked than the capacity allows. */
export function rowMisfit(row: string, booked: RowPower, capacity: RowPower, nowS: number): Misfit | undefined {
  for (const direction of ["import", "export"] as const) {
    const key = direction === "import" ? "importW" : "exportW";
    const atS = stepFirstAbove(booked[key], capacity[key], nowS);
    if (atS !== undefined) {
      return { row, direction, atS, overW: stepValueAt(booked[key], atS) - stepValueAt(capacity[key], atS) };
    }
  }
  return undefined;
}

/** The same over all rows: the first of them that is over. */
export function firstMisfit(
  rows: readonly LedgerRow[],
  { booked, capacity }: { readonly booked: readonly RowPower[]; readonly capacity: readonly RowPower[] },
  nowS: number,
): Misfit | undefined {
  for (const [index, { id }] of rows.entries()) {
    const misfit = rowMisfit(id, rowAt(booked, index), rowAt(capacity, index), nowS);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}
