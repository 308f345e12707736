import type { Micro, Watts } from "../../units.js";
import type { LinearBuilder } from "./linear.js";
import type { RoundsChild } from "./types.js";

/** What taking away from a child what it has in the first steps costs, µ: room is empty while a decrease is confirmed. */
export function changeMicro({ held }: RoundsChild, powerW: readonly Watts[]): Micro {
  if (held === undefined) return 0;
  let mostW = 0;
  for (const [step, watts] of held.powerW.entries()) mostW = Math.max(mostW, watts - Math.max(0, powerW[step] ?? 0));
  return Math.round((mostW * held.microPerKw) / 1000);
}

/** What a schedule costs by what its child is told on top of the prices, µ. */
export function besidePriceMicro(
  { besidePrice }: RoundsChild,
  powerW: readonly Watts[],
  hours: readonly number[],
): Micro {
  if (besidePrice === undefined) return 0;
  return powerW.reduce((sum, watts, step) => sum + ((besidePrice[step] ?? 0) * watts * (hours[step] ?? 0)) / 1000, 0);
}

/** The row to which a child's first power is added: what is missing there from what it has now costs what changing costs. */
export function heldRow(builder: LinearBuilder, { held }: RoundsChild): number | undefined {
  const heldW = held === undefined ? 0 : Math.min(...held.powerW);
  if (held === undefined || heldW <= 0) return undefined;
  const row = builder.row(heldW / 1000, Number.POSITIVE_INFINITY);
  builder.column(held.microPerKw / 1000, { lower: 0, upper: heldW / 1000 }, [[row, 1]]);
  return row;
}
