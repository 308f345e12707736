import type { SumChild, SumProblem, SumRow } from "./types.js";

/** Children that see the same prices, because they load the same rows: those of a group, or those in none (id ""). */
export interface SumSet {
  readonly id: string;
  /** Indices into the plan's children. */
  readonly children: readonly number[];
  /** kW per step: Σ of what each declares, the larger of import and export. */
  readonly limitKw: Float64Array;
  /** kW that they can give together in each step, ≤ 0, and take, ≥ 0: what they declare, within their row. */
  readonly lowKw: Float64Array;
  readonly highKw: Float64Array;
}

/** The sets of a problem, those of groups in their order, and then the one without a group where it has children. */
export function setsOf(problem: SumProblem): readonly SumSet[] {
  const known = new Set(problem.groups.map(({ id }) => id));
  const setOf = ({ group }: SumChild): string => (group !== undefined && known.has(group) ? group : "");
  const rows: readonly (readonly [string, SumRow | undefined])[] = [
    ...problem.groups.map((group) => [group.id, group] as const),
    ["", undefined],
  ];
  return rows.flatMap(([id, row]): SumSet[] => {
    const children = [...problem.children.keys()].filter((index) => {
      const child = problem.children[index];
      return child !== undefined && setOf(child) === id;
    });
    if (children.length === 0) return [];
    const own = children.flatMap((index) => problem.children[index] ?? []);
    const high = limitKw(problem, row?.importW, own, ({ importMaxW }) => importMaxW);
    const low = limitKw(problem, row?.exportW, own, ({ exportMaxW }) => exportMaxW);
    return [
      {
        ...{ id, children, highKw: high, lowKw: low.map((kw) => 0 - kw) },
        limitKw: limitsOf(problem, own),
      },
    ];
  });
}

function limitKw(
  { grid }: SumProblem,
  row: readonly number[] | undefined,
  children: readonly SumChild[],
  maxOf: (child: SumChild) => readonly number[],
): Float64Array {
  return Float64Array.from(grid.usable, (_, step) => {
    const declaredW = children.reduce((sum, child) => sum + Math.max(0, maxOf(child)[step] ?? 0), 0);
    return Math.min(declaredW, row === undefined ? Number.POSITIVE_INFINITY : Math.max(0, row[step] ?? 0)) / 1000;
  });
}

function limitsOf({ grid }: SumProblem, children: readonly SumChild[]): Float64Array {
  return Float64Array.from(
    grid.usable,
    (_, step) => children.reduce((sum, child) => sum + limitOf(child, step), 0) / 1000,
  );
}

/** W ≥ 0; what shares of an excess are counted by. */
const limitOf = ({ importMaxW, exportMaxW }: SumChild, step: number): number =>
  Math.max(0, importMaxW[step] ?? 0, exportMaxW[step] ?? 0);
