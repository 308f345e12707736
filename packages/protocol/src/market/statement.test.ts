import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statementOf, withRentReturned, type StatementSlot } from "./statement.js";

const slot = (own: Partial<StatementSlot> = {}): StatementSlot => ({
  fromS: 0,
  toS: 900,
  meteredWh: 1000,
  importPrice: 120_000,
  exportPrice: 120_000,
  imbalancePrice: 90_000,
  gridPrice: 90_000,
  ...own,
});
const anySlot = fc
  .record({
    meteredWh: fc.double({ min: -5000, max: 20_000, noNaN: true }),
    committedWh: fc.double({ min: -5000, max: 20_000, noNaN: true }),
    importPrice: fc.integer({ min: -1_000_000, max: 5_000_000 }),
    gridPrice: fc.integer({ min: -500_000, max: 500_000 }),
  })
  .map((own) => slot({ ...own, exportPrice: own.importPrice, imbalancePrice: Math.max(0, own.gridPrice) }));
const anyStay = fc.record({ slots: fc.array(anySlot, { maxLength: 6 }), weight: fc.integer({ min: 0, max: 90_000 }) });

describe("the statement of a stay", () => {
  it("has a line for each slot, with its energy, price, deviation and what was dear", () => {
    const stay = statementOf([slot(), slot({ fromS: 900, toS: 1800, committedWh: 1500, limitedBy: "site" })], 4000);
    expect(stay.lines).toEqual([
      {
        fromS: 0,
        toS: 900,
        meteredWh: 1000,
        energyMicro: 120_000,
        gridMicro: 90_000,
        deviationWh: 0,
        deviationMicro: 0,
      },
      {
        ...{ fromS: 900, toS: 1800, meteredWh: 1000, energyMicro: 120_000, gridMicro: 90_000 },
        ...{ deviationWh: 500, deviationMicro: 60_000, limitedBy: "site" },
      },
    ]);
    expect(stay).toMatchObject({ meteredWh: 2000, energyMicro: 240_000, deviationMicro: 60_000, totalMicro: 300_000 });
  });

  it("says how much of each tier was reached, the first half before all else", () => {
    expect(statementOf([slot({ meteredWh: 2600 })], 4000).tiers).toEqual([
      { askedWh: 2000, deliveredWh: 2000 },
      { askedWh: 1200, deliveredWh: 600 },
      { askedWh: 800, deliveredWh: 0 },
    ]);
    expect(statementOf([], 0)).toMatchObject({ tiers: [], totalMicro: 0 });
  });

  it("is in whole micro-units and sums to its lines", () => {
    fc.assert(
      fc.property(fc.array(anySlot, { maxLength: 12 }), (slots) => {
        const { lines, energyMicro, deviationMicro, totalMicro } = statementOf(slots, 1000);
        expect(lines.reduce((sum, line) => sum + line.energyMicro + line.deviationMicro, 0)).toBe(totalMicro);
        expect([energyMicro, deviationMicro, totalMicro].every(Number.isSafeInteger)).toBe(true);
        expect(deviationMicro).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe("what rows earned", () => {
  it("is given back, so that all together pay the grid's prices, the demand charge and what deviated, to the micro", () => {
    fc.assert(
      fc.property(
        fc.array(anyStay, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 1e8 }),
        (stays, owed) => {
          const own = stays.map(({ slots }) => statementOf(slots, 1000));
          const all = withRentReturned(
            own,
            stays.map(({ weight }) => weight),
            owed,
          );
          const total = (of: (stay: (typeof all)[number]) => number): number =>
            all.reduce((sum, each) => sum + of(each), 0);
          expect(total((each) => each.totalMicro)).toBe(total((each) => each.gridMicro + each.deviationMicro) + owed);
        },
      ),
    );
  });

  it("goes to each by its weight, whatever it took itself", () => {
    const own = [statementOf([slot({ meteredWh: 3000 })], 3000), statementOf([], 3000), statementOf([], 3000)];
    const all = withRentReturned(own, [1, 2, 0]);
    expect(all.map(({ returnedMicro }) => returnedMicro)).toEqual([30_000, 60_000, 0]);
    expect(all.map(({ totalMicro }) => totalMicro)).toEqual([330_000, -60_000, 0]);
  });

  it("is shared alike where nobody has a weight, and nothing for nobody", () => {
    expect(
      withRentReturned([statementOf([slot()], 1), statementOf([], 1)], [0, 0]).map((each) => each.returnedMicro),
    ).toEqual([15_000, 15_000]);
    expect(withRentReturned([], [])).toEqual([]);
  });
});
