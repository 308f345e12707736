import type { ValidityBox } from "./types.js";

/** What a predictor is asked about: cells at °C, C-rate in 1/h (magnitude, the largest), SoC and SoH as fractions. */
export interface Operating {
  readonly temperatureC: number;
  readonly cRate: number;
  readonly soc: number;
  readonly soh: number;
}

/** The first number that lies outside of the box, as a sentence; undefined inside. */
export function outsideOf(box: ValidityBox, at: Operating): string | undefined {
  const { temperatureC, cRate, soc, soh } = at;
  for (const [name, value] of Object.entries({ temperatureC, cRate, soc, soh })) {
    const [low, high] = box[name as keyof ValidityBox];
    if (!(value >= low && value <= high)) return `${name} ${value} outside ${low} to ${high}`;
  }
  return undefined;
}
