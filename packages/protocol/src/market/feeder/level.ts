import type { Watts } from "../../units.js";
import type { AggregateForecast, FeederInput } from "./types.js";

/** Where the feeder stands by the newest forecasts, and how its room is shared. W, by site and step. */
export interface Level {
  /** W by step: all sites and the load beside them. */
  readonly totalW: readonly Watts[];
  readonly peakW: Watts;
  /** W by step: the peak or, where it is less, the capacity. */
  readonly limitW: readonly Watts[];
  /** 0–1; sum 1 over the sites in each step. */
  readonly share: readonly (readonly number[])[];
  readonly profileW: readonly (readonly Watts[])[];
}

/**
 * Shares the room between what is inflexible and the feeder's peak: in each step a site has its own forecast and, by the
 * size of its connection, a part of what nobody uses. Whoever could draw less in a step has a large share there of any
 * lowering, and whoever draws only what it is guaranteed has none.
 */
export function levelOf(input: FeederInput, forecasts: readonly AggregateForecast[]): Level {
  const steps = input.priceMicroPerKwh.map((_, step) => step);
  const netW = forecasts.map(({ importP50W, exportP50W }) =>
    steps.map((step) => (importP50W[step] ?? 0) - (exportP50W[step] ?? 0)),
  );
  const sum = (step: number, of: readonly (readonly number[])[]): number =>
    of.reduce((total, own) => total + (own[step] ?? 0), 0);
  const totalW = steps.map((step) => (input.baseW[step] ?? 0) + sum(step, netW));
  const peakW = Math.max(...totalW);
  const limitW = steps.map((step) => Math.min(peakW, input.capacityW[step] ?? 0));
  const floorW = input.sites.map(({ guaranteedW }, site) =>
    steps.map((step) => Math.min(guaranteedW[step] ?? 0, netW[site]?.[step] ?? 0)),
  );
  const connectionsW = input.sites.reduce((total, { connectionW }) => total + connectionW, 0);
  const weight = input.sites.map(({ connectionW }, site) =>
    steps.map((step) => {
      const unusedW = Math.max(0, (limitW[step] ?? 0) - (totalW[step] ?? 0));
      return (netW[site]?.[step] ?? 0) - (floorW[site]?.[step] ?? 0) + (unusedW * connectionW) / connectionsW;
    }),
  );
  const weights = steps.map((step) => sum(step, weight));
  const share = weight.map((own, site) =>
    own.map((watts, step) => {
      const all = weights[step] ?? 0;
      return all > 1 ? watts / all : (input.sites[site]?.connectionW ?? 0) / connectionsW;
    }),
  );
  const profileW = share.map((own, site) =>
    own.map((part, step) => {
      const roomW = (limitW[step] ?? 0) - (input.baseW[step] ?? 0) - sum(step, floorW);
      return (floorW[site]?.[step] ?? 0) + part * roomW;
    }),
  );
  return { totalW, peakW, limitW, share, profileW };
}

/** How far each step is above a part of its limit, as shares of the sum; all 0 where no step is. */
export function tightnessOf({ totalW, limitW }: Level, from: number): readonly number[] {
  const above = totalW.map((watts, step) => Math.max(0, watts - from * (limitW[step] ?? 0)));
  const all = above.reduce((sum, watts) => sum + watts, 0);
  return above.map((watts) => (all > 0 ? watts / all : 0));
}
