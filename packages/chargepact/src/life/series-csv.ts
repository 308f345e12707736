import { closeSync, openSync, writeSync } from "node:fs";
import { type LifeRun, lifeStepS } from "@chargepact/sim";

/** Lines written at once. */
const linesAtOnce = 20_000;

/**
 * Writes a run's series: at each 15 minutes from the start (s) the state of charge (0 to 1) and the cells' temperature (°C)
 * of that instant, and the power at the battery (W, + charging, − driving) until the next.
 */
export function writeSeries(file: string, { soc, temperatureC, powerW }: LifeRun): void {
  try {
    const handle = openSync(file, "w");
    try {
      writeSync(handle, "time_s,soc,temperature_c,power_w\n");
      for (let from = 0; from < powerW.length; from += linesAtOnce) {
        const lines: string[] = [];
        for (let step = from; step < Math.min(powerW.length, from + linesAtOnce); step += 1) {
          const [charge, temperature] = [(soc[step] ?? 0).toFixed(5), (temperatureC[step] ?? 0).toFixed(2)];
          lines.push(`${step * lifeStepS},${charge},${temperature},${Math.round(powerW[step] ?? 0)}\n`);
        }
        writeSync(handle, lines.join(""));
      }
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the series ${file} cannot be written: ${why}; choose another file for --out`, { cause });
  }
}
