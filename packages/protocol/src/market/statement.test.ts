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
/** Slots one after the other, from any quarter of an hour on. */
const anyStay = fc
  .tuple(fc.array(anySlot, { maxLength: 6 }), fc.nat(5))
  .map(([slots, from]) =>
    slots.map((own, index) => ({ ...own, fromS: 300 * (from + 2 * index), toS: 300 * (from + 2 * index + 2) })),
  );

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
          const all = withRentReturned(
            stays.map((slots) => statementOf(slots, 1000)),
            owed,
          );
          const total = (of: (stay: (typeof all)[number]) => number): number =>
            all.reduce((sum, each) => sum + of(each), 0);
          expect(total((each) => each.totalMicro)).toBe(total((each) => each.gridMicro + each.deviationMicro) + owed);
        },
      ),
    );
  });

  it("goes to whoever was plugged in then, by the time, whatever it took itself", () => {
    const idle = (fromS: number, toS: number): StatementSlot => slot({ fromS, toS, meteredWh: 0 });
    const own = [
      statementOf([slot({ meteredWh: 3000 }), idle(900, 1800)], 3000),
      statementOf([idle(450, 900)], 3000),
      statementOf([idle(900, 1800)], 3000),
    ];
    expect(withRentReturned(own).map(({ returnedMicro }) => returnedMicro)).toEqual([60_000, 30_000, 0]);
    expect(withRentReturned(own).map(({ totalMicro }) => totalMicro)).toEqual([300_000, -30_000, 0]);
  });

  it("is less by the demand charge, which is paid by the whole time at a connector", () => {
    const own = [statementOf([slot({ toS: 1800 })], 1), statementOf([slot({ toS: 900, meteredWh: 0 })], 1)];
    const all = withRentReturned(own, 60_000);
    expect(all.map(({ returnedMicro }) => returnedMicro)).toEqual([15_000 - 40_000, 15_000 - 20_000]);
    expect(withRentReturned([])).toEqual([]);
  });

  it("CP-TRADE-7 what was traded is paid and received in whole, whatever is given back of what was paid for room", () => {
    const trade = { trade: "1.1", atS: 300 };
    const [buys, sells] = [
      statementOf([slot()], 0, [{ ...trade, micro: 70_001 }]),
      statementOf([slot()], 0, [{ ...trade, micro: -70_001 }]),
    ];
    expect(buys).toMatchObject({ tradedMicro: 70_001, energyMicro: 120_000, totalMicro: 190_001 });
    expect(sells.totalMicro).toBe(49_999);
    const without = withRentReturned([statementOf([slot()], 0), statementOf([slot()], 0)], 500);
    const returned = withRentReturned([buys, sells], 500);
    expect(returned.map((each) => each.returnedMicro)).toEqual(without.map((each) => each.returnedMicro));
    const total = (all: typeof returned): number => all.reduce((sum, { totalMicro }) => sum + totalMicro, 0);
    expect(total(returned)).toBe(total(without));
  });
});
