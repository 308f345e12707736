import type { Watts } from "../../units.js";
import type { AggregateForecast, FeederInput } from "./types.js";

/** 0–1 by site and step; sum 1 over the sites in each step. */
export type Shares = readonly (readonly number[])[];

/** Where the feeder stands by the newest forecasts, and how its room is shared. W, by site and step. */
export interface Level {
  /** W by step: all sites and the load beside them. */
  readonly totalW: readonly Watts[];
  /** The highest of them, or what was metered before where that is more. */
  readonly peakW: Watts;
  /** W ≥ 0 by which it may fall until only what was metered before is left. */
  readonly fallW: Watts;
  /** W by step: the peak or, where it is less, the capacity. */
  readonly limitW: readonly Watts[];
  readonly share: Shares;
  /** The same before it was hastened. */
  readonly now: Shares;
  readonly profileW: readonly (readonly Watts[])[];
  /** How the capacity is shared: to each its forecast, and of what is free beside them as of all unused room. */
  readonly ofCapacity: Shares;
}

/**
 * Shares the room between what is inflexible and the feeder's peak: in each step a site has its own forecast and a part of
 * what nobody uses. Whoever could draw less in a step has a large share there of any lowering, and whoever draws only what it
 * is guaranteed has none. `last` are the shares of the forecasts before, and how far to go on as they went.
 */
export function levelOf(
  input: FeederInput,
  forecasts: readonly AggregateForecast[],
  last?: { readonly share: Shares; readonly haste: number },
): Level {
  const steps = input.priceMicroPerKwh.map((_, step) => step);
  const netW = forecasts.map(({ importP50W, exportP50W }) =>
    steps.map((step) => (importP50W[step] ?? 0) - (exportP50W[step] ?? 0)),
  );
  const sum = (step: number, of: readonly (readonly number[])[]): number =>
    of.reduce((total, own) => total + (own[step] ?? 0), 0);
  const totalW = steps.map((step) => (input.baseW[step] ?? 0) + sum(step, netW));
  const peakW = Math.max(input.peakSoFarW ?? 0, ...totalW);
  const limitW = steps.map((step) => Math.min(peakW, input.capacityW[step] ?? 0));
  const floorW = input.sites.map(({ guaranteedW }, site) =>
    steps.map((step) => Math.min(guaranteedW[step] ?? 0, netW[site]?.[step] ?? 0)),
  );
  const flexibleW = netW.map((own, site) => own.map((watts, step) => watts - (floorW[site]?.[step] ?? 0)));
  const unusedShare = unusedShares(input, flexibleW, criticalOf({ totalW, limitW }));
  const sharesUpTo = (mostW: readonly Watts[], openShare = 0): Shares => {
    const weight = flexibleW.map((own, site) =>
      own.map((watts, step) => {
        const openW = openShare * ((mostW[step] ?? 0) - (input.baseW[step] ?? 0));
        const unusedW = Math.max(0, openW, (mostW[step] ?? 0) - (totalW[step] ?? 0));
        return watts + unusedW * (unusedShare[site] ?? 0);
      }),
    );
    const weights = steps.map((step) => sum(step, weight));
    return weight.map((own, site) =>
      own.map((watts, step) => {
        const all = weights[step] ?? 0;
        return all > 1 ? watts / all : (unusedShare[site] ?? 0);
      }),
    );
  };
  const now = sharesUpTo(limitW);
  const share = last === undefined ? now : hastened(now, last.share, last.haste);
  const profileW = share.map((own, site) =>
    own.map((part, step) => {
      const roomW = (limitW[step] ?? 0) - (input.baseW[step] ?? 0) - sum(step, floorW);
      return (floorW[site]?.[step] ?? 0) + part * roomW;
    }),
  );
  const fallW = peakW - Math.min(peakW, input.peakSoFarW ?? 0);
  return { totalW, peakW, fallW, limitW, share, now, profileW, ofCapacity: sharesUpTo(input.capacityW, openLeast) };
}

/**
 * Part of the capacity that is shared like unused room even where forecasts fill all of it: a site forecasts no more than
 * it may draw, and could never come to have more than it had.
 */
const openLeast = 0.1;

/** Shares move on by a part of what they have just moved, so that what changes step by step arrives sooner. */
function hastened(now: Shares, before: Shares, haste: number): Shares {
  if (before.length !== now.length) return now;
  const ahead = now.map((own, site) =>
    own.map((part, step) => Math.max(0, part + haste * (part - (before[site]?.[step] ?? part)))),
  );
  const sums = now[0]?.map((_, step) => ahead.reduce((all, own) => all + (own[step] ?? 0), 0)) ?? [];
  return ahead.map((own) => own.map((part, step) => part / Math.max(1e-9, sums[step] ?? 0)));
}

/** How far each step is above a part of its limit, as shares of the sum; all 0 where no step is. */
export function tightnessOf({ totalW, limitW }: Pick<Level, "totalW" | "limitW">, from: number): readonly number[] {
  const above = totalW.map((watts, step) => Math.max(0, watts - from * (limitW[step] ?? 0)));
  const all = above.reduce((sum, watts) => sum + watts, 0);
  return above.map((watts) => (all > 0 ? watts / all : 0));
}

/** Part of the limit from which a step counts for what a site has to do with the peak. */
const criticalFrom = 0.9;
export const criticalOf = (level: Pick<Level, "totalW" | "limitW">): readonly number[] =>
  tightnessOf(level, criticalFrom);

/** Part of unused room that goes by what sites draw in critical steps; the rest goes by the sizes of connections. */
const byPeak = 0.2;

/** 0–1 by site, sum 1. */
function unusedShares(
  { sites }: FeederInput,
  flexibleW: readonly (readonly Watts[])[],
  critical: readonly number[],
): readonly number[] {
  const all = critical.map((_, step) => flexibleW.reduce((sum, own) => sum + (own[step] ?? 0), 0));
  const inTheWay = flexibleW.map((own) =>
    own.reduce((sum, watts, step) => {
      const allW = all[step] ?? 0;
      return sum + (allW > 1 ? ((critical[step] ?? 0) * watts) / allW : 0);
    }, 0),
  );
  const total = inTheWay.reduce((sum, part) => sum + part, 0);
  const connectionsW = sites.reduce((sum, { connectionW }) => sum + connectionW, 0);
  return sites.map(({ connectionW }, site) => {
    const bySize = connectionW / connectionsW;
    return (1 - byPeak) * bySize + byPeak * (total > 0 ? (inTheWay[site] ?? 0) / total : bySize);
  });
}
