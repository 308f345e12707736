import { bell, chanceKey, uniform } from "../chance.js";

/** A drive: away from its connector from one instant to another. Seconds since the start of the series. */
export interface LifeTrip {
  readonly departS: number;
  readonly arriveS: number;
  /** Wh at the cells. */
  readonly energyWh: number;
  /**
   * When its driver says how much it will take; undefined = never, so that only its departure is known. A trip is known
   * to a policy from then on, but not before the trip before it is over.
   */
  readonly declaredS?: number | undefined;
}

export const daySeconds = 86_400;
const hourSeconds = 3600;
const quarterS = 900;

/** Share of the pack that a long day takes, how many days are long, and the most that any other takes. */
const [longShare, longDays, shortShareMax] = [0.7, 0.04, 0.4];
/** Wh of an ordinary day, median of a lognormal, and its spread. */
const [weekdayWh, weekendWh, spread] = [10_000, 13_000, 0.4];

/**
 * A driver's days, the same for the same seed: away from between 8 and 10 o'clock to about 18:30; weekdays of some
 * 10 kWh, weekends of 13, and now and then a long day, which alone is declared, the evening before. Day 0 is a Monday.
 */
export function usualTrips(days: number, of: { readonly capacityWh: number; readonly seed: number }): LifeTrip[] {
  const key = chanceKey(of.seed, "life trips");
  return Array.from({ length: days }, (_, day): LifeTrip => {
    const startS = day * daySeconds;
    const departS = startS + 8 * hourSeconds + quarterS * Math.floor(9 * uniform(key, 4 * day));
    const arriveS = startS + 18.5 * hourSeconds + quarterS * Math.round(bell(key, 4 * day + 1));
    if (uniform(key, 4 * day + 2) < longDays) {
      const energyWh = longShare * of.capacityWh;
      return { departS, arriveS, energyWh, declaredS: startS - 6 * hourSeconds };
    }
    const median = day % 7 < 5 ? weekdayWh : weekendWh;
    const energyWh = median * Math.exp(spread * bell(key, 4 * day + 3));
    return { departS, arriveS, energyWh: Math.min(energyWh, shortShareMax * of.capacityWh) };
  });
}
