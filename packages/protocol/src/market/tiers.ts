import type { Micro, MicroPerKwh, WattHours } from "../units.js";
import type { Tier } from "./answer/index.js";

/** Shares of a need up to which the first and the second service tier go. */
const firstShare = 0.5;
const secondShare = 0.8;
/** How many times the site's value the energy of each tier is worth. */
const worths = [3, 1.5, 1] as const;

/** Wh of a need that are tier 1. */
export function firstTierOf(need: { readonly energyWh: WattHours; readonly firstWh?: WattHours }): WattHours {
  return Math.min(need.firstWh ?? need.energyWh * firstShare, need.energyWh);
}

/**
 * The worth of a need, tier by tier: the first half of it (or `firstWh`, where less is admitted) three times the site's
 * value, what then makes eight tenths one and a half times, the rest once. A site that is short so gives everybody half
 * before it gives anybody all.
 */
export function tiersOf(
  energyWh: WattHours,
  valueMicroPerKwh: MicroPerKwh,
  firstWh: WattHours = energyWh * firstShare,
): readonly Tier[] {
  if (energyWh <= 0) return [];
  const first = Math.min(firstWh, energyWh);
  const second = Math.max(0, energyWh * secondShare - first);
  return [first, second, energyWh - first - second].flatMap((tierWh, tier) =>
    tierWh <= 0 ? [] : [{ energyWh: tierWh, valueMicroPerKwh: Math.round(valueMicroPerKwh * (worths[tier] ?? 1)) }],
  );
}

/** What all of the tiers together are worth, µ: what it costs to deliver nothing. */
export function worthOf(tiers: readonly Tier[]): Micro {
  return tiers.reduce((sum, { energyWh, valueMicroPerKwh }) => sum + (energyWh * valueMicroPerKwh) / 1000, 0);
}
