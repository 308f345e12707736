import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Commit, Envelope, RenewAck } from "../messages.js";
import { need, Pair, type PairOptions } from "../testing/pair.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const pairOf = (options: PairOptions = {}): Pair => new Pair(hash, options).up();
const forged = new WeakMap<Pair, number>();
/** The newest message of a kind that the grantor sent, with another identity and content, as if it had sent that. */
const again = <B extends Commit | RenewAck>(pair: Pair, kind: B["kind"], change: (body: B) => B): void => {
  const last = pair.sent("grid", kind).at(-1) as Envelope<B> | undefined;
  if (last === undefined) throw new Error(`no ${kind} yet`);
  const injected = (forged.get(pair) ?? 0) + 1;
  forged.set(pair, injected);
  const seq = Math.max(...pair.host("grid").sentEnvelopes.map((each) => each.seq)) + injected;
  pair.network.inject({ ...last, seq, body: change(last.body) });
  pair.wait(20);
};
const deadline = (pair: Pair): number => pair.link().terms.leaseEnd() ?? Number.NaN;
const monoOf = (pair: Pair): number => pair.host("west").now.mono;

describe("a lease", () => {
  it("CP-LEASE-1 is replaced only by a later version: an older commit changes nothing", () => {
    const pair = pairOf().give({ west: 9000 }).give({ west: 4000 });
    expect(pair.drawn()).toBe(4000);
    const older = pair.sent("grid", "commit")[0]!.body;
    again<Commit>(pair, "commit", () => ({ ...older, ttlMs: 600_000 }));
    expect(pair.drawn()).toBe(4000);
    expect(pair.network.lines("commitAck", "untaken STALE_LEASE")).toHaveLength(1);
    expect(pair.desk.ledger.versionsOf("west")).toHaveLength(1);
  });

  it("CP-LEASE-1 has one content for one version: the same version with other terms is refused and alarmed", () => {
    const pair = pairOf().give({ west: 9000 });
    const before = deadline(pair);
    pair.wait(5000).hold((holder) => {
      holder.link.setNeed([need(10_000)]);
    });
    pair.wait(20);
    const echo = { epoch: 1, seq: Math.max(...pair.sent("west", "need").map((each) => each.seq)) };
    again<Commit>(pair, "commit", (commit) => ({ ...commit, echo, terms: pair.grantor.embed(pair.flat(9500)) }));
    expect(pair.drawn()).toBe(9000);
    expect(deadline(pair)).toBe(before);
    expect(pair.host("west").alarms.map(({ code }) => code)).toContain("PEER_MISBEHAVES");
    again<Commit>(pair, "commit", (commit) => ({ ...commit, echo }));
    expect(deadline(pair)).toBeGreaterThan(before);
  });

  it("CP-LEASE-6 is not said again once it was acknowledged as the answer to a renew of the one before", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.network.lose = ({ body, inReplyTo }) => body.kind === "commit" && inReplyTo === undefined;
    pair.give({ west: 4000 }, 25_000);
    expect(pair.drawn()).toBe(4000);
    expect(pair.desk.link("west").commitOpen).toBe(false);
    const { length } = pair.sent("grid", "commit");
    pair.network.lose = () => false;
    pair.wait(10_000);
    expect(pair.sent("grid", "commit")).toHaveLength(length);
  });

  it("CP-LEASE-1 leaves both sides with the same schedule once it is acknowledged", () => {
    const pair = pairOf();
    for (const w of [9000, 3000, 5000, 0, 7000]) {
      pair.give({ west: w });
      const [newest, ...others] = pair.desk.ledger.versionsOf("west");
      expect(others).toEqual([]);
      expect(pair.link().terms.version).toEqual(newest?.version);
      expect(pair.link().terms.hash).toBe(newest?.terms.hash);
      expect(pair.desk.link("west").commitOpen).toBe(false);
    }
  });

  it("CP-LEASE-2 counts its ttl from when the echoed request was first sent; a retransmit never moves it", () => {
    const pair = pairOf();
    pair.network.lose = (each) => each.body.kind === "accept";
    pair.give({ west: 9000 }, 5000);
    const firstSent = pair.network.lines("west", "accept")[0];
    expect(pair.network.lines("west", "accept").length).toBeGreaterThan(3);
    pair.network.lose = () => false;
    pair.wait(3000);
    const sentS = Number(firstSent?.split(" ")[0]);
    const start = monoOf(pair) - pair.timeline.now;
    expect(deadline(pair) - start).toBeCloseTo(sentS * 1000 + 60_000, 3);
  });

  it("CP-LEASE-2 is not moved by the repeat of a renewal, only by a new one", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.network.lose = (each) => each.body.kind === "renewAck";
    pair.wait(25_000);
    const renewals = pair.sent("west", "renew");
    expect(renewals.length).toBeGreaterThan(2);
    expect(new Set(renewals.map(({ seq }) => seq)).size).toBe(1);
    const before = deadline(pair);
    pair.network.lose = () => false;
    pair.wait(3000);
    expect(deadline(pair) - before).toBeCloseTo(20_000, 0);
  });

  it("CP-LEASE-3 may only be lowered by a commit whose echo is unknown or too old", () => {
    for (const echo of [
      { epoch: 1, seq: 4000 },
      { epoch: 9, seq: 3 },
    ]) {
      const pair = pairOf().give({ west: 5000 });
      const before = deadline(pair);
      const commit = (counter: number, w: number) => (body: Commit) => ({
        ...body,
        version: { epoch: 1, counter },
        terms: pair.grantor.embed(pair.flat(w)),
        echo,
      });
      again<Commit>(pair, "commit", commit(50, 8000));
      expect(pair.drawn()).toBe(5000);
      expect(pair.network.lines("commitAck v1.50 untaken NOT_NOW")).toHaveLength(1);
      again<Commit>(pair, "commit", commit(51, 2000));
      expect(pair.drawn()).toBe(2000);
      expect(deadline(pair)).toBe(before);
    }
  });

  it("CP-LEASE-3 takes nothing whose ttl has passed before it arrives", () => {
    const pair = pairOf();
    pair.network.slow = (each) => (each.body.kind === "commit" ? 61_000 : 0);
    pair.give({ west: 9000 }, 62_000);
    expect(pair.drawn()).toBe(0);
    expect(pair.link().phase).toBe("none");
  });

  it("CP-LEASE-4 is reclaimed only after confirmation + ttl + grace", () => {
    const pair = pairOf({ holders: ["west", "east"] }).give({ west: 9000 });
    const confirmed = Number(pair.network.lines("grid → west", "commit")[0]?.split(" ")[0]) * 1000;
    pair.network.partition("west", "grid");
    pair.timeline.run(confirmed + 69_999);
    expect(pair.booked()).toBe(9000);
    expect(pair.drawn()).toBe(0);
    pair.give({ east: 9000 }, 0);
    expect(pair.booked("east")).toBe(0);
    pair.timeline.run(confirmed + 70_001);
    expect(pair.booked()).toBe(0);
    pair.wait(100);
    expect(pair.drawn("east")).toBe(9000);
  });

  it("CP-LEASE-4 is booked from its last confirmation on, with its grace, when it was renewed", () => {
    const pair = pairOf().give({ west: 9000 }).wait(25_000);
    const confirmed = Number(pair.network.lines("grid → west", "renewAck").at(-1)?.split(" ")[0]) * 1000;
    expect(confirmed).toBeGreaterThan(20_000);
    pair.network.partition("west", "grid");
    pair.timeline.run(confirmed + 69_999);
    expect(pair.booked()).toBe(9000);
    pair.timeline.run(confirmed + 70_001);
    expect(pair.booked()).toBe(0);
  });

  it("CP-LEASE-4 is booked as long as the version before it where the holder cannot have moved its deadline", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.wait(15_000);
    pair.grantorScript.deadline = pair.host("grid").now.mono + 5000;
    pair.network.lose = (each) => each.body.kind === "renew" || each.body.kind === "renewAck";
    pair.give({ west: 4000 });
    expect(pair.drawn()).toBe(4000);
    const [booked] = pair.desk.ledger.versionsOf("west");
    const holds = deadline(pair) - monoOf(pair);
    expect((booked?.expiresAt ?? 0) - pair.host("grid").now.mono).toBeGreaterThan(holds);
  });

  it("CP-LEASE-5 is not raised for a child whose newest request is older than half its ttl, until it asks again", () => {
    const pair = pairOf({ holders: ["west", "east"] }).give({ west: 2000 });
    pair.network.lose = (each) => each.body.kind === "renew";
    pair.wait(31_000);
    pair.grant((grantor) => {
      grantor.execute({ west: pair.flat(8000) }, true);
    });
    pair.wait(1000);
    expect(pair.network.lines("commit v1.2")).toEqual([]);
    pair.network.lose = () => false;
    pair.wait(4000);
    expect(pair.network.lines("commit v1.2 8000 W")).toHaveLength(1);
  });

  it("CP-LEASE-6 is renewed after a third of its ttl", () => {
    const pair = pairOf({ ttlMs: 90_000 }).give({ west: 9000 });
    const took = Number(pair.network.lines("west", "accept")[0]?.split(" ")[0]);
    pair.wait(40_000);
    expect(Number(pair.network.lines("west", "renew ")[0]?.split(" ")[0]) - took).toBeCloseTo(30, 1);
    expect(pair.network.lines("renewAck")).toHaveLength(1);
  });

  it("CP-FALL-6 is renewed as soon as there is a session again: who was away goes on from hold", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.host("west").deliver({ kind: "transportDown" });
    pair.wait(45_000);
    expect(pair.link().phase).toBe("hold");
    pair.host("west").deliver({ kind: "transportUp" });
    pair.wait(1000);
    expect(pair.link().phase).toBe("active");
    pair.wait(15_000);
    expect(pair.drawn()).toBe(9000);
  });

  it("CP-LEASE-6 a renewal of an older version is answered with the newest commit, and confirms nothing else", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.network.lose = (each) => each.body.kind === "commit";
    pair.give({ west: 4000 }, 10_000);
    expect(pair.drawn()).toBe(9000);
    pair.network.lose = (each) => each.body.kind === "commit" && each.inReplyTo === undefined;
    pair.wait(12_000);
    expect(pair.network.lines("renewAck")).toEqual([]);
    expect(pair.drawn()).toBe(4000);
    expect(pair.desk.ledger.versionsOf("west")).toHaveLength(1);
  });

  it("CP-LEASE-6 a RenewAck of another version or hash confirms nothing", () => {
    const pair = pairOf().give({ west: 9000 }).wait(21_000);
    pair.hold((holder) => {
      holder.link.setNeed([need(10_000)]);
    });
    pair.wait(20);
    const echo = { epoch: 1, seq: Math.max(...pair.sent("west", "need").map((each) => each.seq)) };
    const before = deadline(pair);
    again<RenewAck>(pair, "renewAck", (ack) => ({ ...ack, echo, version: { epoch: 1, counter: 77 } }));
    again<RenewAck>(pair, "renewAck", (ack) => ({ ...ack, echo, hash: "0".repeat(32) }));
    expect(deadline(pair)).toBe(before);
    again<RenewAck>(pair, "renewAck", (ack) => ({ ...ack, echo }));
    expect(deadline(pair)).toBeGreaterThan(before);
  });

  it("CP-LEASE-7 ends with its grace before its grantor's own deadline, at first and when it is renewed", () => {
    const pair = pairOf();
    const ends = (): number => (pair.grantorScript.deadline ?? 0) - pair.host("grid").now.mono;
    pair.grantorScript.deadline = pair.host("grid").now.mono + 40_000;
    pair.give({ west: 9000 });
    expect(pair.sent("grid", "commit")[0]?.body.ttlMs).toBeLessThanOrEqual(30_000);
    pair.wait(12_000);
    const acks = pair.sent("grid", "renewAck");
    expect(acks.length).toBeGreaterThan(0);
    for (const [ack] of acks.map((each) => [each.body.ttlMs] as const))
      expect(ack).toBeLessThanOrEqual(40_000 - 10_000 - 10_000);
    const [booked] = pair.desk.ledger.versionsOf("west");
    expect((booked?.expiresAt ?? 0) - pair.host("grid").now.mono).toBeLessThanOrEqual(ends());
    pair.wait(60_000);
    expect(pair.drawn()).toBe(0);
  });

  it("CP-LEASE-8 ramps down early enough to be at the fallback at its deadline", () => {
    const pair = pairOf({ rampWPerS: 1000, fallbackW: 2000 }).give({ west: 10_000 });
    const end = deadline(pair) - monoOf(pair) + pair.timeline.now;
    pair.network.partition("west", "grid");
    pair.timeline.run(end - 8001);
    expect(pair.drawn()).toBe(10_000);
    pair.timeline.run(end - 7999);
    expect(pair.drawn()).toBe(2000);
    expect(pair.link().phase).toBe("ramping");
  });

  it("CP-LEASE-9 a decrease is answered with Status until the meter is below it, and then acknowledged", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.host("west").deliver({ kind: "meter", connector: 1, powerW: 8900 });
    pair.give({ west: 4000 }, 5000);
    expect(pair.network.lines("west", "status ACTIVE 8900").length).toBeGreaterThan(0);
    expect(pair.network.lines("commitAck v1.2")).toEqual([]);
    expect(pair.booked()).toBe(9000);
    pair.host("west").deliver({ kind: "meter", connector: 1, powerW: 3990 });
    pair.wait(20);
    expect(pair.network.lines("commitAck v1.2 taken")).toHaveLength(1);
    expect(pair.booked()).toBe(4000);
  });

  it("CP-LEASE-10 is at the fallback after the last step, though the lease goes on", () => {
    const pair = pairOf({ fallbackW: 1000 });
    pair.grant((grantor) => {
      grantor.execute({ west: pair.flat(9000, 1) });
    });
    pair.wait(880_000);
    expect(pair.drawn()).toBe(9000);
    pair.wait(25_000);
    expect(pair.link().phase).toBe("active");
    expect(pair.drawn()).toBe(1000);
  });

  it("CP-TIME-1 is not moved by a jump of the holder's wall clock", () => {
    const pair = pairOf({ fallbackW: 0 });
    pair.grant((grantor) => {
      grantor.execute({ west: pair.flat(9000, 1) });
    });
    pair.wait(1000);
    const before = deadline(pair);
    for (const errorMs of [3_600_000, -3_600_000, 86_400_000]) {
      pair.host("west").wallErrorMs = errorMs;
      pair.hold(() => undefined);
      expect(pair.drawn()).toBe(9000);
      expect(deadline(pair)).toBe(before);
    }
    pair.timeline.run(889_000);
    expect(pair.drawn()).toBe(9000);
    pair.timeline.run(892_000);
    expect(pair.drawn()).toBe(0);
  });
});
