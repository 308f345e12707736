/** What a resistance weighs before the current ever changed, as a share of the memory. */
const priorShare = 0.002;
/** V per 1/h; below this no cell is believed to be. */
const least = 0.003;

/**
 * Resistance as it shows in changes of voltage over changes of current, V per 1/h. Older changes fade as new ones come, not as
 * time passes, so that it outlives a steady charge.
 */
export class Slope {
  #squares = 0;
  #products = 0;

  /** `memory` in (1/h)²; `prior` in V per 1/h. */
  constructor(
    private readonly memory: number,
    private readonly prior: number,
  ) {}

  reset(): void {
    this.#squares = 0;
    this.#products = 0;
  }

  learn(changeC: number, changeV: number): void {
    const square = changeC * changeC;
    const fade = this.memory / (this.memory + square);
    this.#squares = (this.#squares + square) * fade;
    this.#products = (this.#products + changeC * changeV) * fade;
  }

  get value(): number {
    const weight = priorShare * this.memory;
    return Math.max(least, (this.#products + weight * this.prior) / (this.#squares + weight));
  }
}
