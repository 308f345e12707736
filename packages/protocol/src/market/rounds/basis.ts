import type { LinearBasis, LinearSolution } from "./linear.js";
import type { MasterLayout } from "./master.js";
import type { Column } from "./columns.js";

/** Where the last master ended, by what its columns were: columns come and go, everything else stays where it is. */
export interface MasterBasis {
  /** Status of each child's options, by their ids. */
  readonly options: readonly ReadonlyMap<string, number>[];
  /** Of the columns behind the options, and of the rows. */
  readonly others: Uint8Array;
  readonly rows: Uint8Array;
}

const basic = 1;

export function basisOf(
  columns: readonly (readonly Column[])[],
  layout: MasterLayout,
  solution: LinearSolution,
): MasterBasis | undefined {
  const { basis } = solution;
  if (basis === undefined) return undefined;
  const options = columns.map((own, index) => {
    const first = layout.firstColumn[index] ?? 0;
    return new Map(own.map(({ id }, position) => [id, basis.columns[first + position] ?? 0]));
  });
  return { options, others: basis.columns.slice(layout.optionColumns), rows: basis.rows };
}

/** The same for the master with other columns: new ones at 0; the row of a child that lost a basic one takes its place. */
export function carriedBasis(before: MasterBasis, columns: readonly (readonly Column[])[]): LinearBasis {
  const rows = before.rows.slice();
  const options = columns.flatMap((own, index) => {
    const known = before.options[index];
    const ids = new Set(own.map(({ id }) => id));
    const lost = [...(known ?? [])].some(([id, status]) => status === basic && !ids.has(id));
    if (lost) rows[index] = basic;
    return own.map(({ id }) => known?.get(id) ?? 0);
  });
  const all = new Uint8Array(options.length + before.others.length);
  all.set(options);
  all.set(before.others, options.length);
  return { columns: all, rows };
}
