import type { Manifest } from "../manifest.js";

/** The first feature that is no number or lies outside of what the model was made for, as a sentence. */
export function featuresFault({ inputs }: Manifest, features: Float32Array, n: number): string | undefined {
  if (features.length < n * inputs.length) {
    return `${features.length} features; ${n} rows of ${inputs.length} have ${n * inputs.length}`;
  }
  return portsFault(inputs, features, n);
}

/** The first answer that is no number or lies outside of what its manifest allows. */
export function answersFault({ outputs }: Manifest, out: Float32Array, n: number): string | undefined {
  return portsFault(outputs, out, n);
}

function portsFault(ports: Manifest["inputs"], values: Float32Array, n: number): string | undefined {
  const width = ports.length;
  for (let index = 0; index < width; index++) {
    const port = ports[index];
    if (port === undefined) continue;
    // Written as 32-bit numbers, ends of ranges are not quite what the manifest says.
    const [min, max] = [Math.fround(port.min), Math.fround(port.max)];
    for (let at = index; at < n * width; at += width) {
      const value = values[at] ?? Number.NaN;
      if (!(value >= min && value <= max)) {
        return `${port.name} is ${value} ${port.unit}, allowed are ${port.min} to ${port.max}`;
      }
    }
  }
  return undefined;
}
