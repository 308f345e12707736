import { type ExpectedStays } from "@chargepact/sim";
import { dayS, hourS } from "./time.js";

/** A stay of another day. */
export interface PastStay {
  /** Seconds after midnight of its day. */
  readonly arriveS: number;
  readonly departS: number;
  readonly energyWh: number;
  readonly powerMaxW: number;
}

/** Stays that arrive within so many seconds are expected as one. */
const binS = hourS / 2;
/** Fewer days than this say nothing. */
export const daysMin = 3;

/** The mean of these days, by half hour of arrival; nothing where there are too few days. */
export function expectedFrom(days: readonly (readonly PastStay[])[], midnightS: number): readonly ExpectedStays[] {
  if (days.length < daysMin) return [];
  const stays = days.flat().filter(({ energyWh }) => energyWh > 0);
  const share = 1 / days.length;
  return Array.from({ length: dayS / binS }, (_, bin) =>
    stays.filter(({ arriveS }) => Math.floor(arriveS / binS) === bin),
  )
    .filter((own) => own.length > 0)
    .map((own) => {
      const energyWh = own.reduce((sum, stay) => sum + stay.energyWh, 0);
      const mean = (of: (stay: PastStay) => number): number =>
        own.reduce((sum, stay) => sum + of(stay) * stay.energyWh, 0) / energyWh;
      return {
        arriveS: Math.round(midnightS + mean(({ arriveS }) => arriveS)),
        departS: Math.round(midnightS + mean(({ departS }) => departS)),
        energyWh: Math.round(energyWh * share),
        powerMaxW: Math.round(own.reduce((sum, stay) => sum + stay.powerMaxW, 0) * share),
      };
    })
    .filter(({ energyWh }) => energyWh > 0);
}
