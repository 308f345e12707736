import { differences, sums } from "./flat.js";
import { limits } from "./limits.js";

/** Several vectors on one grid, which travel as differences between neighbours. */
interface Grid {
  readonly startS: number;
  readonly stepS: number;
}
type VectorOf<T extends Grid> = Exclude<keyof T, keyof Grid> & string;
/** As it travels: one list of differences per vector. */
export type FlatVectors<T extends Grid> = Grid & {
  readonly [K in VectorOf<T> as `${K}Deltas`]: readonly number[];
};
/** Least and most of a vector's values. */
export type Ranges<T extends Grid> = Readonly<Record<VectorOf<T>, readonly [min: number, max: number]>>;

type Flat = Grid & Readonly<Record<string, readonly number[]>>;

/** CP-WIRE-12 for several vectors of one length: both ways, with the same refusals. `check`: a rule over all of them. */
export class Vectors<T extends Grid> {
  private readonly names: readonly VectorOf<T>[];

  constructor(
    private readonly ranges: Ranges<T>,
    private readonly check: (value: T) => string | undefined = () => undefined,
  ) {
    this.names = Object.keys(ranges) as VectorOf<T>[];
  }

  /** The vectors, or what is wrong with them. */
  readonly unpack = (flat: FlatVectors<T>): T | string => {
    const from = flat as unknown as Flat;
    const vectors = this.names.map((name) => {
      const deltas = from[`${name}Deltas`] ?? [];
      return [name, sums(deltas, 1, deltas.length)] as const;
    });
    const value = { startS: flat.startS, stepS: flat.stepS, ...Object.fromEntries(vectors) } as unknown as T;
    return this.problemOf(value, "Deltas") ?? value;
  };

  readonly pack = (value: T): FlatVectors<T> | string => {
    const problem = this.problemOf(value, "");
    if (problem !== undefined) return problem;
    const vectors = this.names.map((name) => {
      const own = value[name] as readonly number[];
      return [`${name}Deltas`, differences(own, 1, own.length)] as const;
    });
    return { startS: value.startS, stepS: value.stepS, ...Object.fromEntries(vectors) } as unknown as FlatVectors<T>;
  };

  private problemOf(value: T, suffix: string): string | undefined {
    const [first] = this.names;
    const length = first === undefined ? 0 : (value[first] as readonly number[]).length;
    if (length < 1 || length > limits.steps) {
      return `${first ?? ""}${suffix} has ${length} values, allowed: 1 to ${limits.steps}`;
    }
    for (const name of this.names) {
      const own = value[name] as readonly number[];
      if (own.length !== length)
        return `${name}${suffix} has ${own.length} values, allowed: as many as ${first ?? ""} (${length})`;
      const [min, max] = this.ranges[name];
      const wrong = own.find((each) => !Number.isInteger(each) || each < min || each > max);
      if (wrong !== undefined) return `${name}${suffix} has ${wrong}, allowed: whole numbers ${min} to ${max}`;
    }
    return this.check(value);
  }
}
