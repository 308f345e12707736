import type { QuoteQuality } from "../messages.js";
import type { ScheduleMs, UnixS, Watts } from "../units.js";
import type { Quantiles, ShortHorizonPrediction, ShortHorizonQuery } from "../wear/index.js";
import type { Asked } from "./foresight-question.js";

/** What is expected of the temperature from one instant on, under a plan. */
export interface Forecast {
  readonly atS: UnixS;
  /** The same instant by the machine's own clock, schedule ms: whoever tells the time cannot move what is compared. */
  readonly atMs: ScheduleMs;
  readonly stepS: number;
  readonly untilMs: number;
  readonly quality: QuoteQuality;
  readonly modelId: string;
  /** °C now and at the end of each step: as predicted, not calibrated. */
  readonly nowC: number;
  readonly temperatureC: readonly Quantiles[];
  /** °C by physics, middle. */
  readonly referenceC: readonly number[];
  /** A model's answer that was not believed. */
  readonly unbelieved: readonly number[] | undefined;
  /** It did what it planned until now: else nothing can be compared. */
  followed: boolean;
  /** True where a power is what was planned for this instant. */
  fits(powerW: Watts, leadS: number): boolean;
  /** °C that a model said for this instant, believed or not; undefined where it said nothing. */
  modelC(leadS: number): number | undefined;
}

/** Of the planned power: what still counts as following. */
const [followShare, followW] = [0.1, 200];

export function forecastOf(of: {
  readonly query: ShortHorizonQuery;
  readonly asked: Asked;
  readonly prediction: ShortHorizonPrediction;
  readonly unbelieved: ShortHorizonPrediction | undefined;
  readonly reference: readonly Quantiles[];
  readonly untilMs: number;
}): Forecast {
  const { query, asked, prediction, reference, untilMs } = of;
  const { stepS, temperatureC: nowC } = query;
  const { temperatureC, quality, provenance } = prediction;
  const unbelieved = of.unbelieved?.temperatureC.map(({ p50 }) => p50);
  const said = unbelieved ?? (quality === "MODEL" ? temperatureC.map(({ p50 }) => p50) : undefined);
  return {
    ...{
      atS: asked.atS,
      atMs: asked.timeMs,
      stepS,
      untilMs,
      quality,
      modelId: provenance.modelId,
      nowC,
      temperatureC,
      unbelieved,
    },
    referenceC: reference.map(({ p50 }) => p50),
    followed: true,
    fits: (powerW, leadS) => {
      const planned = asked.planW[Math.min(asked.planW.length - 1, Math.floor(leadS / stepS))] ?? 0;
      return Math.abs(powerW - planned) <= followShare * Math.abs(planned) + followW;
    },
    modelC: (leadS) => said && between([nowC, ...said], leadS / stepS),
  };
}

/** Quantiles at this many seconds from the question, straight between steps; undefined beyond the first and last. */
export function quantilesAt({ temperatureC, stepS }: Forecast, leadS: number): Quantiles | undefined {
  const place = leadS / stepS - 1;
  const part = (of: (each: Quantiles) => number): number | undefined =>
    between(temperatureC.map(of), Math.max(0, place));
  const [p10, p50, p90] = [part(({ p10 }) => p10), part(({ p50 }) => p50), part(({ p90 }) => p90)];
  return p10 === undefined || p50 === undefined || p90 === undefined ? undefined : { p10, p50, p90 };
}

/** A little after the last step still counts as it. */
const beyond = 0.1;

function between(values: readonly number[], place: number): number | undefined {
  if (place > values.length - 1 + beyond) return undefined;
  const index = Math.min(Math.floor(place), values.length - 1);
  const [from, to] = [values[index], values[index + 1] ?? values[index]];
  return from === undefined || to === undefined ? undefined : from + (to - from) * Math.min(1, place - index);
}
