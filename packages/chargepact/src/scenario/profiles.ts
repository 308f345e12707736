import { type MicroPerKwh, type Watts } from "@chargepact/protocol";
import { type Series } from "@chargepact/sim";
import { officeLoadShape, priceMeanEurPerKwh, priceShape, shopLoadShape } from "./fitted.js";
import { randomOf } from "./random.js";
import { dayS, hourS } from "./time.js";

export interface Window {
  readonly midnightS: number;
  readonly fromS: number;
  readonly toS: number;
  readonly stepS: number;
}

export const loadShapes = {
  office: officeLoadShape,
  shop: shopLoadShape,
  flat: [1],
} as const;

/** The load wanders below its profile by up to this fraction, and the operator books this much above it. */
const wander = 0.02;
const boundAbove = 0.01;

/** Base load: what it will draw, and the bound the operator books, never exceeded. */
export interface BaseLoad {
  readonly load: Series<Watts>;
  readonly bound: Series<Watts>;
}

/** Value of an hourly profile at a second of the day: linear between the middles of the hours, repeated daily. */
function hourlyAt(profile: readonly number[], secondOfDay: number): number {
  const hours = secondOfDay / hourS - 0.5;
  const first = Math.floor(hours);
  const value = (hour: number) => profile[((hour % profile.length) + profile.length) % profile.length] ?? 0;
  return value(first) + (hours - first) * (value(first + 1) - value(first));
}

/** Base load over the window from an hourly profile in W (24 values, or one for a constant load). */
export function baseLoadOf(profileW: readonly number[], window: Window, seed: number): BaseLoad {
  const random = randomOf(seed, "base load");
  const steps = Math.ceil((window.toS - window.fromS) / window.stepS);
  const load = Array.from({ length: steps }, (_, i) => {
    const middleS = window.fromS + (i + 0.5) * window.stepS - window.midnightS;
    return Math.round(hourlyAt(profileW, middleS % dayS) * (1 - wander * random()));
  });
  const series = (values: number[]) => ({ startS: window.fromS, stepS: window.stepS, values });
  return { load: series(load), bound: series(load.map((value) => Math.ceil(value * (1 + boundAbove)))) };
}

/** Prices over the window from 24 hourly prices (or one), in currency per kWh. */
export function pricesOf(perKwh: readonly number[], window: Window): Series<MicroPerKwh> {
  const startS = Math.floor(window.fromS / hourS) * hourS;
  const values = Array.from({ length: Math.ceil((window.toS - startS) / hourS) }, (_, i) => {
    const hour = Math.floor((startS - window.midnightS) / hourS) + i;
    return Math.round(1e6 * (perKwh[hour % perKwh.length] ?? 0));
  });
  return { startS, stepS: hourS, values };
}

/** The hourly prices of a workday in 2019 (DK2), scaled to a mean, currency per kWh. */
export const workdayPrices = (meanPerKwh: number = priceMeanEurPerKwh): readonly number[] =>
  priceShape.map((share) => share * meanPerKwh);
