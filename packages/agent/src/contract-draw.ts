/** Draws for contracts: the same for each seed, so that a failure can be repeated. Not for keys. */
export class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  unit(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  real(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** Whole, both ends included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.int(0, from.length - 1)] as T;
  }

  list<T>(length: number, make: () => T): readonly T[] {
    return Array.from({ length }, make);
  }

  shuffled<T>(values: readonly T[]): readonly T[] {
    const out = [...values];
    for (let last = out.length - 1; last > 0; last--) {
      const other = this.int(0, last);
      [out[last], out[other]] = [out[other] as T, out[last] as T];
    }
    return out;
  }
}

/** How much a contract draws. */
export interface DrawOptions {
  /** The same questions for the same seed; 1 unless said. */
  readonly seed?: number;
  /** Questions a case; 200 unless said. */
  readonly runs?: number;
}

/** Asks `runs` questions; what fails says its seed and the question. */
export async function forEachDrawn<T>(
  options: DrawOptions,
  make: (draw: Draw) => T,
  check: (question: T, draw: Draw) => void | Promise<void>,
): Promise<void> {
  const first = options.seed ?? 1;
  for (let run = 0; run < (options.runs ?? 200); run++) {
    const draw = new Draw(first * 1_000_003 + run);
    const question = frozen(make(draw));
    try {
      await check(question, draw);
    } catch (error) {
      if (error instanceof Error)
        error.message += `\nquestion ${run} of seed ${first}: ${JSON.stringify(question, plain)}`;
      throw error;
    }
  }
}

const plain = (_key: string, value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value);

/** A question must come to no harm: writing to it throws. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
