import type { Micro, MicroPerKwh, WattHours } from "../units.js";
import type { Tier } from "./answer/index.js";

/** Service tiers: share of the need and how many times the site's value its energy is worth. */
const shares = [
  [0.5, 3],
  [0.3, 1.5],
  [0.2, 1],
] as const;

/**
 * The worth of a need, tier by tier: the first half of it three times the site's value, the next three tenths one and a
 * half times, the rest once. A site that is short so gives everybody half before it gives anybody all.
 */
export function tiersOf(energyWh: WattHours, valueMicroPerKwh: MicroPerKwh): readonly Tier[] {
  if (energyWh <= 0) return [];
  return shares.map(([share, times]) => ({
    energyWh: energyWh * share,
    valueMicroPerKwh: Math.round(valueMicroPerKwh * times),
  }));
}

/** What all of the tiers together are worth, µ: what it costs to deliver nothing. */
export function worthOf(tiers: readonly Tier[]): Micro {
  return tiers.reduce((sum, { energyWh, valueMicroPerKwh }) => sum + (energyWh * valueMicroPerKwh) / 1000, 0);
}
