import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exchangeEndS, keptOf, sharePassed, tradeLines, type Exchange } from "./index.js";
import { startS } from "./trade.test-helper.js";

const exchange: Exchange = { startS, stepS: 900, fromS: startS + 300, movedW: [2000, -1000, 0, 1000, 0] };

describe("what is due of a trade", () => {
  it("CP-TRADE-7 goes by the energy that has changed hands, either way, from when the trade could begin", () => {
    // 1200 s · kW, 900, 0 and 900.
    expect(exchangeEndS(exchange)).toBe(startS + 3600);
    expect(sharePassed(exchange, startS, startS + 900)).toBeCloseTo(1200 / 3000, 12);
    expect(sharePassed(exchange, startS, startS + 2700)).toBeCloseTo(2100 / 3000, 12);
    expect(sharePassed(exchange, startS, startS + 9e9)).toBe(1);
    // It was carried out 300 s late.
    expect(sharePassed(exchange, startS + 600, startS + 3600)).toBeCloseTo(2400 / 3000, 12);
    expect(sharePassed(exchange, startS + 3600, startS + 3600)).toBe(0);
    expect(sharePassed({ ...exchange, movedW: [0, 0] }, startS, startS + 900)).toBe(0);
  });

  it("CP-TRADE-7 is one whole amount for both, whatever the share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (priceMicro, share) => {
          const [seller, buyer] = ["a", "b"].map((holder) => ({ holder, connector: 1, costMicro: 0 }));
          const kept = keptOf({ trade: "1.1", atS: startS, seller: seller!, buyer: buyer!, priceMicro }, share);
          const lines = ["a", "b"].flatMap((holder) =>
            tradeLines([kept], { holder, connector: 1, fromS: startS, toS: startS + 1 }),
          );
          expect(lines.reduce((sum, { micro }) => sum + micro, 0)).toBe(0);
          expect(Number.isInteger(kept.priceMicro) && kept.priceMicro <= priceMicro).toBe(true);
        },
      ),
    );
  });
});
