import { bell, chanceKey } from "../chance.js";

/** A place's air, °C: mean of the year, half swing of the seasons and of a day, and how much weather comes on top. */
export interface Climate {
  readonly meanC: number;
  readonly seasonC: number;
  readonly dayC: number;
  readonly weatherC: number;
}

export const climates = {
  temperate: { meanC: 11, seasonC: 8.5, dayC: 4, weatherC: 3 },
  hot: { meanC: 24, seasonC: 6.5, dayC: 5, weatherC: 2 },
} as const satisfies Readonly<Record<string, Climate>>;
export type ClimateName = keyof typeof climates;

/** Coldest in mid January and at 4 o'clock. */
const [coldestDay, coldestHour, yearDays] = [15, 4, 365.25];
/** Part of the weather of a day that is there on the next. */
const lasting = 0.75;

/** °C at each step from the beginning of a day of the year on (default the first of January), the same for the same seed. */
export function ambientOf(
  climate: Climate,
  of: { readonly steps: number; readonly stepS: number; readonly seed: number; readonly startDay?: number },
): Float64Array {
  const { meanC, seasonC, dayC, weatherC } = climate;
  const weather = weatherOf(Math.ceil((of.steps * of.stepS) / 86_400) + 2, of.seed);
  return Float64Array.from({ length: of.steps }, (_, step) => {
    const days = (step * of.stepS) / 86_400;
    const season = -Math.cos((2 * Math.PI * (days + (of.startDay ?? 0) - coldestDay)) / yearDays);
    const hour = -Math.cos(2 * Math.PI * (days - coldestHour / 24));
    const day = Math.floor(days);
    const [before, after] = [weather[day] ?? 0, weather[day + 1] ?? 0];
    return meanC + seasonC * season + dayC * hour + weatherC * (before + (after - before) * (days - day));
  });
}

/** Standard deviation 1, one a day. */
function weatherOf(days: number, seed: number): Float64Array {
  const key = chanceKey(seed, "life weather");
  const all = new Float64Array(days);
  for (let day = 0; day < days; day += 1) {
    const news = Math.sqrt(1 - lasting ** 2) * bell(key, day);
    all[day] = lasting * (all[day - 1] ?? bell(key, days)) + news;
  }
  return all;
}
