import { chanceKey, uniform } from "../chance.js";

/** A stream of chance: the same seed and label give the same draws in the same order. */
export class Draw {
  private readonly key: number;
  private counter = 0;

  constructor(
    readonly seed: number,
    label: string,
  ) {
    this.key = chanceKey(seed, label);
  }

  /** In [0, 1). */
  next(): number {
    return uniform(this.key, this.counter++);
  }
  /** In [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.next();
  }
  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }
  /** True in `share` (0–1) of all cases. */
  flip(share: number): boolean {
    return this.next() < share;
  }
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  /** One of these by weight > 0. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
    return (entries.at(-1) as [K, number])[0];
  }
}
