import type { UnixS, Watts } from "../../units.js";
import type { AggregateForecast, FeederInput, FeederState } from "./types.js";

/**
 * The same state on the steps of a later input: what is over is left out, what is new counts as not published yet. Sites
 * that came or went make how the room was shared begin anew. Undefined where the steps do not meet.
 */
export function shiftedState(state: FeederState | undefined, input: FeederInput): FeederState | undefined {
  if (state === undefined) return undefined;
  const by = (input.startS - state.given.startS) / input.stepS;
  if (!Number.isInteger(by) || by < 0) return undefined;
  const sameSites = Object.keys(state.capacityW).join() === input.sites.map(({ id }) => id).join();
  if (by === 0 && sameSites) return state;
  const later = <T>(values: readonly T[]): readonly T[] => values.slice(by);
  /** Where the old steps end, what is given now was given before. */
  const extended = <T>(values: readonly T[], now: readonly T[]): readonly T[] => {
    const left = later(values).slice(0, now.length);
    return [...left, ...now.slice(left.length)];
  };
  const { given } = state;
  const gram = given.co2?.gramPerKwh;
  return {
    ...state,
    shares: sameSites ? state.shares : [],
    level: sameSites ? state.level.map(later) : [],
    tightness: later(state.tightness),
    adderMicroPerKwh: later(state.adderMicroPerKwh),
    capacityW: Object.fromEntries(Object.entries(state.capacityW).map(([id, watts]) => [id, later(watts)])),
    given: {
      ...given,
      startS: input.startS,
      priceMicroPerKwh: extended(given.priceMicroPerKwh, input.priceMicroPerKwh),
      capacityW: extended(given.capacityW, input.capacityW),
      ...(gram === undefined
        ? {}
        : {
            co2: {
              gramPerKwh: extended(gram, input.co2?.gramPerKwh ?? []),
              microPerKg: given.co2?.microPerKg ?? 0,
            },
          }),
    },
  };
}

/** A forecast on other steps of the same length: W where it says something, nothing before and after. */
export function shiftedForecast(
  forecast: AggregateForecast,
  grid: { readonly startS: UnixS; readonly stepS: number; readonly steps: number },
): AggregateForecast {
  const on = (watts: readonly Watts[]): readonly Watts[] =>
    Array.from({ length: grid.steps }, (_, step) => {
      const index = Math.floor((grid.startS + step * grid.stepS - forecast.startS) / forecast.stepS);
      return watts[index] ?? 0;
    });
  const { startS, stepS } = grid;
  return {
    ...forecast,
    ...{ startS, stepS },
    importP50W: on(forecast.importP50W),
    importP90W: on(forecast.importP90W),
    exportP50W: on(forecast.exportP50W),
  };
}

/** What a site counts as that has said nothing: all that it is guaranteed, in each step. */
export function flatForecast(
  guaranteedW: readonly Watts[],
  { startS, stepS }: { readonly startS: UnixS; readonly stepS: number },
): AggregateForecast {
  const none = guaranteedW.map(() => 0);
  const powers = { importP50W: guaranteedW, importP90W: guaranteedW, exportP50W: none };
  return { startS, stepS, ...powers, shiftableWh: 0, children: 0 };
}
