/** Columns of the model of fade: the temperature of the cells, °C. */
export const fadeInputs = ["temperature"] as const;

/**
 * Writes one row, from `at` on. `coldestC` is the lowest temperature that the model has seen: below it, it is asked about
 * that temperature, at which it leaves physics as it is.
 */
export function fadeFeatures(temperatureC: number, coldestC: number, features: Float32Array, at = 0): void {
  features[at] = Math.max(temperatureC, coldestC);
}
