import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tradeLines } from "../../../market/index.js";
import type { BodyOf, Envelope, Reject, TradeAccept } from "../../../messages.js";
import { energyWh } from "../../../schedule.js";
import { missingMicro, powerMaxW, TradeSite, type Trader } from "../../../testing/trade-site.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
/** Has 8 kW too many Wh; has too few; the connection carries no more than both have. */
const rich = (): Trader => ({ powerW: 8000, energyWh: 4000 });
const poor = (): Trader => ({ powerW: 2000, energyWh: 12_000 });
const two = (own: { rich?: Partial<Trader>; poor?: Partial<Trader> } = {}): TradeSite =>
  new TradeSite(hash, { rich: { ...rich(), ...own.rich }, poor: { ...poor(), ...own.poor } }, { capacityW: 10_000 });
/** Until offers of trades have arrived. */
function offered(site: TradeSite): TradeSite {
  site.start();
  for (let ms = 0; ms < 10_000 && site.traced("offered").length === 0; ms++) site.wait(1);
  return site.wait(7);
}
const sent = <K extends "commit" | "tradeAccept" | "reject">(site: TradeSite, id: string, kind: K) =>
  site.host(id).sentEnvelopes.filter((each): each is Envelope<BodyOf<K>> => each.body.kind === kind);
/** Reasons by which the grantor rejected a holder's messages. */
const refusedFor = (site: TradeSite, id: string): readonly Reject["reason"][] =>
  sent(site, "grid", "reject").flatMap(({ recipient, body }) => (recipient === id ? [body.reason] : []));
const dueAt = (site: TradeSite) => site.core?.trades?.book.due(1_800_000_000 + site.timeline.now / 1000) ?? [];
const billsOf = (site: TradeSite): readonly number[] =>
  Object.keys(site.traders).map((holder) => {
    const span = { holder, connector: 1, fromS: 0, toS: 2e9 };
    return tradeLines(dueAt(site), span).reduce((sum, { micro }) => sum + micro, 0);
  });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("a trade between two holders", () => {
  it("CP-TRADE-6 lowers the seller at once, and raises the buyer when that is acknowledged", () => {
    const site = offered(two()).wait(10_000);
    const { transcript } = site.network;
    const last = (id: string): number =>
      transcript.findLastIndex((line) => line.includes(`grid → ${id}`) && line.includes("commit v"));
    const acked = transcript.findLastIndex((line) => line.includes("rich → grid") && line.includes("commitAck"));
    expect(last("rich")).toBeLessThan(acked);
    expect(acked).toBeLessThan(last("poor"));
    const [before, after] = [
      Array<number>(8).fill(10_000),
      site.held("rich").map((watts, step) => watts + site.held("poor")[step]!),
    ];
    expect(after).toEqual(before);
    // What it needs is left: it sold the rest.
    const startS = 1_800_000_000;
    const left = energyWh({ startS, stepS: 900, max: site.held("rich") }, startS, startS + 7200);
    expect(left).toBeGreaterThanOrEqual(4000);
    expect(site.traced("done")).toHaveLength(1);
    expect(site.problems()).toEqual([]);
  });

  it("CP-TRADE-7 both bills have the same whole amount once both hold it, and nothing before", () => {
    const site = two({ poor: { waitMs: 2000 } });
    offered(site);
    expect(billsOf(site)).toEqual([0, 0]);
    site.wait(10_000);
    const [sold, bought] = billsOf(site);
    expect(bought).toBeGreaterThan(0);
    expect(Number.isInteger(bought)).toBe(true);
    expect(sold! + bought!).toBe(0);
    // Neither is worse off by what it declared.
    const [trade] = site.traced("done");
    expect(trade!.seller.costMicro - trade!.priceMicro).toBeLessThanOrEqual(0);
    expect(trade!.buyer.costMicro + trade!.priceMicro).toBeLessThanOrEqual(0);
  });

  it("CP-TRADE-5 the second sale of the same lease fails as STALE_LEASE, whoever agrees to it", () => {
    const late = { ...poor(), waitMs: 1500 };
    const site = new TradeSite(hash, { rich: rich(), poor: poor(), late }, { capacityW: 12_000 });
    offered(site);
    // Both offers name the same lease of the seller.
    const named = sent(site, "rich", "tradeAccept").map(({ body }) => body.version.counter);
    expect(named).toHaveLength(2);
    expect(named[0]).toBe(named[1]);
    site.wait(10_000);
    const [first] = site.traced("done");
    expect(first?.buyer.holder).toBe("poor");
    expect(refusedFor(site, "late")[0]).toBe("STALE_LEASE");
    expect(site.traced("done").filter(({ trade }) => trade === first!.trade)).toHaveLength(1);
    expect(sum(billsOf(site))).toBe(0);
    expect(site.problems()).toEqual([]);
  });

  it("CP-TRADE-4 is not carried out where both together declare that they would be worse off", () => {
    const lie = (said: TradeAccept): TradeAccept => ({ ...said, costMicro: 9e9 });
    const site = offered(two({ rich: { lie } })).wait(10_000);
    expect(site.traced("offered").length).toBeGreaterThan(0);
    expect(site.traced("agreed")).toEqual([]);
    expect(site.held("rich")).toEqual(Array(8).fill(8000));
    // Asked once; the same again is not worth a message.
    expect(site.traced("offered")).toHaveLength(1);
  });

  it("CP-TRADE-3 an agreement to another lease, other terms, another price or an unknown trade changes nothing", () => {
    const lies: readonly (readonly [(said: TradeAccept) => TradeAccept, Reject["reason"]])[] = [
      [(said) => ({ ...said, version: { ...said.version, counter: said.version.counter + 1 } }), "STALE_LEASE"],
      [(said) => ({ ...said, version: { epoch: 1, counter: 99 } }), "STALE_LEASE"],
      [(said) => ({ ...said, hash: "00".repeat(16) }), "UNKNOWN_PROPOSAL"],
      [(said) => ({ ...said, priceMicro: said.priceMicro - 1 }), "UNKNOWN_PROPOSAL"],
      [(said) => ({ ...said, trade: { ...said.trade, counter: said.trade.counter + 7 } }), "OFFER_EXPIRED"],
    ];
    for (const [lie, reason] of lies) {
      const site = offered(two({ poor: { lie } })).wait(2000);
      expect(refusedFor(site, "poor")).toEqual([reason]);
      expect(site.traced("agreed")).toEqual([]);
      expect(site.held("rich")).toEqual(Array(8).fill(8000));
    }
  });

  it("CP-TRADE-3 an agreement by a third holder, which is no party of the trade, does not end it", () => {
    const third = { powerW: 0, energyWh: 0 };
    const site = offered(
      new TradeSite(hash, { rich: rich(), poor: { ...poor(), waitMs: 2000 }, third }, { capacityW: 10_000 }),
    );
    const { trade, version, terms, priceMicro } = site.holder("rich").tradeOffers[0]!.offer;
    const said = { kind: "tradeAccept", trade, version, hash: terms.hash, priceMicro, costMicro: 0 } as const;
    const last = site.host("third").sentEnvelopes.reduce((a, b) => (b.seq > a.seq ? b : a));
    const { inReplyTo: _, ...unasked } = last;
    site.network.inject({ ...unasked, seq: last.seq + 1, body: said });
    site.wait(10_000);
    expect(refusedFor(site, "third")[0]).toBe("STALE_LEASE");
    expect(site.traced("done").map((each) => each.trade)).toEqual(["1.1"]);
  });

  it("CP-TRADE-3 a holder refuses as STALE_LEASE what would change another lease than it holds", () => {
    const site = offered(two()).wait(10_000);
    const before = sent(site, "rich", "reject").length;
    const { offer, envelope } = site.holder("rich").tradeOffers[0]!;
    site.network.inject({ ...envelope, seq: 500, body: { ...offer, trade: { epoch: 1, counter: 9 } } });
    site.wait(5000);
    expect(
      sent(site, "rich", "reject")
        .slice(before)
        .map(({ body }) => body.reason),
    ).toEqual(["STALE_LEASE"]);
  });

  it("CP-TRADE-6 what an emergency ends before both hold it costs nobody anything", () => {
    const site = two();
    // That the seller has come down is not heard: the raise waits.
    site.network.lose = ({ sender, body }) =>
      sender === "rich" && body.kind === "commitAck" && body.version.counter > 2;
    offered(site).wait(1000);
    expect(site.traced("agreed")).toHaveLength(1);
    site.host("grid").deliver({ kind: "emergency", importMaxW: 5000, durationMs: 60_000 });
    site.wait(5000);
    expect(site.traced("done")).toEqual([]);
    expect(site.traced("dropped")).toHaveLength(1);
    expect(billsOf(site)).toEqual([0, 0]);
    expect(site.onDisk()).toEqual([]);
  });

  it("CP-TRADE-5 nothing is carried out once a plan was called for: it shares anew", () => {
    const site = offered(two({ poor: { waitMs: 20 } }));
    site.host("grid").deliver(site.limits(10_001));
    site.wait(100);
    expect(refusedFor(site, "poor")).toEqual(["NOT_NOW"]);
    expect(site.traced("agreed")).toEqual([]);
    site.wait(20_000);
    expect(site.traced("done")).toHaveLength(1);
  });

  it("CP-TRADE-6 a grantor that dies between agreement and commit carries it out once or not at all", () => {
    for (const sameBoot of [true, false]) {
      const site = offered(two());
      // The batch with the trade is the last thing this life writes.
      site.host("grid").crashAtPersist = true;
      site.wait(500);
      expect(site.host("grid").crashes).toBe(1);
      expect(site.onDisk().map(({ done }) => done)).toEqual([false]);
      site.host("grid").restart({ sameBoot, afterMs: 1000 });
      for (let second = 0; second < 300; second++) {
        site.wait(1000);
        expect(site.problems()).toEqual([]);
      }
      const names = site.onDisk().map(({ trade }) => trade.trade);
      expect(names).not.toContain("1.1");
      expect(sum(billsOf(site))).toBe(0);
    }
  });

  it("CP-TRADE-6 what was committed, but not acknowledged when the grantor starts again, nobody pays", () => {
    const site = two();
    const commitsTo = (id: string): number =>
      sent(site, "grid", "commit").filter(({ recipient }) => recipient === id).length;
    offered(site);
    const before = commitsTo("poor");
    // The buyer never hears of its raise.
    site.network.lose = ({ sender, recipient, body }) =>
      sender === "grid" && recipient === "poor" && body.kind === "commit";
    for (let ms = 0; ms < 5000 && commitsTo("poor") === before; ms++) site.wait(1);
    site.wait(5);
    expect(site.traced("agreed")).toHaveLength(1);
    expect(site.onDisk().map(({ done }) => done)).toEqual([false]);
    site.host("grid").restart({ sameBoot: true });
    site.wait(3000);
    expect(site.held("poor")).toEqual(Array(8).fill(2000));
    expect(site.traced("done")).toEqual([]);
    expect(billsOf(site)).toEqual([0, 0]);
  });

  it("CP-TRADE-6 what both hold when the grantor starts again is billed, and once", () => {
    const site = offered(two()).wait(10_000);
    const { store } = site.host("grid");
    const [key, fact] = [...store].find(([each]) => each.startsWith("trade/"))!;
    // As if it had died after the last commit.
    store.set(key, { ...(fact as object), done: false });
    for (const times of [2, 2]) {
      site.host("grid").restart({ sameBoot: true });
      site.wait(3000);
      expect(site.traced("done").filter(({ trade }) => `trade/${trade}` === key)).toHaveLength(times);
      const [sold, bought] = billsOf(site);
      expect(sold).toBeLessThan(0);
      expect(sold! + bought!).toBe(0);
    }
  });

  it("CP-TRADE-7 is due second by second, until the step is over or another plan takes over", () => {
    const site = offered(two()).wait(10);
    const [trade] = site.traced("agreed");
    const { priceMicro } = trade!;
    site.wait(300_000);
    expect(billsOf(site)[1]! / priceMicro).toBeCloseTo(1 / 3, 2);
    const paid = billsOf(site)[1]!;
    // Nobody is offered anything any more; a new limit plans anew: what each had before, whatever was traded.
    site.network.lose = ({ body }) => body.kind === "tradeOffer";
    site.host("grid").deliver(site.limits(10_500));
    site.wait(500_000);
    expect(billsOf(site)[1]! / paid).toBeCloseTo(1, 2);
    const settled = site.traced("settled");
    expect(settled[0]!.priceMicro / priceMicro).toBeCloseTo(1 / 3, 2);
    expect(Number.isInteger(settled[0]!.priceMicro)).toBe(true);
    const whole = offered(two()).wait(899_000);
    expect(billsOf(whole)[1]! / priceMicro).toBeCloseTo(1, 2);
  });

  it("CP-TRADE-7 what a holder trades on top of it leaves an earlier trade due", () => {
    const other = { ...poor(), energyWh: 8000 };
    const site = new TradeSite(
      hash,
      { rich: { powerW: 11_000, energyWh: 0 }, poor: poor(), other },
      { capacityW: 15_000 },
    );
    offered(site).wait(800_000);
    const sales = site.traced("done").filter(({ seller }) => seller.holder === "rich");
    expect(new Set(sales.map(({ buyer }) => buyer.holder)).size).toBe(2);
    expect(site.traced("settled")).toEqual([]);
    const due = dueAt(site);
    for (const { trade, priceMicro } of sales) {
      const now = due.find((each) => each.trade === trade)!.priceMicro;
      expect(now / priceMicro).toBeGreaterThan(0.85);
    }
  });

  it("CP-TRADE-1 nothing is offered where the switch is off, and an agreement to nothing is NOT_ALLOWED", () => {
    const site = new TradeSite(hash, { rich: rich(), poor: poor() }, { capacityW: 10_000, trades: false });
    site.start().wait(10_000);
    expect(site.traced("offered")).toEqual([]);
    const [trade, version] = [{ epoch: 1, counter: 1 }, site.holder("poor").link.terms.version!];
    const said = { kind: "tradeAccept", trade, version, hash: "00".repeat(16), priceMicro: 0, costMicro: 0 } as const;
    const last = site.host("poor").sentEnvelopes.findLast(({ body }) => body.kind === "commitAck")!;
    const { inReplyTo: _, ...unasked } = last;
    site.network.inject({ ...unasked, seq: last.seq + 1, body: said });
    site.wait(5000);
    expect(refusedFor(site, "poor")).toEqual(["NOT_ALLOWED"]);
  });
});

const anyTrader: fc.Arbitrary<Trader> = fc
  .record({
    powerW: fc.integer({ min: 0, max: powerMaxW / 10 }).map((tens) => tens * 10),
    energyWh: fc.integer({ min: 0, max: 25_000 }),
    lie: fc.constantFrom<Exclude<Trader["lie"], undefined> | undefined>(
      ...Array<undefined>(12).fill(undefined),
      () => undefined,
      (said) => ({ ...said, version: { ...said.version, counter: said.version.counter + 1 } }),
      (said) => ({ ...said, version: { epoch: said.version.epoch, counter: Math.max(1, said.version.counter - 1) } }),
      (said) => ({ ...said, hash: "ab".repeat(16) }),
      (said) => ({ ...said, priceMicro: said.priceMicro - 100_000 }),
      (said) => ({ ...said, trade: { ...said.trade, counter: said.trade.counter + 1 } }),
      (said) => ({ ...said, costMicro: said.costMicro + 2_000_000 }),
      (said) => ({ ...said, costMicro: -said.costMicro }),
    ),
    waitMs: fc.constantFrom(0, 0, 300, 4000, 40_000),
  })
  .map(({ lie, ...trader }) => (lie === undefined ? trader : { ...trader, lie }));

/** µ; power is sampled once a second. */
const slackMicro = 3000;

describe("trades at random", () => {
  it("CP-TRADE-4 whatever holders say, what was carried out lowers the sum of declared costs, and bills sum to zero", () => {
    let made = 0;
    fc.assert(
      fc.property(
        fc.array(anyTrader, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 1e6 }),
        (all, seed) => {
          const traders = Object.fromEntries(all.map((trader, index) => [`h${index}`, trader]));
          const capacityW = sum(all.map(({ powerW }) => powerW)) + 500;
          const site = new TradeSite(hash, traders, { capacityW, seed }).start();
          for (let at = 0; at < 120; at++) expect(site.wait(1000).problems()).toEqual([]);
          const done = site.traced("done");
          made += done.length;
          expect(new Set(done.map(({ trade }) => trade)).size).toBe(done.length);
          for (const { seller, buyer, priceMicro } of done) {
            expect(seller.costMicro + buyer.costMicro).toBeLessThanOrEqual(0);
            expect(Number.isInteger(priceMicro) && priceMicro >= 0).toBe(true);
          }
          expect(sum(billsOf(site))).toBe(0);
        },
      ),
      { numRuns: 80 },
    );
    expect(made).toBeGreaterThan(5);
  }, 60_000);

  it("CP-TRADE-4 honest holders miss less by what they draw than without trades, and none is worse off", () => {
    let saved = 0;
    fc.assert(
      fc.property(fc.array(anyTrader, { minLength: 2, maxLength: 4 }), (all) => {
        const [capacityW, seconds] = [sum(all.map(({ powerW }) => powerW)), 1800];
        const sites = [false, undefined].map((trades) => {
          const honest = all.map(({ powerW, energyWh: needWh }, index): [string, Trader] => {
            return [`h${index}`, { powerW, energyWh: needWh, gotWh: 0 }];
          });
          const options = { capacityW, ...(trades === undefined ? {} : { trades: false as const }) };
          return new TradeSite(hash, Object.fromEntries(honest), options).start().draw(seconds);
        });
        // What its last lease still gives: each plan gives the same power up to departure.
        const costs = sites.map((site) =>
          Object.values(site.traders).map(({ energyWh: needWh, powerW, gotWh = 0 }) =>
            missingMicro(needWh, gotWh + (powerW * (8 * 900 - seconds)) / 3600),
          ),
        );
        const bills = billsOf(sites[1]!);
        for (const [index, without] of costs[0]!.entries()) {
          expect(costs[1]![index]! + bills[index]! - without).toBeLessThanOrEqual(slackMicro);
        }
        saved += sum(costs[0]!) - sum(costs[1]!);
      }),
      { numRuns: 12 },
    );
    expect(saved).toBeGreaterThan(0);
  }, 60_000);
});

describe("trades under faults", () => {
  it("CP-TRADE-6 loss, repetition and crashes of anybody break no limit, and no trade is billed twice", () => {
    let [done, crashes] = [0, 0];
    for (let seed = 1; seed <= 12; seed++) {
      const traders = {
        rich: rich(),
        poor: poor(),
        late: { ...poor(), waitMs: 700 },
        idle: { powerW: 6000, energyWh: 1000 },
      };
      const site = new TradeSite(hash, traders, { capacityW: 18_000, seed });
      const { random, network } = site;
      network.faults = { loss: random() * 0.3, duplicate: random() * 0.5, delayMinMs: 2, delayMaxMs: 800 };
      const ids = [...site.hosts.keys()];
      site.start();
      for (let at = 0; at < 600; at++) {
        if (random() < 0.03)
          site.host(random() < 0.6 ? "grid" : ids[Math.floor(random() * ids.length)]!).crashAtPersist = true;
        if (random() < 0.005) site.host("grid").restart({ lost: true });
        site.wait(1000);
        expect(site.problems(), `seed ${seed} at ${at} s`).toEqual([]);
        expect(sum(billsOf(site))).toBe(0);
      }
      for (const host of site.hosts.values()) crashes += host.crashes;
      const names = site.onDisk().map(({ trade }) => trade.trade);
      expect(new Set(names).size).toBe(names.length);
      done += site.traced("done").length;
      for (const { seller, buyer } of site.traced("done"))
        expect(seller.costMicro + buyer.costMicro).toBeLessThanOrEqual(0);
    }
    expect(done).toBeGreaterThan(10);
    expect(crashes).toBeGreaterThan(20);
  }, 120_000);
});
