import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { billChange, proposeTrades, tradeLines, type TradeDone, type TradeProposal, type TradeSide } from "./index.js";
import { anyMarket, party, startS, windowOf } from "./trade.test-helper.js";

const settings = { gainMinMicro: 1, most: 5, pairs: 10 };
const changed = (side: TradeSide, before: readonly number[]): readonly number[] =>
  side.powerW.map((watts, step) => watts - (before[step] ?? 0));

describe("trades that a grantor proposes", () => {
  it("CP-TRADE-1 moves energy from who needs it less to who needs it more, at a price between the two", () => {
    const seller = party({ holder: "rich", wantsWh: 6000, valueMicroPerKwh: 100_000 });
    const buyer = party({ holder: "poor", powerW: [0, 0, 0, 0], wantsWh: 4000, valueMicroPerKwh: 400_000 });
    const [trade] = proposeTrades([seller, buyer], windowOf());
    expect(trade?.seller.holder).toBe("rich");
    expect(trade?.buyer.holder).toBe("poor");
    // 2 kWh were too much for the seller, 1 kWh more is worth three times as much to the buyer, 1 kWh four times.
    expect(trade?.buyer.costMicro).toBe(-3 * 800_000 - 800_000);
    expect(trade?.seller.costMicro).toBe(200_000);
    expect(trade?.priceMicro).toBe((200_000 + 3_200_000) / 2);
  });

  it("CP-TRADE-1 exchanges times where each wears less by the other's", () => {
    // Whoever draws evenly wears less, and nobody gets less energy.
    const early = party({ holder: "early", powerW: [8000, 8000, 0, 0], wantsWh: 4000, wearMicroPerKw2: 1000 });
    const late = party({ holder: "late", powerW: [0, 0, 8000, 8000], wantsWh: 4000, wearMicroPerKw2: 1000 });
    const [trade] = proposeTrades([early, late], windowOf());
    expect(trade?.seller.powerW).toEqual([4000, 4000, 4000, 4000]);
    expect(trade?.buyer.powerW).toEqual([4000, 4000, 4000, 4000]);
    expect(trade?.priceMicro).toBe(0);
  });

  it("CP-TRADE-1 proposes nothing where everybody has what suits it", () => {
    const parties = ["a", "b", "c"].map((holder) => party({ holder }));
    expect(proposeTrades(parties, windowOf())).toEqual([]);
  });

  it("CP-TRADE-1 the bill for energy that moves is part of the price", () => {
    const seller = party({ holder: "rich", wantsWh: 8000, valueMicroPerKwh: 100_000 });
    const buyer = party({ holder: "poor", powerW: [0, 0, 0, 0], wantsWh: 4000, valueMicroPerKwh: 400_000 });
    const trades = [0, 50_000].map(
      (price) => proposeTrades([seller, buyer], windowOf([price, price, price, price]))[0],
    );
    const movedKwh = changed(trades[0]!.buyer, [0, 0, 0, 0]).reduce((sum, watts) => sum + watts / 4000, 0);
    expect(trades[0]!.priceMicro - trades[1]!.priceMicro).toBe(50_000 * movedKwh);
  });

  it("CP-TRADE-1 what stays booked for the seller in any case is not sold, and each pays its own price of energy", () => {
    const seller = { ...party({ holder: "rich", wantsWh: 0 }), leastW: [5000, 5000, 5000, 8000] };
    const buyer = party({ holder: "poor", powerW: [0, 0, 0, 0], wantsWh: 8000 });
    const [trade] = proposeTrades([seller, buyer], windowOf());
    expect(trade?.seller.powerW).toEqual([5000, 5000, 5000, 8000]);
    // 2.25 kWh that the buyer pays 0.1 for, and the seller 0: half of what is paid more comes off the price.
    const dearer = { ...buyer, energyMicroPerKwh: [100_000, 100_000, 100_000, 100_000] };
    const [less] = proposeTrades([seller, dearer], windowOf());
    expect(trade!.priceMicro - less!.priceMicro).toBe(112_500);
  });

  it("CP-TRADE-1 no trade raises the cost of both together, changes what they draw, or leaves one worse off", () => {
    let count = 0;
    fc.assert(
      fc.property(anyMarket, ({ parties, window, rows }) => {
        for (const trade of proposeTrades(parties, window, { rows, settings })) {
          count += 1;
          const { seller, buyer, priceMicro } = trade;
          const [from, to] = [seller, buyer].map((side) => parties.find(({ holder }) => holder === side.holder)!);
          const [sold, bought] = [changed(seller, from!.powerW), changed(buyer, to!.powerW)];
          expect(sold.every((watts, step) => watts + bought[step]! === 0)).toBe(true);
          const [sellerMicro, buyerMicro] = [from, to].map((each, index) => {
            const { powerW } = index === 0 ? seller : buyer;
            return each!.costMicro(powerW) - each!.costMicro(each!.powerW);
          });
          expect(sellerMicro! + buyerMicro!).toBeLessThanOrEqual(-settings.gainMinMicro);
          expect(trade.gainMicro).toBe(-(sellerMicro! + buyerMicro!));
          expect(Number.isInteger(priceMicro) && priceMicro >= 0).toBe(true);
          expect(sellerMicro! + billChange(window, from!.powerW, seller.powerW) - priceMicro).toBeLessThanOrEqual(1e-6);
          expect(buyerMicro! + billChange(window, to!.powerW, buyer.powerW) + priceMicro).toBeLessThanOrEqual(1e-6);
        }
      }),
      { numRuns: 300 },
    );
    expect(count).toBeGreaterThan(100);
  });

  it("CP-TRADE-2 no trade loads a row beyond what is free, or asks a holder for a power that it cannot take", () => {
    fc.assert(
      fc.property(anyMarket, ({ parties, window, rows }) => {
        for (const trade of proposeTrades(parties, window, { rows, settings })) {
          const sides = [trade.seller, trade.buyer].map((side) => ({
            side,
            own: parties.find(({ holder }) => holder === side.holder)!,
          }));
          for (const { id, freeW, share } of rows) {
            for (const [step, watts] of freeW.entries()) {
              const added = sides.reduce(
                (sum, { side, own }) =>
                  sum + share(side.holder, side.connector) * (changed(side, own.powerW)[step] ?? 0),
                0,
              );
              expect(added, `${id} in step ${String(step)}`).toBeLessThanOrEqual(watts);
            }
          }
          for (const { side, own } of sides) {
            for (const [step, watts] of side.powerW.entries()) {
              if (watts === own.powerW[step]) continue;
              expect(watts === 0 || (watts >= own.powerMinW && watts <= own.maxW[step]!)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

const doneOf = ({ seller, buyer, priceMicro }: TradeProposal, index: number): TradeDone => ({
  trade: `1.${String(index)}`,
  atS: startS + index,
  seller,
  buyer,
  priceMicro,
});

describe("the bill of trades", () => {
  it("CP-TRADE-7 sums to zero over all connectors, each trade once on either side", () => {
    fc.assert(
      fc.property(anyMarket, ({ parties, window, rows }) => {
        const trades = proposeTrades(parties, window, { rows, settings }).map(doneOf);
        const span = { fromS: startS, toS: startS + 900 };
        const lines = parties.flatMap(({ holder, connector }) => tradeLines(trades, { holder, connector, ...span }));
        expect(lines).toHaveLength(2 * trades.length);
        expect(lines.reduce((sum, { micro }) => sum + micro, 0)).toBe(0);
      }),
    );
  });

  it("CP-TRADE-7 has only what was traded while the stay lasted", () => {
    const side = { holder: "a", connector: 1, costMicro: 5 };
    const trades = [{ trade: "1.1", atS: startS, seller: side, buyer: { ...side, holder: "b" }, priceMicro: 40 }];
    const linesOf = (holder: string, fromS: number) =>
      tradeLines(trades, { holder, connector: 1, fromS, toS: fromS + 9 });
    expect(linesOf("a", startS)).toEqual([{ trade: "1.1", atS: startS, micro: -40 }]);
    expect(linesOf("b", startS)).toEqual([{ trade: "1.1", atS: startS, micro: 40 }]);
    expect(linesOf("b", startS + 1)).toEqual([]);
  });
});
