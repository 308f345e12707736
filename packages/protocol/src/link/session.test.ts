import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Body, Envelope } from "../messages.js";
import { Pair, type PairOptions } from "../testing/pair.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const pairOf = (options: PairOptions = {}): Pair => new Pair(hash, options);
const times = (lines: readonly string[]): readonly number[] => lines.map((line) => Number(line.split(" ")[0]));
const gaps = (at: readonly number[]): readonly number[] =>
  at.slice(1).map((s, index) => Number((s - (at[index] ?? 0)).toFixed(3)));
const forge = (pair: Pair, of: Envelope, change: Partial<Envelope>): void => {
  pair.network.inject({ ...of, ...change });
  pair.wait(20);
};

describe("messages on a link", () => {
  it("CP-WINDOW-1 the same message again gets the same answer again and changes nothing", () => {
    const pair = pairOf().up().give({ west: 5000 });
    const accept = pair.sent("west", "accept").at(-1)!;
    const commits = pair.network.lines("grid → west", "commit v1.1").length;
    forge(pair, accept, {});
    expect(pair.network.lines("grid → west", "commit v1.1")).toHaveLength(commits + 1);
    expect(pair.desk.ledger.versionsOf("west")).toHaveLength(1);
  });

  it("CP-WINDOW-1 uses no number twice, also where a link ends and begins again in one life", () => {
    const pair = pairOf().up().give({ west: 5000 });
    pair.grant((grantor) => {
      grantor.desk.close("west");
    });
    pair.host("west").restart();
    pair.wait(2000).give({ west: 6000 });
    expect(pair.drawn()).toBe(6000);
    const ids = pair.host("grid").sentEnvelopes.map((each) => `${each.epoch}/${each.seq}/${each.body.kind}`);
    const bySeq = new Map(ids.map((id) => [id.split("/").slice(0, 2).join("/"), id]));
    expect(new Set(ids).size).toBe(bySeq.size);
    const versions = pair.sent("grid", "commit").map((each) => each.body.version.counter);
    expect(new Set(versions).size).toBe(2);
  });

  it("CP-WINDOW-2 the same identity with other content is rejected DUPLICATE_ID and alarmed", () => {
    const pair = pairOf().up().give({ west: 5000 });
    const need = pair.sent("west", "need").at(-1)!;
    forge(pair, need, { body: { ...need.body, parts: [] } });
    expect(pair.network.lines("grid", "reject DUPLICATE_ID")).toHaveLength(1);
    expect(pair.host("grid").alarms.map(({ code }) => code)).toEqual(["DUPLICATE_ID"]);
    expect(pair.desk.link("west").needs).toHaveLength(1);
  });

  it("CP-WINDOW-2 copies of a message that is refused get the same refusal again and are alarmed once", () => {
    const pair = pairOf().up().give({ west: 5000 });
    const need = pair.sent("west", "need").at(-1)!;
    for (let copy = 0; copy < 300; copy++) forge(pair, need, { body: { ...need.body, parts: [] } });
    const refusals = pair.sent("grid", "reject");
    expect(refusals.length).toBeGreaterThanOrEqual(300);
    expect(new Set(refusals.map(({ seq }) => seq)).size).toBe(1);
    expect(pair.host("grid").alarms).toHaveLength(1);
    const other = { ...pair.sent("west", "accept").at(-1)!, body: need.body };
    forge(pair, other, {});
    expect(new Set(pair.sent("grid", "reject").map(({ seq }) => seq)).size).toBe(2);
    expect(pair.host("grid").alarms).toHaveLength(2);
  });

  it("CP-WINDOW-2 grants nothing to two who greet as one life, until one of them begins another", () => {
    const pair = pairOf().up().give({ west: 5000 });
    const [greeting] = pair.sent("west", "hello");
    const status = pair.sent("west", "status").at(-1)!;
    forge(pair, { ...greeting!, seq: status.seq }, {});
    expect(pair.host("grid").alarms.map(({ code }) => code)).toEqual(["DUPLICATE_ID"]);
    pair.give({ west: 8000 });
    expect(pair.drawn()).toBe(5000);
    const next = Math.max(...pair.sent("west", "need").map(({ seq }) => seq), status.seq) + 10;
    forge(pair, { ...greeting!, seq: next }, {});
    expect(pair.network.lines("grid", "reject DUPLICATE_ID")).toHaveLength(2);
    pair.wait(75_000);
    expect(pair.drawn()).toBe(0);
    pair.host("west").restart({ afterMs: 10 });
    pair.wait(15_000).give({ west: 8000 });
    expect(pair.drawn()).toBe(8000);
  });

  it("CP-WINDOW-4 waits 2 s for a gap, then asks for the facts and acts on them", () => {
    const pair = pairOf().up().give({ west: 5000 });
    pair.network.lose = (each) => each.body.kind === "commit" && each.body.version.counter === 2;
    pair.give({ west: 8000 }, 100);
    pair.grant((grantor) => {
      grantor.desk.link("west").ask(grantor.embed(pair.flat(9000)), 7, []);
    });
    pair.wait(1900);
    expect(pair.network.lines("west", "resync")).toEqual([]);
    const renewals = pair.sent("west", "renew").length;
    pair.network.lose = () => false;
    pair.wait(300);
    expect(pair.network.lines("west", "resync").length).toBeGreaterThan(0);
    expect(pair.network.lines("grid", "snapshot v1.2").length).toBeGreaterThan(0);
    expect(pair.sent("west", "renew").length).toBe(renewals + 1);
    expect(pair.drawn()).toBe(8000);
  });

  it("CP-WINDOW-4 a holder that is asked for the facts states its need again", () => {
    const pair = pairOf().up().give({ west: 5000 });
    let lost = 0;
    pair.network.lose = (each) => each.body.kind === "need" && each.seq === (lost ||= each.seq);
    pair.hold((holder) => {
      holder.link.setNeed([{ ...holder.script.need[0]!, version: 9 }]);
    });
    pair.wait(100);
    pair.hold((holder) => {
      holder.link.channel.request({ kind: "status", powerW: 1, state: "ACTIVE" });
    });
    pair.wait(3000);
    expect(pair.network.lines("grid", "resync").length).toBeGreaterThan(0);
    expect(pair.desk.link("west").needs[0]?.version).toBe(9);
  });

  it("CP-WINDOW-5 a flood of one peer leaves the window of another as it was", () => {
    const pair = pairOf({ holders: ["west", "east"] })
      .up()
      .give({ west: 2000, east: 2000 });
    const status = pair.sent("west", "need").at(-1)!;
    for (let seq = 100; seq < 1100; seq++) pair.network.inject({ ...status, seq });
    pair.wait(3000);
    const accept = pair.sent("east", "accept").at(-1)!;
    const commits = pair.network.lines("grid → east", "commit").length;
    forge(pair, accept, {});
    expect(pair.network.lines("grid → east", "commit")).toHaveLength(commits + 1);
  });

  it("CP-WINDOW-6 repeats an unanswered request after 0.25, 0.5, 1 and then every 2 s, unchanged, until its ttl", () => {
    const pair = pairOf().up();
    pair.network.lose = (each) => each.body.kind === "need";
    pair.hold((holder) => {
      holder.link.setNeed([]);
    });
    pair.wait(29_900);
    const sent = pair.sent("west", "need").slice(1);
    expect(new Set(sent.map(({ seq }) => seq)).size).toBe(1);
    expect(gaps(times(pair.network.lines("west lost grid")).slice(0, 6))).toEqual([0.25, 0.5, 1, 2, 2]);
    pair.wait(200);
    expect(new Set(pair.sent("west", "need").map(({ seq }) => seq)).size).toBe(3);
  });

  it("CP-WINDOW-6 repeats an emergency, a revoke and a lowering commit every 0.25 s", () => {
    const slow: Record<string, (pair: Pair) => void> = {
      emergency: (pair) =>
        pair.grant((grantor) => {
          grantor.desk.emergency(new Map([["west", { importMaxW: 1000, exportMaxW: 0, reasons: [] }]]), 60_000);
        }),
      revoke: (pair) =>
        pair.grant((grantor) => {
          grantor.desk.revoke("west", []);
        }),
      commit: (pair) => pair.give({ west: 1000 }, 0),
    };
    for (const [kind, does] of Object.entries(slow)) {
      const pair = pairOf().up().give({ west: 5000 });
      pair.network.lose = (each) => each.body.kind === kind;
      does(pair);
      pair.wait(2000);
      expect(gaps(times(pair.network.lines("grid lost west", kind))).slice(0, 7)).toEqual(Array(7).fill(0.25));
    }
  });

  it("CP-WINDOW-7 an emergency, a revoke and a lowering commit do not wait for a gap, not even one given up", () => {
    const pair = pairOf().up().give({ west: 5000 });
    pair.network.lose = (each) => (each.body.kind === "offer" && each.body.plan > 0) || each.body.kind === "emergency";
    pair.grant((grantor) => {
      grantor.desk.emergency(new Map([["west", { importMaxW: 1000, exportMaxW: 0, reasons: [] }]]), 60_000);
    });
    pair.give({ west: 9000 }, 10).give({ west: 2000 }, 20);
    expect(pair.link().limit(1).band.maxW).toBe(2000);
    pair.wait(200);
    pair.hold((holder) => {
      holder.link.setNeed([]);
    });
    pair.wait(4000);
    expect(pair.network.lines("west", "resync").length).toBeGreaterThan(0);
    expect(pair.link().terms.emergencyCap()).toBeUndefined();
    pair.network.lose = () => false;
    pair.wait(300);
    expect(pair.link().terms.emergencyCap()?.importW).toBe(1000);
  });

  it("CP-WINDOW-8 a Hello of an epoch below the one seen is rejected EPOCH_STALE with that epoch", () => {
    const pair = pairOf().up();
    const hello = pair.sent("west", "hello")[0]!;
    pair.host("west").kill();
    pair.host("west").start({ epochMin: 9 });
    pair.wait(100);
    forge(pair, hello, { epoch: 3, seq: 1 });
    expect(pair.sent("grid", "reject").map((each) => [each.body.reason, each.body.value])).toEqual([
      ["EPOCH_STALE", 9],
    ]);
    expect(pair.host("grid").alarms.map(({ code }) => code)).toContain("EPOCH_STALE");
    forge(pair, hello, { epoch: 3, seq: 1 });
    const refusals = pair.sent("grid", "reject").map(({ seq }) => seq);
    expect(refusals).toEqual([refusals[0], refusals[0]]);
    expect(pair.host("grid").alarms.filter(({ code }) => code === "EPOCH_STALE")).toHaveLength(1);
  });

  it("CP-WINDOW-8 a holder that restarted knows the life that gave it its last lease, and tells a grantor of one before", () => {
    const pair = pairOf().up();
    pair.host("grid").restart({ epochMin: 90 });
    pair.wait(10_000).give({ west: 5000 });
    expect(pair.link().terms.version?.epoch).toBe(90);
    pair.host("west").restart();
    // Its store is lost, and the life that it draws is below the one before (CP-STORE-9).
    pair.host("grid").epoch = 40;
    pair.host("grid").restart({ lost: true });
    pair.wait(10_000);
    expect(pair.sent("west", "reject").map((each) => [each.body.reason, each.body.value])).toContainEqual([
      "EPOCH_STALE",
      90,
    ]);
    expect(pair.link().connected).toBe(false);
    pair.host("grid").restart({ lost: true, epochMin: 91 });
    pair.wait(90_000).give({ west: 8000 });
    expect(pair.drawn()).toBe(8000);
  });
});

describe("a session", () => {
  it("CP-SESSION-1 before the Hellos nothing of a peer changes anything", () => {
    const pair = pairOf();
    for (const host of pair.hosts.values()) host.start();
    const hello = pair.sent("west", "hello")[0]!;
    const bodies: readonly Body[] = [
      { kind: "need", parts: pair.holderScript.need },
      { kind: "renew", version: { epoch: 1, counter: 1 }, hash: "00".repeat(16) },
      { kind: "release", reasons: [] },
    ];
    pair.network.lose = (each) => each.body.kind === "hello";
    for (const [index, body] of bodies.entries()) {
      pair.host("grid").deliver({ kind: "message", envelope: { ...hello, epoch: 1, seq: index + 1, body } });
    }
    expect(pair.desk.links.get("west")?.needs).toEqual([]);
    expect(pair.desk.ledger.holders()).toEqual([]);
    expect(pair.host("grid").store.size).toBe(0);
    const grant = {
      kind: "emergency",
      number: 1,
      importMaxW: 0,
      exportMaxW: 0,
      durationMs: 1000,
      reasons: [],
    } as const;
    const fromGrid = { ...hello, sender: "grid", recipient: "west", seq: 1, body: grant };
    pair.host("west").deliver({ kind: "message", envelope: fromGrid });
    expect(pair.link().terms.emergencyCap()).toBeUndefined();
  });

  it("CP-SESSION-1 repeats an unanswered Hello after 5 s with a jittered back-off of at most 10 s", () => {
    const waits = [1, 2, 3, 4, 5].map((seed) => {
      const pair = pairOf({ seed, holders: [`west-${seed}`] });
      pair.network.partition(`west-${seed}`, "grid");
      pair.up().wait(200_000);
      const lines = pair.sent(`west-${seed}`, "hello").map(({ seq }) => seq);
      expect(new Set(lines).size).toBeGreaterThan(12);
      const first = new Map<string, number>();
      for (const line of pair.network.lines("hello")) {
        const [at, seq] = [Number(line.split(" ")[0]), line.split(" ")[4] ?? ""];
        if (!first.has(seq)) first.set(seq, at);
      }
      const between = gaps([...first.values()]);
      for (const wait of between) {
        expect(wait).toBeGreaterThanOrEqual(5);
        expect(wait).toBeLessThanOrEqual(15);
      }
      expect(Math.max(...between)).toBeGreaterThan(7);
      return between[0];
    });
    expect(new Set(waits).size).toBeGreaterThan(2);
  });

  it("CP-SESSION-2 refuses a Hello without a common major or with an unknown critical feature", () => {
    const pair = pairOf().up();
    const hello = pair.sent("west", "hello")[0]!;
    forge(pair, hello, { seq: 50, body: { ...hello.body, versions: [{ major: 2, minor: 0 }] } });
    forge(pair, hello, { seq: 51, body: { ...hello.body, criticalFeatures: ["warp"] } });
    forge(pair, hello, {
      seq: 52,
      body: {
        ...hello.body,
        features: ["warp"],
        versions: [
          { major: 1, minor: 7 },
          { major: 2, minor: 0 },
        ],
      },
    });
    const rejects = pair.sent("grid", "reject").map((each) => [each.body.reason, each.body.value]);
    expect(rejects).toEqual([
      ["VERSION_UNSUPPORTED", 1],
      ["FEATURE_UNSUPPORTED", undefined],
    ]);
    expect(pair.network.lines("grid → west", "hello", "to 52")).toHaveLength(1);
  });

  it("CP-SESSION-3 refuses a Hello whose ramp takes longer than half the ttl", () => {
    const slow = pairOf({ rampWPerS: 333 }).up();
    expect(slow.sent("grid", "reject")[0]?.body.reason).toBe("RAMP_TOO_SLOW");
    expect(slow.link().connected).toBe(false);
    const enough = pairOf({ rampWPerS: 334 }).up();
    expect(enough.link().connected).toBe(true);
  });

  it("CP-SESSION-4 links only peers that the registry allows", () => {
    const pair = pairOf();
    (pair.grantorScript.holders as Map<string, number>).delete("west");
    pair.up();
    expect(pair.sent("grid", "reject")[0]?.body.reason).toBe("NOT_ALLOWED");
    expect(pair.desk.ledger.holders()).toEqual([]);
  });

  it("CP-FALL-7 states a limit or RECOVERING at once when a holder reconnects", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 5000 });
    pair.host("west").deliver({ kind: "transportDown" });
    pair.wait(5000);
    pair.host("west").deliver({ kind: "transportUp" });
    pair.wait(20);
    expect(pair.network.lines("grid → west", "hello fallback 1000 W")).toHaveLength(2);
    pair.host("grid").restart({ lost: true });
    pair.wait(20_000);
    expect(pair.network.lines("grid → west", "RECOVERING").length).toBeGreaterThan(0);
  });
});
