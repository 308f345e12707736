import { kelvin } from "../pack.js";

/** A battery's days, sampled evenly: SoC as fraction of what it holds, cells in °C. */
export interface LifeSeries {
  readonly stepS: number;
  readonly soc: ArrayLike<number>;
  readonly temperatureC: ArrayLike<number>;
}

/** What a stretch of a series does to cells. C-rates in 1/h, magnitudes. */
export interface Stress {
  readonly days: number;
  /** Full equivalent cycles: half of all change of SoC. */
  readonly cycles: number;
  readonly socMean: number;
  readonly socMin: number;
  readonly socMax: number;
  readonly temperatureMeanC: number;
  /** Mean over all of the stretch, rest included. */
  readonly rateMean: number;
  /** Means while charging and while discharging, 0 where it never does. */
  readonly rateCharge: number;
  readonly rateDischarge: number;
  /** Time mean of a function of the state, K. */
  mean(of: (soc: number, temperatureK: number) => number): number;
  /** Mean of a function of the state over the charge that goes in, 1/h. 0 where none does. */
  meanOfCharge(of: (soc: number, temperatureK: number, rate: number) => number): number;
  /** The same over all charge, in or out. */
  meanOfThroughput(of: (soc: number, temperatureK: number) => number): number;
}

/** Changes below this C-rate are rest: self-discharge, meters. */
const rateRest = 0.01;

/** The stress of samples `from` to `to` (the last is the first of what comes after). */
export function stressOf(series: LifeSeries, from: number, to: number): Stress {
  const steps = to - from;
  const hours = series.stepS / 3600;
  const socOf = (index: number): number => ((series.soc[index] ?? 0) + (series.soc[index + 1] ?? 0)) / 2;
  const kelvinOf = (index: number): number => kelvin(series.temperatureC[index] ?? 25);
  const rateOf = (index: number): number => {
    const rate = ((series.soc[index + 1] ?? 0) - (series.soc[index] ?? 0)) / hours;
    return Math.abs(rate) < rateRest ? 0 : rate;
  };
  const totals = { soc: 0, kelvins: 0, in: 0, out: 0, charging: 0, discharging: 0 };
  let [socMin, socMax] = [Infinity, -Infinity];
  for (let index = from; index < to; index += 1) {
    const rate = rateOf(index);
    totals.soc += socOf(index);
    totals.kelvins += kelvinOf(index);
    if (rate > 0) [totals.in, totals.charging] = [totals.in + rate, totals.charging + 1];
    if (rate < 0) [totals.out, totals.discharging] = [totals.out - rate, totals.discharging + 1];
  }
  for (let index = from; index <= to; index += 1) {
    const soc = series.soc[index] ?? 0;
    [socMin, socMax] = [Math.min(socMin, soc), Math.max(socMax, soc)];
  }
  const weighted = (weightOf: (index: number) => number, of: (index: number) => number): number => {
    let [sum, weights] = [0, 0];
    for (let index = from; index < to; index += 1) {
      const weight = weightOf(index);
      if (weight > 0) [sum, weights] = [sum + weight * of(index), weights + weight];
    }
    return weights > 0 ? sum / weights : 0;
  };
  return {
    days: (steps * series.stepS) / 86_400,
    cycles: ((totals.in + totals.out) * hours) / 2,
    socMean: totals.soc / steps,
    socMin,
    socMax,
    temperatureMeanC: totals.kelvins / steps - 273.15,
    rateMean: (totals.in + totals.out) / steps,
    rateCharge: totals.charging > 0 ? totals.in / totals.charging : 0,
    rateDischarge: totals.discharging > 0 ? totals.out / totals.discharging : 0,
    mean: (of) =>
      weighted(
        () => 1,
        (index) => of(socOf(index), kelvinOf(index)),
      ),
    meanOfCharge: (of) =>
      weighted(
        (index) => Math.max(0, rateOf(index)),
        (index) => of(socOf(index), kelvinOf(index), rateOf(index)),
      ),
    meanOfThroughput: (of) =>
      weighted(
        (index) => Math.abs(rateOf(index)),
        (index) => of(socOf(index), kelvinOf(index)),
      ),
  };
}

/**
 * The stress of each day of a series. Each stretch is one step longer than a day, so that the hour at which they begin
 * goes round: what happens at midnight must not decide how deep a day looks. What is left at the end counts as one.
 */
export function dailyStress(series: LifeSeries): readonly Stress[] {
  const perDay = Math.max(1, Math.round(86_400 / series.stepS)) + 1;
  const last = series.soc.length - 1;
  const days: Stress[] = [];
  for (let from = 0; from < last; from += perDay) days.push(stressOf(series, from, Math.min(last, from + perDay)));
  return days;
}
