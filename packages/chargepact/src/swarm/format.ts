import type { Micro, ScheduleMs, WattHours, Watts } from "@chargepact/protocol";
import { clockOf } from "../scenario/time.js";

/** A number with so many decimals and thin groups of thousands: `1 234.5`. */
export function decimal(value: number, decimals: number): string {
  const [whole = "0", part] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, " ");
  const text = part === undefined ? grouped : `${grouped}.${part}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** `38.2 kW`. */
export const kW = (powerW: Watts): string => `${decimal(powerW / 1000, 1)} kW`;
/** `542.5 kWh`. */
export const kWh = (energyWh: WattHours): string => `${decimal(energyWh / 1000, 1)} kWh`;
/** `52.64 EUR`. */
export const money = (amount: Micro, currency: string): string => `${decimal(amount / 1e6, 2)} ${currency}`;
/** Plants stop within half a watt-hour, so this is all. */
const allPercent = 99.995;

/** `97.5 %` of one in another; `100.0 %` only for all of it. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return "–";
  const percent = (100 * part) / whole;
  return `${decimal(percent < allPercent ? Math.min(percent, 99.9) : percent, 1)} %`;
}

/** Millionths as `0.35 %`, `12 %`. */
export function percentOf(ppm: number): string {
  const percent = ppm / 1e4;
  return `${decimal(percent, percent < 1 ? 2 : percent < 10 ? 1 : 0)} %`;
}

/** `12:35`. */
export const clock = (atMs: ScheduleMs): string => clockOf(atMs / 1000);

/** `45 s`, `3 min`, `2 h 05 min`. */
export function duration(seconds: number): string {
  if (seconds < 99.5) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Characters from a full block down to nothing: `███▌    ` for 0.44 of eight. */
export function bar(fraction: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, fraction)) * width * 8);
  const full = "█".repeat(Math.floor(eighths / 8));
  const rest = eighths % 8 === 0 ? "" : (" ▏▎▍▌▋▊▉"[eighths % 8] ?? "");
  return (full + rest).padEnd(width);
}
