import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { equalShare } from "../market/index.js";
import type { BodyOf, Envelope } from "../messages.js";
import { Depot } from "./depot.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const depotOf = (ms = 20_000): Depot => {
  const depot = new Depot(hash, 5);
  depot.strategy = equalShare;
  depot.network.recording = true;
  depot.start();
  depot.timeline.run(ms);
  return depot;
};
const bodies = <K extends "offer" | "counterOffer" | "accept" | "commit">(depot: Depot, id: string, kind: K) =>
  depot.host(id).sentEnvelopes.filter((each): each is Envelope<BodyOf<K>> => each.body.kind === kind);
const indexOf = (depot: Depot, ...words: readonly string[]): number =>
  depot.network.transcript.findIndex((line) => words.every((word) => line.includes(word)));

describe("a depot without faults", () => {
  it("serves every battery within the capacity", () => {
    const depot = depotOf();
    expect(depot.problems()).toEqual([]);
    expect(depot.batteries.every(({ powerW }) => powerW >= 4140)).toBe(true);
  });

  it("CP-SESSION-5 tells each battery in its Hello what its connector carries", () => {
    const depot = depotOf();
    const told = depot
      .host("c1")
      .sentEnvelopes.find(
        ({ body, recipient, inReplyTo }) => body.kind === "hello" && recipient === "c1-b1" && inReplyTo,
      );
    expect((told?.body as BodyOf<"hello">).role).toBe("charger");
    expect((told?.body as BodyOf<"hello">).connectors).toEqual([
      { connector: 1, phases: [1, 2, 3], powerMaxW: 11_000, powerMinW: 4140, exportMaxW: 0 },
    ]);
  });

  it("CP-NEG-7 counters only with options that cost at least nothing", () => {
    const depot = depotOf();
    for (const [id] of depot.hosts) {
      for (const { body } of bodies(depot, id, "counterOffer")) {
        for (const option of body.options) expect(option.costMicro).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("CP-NEG-9 a station accepts from the grid only after its batteries have answered", () => {
    const depot = depotOf();
    const accepted = indexOf(depot, "c1 → grid", "accept");
    expect(accepted).toBeGreaterThan(0);
    for (const battery of ["c1-b1", "c1-b2"]) {
      const answered = indexOf(depot, `${battery} → c1`, "counterOffer");
      expect(answered).toBeGreaterThan(0);
      expect(answered).toBeLessThan(accepted);
    }
  });

  it("CP-LEASE-11 a station holds a battery that obeys nothing at min(own lease, battery's lease)", () => {
    const depot = depotOf();
    depot.host("c1-b1").kill();
    depot.timeline.run(depot.timeline.now + 200_000);
    const port = depot.host("c1").applied.get(1);
    expect(port?.maxW).toBe(0);
    expect(depot.problems()).toEqual([]);
  });

  it("CP-SESSION-4 a battery's lease ends at once when its contactor opens, and it is linked to nobody else", () => {
    const depot = depotOf();
    depot.host("c1").deliver({ kind: "plugged", connector: 1 });
    expect(depot.host("c1").applied.get(1)?.maxW).toBe(0);
    expect(depot.host("c1").store.has("grant/c1-b1")).toBe(false);
    depot.host("c1-b1").deliver({ kind: "plugged", connector: 1 });
    expect(depot.host("c1-b1").applied.get(1)?.maxW).toBe(0);
    const before = depot.host("c1").sentEnvelopes.length;
    const need = depot.host("c1-b1").sentEnvelopes.find((each) => each.body.kind === "need")!;
    depot.host("c1").deliver({ kind: "message", envelope: { ...need, seq: 900 } });
    expect(
      depot
        .host("c1")
        .sentEnvelopes.slice(before)
        .filter((each) => each.recipient === "c1-b1"),
    ).toEqual([]);
  });

  it("CP-LEDGER-5 books uncontrolled load at its upper bound", () => {
    const depot = depotOf();
    const max = Array<number>(24).fill(20_000);
    depot.host("grid").deliver({ kind: "baseLoad", bound: { startS: 1_800_000_000, stepS: 3600, max } });
    depot.timeline.run(depot.timeline.now + 30_000);
    const allowed = ["c1", "c2", "c3", "store"].reduce((sum, id) => sum + depot.allowedW(id), 0);
    expect(allowed).toBeLessThanOrEqual(20_000);
    expect(allowed).toBeGreaterThan(10_000);
  });

  it("CP-LEDGER-5 raises an emergency when what is metered exceeds what is booked", () => {
    const depot = depotOf();
    for (let second = 0; second < 4; second++) {
      depot.host("grid").deliver({ kind: "meter", connector: 1, powerW: 47_000 });
      depot.timeline.run(depot.timeline.now + 1000);
    }
    expect(depot.host("grid").alarms.map(({ code }) => code)).toContain("OVERDRAW");
    expect(depot.host("grid").sentEnvelopes.some((each) => each.body.kind === "emergency")).toBe(true);
    depot.timeline.run(depot.timeline.now + 10_000);
    const allowed = ["c1", "c2", "c3", "store"].reduce((sum, id) => sum + depot.allowedW(id), 0);
    expect(allowed).toBeLessThanOrEqual(36_000 - 7000);
  });
});
