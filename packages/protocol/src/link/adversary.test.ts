import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CommitAck, Emergency, Envelope } from "../messages.js";
import { Pair, type PairOptions } from "../testing/pair.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const pairOf = (options: PairOptions = {}): Pair => new Pair(hash, options).up();
const meter = (pair: Pair, powerW: number, id = "west"): Pair => {
  pair.host(id).deliver({ kind: "meter", connector: 1, powerW });
  return pair.wait(20);
};
const nextSeq = (pair: Pair, id: string): number =>
  Math.max(...pair.host(id).sentEnvelopes.map((each) => each.seq)) + 1;

describe("a decrease that is not complete", () => {
  it("CP-LEASE-9 is not acknowledged by a snapshot either", () => {
    const pair = meter(pairOf().give({ west: 9000 }), 8900).give({ west: 4000 });
    expect(pair.booked()).toBe(9000);
    pair.grant((grantor) => {
      grantor.desk.link("west").channel.request({ kind: "resync" });
    });
    pair.wait(1000);
    expect(pair.network.lines("west", "snapshot v1.2").length).toBeGreaterThan(0);
    expect(pair.booked()).toBe(9000);
    meter(pair, 3990).wait(500);
    expect(pair.booked()).toBe(4000);
  });

  it("CP-LEASE-9 a revoke is answered with Status until the meter is at the fallback, and then acknowledged", () => {
    const pair = meter(pairOf().give({ west: 9000 }), 8900);
    pair.grant((grantor) => {
      grantor.desk.revoke("west", ["CAPACITY"]);
    });
    pair.wait(1000);
    expect(pair.drawn()).toBe(0);
    expect(pair.booked()).toBe(9000);
    expect(pair.network.lines("revokeAck")).toEqual([]);
    meter(pair, 0).wait(500);
    expect(pair.network.lines("revokeAck").length).toBeGreaterThan(0);
    expect(pair.booked()).toBe(0);
  });

  it("CP-LEASE-9 is not acknowledged by the release of a lease whose power still flows", () => {
    const pair = meter(pairOf().give({ west: 9000 }), 8900);
    pair.hold((holder) => {
      holder.link.release([]);
    });
    pair.wait(1000);
    expect(pair.drawn()).toBe(0);
    expect(pair.booked()).toBe(9000);
    meter(pair, 0).wait(500);
    expect(pair.booked()).toBe(0);
  });
});

describe("what a holder says untruly", () => {
  it("CP-LEDGER-2 an acknowledgement of a version that was never issued drops no booking", () => {
    const pair = pairOf().give({ west: 9000 });
    const last = pair.sent("west", "commitAck").at(-1) as Envelope<CommitAck>;
    const version = { epoch: last.body.version.epoch, counter: 4_000_000 };
    pair.network.inject({ ...last, seq: nextSeq(pair, "west"), body: { ...last.body, version } });
    pair.wait(3000);
    expect(pair.drawn()).toBe(9000);
    expect(pair.booked()).toBe(9000);
  });

  it("CP-FALL-4 a fallback that it claims to hold is booked up to what it can draw at most, and starves nobody else", () => {
    const pair = pairOf({ holders: ["west", "east"], capacityW: 15_000, powerMaxW: 10_000 });
    const { greeting } = pair.link("east") as unknown as { greeting: { greet(): void } };
    pair.hold((holder) => {
      Object.defineProperty(holder.link.terms, "fallbackReported", {
        get: () => ({ importW: 1_000_000, exportW: 1_000_000, rampWPerS: 1000 }),
      });
      greeting.greet();
    }, "east");
    pair.wait(3000);
    expect(pair.booked("east")).toBeLessThanOrEqual(10_000);
    pair.give({ west: 5000 }, 3000);
    expect(pair.drawn("west")).toBe(5000);
  });

  it("CP-FALL-4 a fallback that it asks for above its cap in the registry is not admitted", () => {
    const pair = new Pair(hash, { holders: ["west", "east"], capacityW: 30_000, powerMaxW: 10_000 });
    (pair.holderScript as { fallback: object }).fallback = { importW: 25_000, exportW: 0, rampWPerS: 1000 };
    pair.up();
    expect(pair.desk.ledger.fallbackOf("west").importW).toBe(0);
    expect(pair.host("west").failsafe.importW).toBe(0);
  });
});

describe("an emergency", () => {
  it("CP-EMERG-5 that has ended does not begin again by a message of it that comes late", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.grant((grantor) => {
      grantor.desk.emergency(new Map([["west", { importMaxW: 1000, exportMaxW: 0, reasons: [] }]]), 5000);
    });
    pair.wait(100);
    const first = pair.sent("grid", "emergency").at(-1) as Envelope<Emergency>;
    expect(pair.drawn()).toBe(1000);
    // Longer than the window remembers it.
    for (let round = 0; round < 12; round++) pair.wait(10_000);
    expect(pair.drawn()).toBe(9000);
    pair.network.inject(first);
    pair.wait(50);
    expect(pair.drawn()).toBe(9000);
  });
});

describe("after lost stores", () => {
  it("CP-FALL-4 where grantor and holders lost theirs, no more fallback is admitted than is guaranteed", () => {
    const pair = pairOf({ holders: ["a", "b", "c"], fallbackW: 2000, guaranteedW: 4000, capacityW: 50_000 });
    expect(["a", "b", "c"].map((id) => pair.desk.ledger.fallbackOf(id).importW)).toEqual([2000, 2000, 0]);
    for (const id of ["a", "b", "c"]) pair.host(id).writeMs = 300;
    for (const id of ["grid", "a", "b", "c"]) pair.host(id).restart({ lost: true });
    pair.wait(120_000).grant((grantor) => {
      grantor.desk.tryPending();
    });
    pair.wait(10_000);
    const held = ["a", "b", "c"].map((id) => pair.host(id).failsafe.importW);
    expect(held.reduce((sum, w) => sum + w, 0)).toBeLessThanOrEqual(4000);
    expect(held.filter((w) => w === 2000)).toHaveLength(2);
  });
});

describe("a grantor that starts again", () => {
  it("CP-STORE-1 has written down what it committed before it sent that, whether or not it was ever acknowledged", () => {
    const pair = pairOf();
    pair.network.lose = ({ body }) => body.kind === "commitAck";
    pair.give({ west: 9000 });
    expect(pair.drawn()).toBe(9000);
    pair.host("grid").restart({ afterMs: 1 });
    pair.wait(20);
    expect(pair.booked()).toBe(9000);
  });

  it("CP-STORE-7 admits no new fallback while it recovers", () => {
    const pair = pairOf({ holders: ["west", "east"], fallbackW: 0, capacityW: 50_000 });
    (pair.holderScript as { fallback: object }).fallback = { importW: 2000, exportW: 0, rampWPerS: 1000 };
    pair.network.partition("grid", "east");
    pair.host("grid").restart({ lost: true, afterMs: 1 });
    pair.host("west").restart({ afterMs: 1 });
    pair.wait(30_000);
    expect(pair.link("west").connected).toBe(true);
    expect(pair.host("west").failsafe.importW).toBe(0);
  });
});

describe("a lease restored in the same boot", () => {
  it("CP-TIME-4 counts how far clocks may have come apart since it was written down", () => {
    const pair = pairOf({ ttlMs: 900_000 }).give({ west: 9000 });
    pair.network.partition("west", "grid");
    pair.wait(400_000);
    const [lowMs, highMs] = pair.link().terms.scheduleInterval();
    pair.host("west").restart({ sameBoot: true, afterMs: 1 });
    pair.wait(2);
    const [low, high] = pair.link().terms.scheduleInterval();
    expect(pair.link().phase).toBe("active");
    expect(high - low).toBeGreaterThanOrEqual(highMs - lowMs);
  });
});
