import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statementOf } from "../market/statement.js";
import { ExportWatch, firmExportW } from "./export-watch.js";

const grid = { startS: 0, stepS: 900 };
const tariff = { settlement: { ...grid, microPerKwh: [300_000, 300_000, 300_000] }, imbalanceMicroPerKwh: 400_000 };

describe("CP-STORAGE-2 a firm export", () => {
  it("CP-STORAGE-2 is what a lease forbids to stay below, or what a commit with a price is settled by", () => {
    const firm = { ...grid, max: [-3000, 0, 2000], min: [-5000, -4000, -4000] };
    const at = (own: typeof tariff | undefined) => [10, 910, 1810].map((atS) => firmExportW(firm, own, atS));
    expect(at(undefined)).toEqual([3000, 0, 0]);
    expect(at(tariff)).toEqual([3000, 4000, 0]);
    expect(firmExportW(undefined, tariff, 10)).toBe(0);
    expect(firmExportW(firm, tariff, 99_999)).toBe(0);
  });

  it("CP-STORAGE-2 that is short is said once, after a minute, and again only for another shortfall", () => {
    const watch = new ExportWatch();
    const said = [0, 30, 60, 90, 600].map((second) => watch.metered(second * 1000, 5000, -2000));
    expect(said.map((text) => text !== undefined)).toEqual([false, false, true, false, false]);
    expect(said[2]).toContain("2000 W exported, 5000 W promised");
    expect(watch.metered(610_000, 5000, -4950)).toBeUndefined();
    expect(watch.metered(620_000, 5000, 100)).toBeUndefined();
    expect(watch.metered(680_000, 5000, 100)).toContain("0 W exported");
  });

  it("CP-STORAGE-2 is not said to be short for a ramp, for what the meter may be off, or where nothing is promised", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 0, max: 60 }), (promisedW, offW) => {
        const watch = new ExportWatch();
        for (let second = 0; second <= 300; second += 30) {
          expect(watch.metered(second * 1000, promisedW, offW - promisedW)).toBeUndefined();
          expect(watch.metered(second * 1000 + 1, 0, offW)).toBeUndefined();
        }
      }),
    );
  });

  it("CP-STORAGE-2 earns its price when delivered, and pays the higher of price and imbalance price for what is missing", () => {
    const bill = (meteredWh: number, imbalancePrice: number) =>
      statementOf(
        [
          {
            ...{ fromS: 0, toS: 900, meteredWh, committedWh: -1000, imbalancePrice },
            ...{ importPrice: 300_000, exportPrice: 300_000, gridPrice: 300_000 },
          },
        ],
        0,
      );
    expect(bill(-1000, 400_000)).toMatchObject({ creditMicro: 300_000, deviationMicro: 0, totalMicro: -300_000 });
    // 400 Wh of 1000 Wh: 0.12 earned, 600 Wh missing at 0.40, or at the price of 0.30 where imbalance is cheaper.
    expect(bill(-400, 400_000)).toMatchObject({ creditMicro: 120_000, deviationWh: 600, deviationMicro: 240_000 });
    expect(bill(-400, 100_000)).toMatchObject({ deviationMicro: 180_000, totalMicro: 60_000 });
    expect(bill(0, 400_000)).toMatchObject({ creditMicro: 0, totalMicro: 400_000 });
  });
});
