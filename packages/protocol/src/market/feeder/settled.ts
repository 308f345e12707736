import type { Level } from "./level.js";
import type { FeederInput, FeederSettings, FeederState } from "./types.js";

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
