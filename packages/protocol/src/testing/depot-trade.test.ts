import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { partKey, type ClearingStrategy, type TradeDone } from "../market/index.js";
import type { BodyOf, Envelope } from "../messages.js";
import { Depot } from "./depot.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
/** The same power for everybody, whatever they need: it soon suits nobody. */
const stubborn = (watts: number): ClearingStrategy => ({
  name: "stubborn",
  clear: ({ children, room: { startS, stepS, steps } }) =>
    new Map(
      children.map(({ id, need }) => {
        const max = Array<number>(steps).fill(watts);
        return [partKey(id, need.connector), { startS, stepS, max, min: max.map(() => 0) }];
      }),
    ),
});
const depotOf = (seed: number): Depot => {
  const depot = new Depot(hash, seed, { trade: { valueMicroPerKwh: 500_000 } });
  depot.strategy = stubborn(6000);
  // One is nearly full, the others want all they can get.
  depot.batteries[0]!.wh = 38_500;
  return depot;
};

const quiet = (seed: number, seconds: number): Depot => {
  const depot = depotOf(seed);
  depot.network.recording = true;
  depot.start();
  depot.timeline.run(seconds * 1000);
  return depot;
};
const doneAt = (depot: Depot): readonly TradeDone[] => depot.gridCore?.trades?.book.due(depot.nowS) ?? [];
const bodies = <K extends "tradeAccept" | "tradeOffer" | "commit">(depot: Depot, id: string, kind: K) =>
  depot.host(id).sentEnvelopes.filter((each): each is Envelope<BodyOf<K>> => each.body.kind === kind);
const lineOf = (depot: Depot, ...words: readonly string[]): number =>
  depot.network.transcript.findIndex((line) => words.every((word) => line.includes(word)));

describe("a depot that trades", () => {
  it("CP-TRADE-8 through its station a battery sells what it does not need to a battery elsewhere", () => {
    const depot = quiet(3, 60);
    const [first, ...others] = doneAt(depot);
    expect(first?.seller).toMatchObject({ holder: "c1", connector: 1 });
    expect(first?.buyer.holder).not.toBe("c1");
    expect(first!.seller.costMicro + first!.buyer.costMicro).toBeLessThan(0);
    expect(others.length).toBeGreaterThan(0);
    // Its station has agreed after it did, to the same price, and what it was then committed is what it agreed to.
    expect(lineOf(depot, "c1-b1 → c1 ", "tradeAccept")).toBeLessThan(lineOf(depot, "c1 → grid", "tradeAccept"));
    const [own] = bodies(depot, "c1-b1", "tradeAccept");
    const [up] = bodies(depot, "c1", "tradeAccept");
    expect([up!.body.priceMicro, up!.body.costMicro]).toEqual([own!.body.priceMicro, own!.body.costMicro]);
    const commits = bodies(depot, "c1", "commit").filter(({ recipient }) => recipient === "c1-b1");
    expect(commits.map(({ body }) => body.terms.hash)).toContain(own!.body.hash);
    const { wh } = depot.batteries[0]!;
    expect(wh).toBeGreaterThan(38_500);
    expect(depot.problems()).toEqual([]);
  });

  it("CP-TRADE-8 a station whose battery does not agree, or leaves, agrees to nothing", () => {
    const depot = depotOf(3);
    depot.network.recording = true;
    depot.network.lose = ({ sender, body }) => sender === "c1-b1" && body.kind === "tradeAccept";
    depot.start();
    depot.timeline.run(25_000);
    expect(bodies(depot, "c1", "tradeOffer").length).toBeGreaterThan(0);
    expect(bodies(depot, "c1", "tradeAccept")).toEqual([]);
    expect(doneAt(depot).some(({ seller, buyer }) => [seller.holder, buyer.holder].includes("c1"))).toBe(false);
    depot.host("c1").deliver({ kind: "plugged", connector: 1 });
    depot.network.lose = () => false;
    depot.timeline.run(60_000);
    const later = doneAt(depot).flatMap(({ seller, buyer }) => [seller, buyer]);
    expect(later.filter(({ holder, connector }) => holder === "c1" && connector === 1)).toEqual([]);
    expect(depot.problems()).toEqual([]);
  });

  it("CP-TRADE-4 a storage site sells power with which it would charge, for more than that is worth to it", () => {
    const depot = new Depot(hash, 3, { trade: { valueMicroPerKwh: 500_000 } });
    depot.strategy = stubborn(5000);
    depot.network.recording = true;
    depot.start();
    depot.timeline.run(60_000);
    const sold = doneAt(depot).filter(({ seller }) => seller.holder === "store");
    expect(sold.length).toBeGreaterThan(0);
    for (const { seller, priceMicro } of sold) expect(priceMicro).toBeGreaterThanOrEqual(seller.costMicro);
    expect(sold.every(({ seller, buyer }) => seller.costMicro + buyer.costMicro < 0)).toBe(true);
    // Its own plan has it charge at 5 kW now, when energy costs nothing.
    expect(depot.allowedW("store")).toBeLessThan(5000);
    expect(depot.problems()).toEqual([]);
  });

  it("CP-TRADE-6 keeps S1, S2 and S4 under loss, repetition and crashes while it trades", () => {
    let [done, crashes] = [0, 0];
    for (let seed = 1; seed <= 6; seed++) {
      const depot = depotOf(seed);
      const { random, network } = depot;
      network.faults = { loss: random() * 0.25, duplicate: random() * 0.5, delayMinMs: 2, delayMaxMs: 600 };
      const ids = [...depot.hosts.keys()];
      const names = new Set<string>();
      depot.start();
      for (let at = 0; at < 10 * 60_000; at += 500) {
        depot.timeline.run(at);
        if (random() < 0.01) depot.host(ids[Math.floor(random() * ids.length)] ?? "grid").crashAtPersist = true;
        if (random() < 0.004) depot.host("grid").crashAtPersist = true;
        const problems = depot.problems();
        if (problems.length > 0) throw new Error(`seed ${seed} at ${at / 1000} s: ${problems.join("; ")}`);
        for (const { trade } of doneAt(depot)) names.add(trade);
      }
      done += names.size;
      for (const host of depot.hosts.values()) crashes += host.crashes;
    }
    expect(done).toBeGreaterThan(6);
    expect(crashes).toBeGreaterThan(20);
  }, 120_000);
});
