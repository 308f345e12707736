import fc from "fast-check";
import type { TradeParty, TradeRow, TradeWindow } from "./types.js";

export const [startS, stepS, steps] = [1_800_000_000, 900, 4];

/** What a made-up holder's cost goes by: wear that grows with power, a worth of energy that falls tier by tier. */
export interface MadeUp {
  readonly holder: string;
  readonly connector: number;
  readonly powerW: readonly number[];
  readonly maxW: readonly number[];
  readonly powerMinW: number;
  readonly wantsWh: number;
  readonly valueMicroPerKwh: number;
  readonly wearMicroPerKw2: number;
}

/** Convex: what is missing at its worth (three times that of the first half), and wear with the square of power. */
export function costOf({ wantsWh, valueMicroPerKwh, wearMicroPerKw2 }: MadeUp, powerW: readonly number[]): number {
  const gotWh = powerW.reduce((sum, watts) => sum + (watts * stepS) / 3600, 0);
  const missing = 3 * Math.max(0, wantsWh / 2 - gotWh) + Math.max(0, Math.min(wantsWh / 2, wantsWh - gotWh));
  const wear = powerW.reduce((sum, watts) => sum + wearMicroPerKw2 * (watts / 1000) ** 2, 0);
  return Math.ceil((missing * valueMicroPerKwh) / 1000 + wear);
}

export const partyOf = (of: MadeUp): TradeParty => ({
  ...of,
  costMicro: (powerW) => costOf(of, powerW),
});
export const party = (own: Partial<MadeUp> & { readonly holder: string }): TradeParty =>
  partyOf({
    ...{ connector: 1, powerW: [8000, 8000, 8000, 8000], maxW: [11_000, 11_000, 11_000, 11_000], powerMinW: 0 },
    ...{ wantsWh: 8000, valueMicroPerKwh: 300_000, wearMicroPerKw2: 0 },
    ...own,
  });

export const windowOf = (energyMicroPerKwh: readonly number[] = [0, 0, 0, 0]): TradeWindow => ({
  startS,
  stepS,
  energyMicroPerKwh,
});

const watts = (mostW: number) => fc.integer({ min: 0, max: mostW / 10 }).map((tens) => tens * 10);
const perStep = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: steps, maxLength: steps });
const anyMadeUp = (holder: string): fc.Arbitrary<MadeUp> =>
  fc
    .record({
      connector: fc.integer({ min: 1, max: 2 }),
      powerMinW: fc.constantFrom(0, 1380, 4140),
      drawn: perStep(watts(11_000)),
      maxW: perStep(watts(11_000)),
      wantsWh: fc.integer({ min: 0, max: 30_000 }),
      valueMicroPerKwh: fc.integer({ min: 0, max: 900_000 }),
      wearMicroPerKw2: fc.integer({ min: 0, max: 3000 }),
    })
    .map(({ drawn, ...of }) => {
      // What a plan gave it is 0 W or at least its minimum; it may want less now than it has.
      const powerW = drawn.map((power) => (power >= of.powerMinW ? power : 0));
      return { holder, ...of, powerW };
    });

/** Two to five holders, prices of either sign, and rows that some load wholly, some by a third, some not at all. */
export const anyMarket = fc
  .record({
    parties: fc
      .integer({ min: 2, max: 5 })
      .chain((count) => fc.tuple(...["a", "b", "c", "d", "e"].slice(0, count).map(anyMadeUp))),
    prices: perStep(fc.integer({ min: -200_000, max: 900_000 })),
    rows: fc.array(fc.record({ freeW: perStep(watts(4000)), shares: perStep(fc.constantFrom(0, 1 / 3, 1)) }), {
      maxLength: 3,
    }),
  })
  .map(({ parties, prices, rows }) => ({
    parties: parties.map(partyOf),
    window: windowOf(prices),
    rows: rows.map(({ freeW, shares }, row): TradeRow => ({
      id: `row-${String(row)}`,
      freeW,
      share: (holder) => shares["abcde".indexOf(holder) % steps] ?? 0,
    })),
  }));
