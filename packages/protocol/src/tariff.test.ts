import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceVector } from "./messages.js";
import {
  isAsTold,
  priceBytes,
  sameTariff,
  settlementBytesMax,
  settlementPrices,
  tariffOf,
  tariffOfPart,
  tariffPrice,
} from "./tariff.js";
import { encodeEnvelope } from "./wire/index.js";

const vector = (...microPerKwh: number[]): PriceVector => ({ startS: 900, stepS: 300, microPerKwh });
const tariff = {
  settlement: vector(100, 200, 300),
  partSettlements: [{ connector: 2, prices: { ...vector(150, 250), exportMicroPerKwh: [50, 60] } }],
  imbalanceMicroPerKwh: 90,
};
const anyPrices = fc
  .record({
    microPerKwh: fc.array(fc.integer({ min: -1_000_000, max: 9_000_000 }), { minLength: 1, maxLength: 300 }),
    sells: fc.boolean(),
  })
  .map(({ microPerKwh, sells }): PriceVector => ({
    ...vector(...microPerKwh),
    ...(sells ? { exportMicroPerKwh: microPerKwh.map((price) => price - 10_000) } : {}),
  }));

describe("what a connector pays", () => {
  it("is its own prices where it has some, else those of all, and nothing is known outside them", () => {
    expect(tariffPrice(tariff, 1, 1250)).toEqual({ importPrice: 200, exportPrice: 200, untilS: 1500 });
    expect(tariffPrice(tariff, 2, 900)).toEqual({ importPrice: 150, exportPrice: 50, untilS: 1200 });
    expect(tariffPrice(tariff, 1, 899)).toBeUndefined();
    expect(tariffPrice(tariff, 2, 1500)).toBeUndefined();
  });

  it("is what whoever is plugged in there is told, with the same least price of deviation", () => {
    const own = tariffOfPart(tariff, 2);
    expect(own).toEqual({ settlement: tariff.partSettlements[0]?.prices, imbalanceMicroPerKwh: 90 });
    expect(sameTariff(own, tariffOfPart(tariff, 2))).toBe(true);
    expect(sameTariff(own, tariffOfPart(tariff, 1))).toBe(false);
    expect(sameTariff(own, undefined)).toBe(false);
    expect(tariffOf({ ...tariff })).toEqual(tariff);
    expect(tariffOf({ imbalanceMicroPerKwh: 90 })).toBeUndefined();
  });
});

describe("CP-PRICE-1 the prices in a commit", () => {
  it("CP-PRICE-1 end with the last departure and are else those that were told", () => {
    expect(settlementPrices(vector(100, 200, 300, 400), 1400)).toEqual(vector(100, 200));
    expect(settlementPrices(vector(100, 200), 99_999)).toEqual(vector(100, 200));
    expect(settlementPrices(vector(100, 200), 0)).toEqual(vector(100));
  });

  it("CP-PRICE-1 take at most 400 bytes as they are encoded, as means of as few steps as that needs", () => {
    fc.assert(
      fc.property(anyPrices, (told) => {
        const settlement = settlementPrices(told, 1e9);
        expect(priceBytes(settlement)).toBeLessThanOrEqual(settlementBytesMax);
        expect(isAsTold(settlement, told)).toBe(true);
        expect(settlement.stepS % told.stepS).toBe(0);
        if (priceBytes(told) <= settlementBytesMax) expect(settlement).toEqual(told);
        // The estimate is no less than what the encoder writes.
        expect(priceBytes(settlement)).toBeGreaterThanOrEqual(encodedBytes(settlement) - encodedBytes(undefined));
      }),
      { numRuns: 60 },
    );
  });

  it("CP-PRICE-3 are not as told where one step of them is dearer, or on another grid", () => {
    const told = vector(100, 200, 300, 400);
    expect(isAsTold(vector(100, 203, 300), told)).toBe(false);
    expect(isAsTold({ ...vector(150, 350), stepS: 600 }, told)).toBe(true);
    expect(isAsTold({ ...vector(150, 350), stepS: 700 }, told)).toBe(false);
    expect(isAsTold({ ...told, startS: 600 }, told)).toBe(false);
    expect(isAsTold({ ...told, exportMicroPerKwh: [90, 90, 90, 90] }, told)).toBe(false);
  });
});

function encodedBytes(prices: PriceVector | undefined): number {
  const header = { major: 1, minor: 0, sender: "a", recipient: "b", epoch: 1, seq: 1, sessionId: "", ttlMs: 1 };
  return encodeEnvelope({
    ...header,
    body: {
      ...{ kind: "offer", plan: 1, round: 1, roundsMax: 1, deadlineMs: 1, scheduleMs: 1 },
      ...{ proposals: [], needVersions: [], reasons: [] },
      ...(prices === undefined ? {} : { prices }),
    },
  }).length;
}
