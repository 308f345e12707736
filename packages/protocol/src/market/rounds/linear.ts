/** A linear programme in compressed columns: min cost · x, lower ≤ x ≤ upper, rowLower ≤ A x ≤ rowUpper. Plain data. */
export interface LinearProgramme {
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Column j has the entries starts[j] … starts[j + 1] − 1. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Where a similar programme ended: a good place to begin. */
  readonly basis?: LinearBasis;
  /** Where some columns must be whole: then the duals of the solution mean nothing. */
  readonly integral?: IntegralPart;
}

/** Status of each column and row in a simplex basis: 0 at its lower bound, 1 basic, 2 at its upper, 3 free, 4 not basic. */
export interface LinearBasis {
  readonly columns: Uint8Array;
  readonly rows: Uint8Array;
}

export interface IntegralPart {
  /** Their numbers, rising; each is 0 or 1. */
  readonly columns: Int32Array;
  /** Good values of these columns to begin with, in the same order, where some are known. */
  readonly start?: Float64Array;
  /** So close to the least an objective is good enough to end with; one that is farther away may be all there is. */
  readonly gap: number;
}

/** An optimal solution of a linear programme. */
export interface LinearSolution {
  readonly objective: number;
  readonly values: Float64Array;
  /** Change of the objective per unit by which a row's bounds rise. */
  readonly duals: Float64Array;
  /** Absent where columns had to be whole. */
  readonly basis?: LinearBasis;
}

/** Collects a linear programme; columns get their entries when they are added. */
export class LinearBuilder {
  readonly #cost: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];

  get columns(): number {
    return this.#cost.length;
  }

  /** Number of a new row. */
  row(lower: number, upper: number): number {
    this.#rowLower.push(lower);
    return this.#rowUpper.push(upper) - 1;
  }

  /** Number of a new column; entries are [row, value]. */
  column(
    cost: number,
    bounds: { readonly lower: number; readonly upper: number },
    entries: readonly (readonly [number, number])[] = [],
  ): number {
    this.#cost.push(cost);
    this.#lower.push(bounds.lower);
    this.#upper.push(bounds.upper);
    for (const [row, value] of entries) {
      this.#indices.push(row);
      this.#values.push(value);
    }
    return this.#starts.push(this.#indices.length) - 2;
  }

  /** Adds an entry to the newest column. */
  add(row: number, value: number): void {
    this.#indices.push(row);
    this.#values.push(value);
    this.#starts[this.#starts.length - 1] = this.#indices.length;
  }

  build(integral?: IntegralPart): LinearProgramme {
    return {
      ...(integral === undefined ? {} : { integral }),
      cost: new Float64Array(this.#cost),
      lower: new Float64Array(this.#lower),
      upper: new Float64Array(this.#upper),
      rowLower: new Float64Array(this.#rowLower),
      rowUpper: new Float64Array(this.#rowUpper),
      starts: new Int32Array(this.#starts),
      indices: new Int32Array(this.#indices),
      values: new Float64Array(this.#values),
    };
  }
}
