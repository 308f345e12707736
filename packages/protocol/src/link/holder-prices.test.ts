import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { HolderOption, LeaseTariff, Terms } from "../messages.js";
import { Pair } from "../testing/pair.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const hour = 3600;

/** A plan with one round at these prices, two options of the holder, and a commit of the first of them. */
function planned(settled: readonly number[], { costMicro = 0 } = {}): Pair {
  const pair = new Pair(hash).up();
  const startS = Math.floor(pair.grantor.nowS() / hour) * hour;
  const terms = (...max: number[]): Terms => ({
    parts: [{ connector: 1, schedule: { startS, stepS: hour, max, min: max.map(() => 0) } }],
  });
  const prices = { startS, stepS: hour, microPerKwh: [100_000, 200_000, 100_000] };
  pair.holder().script.answer = "silent";
  pair.grant((grantor) => {
    const link = grantor.desk.links.get("west");
    link?.askRound({ plan: 1, round: 1, roundsMax: 1, deadlineMs: 2000, proposals: [grantor.embed(terms(0))], prices });
  });
  pair.wait(50);
  const common = { quoteId: "", validMs: 60_000, reasons: [], quality: "STATIC", modelHash: "" } as const;
  const options = [terms(0, 6000, 0), terms(0, 0, 6000)].map((each, index): HolderOption => ({
    ...common,
    terms: pair.grantor.embed(each),
    costMicro: index === 0 ? costMicro : 0,
  }));
  pair.hold((holder) => {
    const asked = holder.offers.at(-1);
    if (asked !== undefined) holder.link.counter(asked.envelope, { plan: 1, options, bestValueMicro: 0 }, true);
  });
  pair.wait(50);
  const tariff: LeaseTariff = { settlement: { ...prices, microPerKwh: settled }, imbalanceMicroPerKwh: 90_000 };
  pair.grant((grantor) => {
    const [first] = options;
    if (first === undefined) return;
    const blends = [{ connector: 1, weights: [{ hash: first.terms.hash, weight: 65_536 }] }];
    grantor.desk.execute(1, new Map([["west", { terms: first.terms, reasons: [], consented: true, blends, tariff }]]));
  });
  return pair.wait(100);
}
const priced = (pair: Pair) => pair.host("west").traces.filter((trace) => trace.what === "priced");
const alarms = (pair: Pair): readonly string[] => pair.host("west").alarms.map(({ code }) => code);

describe("what a holder makes of the prices in a commit", () => {
  it("CP-PRICE-2 holds them with its lease, through a restart, and until the lease ends", () => {
    const pair = planned([100_000, 200_000, 100_000]);
    const settlement = { stepS: hour, microPerKwh: [100_000, 200_000, 100_000] };
    expect(pair.link().terms.tariff()).toMatchObject({ settlement, imbalanceMicroPerKwh: 90_000 });
    pair.host("west").restart({ sameBoot: true });
    pair.wait(1000);
    expect(pair.link().terms.tariff()).toMatchObject({ settlement, imbalanceMicroPerKwh: 90_000 });
    pair.host("grid").restart();
    pair.wait(1000);
    const [newest] = pair.desk.ledger.versionsOf("west").slice(-1);
    expect(newest?.tariff).toMatchObject({ settlement });
    pair.grant((grantor) => grantor.desk.revoke("west", [])).wait(30_000);
    expect(pair.link().terms.tariff()).toBeUndefined();
  });

  it("CP-PRICE-3 says what its schedule costs, and how much better an own option would have been", () => {
    expect(priced(planned([100_000, 200_000, 100_000]))).toEqual([
      { what: "priced", peer: "grid", connector: 1, payMicro: 1_200_000, regretMicro: 600_000, told: true },
    ]);
  });

  it("CP-PRICE-3 raises an alarm where it was not told the price and would rather have another of its options", () => {
    const dear = planned([100_000, 900_000, 100_000]);
    expect(priced(dear)).toMatchObject([{ told: false, regretMicro: 4_800_000 }]);
    expect(alarms(dear)).toContain("PRICE_NOT_AS_PROMISED");
    // Power is safe at any price: it is taken all the same.
    expect(dear.link().inForce()?.parts[0]?.schedule.max).toEqual([0, 6000, 0]);
  });

  it("CP-PRICE-3 raises none for a price it was told, or one at which nothing else would have been better", () => {
    expect(alarms(planned([100_000, 200_000, 100_000]))).toEqual([]);
    expect(alarms(planned([100_000, 90_000, 100_000]))).toEqual([]);
  });
});
