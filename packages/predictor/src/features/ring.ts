/** The newest values, as many as asked for; nothing is allocated after it is made. */
export class Ring {
  readonly #values: Float64Array;
  #next = 0;

  constructor(readonly size: number) {
    this.#values = new Float64Array(size);
  }

  push(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.size;
  }

  /** The value of `back` pushes before the newest; 0 is the newest itself. */
  ago(back: number): number {
    return this.#values[(this.#next - 1 - back + 2 * this.size) % this.size] ?? 0;
  }
}
