import type { Manifest, Port } from "../manifest.js";

/** Within which features are asked about and answers given on, prepared once: each row of each call is held against them. */
export class Bounds {
  readonly #ports: readonly Port[];
  /** Ends of ranges as the 32-bit numbers that rows have: not quite what the manifest says. */
  readonly #min: Float32Array;
  readonly #max: Float32Array;

  constructor(ports: readonly Port[]) {
    this.#ports = ports;
    this.#min = Float32Array.from(ports, ({ min }) => min);
    this.#max = Float32Array.from(ports, ({ max }) => max);
  }

  get width(): number {
    return this.#ports.length;
  }

  /** The first of `n` rows' numbers that is none or lies outside, or that there are too few, as a sentence. */
  fault(values: Float32Array, n: number): string | undefined {
    const [min, max] = [this.#min, this.#max];
    const width = min.length;
    if (values.length < n * width) return `${values.length} numbers; ${n} rows of ${width} have ${n * width}`;
    for (let row = 0, at = 0; row < n; row++) {
      for (let index = 0; index < width; index++, at++) {
        const value = values[at] ?? Number.NaN;
        if (!(value >= (min[index] ?? 0) && value <= (max[index] ?? 0))) return this.#said(index, value);
      }
    }
    return undefined;
  }

  #said(index: number, value: number): string {
    const { name = "", unit = "", min = Number.NaN, max = Number.NaN } = this.#ports[index] ?? {};
    return `${name} is ${value} ${unit}, allowed are ${min} to ${max}`;
  }
}

/** Bounds of what a model is asked, and of what it answers. */
export interface ModelBounds {
  readonly inputs: Bounds;
  readonly outputs: Bounds;
}
export const boundsOf = ({ inputs, outputs }: Manifest): ModelBounds => ({
  inputs: new Bounds(inputs),
  outputs: new Bounds(outputs),
});
