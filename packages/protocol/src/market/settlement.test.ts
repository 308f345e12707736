import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settle, settlementPrice, type MeteredStretch, type Settlement } from "./settlement.js";

const stretch = (own: Partial<MeteredStretch> = {}): MeteredStretch => ({
  meteredWh: 1000,
  importPrice: 100_000,
  exportPrice: 80_000,
  imbalancePrice: 90_000,
  ...own,
});
const owed = (...stretches: MeteredStretch[]): number => {
  const { energyMicro, deviationMicro } = settle(stretches);
  return energyMicro + deviationMicro;
};

describe("what is owed", () => {
  it("is nothing for nothing", () => {
    expect(settle([])).toEqual({ energyMicro: 0, deviationWh: 0, deviationMicro: 0 });
    expect(owed(stretch({ meteredWh: 0, committedWh: 0 }))).toBe(0);
  });

  it("is the energy at its price where the commit is kept, or where there is none", () => {
    const both = [stretch({ committedWh: 1000 }), stretch({ meteredWh: 500 })];
    expect(settle(both)).toEqual({ energyMicro: 150_000, deviationWh: 0, deviationMicro: 0 });
  });

  it("is received for export, at the price of export", () => {
    expect(owed(stretch({ meteredWh: -1000, committedWh: -1000 }))).toBe(-80_000);
  });

  it("CP-PRICE-2 has deviation on top at the higher of the price and the imbalance price", () => {
    expect(settle([stretch({ committedWh: 1500 })])).toEqual({
      energyMicro: 100_000,
      deviationWh: 500,
      deviationMicro: 50_000,
    });
    expect(settle([stretch({ committedWh: 500, imbalancePrice: 200_000 })]).deviationMicro).toBe(100_000);
  });

  it("CP-PRICE-2 is never less for deviating than for keeping to the commit at the same prices, of either sign", () => {
    const price = fc.integer({ min: -1_000_000, max: 1_000_000 });
    const energy = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(
        energy,
        energy,
        fc.tuple(price, price, price),
        (meteredWh, committedWh, [one, other, imbalancePrice]) => {
          const prices = { importPrice: Math.max(one, other), exportPrice: Math.min(one, other), imbalancePrice };
          const kept = owed({ meteredWh: committedWh, committedWh, ...prices });
          expect(owed({ meteredWh, committedWh, ...prices })).toBeGreaterThanOrEqual(kept - 1e-6);
        },
      ),
    );
  });
});

describe("the price of a child", () => {
  const settlement: Settlement = {
    startS: 900,
    stepS: 300,
    balance: [90_000, 95_000],
    rows: [
      { id: "site", importPrice: [10_000, 0], exportPrice: [0, 4000], shares: { "post/1": 1, "post/2": 1 } },
      { id: "phase-1", importPrice: [9000, 0], exportPrice: [0, 0], shares: { "post/1": 1 / 3 } },
    ],
  };

  it("is that of energy with the rows that the child loads, by its share", () => {
    expect(settlementPrice(settlement, "post/1", 1000)).toEqual({
      importPrice: 103_000,
      exportPrice: 90_000,
      rows: [
        { id: "site", price: 10_000 },
        { id: "phase-1", price: 3000 },
      ],
    });
    expect(settlementPrice(settlement, "post/2", 1200)).toMatchObject({ importPrice: 95_000, exportPrice: 91_000 });
    expect(settlementPrice(settlement, "elsewhere/1", 1000)).toMatchObject({ importPrice: 90_000, rows: [] });
  });

  it("is not known before and after the plan", () => {
    expect(settlementPrice(settlement, "post/1", 899)).toBeUndefined();
    expect(settlementPrice(settlement, "post/1", 1500)).toBeUndefined();
  });
});
