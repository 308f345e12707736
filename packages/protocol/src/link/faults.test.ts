import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Pair, type PairOptions } from "../testing/pair.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const pairOf = (options: PairOptions = {}): Pair => new Pair(hash, options);
const emergency = (pair: Pair, importMaxW: number, durationMs: number, holder = "west"): Pair =>
  pair.grant((grantor) => {
    grantor.desk.emergency(new Map([[holder, { importMaxW, exportMaxW: 0, reasons: ["EMERGENCY"] }]]), durationMs);
  });
const cap = (pair: Pair): number | undefined => pair.link().terms.emergencyCap()?.importW;
const alarms = (pair: Pair, id = "west"): readonly string[] => pair.host(id).alarms.map(({ code }) => code);
const fallbackOf = (pair: Pair, id = "west"): number => pair.desk.ledger.fallbackOf(id).importW;

describe("the fallback", () => {
  it("CP-FALL-1 is 0 W before first admission", () => {
    const pair = pairOf({ fallbackW: 2000 });
    pair.network.partition("west", "grid");
    pair.up();
    expect(pair.drawn()).toBe(0);
    pair.network.heal();
    pair.wait(20_000);
    expect(pair.drawn()).toBe(2000);
  });

  it("CP-FALL-1 is admitted at 0 W where it does not fit, and raised when a decrease makes room", () => {
    const pair = pairOf({ fallbackW: 3000, holders: ["west", "east"], guaranteedW: 100_000 });
    pair.host("grid").start();
    pair.host("west").start();
    pair.wait(100).give({ west: 8000 });
    pair.host("east").start();
    pair.wait(100);
    expect(pair.network.lines("grid → east", "hello fallback 0 W")).toHaveLength(1);
    expect(pair.drawn("east")).toBe(0);
    pair.give({ west: 7000 }, 10_000);
    expect(fallbackOf(pair, "east")).toBe(3000);
    expect(pair.drawn("east")).toBe(3000);
    expect(pair.desk.ledger.firstOver(pair.nowS)).toBeUndefined();
  });

  it("CP-FALL-2 is raised at the grantor, durably, before the holder uses it", () => {
    const pair = pairOf({ fallbackW: 2000 });
    for (const host of pair.hosts.values()) host.start();
    pair.wait(5.5);
    expect(pair.host("grid").store.get("grant/west")).toMatchObject({ fallback: { importW: 2000 } });
    expect(pair.host("west").failsafe.importW).toBe(0);
    pair.wait(20);
    expect(pair.host("west").failsafe.importW).toBe(2000);
    const kinds = pair
      .host("grid")
      .effects.map((effect) => (effect.kind === "send" ? effect.envelope.body.kind : effect.kind));
    expect(kinds.indexOf("persist")).toBeLessThan(kinds.indexOf("hello"));
  });

  it("CP-FALL-3 is lowered only when the equipment was read back: until then the larger one is booked", () => {
    const pair = pairOf({ fallbackW: 3000 }).up();
    (pair.holderScript as { fallback: object }).fallback = { importW: 1000, exportW: 0, rampWPerS: 1000 };
    pair.host("west").writeMs = undefined;
    pair.host("west").restart();
    pair.wait(3000);
    expect(fallbackOf(pair)).toBe(3000);
    pair.host("west").writeMs = 50;
    pair.host("west").restart();
    pair.wait(1500);
    expect(pair.host("west").failsafe.importW).toBe(1000);
    expect(fallbackOf(pair)).toBe(1000);
  });

  it("CP-FALL-3 of a holder that lost its store stays booked until the equipment was read back", () => {
    const pair = pairOf({ fallbackW: 3000 }).up();
    (pair.holderScript as { fallback: object }).fallback = { importW: 0, exportW: 0, rampWPerS: 1000 };
    pair.host("west").writeMs = undefined;
    pair.host("west").restart({ lost: true });
    pair.wait(5000);
    expect(pair.host("west").failsafe.importW).toBe(3000);
    expect(fallbackOf(pair)).toBe(3000);
    pair.host("west").writeMs = 5;
    pair.host("west").restart({ lost: true });
    pair.wait(10_000);
    expect(pair.host("west").failsafe.importW).toBe(0);
    expect(fallbackOf(pair)).toBe(0);
  });

  it("CP-FALL-4 of all children together fits what their grantor can always honour", () => {
    const pair = pairOf({ fallbackW: 2000, holders: ["a", "b", "c"], guaranteedW: 5000, capacityW: 50_000 }).up();
    expect(["a", "b", "c"].map((id) => fallbackOf(pair, id))).toEqual([2000, 2000, 0]);
  });

  it("CP-FALL-5 without contact is reached through hold and ramping, by the deadline", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    const end = (pair.link().terms.leaseEnd() ?? 0) - pair.host("west").now.mono + pair.timeline.now;
    pair.network.partition("west", "grid");
    const phases = [end - 21_000, end - 19_000, end - 8000, end + 1].map((at) => {
      pair.timeline.run(at);
      return [pair.link().phase, pair.drawn()];
    });
    expect(phases).toEqual([
      ["active", 9000],
      ["hold", 9000],
      ["ramping", 1000],
      ["fallback", 1000],
    ]);
  });

  it("CP-FALL-6 is left only by a later commit; from hold and ramping a confirmation is enough", () => {
    for (const [after, phase] of [
      [42_000, "hold"],
      [53_000, "ramping"],
    ] as const) {
      const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
      pair.network.partition("west", "grid");
      pair.wait(after);
      expect(pair.link().phase).toBe(phase);
      pair.network.heal();
      pair.wait(6000);
      expect(pair.link().phase).toBe("active");
      expect(pair.network.lines("commit v1.2")).toEqual([]);
    }
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    pair.network.partition("west", "grid");
    pair.wait(61_000);
    expect(pair.link().phase).toBe("fallback");
    pair.network.heal();
    pair.wait(9000);
    expect(pair.network.lines("status FALLBACK").length).toBeGreaterThan(0);
    const ack = { kind: "renewAck", ttlMs: 60_000, hash: "ab".repeat(16), scheduleMs: 1_800_000_000_000 } as const;
    const { inReplyTo: _, ...last } = pair.sent("grid", "statusAck").at(-1)!;
    const seq = last.seq + 1;
    pair.network.inject({
      ...last,
      seq,
      body: { ...ack, version: { epoch: 1, counter: 1 }, echo: { epoch: 1, seq: 3 } },
    });
    pair.wait(100);
    expect(pair.link().phase).toBe("fallback");
    expect(pair.drawn()).toBe(1000);
  });

  it("CP-FALL-6 is not left by another message of the version that was held, which the grantor may have dropped", () => {
    for (const end of ["revoke", "release", "deadline"]) {
      const pair = pairOf().up().give({ west: 9000 }).wait(25_000);
      if (end === "revoke") pair.grant((grantor) => grantor.desk.revoke("west", []));
      if (end === "release") pair.hold((holder) => holder.link.release([]));
      if (end === "deadline") pair.network.lose = (each) => each.body.kind === "renew";
      pair.wait(end === "deadline" ? 72_000 : 2000);
      expect([pair.link().phase, pair.drawn(), pair.booked()]).toEqual(["fallback", 0, 0]);
      // As the answer to a renewal that was on its way repeats a commit.
      const ref = pair.sent("west", "status").at(-1)!;
      const { inReplyTo: _, ...last } = pair.sent("grid", "statusAck").at(-1)!;
      const { body } = pair.sent("grid", "commit").at(-1)!;
      const echo = { epoch: ref.epoch, seq: ref.seq };
      const seq = Math.max(...pair.host("grid").sentEnvelopes.map((each) => each.seq)) + 1;
      pair.network.inject({ ...last, seq, body: { ...body, echo } });
      pair.wait(100);
      expect([pair.link().phase, pair.drawn()]).toEqual(["fallback", 0]);
    }
  });

  it("CP-FALL-6 a commit of a later version leads out of the fallback", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    pair.network.partition("west", "grid");
    pair.wait(75_000);
    pair.network.heal();
    pair.wait(5000).give({ west: 9000 });
    expect(pair.link().phase).toBe("active");
    expect(pair.drawn()).toBe(9000);
  });

  it("CP-FALL-8 is reached by the next falling step where the process that would lower the power is dead", () => {
    const pair = pairOf({ fallbackW: 1000 }).up();
    const [part] = pair.flat(0, 2).parts;
    const terms = { parts: [{ connector: 1, schedule: { ...part!.schedule, max: [9000, 4000] } }] };
    pair
      .grant((grantor) => {
        grantor.execute({ west: terms });
      })
      .wait(880_000);
    pair.host("west").kill();
    pair.timeline.run(894_800);
    expect(pair.drawn()).toBe(9000);
    pair.timeline.run(895_100);
    expect(pair.drawn()).toBe(1000);
  });

  it("CP-FALL-8 is where the equipment goes by itself when nobody renews what it was told", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    pair.host("west").kill();
    pair.wait(40_000);
    expect(pair.drawn()).toBe(9000);
    pair.wait(20_000);
    expect(pair.drawn()).toBe(1000);
  });
});

describe("an emergency", () => {
  it("CP-EMERG-1 caps the lease, the fallback and whatever comes, until it ends", () => {
    const pair = emergency(pairOf({ fallbackW: 3000 }).up().give({ west: 9000 }), 2000, 60_000).wait(100);
    expect(pair.drawn()).toBe(2000);
    pair.give({ west: 8000 });
    expect(pair.drawn()).toBe(2000);
    pair.network.partition("west", "grid");
    pair.wait(55_000);
    expect(pair.drawn()).toBe(2000);
    pair.wait(6000);
    expect(pair.drawn()).toBe(3000);
  });

  it("CP-EMERG-1 outlives a restart of the holder, in the same boot and in another", () => {
    for (const sameBoot of [true, false]) {
      const pair = emergency(pairOf().up().give({ west: 9000 }), 2000, 60_000).wait(100);
      pair.network.partition("west", "grid");
      pair.host("west").restart({ sameBoot });
      pair.wait(1500);
      expect(cap(pair)).toBe(2000);
      pair.wait(61_000);
      expect(cap(pair)).toBeUndefined();
    }
  });

  it("CP-EMERG-1 is told again to a holder that lost its store, and after a restart of the grantor", () => {
    const pair = emergency(pairOf().up().give({ west: 9000 }), 2000, 600_000).wait(100);
    pair.host("west").restart({ lost: true });
    pair.wait(10_000);
    expect(cap(pair)).toBe(2000);
    pair.host("grid").restart();
    pair.wait(1100);
    pair.host("west").restart({ lost: true });
    pair.wait(10_000);
    expect(cap(pair)).toBe(2000);
    const ends = (pair.link().terms.emergencyCap()?.until ?? 0) - pair.host("west").now.mono;
    expect(ends).toBeLessThan(600_000 - pair.timeline.now + 2000);
  });

  it("CP-EMERG-1 reaches a holder that was out of reach when it was given", () => {
    const pair = pairOf().up().give({ west: 9000 });
    pair.host("west").deliver({ kind: "transportDown" });
    pair.network.partition("west", "grid");
    emergency(pair, 2000, 600_000).wait(5000);
    pair.network.heal();
    pair.host("west").deliver({ kind: "transportUp" });
    pair.wait(500);
    expect(pair.drawn()).toBe(2000);
  });

  it("CP-EMERG-2 voids open offers and increases that wait", () => {
    const pair = pairOf({ holders: ["west", "east"] })
      .up()
      .give({ west: 9000 });
    pair.holderScript.answer = "silent";
    pair.give({ east: 1000, west: 9000 }, 50);
    expect(pair.booked("east")).toBe(1000);
    emergency(pair, 2000, 60_000).wait(50);
    expect(pair.booked("east")).toBe(0);
    pair.hold((holder) => {
      const { offer, envelope } = holder.offers.at(-1)!;
      holder.link.accept(envelope, offer, offer.proposals[0]!.hash);
    }, "east");
    pair.wait(50);
    expect(pair.network.lines("grid → east", "reject OFFER_EXPIRED").length).toBeGreaterThan(0);
    expect(pair.network.lines("grid → east", "commit")).toEqual([]);
  });

  it("CP-EMERG-2 a holder does not take what it agreed to before it", () => {
    const pair = pairOf().up().give({ west: 4000 });
    pair.network.slow = (each) => (each.body.kind === "commit" ? 300 : 0);
    pair.give({ west: 9000 }, 50);
    emergency(pair, 9500, 60_000).wait(1000);
    expect(pair.network.lines("commitAck", "untaken UNKNOWN_PROPOSAL").length).toBeGreaterThan(0);
    expect(pair.drawn()).toBe(4000);
  });

  it("CP-EMERG-3 is durable before it is answered", () => {
    const pair = emergency(pairOf().up().give({ west: 9000 }), 2000, 60_000).wait(100);
    const kinds = pair
      .host("west")
      .effects.map((effect) => (effect.kind === "send" ? effect.envelope.body.kind : effect.kind));
    const answered = kinds.lastIndexOf("emergencyAck");
    const persisted = pair
      .host("west")
      .effects.findIndex((effect) => effect.kind === "persist" && JSON.stringify(effect.entries).includes('"cap"'));
    expect(persisted).toBeGreaterThan(0);
    expect(answered).toBeGreaterThan(persisted);
    expect(pair.host("grid").store.has("emergencies")).toBe(true);
  });

  it("CP-EMERG-4 below the fallback is obeyed, answered with the achieved power, and alarmed", () => {
    const pair = pairOf({ fallbackW: 3000 }).up().give({ west: 9000 });
    pair.host("west").deliver({ kind: "meter", connector: 1, powerW: 1500 });
    emergency(pair, 1000, 60_000).wait(100);
    expect(pair.drawn()).toBe(1000);
    expect(alarms(pair)).toContain("EMERGENCY_SHORT");
    expect(pair.network.lines("emergencyAck")).toEqual([]);
    pair.host("west").deliver({ kind: "meter", connector: 1, powerW: 1000 });
    pair.wait(20);
    expect(pair.network.lines("emergencyAck no 1 1000 W").length).toBeGreaterThan(0);
  });

  it("CP-EMERG-4 is answered after its ramp at the latest, with what was achieved", () => {
    const pair = pairOf().up().give({ west: 9000 });
    pair.host("west").deliver({ kind: "meter", connector: 1, powerW: 1500 });
    emergency(pair, 1000, 60_000).wait(11_000);
    expect(pair.network.lines("emergencyAck no 1 1500 W").length).toBeGreaterThan(0);
  });

  it("CP-EMERG-5 a later number replaces an earlier one, never the other way round; a duration of 0 lifts it", () => {
    const pair = pairOf().up().give({ west: 9000 });
    pair.network.slow = (each) => (each.body.kind === "emergency" && each.body.number === 1 ? 100 : 0);
    emergency(pair, 1000, 60_000);
    emergency(pair, 3000, 60_000).wait(500);
    expect(cap(pair)).toBe(3000);
    emergency(pair, 0, 0).wait(50);
    expect(cap(pair)).toBeUndefined();
    expect(pair.drawn()).toBe(9000);
    const first = pair.sent("grid", "emergency")[0]!;
    const seq = Math.max(...pair.host("grid").sentEnvelopes.map((each) => each.seq)) + 1;
    pair.network.inject({ ...first, seq });
    pair.wait(20);
    expect(cap(pair)).toBeUndefined();
  });

  it("CP-EMERG-5 of a grantor that lost its store counts, though its numbers begin again", () => {
    const pair = pairOf().up();
    for (const w of [5000, 4000, 3000]) emergency(pair, w, 600_000).wait(50);
    pair.host("grid").restart({ lost: true });
    pair.wait(1001);
    emergency(pair, 1000, 60_000).wait(100);
    expect(cap(pair)).toBe(1000);
  });

  it("CP-EMERG-5 a lift reaches a holder that was away when it was given", () => {
    const pair = emergency(pairOf().up().give({ west: 9000 }), 2000, 600_000).wait(100);
    pair.network.partition("west", "grid");
    emergency(pair, 0, 0).wait(1000);
    pair.host("west").restart({ sameBoot: true });
    pair.wait(2000);
    expect(cap(pair)).toBe(2000);
    pair.network.heal();
    pair.wait(20_000);
    expect(cap(pair)).toBeUndefined();
  });
});

describe("a restart", () => {
  it("CP-STORE-4 renewals are written by neither side, a holder's deadline at most once per half ttl", () => {
    const pair = pairOf().up().give({ west: 9000 });
    const writes = (id: string): number => pair.host(id).effects.filter(({ kind }) => kind === "persist").length;
    const [grid, west] = [writes("grid"), writes("west")];
    pair.wait(600_000);
    expect(pair.network.lines("renewAck").length).toBeGreaterThan(25);
    expect(writes("grid")).toBe(grid);
    expect(writes("west") - west).toBeLessThanOrEqual(20);
  });

  it("CP-STORE-5 a holder that starts in another boot or with a lost store has no lease", () => {
    for (const how of [{ sameBoot: false }, { sameBoot: true, lost: true }]) {
      const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
      pair.network.partition("west", "grid");
      pair.host("west").restart(how);
      pair.wait(1500);
      expect(pair.link().phase).toBe("none");
      expect(pair.drawn()).toBeLessThanOrEqual(1000);
      pair.network.heal();
      pair.wait(15_000);
      expect(pair.network.lines("status NONE").length).toBeGreaterThan(1);
      pair.give({ west: 7000 });
      expect(pair.drawn()).toBe(7000);
    }
  });

  it("CP-STORE-5 a lease of an earlier boot is not believed by a second life of this one", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    pair.network.partition("west", "grid");
    pair.host("west").restart({ sameBoot: false });
    pair.wait(1500);
    pair.host("west").restart({ sameBoot: true });
    pair.wait(1500);
    expect(pair.link().phase).toBe("none");
    expect(pair.drawn()).toBeLessThanOrEqual(1000);
  });

  it("CP-STORE-5 a holder that starts again in the same boot keeps its lease to the deadline it had", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    const before = pair.link().terms.leaseEnd();
    pair.network.partition("west", "grid");
    pair.host("west").restart({ sameBoot: true });
    pair.wait(1500);
    expect(pair.drawn()).toBe(9000);
    expect(pair.link().terms.leaseEnd()).toBe(before);
    pair.wait(58_000);
    expect(pair.drawn()).toBe(1000);
  });

  it("CP-STORE-5 a holder that a refused commit had lowered is as low after a restart, and can renew", () => {
    const pair = pairOf().up().give({ west: 9000 });
    pair.network.lose = (each) =>
      each.body.kind === "commitAck" || (each.body.kind === "commit" && each.body.version.counter > 2);
    const mixed = pair.flat(9000);
    const [part] = mixed.parts;
    const max = part!.schedule.max.map((_, step) => (step === 0 ? 4000 : 9900));
    pair.grant((grantor) => {
      const terms = { parts: [{ connector: 1, schedule: { ...part!.schedule, max } }] };
      grantor.desk.execute(9, new Map([["west", { terms: grantor.embed(terms), reasons: [], consented: true }]]));
    });
    pair.wait(300);
    expect(pair.drawn()).toBe(4000);
    pair.host("west").restart({ sameBoot: true });
    pair.wait(1200);
    expect(pair.drawn()).toBe(4000);
    pair.network.lose = () => false;
    pair.wait(25_000);
    expect(pair.drawn()).toBe(4000);
    expect(pair.link().terms.hash).toBe(pair.desk.ledger.versionsOf("west").at(-1)?.terms.hash);
    expect(pair.desk.ledger.versionsOf("west")).toHaveLength(1);
  });

  it("CP-STORE-6 a grantor that restarts with its ledger holds every booking for a full ttl + grace", () => {
    const pair = pairOf({ holders: ["west", "east"] })
      .up()
      .give({ west: 9000 })
      .wait(15_000);
    pair.network.partition("west", "grid");
    pair.host("grid").restart();
    pair.wait(1001);
    const restarted = pair.timeline.now;
    expect(pair.booked()).toBe(9000);
    pair.wait(15_000).give({ east: 5000 });
    expect(pair.booked("east")).toBe(0);
    pair.timeline.run(restarted + 69_900);
    expect(pair.booked()).toBe(9000);
    pair.timeline.run(restarted + 70_100);
    expect(pair.booked()).toBe(0);
  });

  it("CP-STORE-6 renewals go on with a grantor that restarted with its ledger", () => {
    const pair = pairOf().up().give({ west: 9000 }).wait(15_000);
    pair.host("grid").restart();
    pair.wait(100_000);
    expect(pair.drawn()).toBe(9000);
    expect(pair.link().phase).toBe("active");
    expect(pair.network.lines("commit v2")).toEqual([]);
  });

  it("CP-STORE-7 a grantor that lost its ledger grants nothing for ttl + grace, and answers RECOVERING with the time left", () => {
    const pair = pairOf({ fallbackW: 1000 }).up().give({ west: 9000 });
    pair.host("grid").restart({ lost: true });
    pair.wait(1001);
    const restarted = pair.timeline.now;
    expect(fallbackOf(pair)).toBe(10_000);
    pair.wait(21_000);
    expect(fallbackOf(pair)).toBe(1000);
    pair.give({ west: 5000 });
    pair.hold((holder) => {
      holder.link.setNeed(holder.script.need);
    });
    pair.wait(20);
    const recovering = pair.sent("grid", "reject").filter((each) => each.body.reason === "RECOVERING");
    expect(recovering.length).toBeGreaterThan(0);
    expect(recovering.at(-1)?.body.value).toBeGreaterThan(40_000);
    expect(recovering.at(-1)?.body.value).toBeLessThan(70_000);
    expect(pair.network.lines("grid", "RECOVERING").length).toBeGreaterThan(1);
    pair.timeline.run(restarted + 69_900);
    pair.give({ west: 5000 }, 50);
    expect(pair.network.lines("commit v2")).toEqual([]);
    expect(pair.drawn()).toBe(1000);
    pair.timeline.run(restarted + 71_000);
    pair.give({ west: 5000 });
    expect(pair.drawn()).toBe(5000);
  });

  it("CP-STORE-7 a restart while recovering begins the wait anew", () => {
    const pair = pairOf().up().give({ west: 9000 });
    pair.host("grid").restart({ lost: true });
    pair.wait(30_000);
    pair.host("grid").restart();
    pair.wait(1500);
    expect(pair.desk.recovering).toBe(true);
    pair.wait(60_000).give({ west: 5000 });
    expect(pair.network.lines("commit v3")).toEqual([]);
    pair.wait(12_000).give({ west: 5000 });
    expect(pair.drawn()).toBe(5000);
  });
});
