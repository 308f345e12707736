import type { Watts } from "../../units.js";
import { bookedW } from "./master.js";
import type { RoundsChild, RoundsProblem } from "./types.js";

/** W ≥ 0 that a power puts on the child's rows in one direction: never less than what is booked for it anyway. */
export function loadW(child: RoundsChild, sign: 1 | -1, powerW: Watts): Watts {
  return Math.max(bookedW(child, sign), sign * powerW, 0);
}

/** What is left on the rows as children are put on them and taken off. */
export class Room {
  readonly #problem: RoundsProblem;
  readonly #left: { readonly importW: Float64Array[]; readonly exportW: Float64Array[] };
  readonly #loads: readonly (readonly { readonly row: number; readonly share: number }[])[];

  /** Full room less what is booked for everybody. */
  constructor(problem: RoundsProblem) {
    this.#problem = problem;
    this.#left = {
      importW: problem.rows.map(({ importW }) => Float64Array.from(importW)),
      exportW: problem.rows.map(({ exportW }) => Float64Array.from(exportW)),
    };
    this.#loads = problem.children.map(({ id }) =>
      problem.rows.flatMap(({ shares }, row) => ((shares[id] ?? 0) > 0 ? [{ row, share: shares[id] ?? 0 }] : [])),
    );
    for (const [index, child] of problem.children.entries()) {
      if (child.bookedImportW === 0 && child.bookedExportW === 0) continue;
      for (const step of problem.grid.usable.keys())
        this.#put(index, step, { importW: this.#booked(index, 1), exportW: this.#booked(index, -1) });
    }
  }

  /** Moves a child from one power to another in a step. */
  move(index: number, step: number, change: { readonly fromW: Watts; readonly toW: Watts }): void {
    const child = this.#problem.children[index];
    if (child === undefined) return;
    if (change.fromW === change.toW) return;
    const moved = (sign: 1 | -1): Watts => loadW(child, sign, change.toW) - loadW(child, sign, change.fromW);
    this.#put(index, step, { importW: moved(1), exportW: moved(-1) });
  }

  moveAll(index: number, change: { readonly from?: readonly Watts[]; readonly to: readonly Watts[] }): void {
    for (const [step, toW] of change.to.entries()) this.move(index, step, { fromW: change.from?.[step] ?? 0, toW });
  }

  /** W of import that is left on one row in a step. */
  importRoom(row: number, step: number): Watts {
    return this.#left.importW[row]?.[step] ?? 0;
  }

  /** W of import that a child at 0 W may take in a step, at most. */
  importLeft(index: number, step: number): Watts {
    return this.#booked(index, 1) + this.#least(index, step, this.#left.importW);
  }

  /** A child at 0 W may follow this schedule. */
  fits(index: number, powerW: readonly Watts[], slackW: Watts): boolean {
    return powerW.every((watts, step) => {
      const sign = watts < 0 ? -1 : 1;
      const left = this.#least(index, step, sign > 0 ? this.#left.importW : this.#left.exportW);
      return Math.abs(watts) <= this.#booked(index, sign) + left + slackW;
    });
  }

  /** `moreW` on top of what the child has in a step fits, in the way of its sign. */
  fitsMore(index: number, step: number, moreW: Watts): boolean {
    return Math.abs(moreW) <= this.#least(index, step, moreW > 0 ? this.#left.importW : this.#left.exportW);
  }

  #booked(index: number, sign: 1 | -1): Watts {
    const child = this.#problem.children[index];
    return child === undefined ? 0 : bookedW(child, sign);
  }

  #least(index: number, step: number, left: readonly Float64Array[]): Watts {
    let least = Number.POSITIVE_INFINITY;
    for (const { row, share } of this.#loads[index] ?? []) least = Math.min(least, (left[row]?.[step] ?? 0) / share);
    return Math.max(0, least);
  }

  #put(index: number, step: number, load: { readonly importW: Watts; readonly exportW: Watts }): void {
    for (const { row, share } of this.#loads[index] ?? []) {
      const [importW, exportW] = [this.#left.importW[row], this.#left.exportW[row]];
      if (importW !== undefined) importW[step] = (importW[step] ?? 0) - share * load.importW;
      if (exportW !== undefined) exportW[step] = (exportW[step] ?? 0) - share * load.exportW;
    }
  }
}
