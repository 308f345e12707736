import type { Watts } from "../../units.js";
import type { Level } from "./level.js";
import type { AggregateForecast, FeederInput, FeederSettings, FeederState } from "./types.js";

/** What has to stay the same for a feeder to be settled. */
export const givenOf = ({
  startS,
  priceMicroPerKwh,
  demandMicroPerKw,
  capacityW,
  co2,
  emergency,
}: FeederInput): FeederState["given"] => ({
  ...{ startS, priceMicroPerKwh, demandMicroPerKw, capacityW },
  ...(co2 === undefined ? {} : { co2 }),
  ...(emergency === undefined ? {} : { emergency }),
});

export function sameGiven(given: FeederState["given"], input: FeederInput): boolean {
  const vectors = (of: FeederState["given"]): readonly (readonly number[])[] => [
    [of.startS, of.demandMicroPerKw, of.co2?.microPerKg ?? 0, of.emergency === true ? 1 : 0],
    ...[of.priceMicroPerKwh, of.capacityW, of.co2?.gramPerKwh ?? []],
  ];
  const now = vectors(input);
  return vectors(given).every((vector, index) => isLike(vector, now[index] ?? []));
}

const isLike = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, step) => value === b[step]);

/**
 * The answer to the last publication has nearly the peak that it answered, it is not the first that nothing given has
 * changed since, and no step is above the capacity.
 */
export function isSettled(
  state: FeederState,
  of: { readonly input: FeederInput; readonly level: Level; readonly settings: FeederSettings },
): boolean {
  const { input, level, settings } = of;
  return (
    state.turn >= settings.turnsLeast &&
    sameGiven(state.given, input) &&
    level.totalW.every((watts, step) => watts <= (input.capacityW[step] ?? 0) + 1) &&
    Math.abs(level.peakW - state.peakW) <= settings.settledShare * Math.abs(state.peakW)
  );
}

/** Share of its capacity from which a site fills it, and by which more it has to get for another publication. */
const [filledFrom, moreBy] = [0.98, 0.02];
/** W; less is not worth a publication. */
const leastW = 50;

/** A site fills what it was given in a step, and would be given more there by the newest forecasts. */
export function isCramped(
  state: FeederState,
  of: {
    readonly input: FeederInput;
    readonly forecasts: readonly AggregateForecast[];
    readonly capacityW: readonly (readonly Watts[])[];
  },
): boolean {
  return of.input.sites.some(({ id }, site) =>
    state.capacityW[id]?.some((hadW, step) => {
      const [expectedW, nextW] = [of.forecasts[site]?.importP50W[step] ?? 0, of.capacityW[site]?.[step] ?? 0];
      return expectedW >= filledFrom * hadW && nextW >= hadW + Math.max(leastW, moreBy * hadW);
    }),
  );
}
