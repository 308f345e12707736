const factors: Readonly<Record<string, readonly [what: string, factor: number]>> = {
  W: ["W", 1],
  kW: ["W", 1000],
  Wh: ["Wh", 1],
  kWh: ["Wh", 1000],
  ms: ["ms", 1],
  s: ["ms", 1000],
  min: ["ms", 60_000],
  h: ["ms", 3_600_000],
  "%": ["share", 0.01],
  C: ["C", 1],
};

/** Reads `3.7kW` as 3700 where W is wanted, `30s` as 30 000 where ms is. Throws for another unit. */
export function quantity(text: string, wanted: "W" | "Wh" | "ms" | "share" | "C"): number {
  const [, digits = "", unit = ""] = /^(-?\d+(?:\.\d+)?)([a-zA-Z%]+)$/.exec(text) ?? [];
  const [what, factor] = factors[unit] ?? [];
  if (what !== wanted || factor === undefined) throw new Error(`"${text}" is no quantity in ${wanted}`);
  const value = Number(digits) * factor;
  return wanted === "share" ? value : Math.round(value);
}

const kilo = (value: number): string => {
  const hundredths = Math.round(value / 10);
  return String(hundredths === 0 ? 0 : hundredths / 100);
};

/** W as `4.14 kW`, Wh as `12.5 kWh`, ms as `12.500`. */
export const powerText = (powerW: number): string => `${kilo(powerW)} kW`;
export const energyText = (energyWh: number): string => `${kilo(energyWh)} kWh`;
export const secondsText = (ms: number): string => (ms / 1000).toFixed(3);
/** A duration as `180 s`. */
export const spanText = (ms: number): string => `${String(Math.round(ms / 100) / 10)} s`;
