import type { Watts } from "../../units.js";
import type { SumChild, SumGrant, SumProblem, SumRow } from "./types.js";

/** Grants that fit every row, and the room they leave. */
export interface Fitted {
  readonly grants: readonly SumGrant[];
  readonly left: SumRow;
  readonly leftOf: Readonly<Record<string, SumRow>>;
}

/**
 * Scales profiles to fit: in each step and direction, whatever is above the bookings of a group's children by one
 * factor ≤ 1, and then that of all by another, so that groups and feeder are kept whatever the profiles are. Profiles
 * are first cut to what their children declared; values that are no numbers count as 0 W. Grants are whole units towards 0.
 * Rows are exceeded only where the bookings alone exceed them.
 */
export function fit(problem: SumProblem, profiles: readonly (readonly Watts[])[], unitW: Watts): Fitted {
  const steps = problem.grid.usable.length;
  const grants = problem.children.map(() => Array<number>(steps).fill(0));
  const rowOf = new Map(problem.groups.map((group, index) => [group.id, index + 1]));
  const rows: readonly SumRow[] = [problem.feeder, ...problem.groups];
  const left = rows.map(() => ({ importW: Array<number>(steps).fill(0), exportW: Array<number>(steps).fill(0) }));
  const groupOf = problem.children.map(({ group }) => (group === undefined ? 0 : (rowOf.get(group) ?? 0)));
  for (let step = 0; step < steps; step += 1) {
    for (const direction of [1, -1] as const) {
      const wanted = profiles.map((powerW, index) => wantedW(problem.children[index], powerW, { step, direction }));
      const booked = problem.children.map((child) => bookedW(child, direction));
      const room = rows.map((row) => Math.max(0, (direction > 0 ? row.importW : row.exportW)[step] ?? 0));
      const given = scaled({ wanted, booked, groupOf, room }, unitW);
      for (const [index, watts] of given.powerW.entries()) {
        const own = grants[index];
        if (own !== undefined && watts > 0) own[step] = direction * watts;
      }
      for (const [row, watts] of given.leftW.entries()) {
        const own = left[row];
        if (own !== undefined) (direction > 0 ? own.importW : own.exportW)[step] = Math.max(0, Math.floor(watts));
      }
    }
  }
  return {
    grants: problem.children.map(({ id }, index) => ({ child: id, powerW: grants[index] ?? [] })),
    left: left[0] ?? { importW: [], exportW: [] },
    leftOf: Object.fromEntries(
      problem.groups.map(({ id }, index) => [id, left[index + 1] ?? { importW: [], exportW: [] }]),
    ),
  };
}

/** One step and direction; magnitudes, W. Row 0 is the feeder. */
interface Side {
  readonly wanted: readonly Watts[];
  readonly booked: readonly Watts[];
  readonly groupOf: readonly number[];
  readonly room: readonly Watts[];
}

function scaled({ wanted, booked, groupOf, room }: Side, unitW: Watts): { powerW: Watts[]; leftW: Watts[] } {
  const rowSums = (watts: readonly Watts[]): Watts[] => sumsOf(watts, groupOf, room.length);
  const held = rowSums(booked);
  const freeW = room.map((watts, row) => watts - (held[row] ?? 0));
  const above = wanted.map((watts, index) => Math.max(0, watts - (booked[index] ?? 0)));
  const factors = rowSums(above).map((sum, row) => (row === 0 ? 1 : factorOf(freeW[row] ?? 0, sum)));
  const within = above.map((watts, index) => watts * (factors[groupOf[index] ?? 0] ?? 1));
  const all = factorOf(freeW[0] ?? 0, rowSums(within)[0] ?? 0);
  const powerW = within.map((watts, index) => {
    const [asked, floorW] = [wanted[index] ?? 0, booked[index] ?? 0];
    return Math.floor((asked <= floorW ? asked : floorW + watts * all) / unitW + 1e-9) * unitW;
  });
  const taken = rowSums(powerW.map((watts, index) => Math.max(0, watts - (booked[index] ?? 0))));
  return { powerW, leftW: freeW.map((watts, row) => watts - (taken[row] ?? 0)) };
}

/** By row: what its children have together; row 0 is the feeder, and all of them. */
function sumsOf(watts: readonly Watts[], groupOf: readonly number[], rows: number): Watts[] {
  const sums = Array<number>(rows).fill(0);
  for (const [index, own] of watts.entries()) {
    const group = groupOf[index] ?? 0;
    sums[0] = (sums[0] ?? 0) + own;
    if (group > 0) sums[group] = (sums[group] ?? 0) + own;
  }
  return sums;
}

/** Share of a sum that fits; a hair less than all where it is cut, so that rounding cannot lift it over. */
const factorOf = (freeW: Watts, sumW: Watts): number =>
  sumW <= Math.max(0, freeW) ? 1 : Math.max(0, (freeW / sumW) * (1 - 1e-12));

function wantedW(
  child: SumChild | undefined,
  powerW: readonly Watts[],
  { step, direction }: { readonly step: number; readonly direction: 1 | -1 },
): Watts {
  const watts = direction * (powerW[step] ?? 0);
  const mostW = (direction > 0 ? child?.importMaxW : child?.exportMaxW)?.[step] ?? 0;
  return Number.isFinite(watts) ? Math.max(0, Math.min(watts, mostW)) : 0;
}

const bookedW = (child: SumChild | undefined, direction: 1 | -1): Watts =>
  Math.max(0, (direction > 0 ? child?.bookedImportW : child?.bookedExportW) ?? 0);
