import type { Micro, Watts } from "../../units.js";
import { besidePriceMicro, changeMicro } from "./held.js";
import type { MasterColumn } from "./master.js";
import type { RoundsChild, RoundsOption } from "./types.js";

/** An option that a child has stated in this plan, or its fallback. */
export interface Column extends RoundsOption {
  /** Round in which it came; 0 is the fallback. */
  readonly round: number;
  /** Last round whose master gave it weight. */
  readonly usedIn: number;
  /** µ on top of what it costs the child: what changing to it costs, and what is told on top of prices. */
  readonly besideMicro: Micro;
}

/** Id of column 0. */
export const fallbackId = "fallback";

/** An option as a column of the round in which it came. */
export function columnOf(
  child: RoundsChild,
  option: RoundsOption,
  at: { readonly round: number; readonly hours: readonly number[] },
): Column {
  const { round, hours } = at;
  const besideMicro = changeMicro(child, option.powerW) + besidePriceMicro(child, option.powerW, hours);
  return { ...option, round, usedIn: round, besideMicro };
}

/** What a child has on the table before it is asked. */
export function firstColumns(child: RoundsChild, hours: readonly number[]): readonly Column[] {
  return [columnOf(child, { id: fallbackId, ...child.fallback }, { round: 0, hours })];
}

/** The columns with new options, by (round, id). Where there are too many, the longest unused go; the fallback never. */
export function withOptions(
  columns: readonly Column[],
  options: readonly RoundsOption[],
  at: {
    readonly child: RoundsChild;
    readonly hours: readonly number[];
    readonly round: number;
    readonly columnsMax: number;
  },
): readonly Column[] {
  const known = new Set(columns.map(({ id }) => id));
  const fresh = options
    .filter(({ id }) => !known.has(id) && known.add(id))
    .map((option) => columnOf(at.child, option, at))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const all = [...columns, ...fresh];
  const excess = all.length - at.columnsMax;
  if (excess <= 0) return all;
  const oldest = all
    .map((column, index) => ({ index, usedIn: column.usedIn }))
    .slice(1)
    .sort((a, b) => a.usedIn - b.usedIn || a.index - b.index);
  const dropped = new Set(oldest.slice(0, excess).map(({ index }) => index));
  return all.filter((_, index) => !dropped.has(index));
}

/** What a column costs the plan, µ. */
export const fullMicro = (column: Column): Micro => column.costMicro + column.besideMicro;

/** As the master sees them: equal costs are told apart by 1 µ a column. */
export function masterColumns(columns: readonly Column[]): readonly MasterColumn[] {
  return columns.map((column, index) => ({ powerW: column.powerW, costMicro: fullMicro(column) + index }));
}

/** A weight on one column. */
export interface Share {
  readonly column: Column;
  /** 0–1 */
  readonly weight: number;
}

export function blendedW(shares: readonly Share[], steps: number): readonly Watts[] {
  const powerW = Array<number>(steps).fill(0);
  for (const { column, weight } of shares) {
    for (let step = 0; step < steps; step += 1)
      powerW[step] = (powerW[step] ?? 0) + weight * (column.powerW[step] ?? 0);
  }
  return powerW;
}

export function blendedMicro(shares: readonly Share[]): Micro {
  return shares.reduce((sum, { column, weight }) => sum + weight * fullMicro(column), 0);
}
