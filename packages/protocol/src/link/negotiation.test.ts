import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Body, Envelope } from "../messages.js";
import { need, Pair, type PairOptions } from "../testing/pair.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const pairOf = (options: PairOptions = {}): Pair => new Pair(hash, options).up();
const say = (pair: Pair, from: string, body: Body, inReplyTo?: Envelope): void => {
  const last = pair.host(from).sentEnvelopes.at(-1)!;
  const seq = Math.max(...pair.host(from).sentEnvelopes.map((each) => each.seq)) + 1;
  const { inReplyTo: _, conversation: __, ...rest } = last;
  const answers = inReplyTo === undefined ? {} : { inReplyTo: { epoch: inReplyTo.epoch, seq: inReplyTo.seq } };
  pair.network.inject({ ...rest, ...answers, seq, body });
  pair.wait(20);
};

describe("a negotiation", () => {
  it("CP-NEG-1 states its rounds and its deadline in the first offer, and ends by then", () => {
    const pair = pairOf();
    pair.holderScript.answer = "silent";
    pair.give({ west: 9000 });
    const [offer] = pair.sent("grid", "offer").filter((each) => each.body.proposals.length > 0);
    expect(offer?.body).toMatchObject({ round: 1, roundsMax: 1, deadlineMs: 30_000 });
    pair.wait(29_000);
    expect(pair.desk.link("west").offerOpen).toBe(true);
    pair.wait(1500);
    expect(pair.desk.link("west").offerOpen).toBe(false);
    expect(pair.booked()).toBe(0);
    const sent = pair.network.lines("grid", "offer plan 1").length;
    pair.wait(60_000);
    expect(pair.network.lines("grid", "offer plan 1")).toHaveLength(sent);
  });

  it("CP-NEG-2 refuses an accept of an unknown proposal, and keeps what it did reserve out of it", () => {
    const pair = pairOf();
    pair.holderScript.answer = "silent";
    pair.give({ west: 9000 });
    const open = pair.sent("grid", "offer").at(-1)!;
    say(pair, "west", { kind: "accept", plan: 1, hash: "ab".repeat(16), needVersions: [1] }, open);
    expect(pair.network.lines("grid", "reject UNKNOWN_PROPOSAL")).toHaveLength(1);
    expect(pair.sent("grid", "commit")).toHaveLength(0);
    expect(pair.booked()).toBe(0);
  });

  it("CP-NEG-2 refuses an accept of an offer that has expired, or was withdrawn by a newer plan", () => {
    const pair = pairOf();
    pair.network.lose = (each) => each.body.kind === "accept";
    pair.give({ west: 9000 }, 31_000);
    pair.network.lose = () => false;
    const late = pair.sent("west", "accept").at(-1)!;
    pair.network.inject(late);
    pair.wait(20);
    expect(pair.network.lines("grid", "reject OFFER_EXPIRED")).toHaveLength(1);
    expect(pair.drawn()).toBe(0);
  });

  it("CP-NEG-2 an accept of a withdrawn offer spends nothing of the one that is open", () => {
    const pair = pairOf();
    pair.network.slow = (each) => (each.body.kind === "accept" ? 1000 : 0);
    pair.give({ west: 9000 }, 500);
    pair.holderScript.answer = "silent";
    pair.give({ west: 7000 }, 1500);
    expect(pair.network.lines("grid", "reject OFFER_EXPIRED").length).toBeGreaterThan(0);
    expect(pair.sent("grid", "commit")).toEqual([]);
    expect(pair.booked()).toBe(7000);
    pair.network.slow = () => 0;
    pair.hold((holder) => {
      const { offer, envelope } = holder.offers.at(-1)!;
      holder.link.accept(envelope, offer, offer.proposals[0]!.hash);
    });
    pair.wait(100);
    expect(pair.drawn()).toBe(7000);
  });

  it("CP-NEG-3 an increase goes out as a reserved offer with one proposal, then accept, then commit", () => {
    const pair = pairOf().give({ west: 9000 });
    const lines = pair.network.lines("9000 W").concat(pair.network.lines("accept"));
    expect(lines.map((line) => line.split(" ")[5]).sort()).toEqual(["accept", "commit", "offer"]);
    const offer = pair.sent("grid", "offer").at(-1)!.body;
    expect(offer.proposals).toHaveLength(1);
    expect(offer.reservedMs).toBe(30_000);
  });

  it("CP-LEDGER-4 an increase is not even offered before there is room for it", () => {
    const pair = pairOf({ holders: ["west", "east"] })
      .give({ west: 9000 })
      .give({ east: 9000 }, 3000);
    const offered = pair.sent("grid", "offer").filter((each) => each.recipient === "east");
    expect(offered.flatMap(({ body }) => body.proposals)).toEqual([]);
    pair.give({ west: 1000, east: 9000 }, 1000);
    expect(pair.drawn("east")).toBe(9000);
  });

  it("CP-NEG-3 a decrease needs no accept, and is repeated fast", () => {
    const pair = pairOf().give({ west: 9000 });
    pair.network.lose = (each) => each.body.kind === "commitAck";
    const accepts = pair.sent("west", "accept").length;
    pair.give({ west: 2000 }, 1990);
    expect(pair.sent("west", "accept")).toHaveLength(accepts);
    expect(pair.sent("grid", "commit").filter((each) => each.body.version.counter === 2).length).toBe(8);
    expect(pair.drawn()).toBe(2000);
  });

  it("CP-NEG-4 offers no holder more than its powerMax, and takes no option above it", () => {
    const pair = pairOf({ powerMaxW: 6000, capacityW: 20_000 }).give({ west: 7000 });
    expect(pair.network.lines("7000 W")).toEqual([]);
    expect(pair.booked()).toBe(0);
    pair.holderScript.answer = pair.flat(6001);
    pair.give({ west: 5000 });
    expect(
      pair.network.lines("grid", "commit v1.1 5000 W").length + pair.network.lines("reject OVER_CAPACITY").length,
    ).toBe(1);
    expect(pair.drawn()).toBeLessThanOrEqual(5000);
  });

  it("CP-NEG-4 a decrease beside an open offer leaves the reservation as it is", () => {
    const pair = pairOf({ capacityW: 10_000, holders: ["west", "east"] }).give({ west: 4000 });
    pair.holderScript.answer = "silent";
    pair.give({ west: 9000 });
    expect(pair.booked()).toBe(9000);
    pair.give({ east: 3000 }, 100);
    expect(pair.booked("east")).toBe(3000);
  });

  it("CP-NEG-5 a commit on an older need is taken only where it lowers, and answered STALE_NEED", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.network.slow = (each) => (each.body.kind === "commit" ? 500 : 0);
    pair.give({ west: 8000 }, 100);
    pair.hold((holder) => {
      holder.link.setNeed([need(5000, 2)]);
    });
    pair.network.slow = () => 0;
    pair.wait(1000);
    expect(pair.network.lines("commitAck", "untaken STALE_NEED").length).toBeGreaterThan(0);
    expect(pair.drawn()).toBe(5000);
    expect(pair.desk.ledger.versionsOf("west")).toHaveLength(1);
    expect(pair.link().terms.hash).toBe(pair.desk.ledger.versionsOf("west")[0]?.terms.hash);
  });

  it("CP-NEG-5 a commit of an option that has expired is taken only where it lowers, and answered OPTION_EXPIRED", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.holderScript.answer = "silent";
    pair.give({ west: 9000 }, 50);
    pair.network.slow = (each) => (each.body.kind === "commit" ? 300 : 0);
    pair.hold((holder) => {
      const { offer, envelope } = holder.offers.at(-1)!;
      holder.counter(envelope, offer, pair.flat(8000), 200);
    });
    pair.wait(1000);
    expect(pair.network.lines("commitAck", "untaken OPTION_EXPIRED").length).toBeGreaterThan(0);
    expect(pair.drawn()).toBe(5000);
  });

  it("CP-NEG-5 a commit of terms that nobody accepted is taken only where it lowers", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.grant((grantor) => {
      grantor.execute({ west: pair.flat(8000) }, true);
    });
    pair.wait(1000);
    expect(pair.network.lines("commitAck", "untaken UNKNOWN_PROPOSAL")).toHaveLength(1);
    expect(pair.drawn()).toBe(5000);
    expect(pair.desk.ledger.versionsOf("west")).toHaveLength(1);
    expect(pair.booked()).toBe(5000);
  });

  it("CP-NEG-5 a holder that lost what its grantor believes it holds is corrected within a few messages", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.network.lose = (each) => each.body.kind === "status";
    pair.host("west").restart({ lost: true });
    pair.wait(2000);
    pair.grant((grantor) => {
      grantor.execute({ west: pair.flat(8000) }, true);
    });
    pair.wait(9000);
    expect(pair.network.lines("commitAck").length).toBeLessThan(8);
    pair.network.lose = () => false;
    pair.wait(3000).give({ west: 6000 }, 3000);
    expect(pair.drawn()).toBe(6000);
  });

  it("CP-NEG-6 a revoke beats an accept that crossed it, whichever arrives first", () => {
    for (const slow of ["revoke", "accept", "commit"]) {
      const pair = pairOf().give({ west: 5000 });
      pair.network.slow = (each) => (each.body.kind === slow ? 300 : 0);
      pair.give({ west: 8000 }, 7);
      pair.grant((grantor) => {
        grantor.desk.revoke("west", ["CAPACITY"]);
      });
      pair.wait(2000);
      expect(pair.drawn()).toBe(0);
      expect(pair.link().phase).toBe("fallback");
      expect(pair.booked()).toBe(0);
      expect(pair.network.lines("revokeAck").length).toBeGreaterThan(0);
    }
  });

  it("CP-NEG-6 what was revoked is not renewed, and an acknowledgement of it forgets no newer lease", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.network.lose = (each) => each.body.kind === "revoke";
    pair.grant((grantor) => {
      grantor.desk.revoke("west", []);
    });
    pair.wait(45_000);
    expect(pair.network.lines("renewAck")).toEqual([]);
    pair.network.lose = () => false;
    pair.wait(20_000);
    expect(pair.drawn()).toBe(0);
    pair.network.lose = (each) => each.body.kind === "revokeAck";
    pair.give({ west: 6000 });
    pair.grant((grantor) => {
      grantor.desk.revoke("west", []);
    });
    pair.wait(500).give({ west: 7000 }, 3000);
    expect(pair.drawn()).toBe(7000);
    pair.network.lose = () => false;
    pair.wait(5000);
    expect(pair.network.lines("revokeAck").length).toBeGreaterThan(1);
    expect(pair.drawn()).toBe(7000);
    expect(pair.booked()).toBe(7000);
  });

  it("CP-NEG-6 a decrease beats an increase that is still on its way", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.network.slow = (each) => (each.body.kind === "commit" && each.body.version.counter === 2 ? 400 : 0);
    pair.give({ west: 9000 }, 100).give({ west: 3000 }, 1000);
    expect(pair.drawn()).toBe(3000);
    expect(pair.network.lines("commitAck v1.2 untaken STALE_LEASE")).toHaveLength(1);
    expect(pair.booked()).toBe(3000);
  });

  it("CP-NEG-8 a refusal names the row, the direction and the number that was wrong", () => {
    const pair = pairOf({ capacityW: 6000 });
    pair.holderScript.answer = "silent";
    pair.give({ west: 6000 }, 50);
    pair.grant((grantor) => {
      grantor.capacity(1000);
    });
    pair.hold((holder) => {
      const { offer, envelope } = holder.offers.at(-1)!;
      holder.counter(envelope, offer, pair.flat(7000));
    });
    pair.wait(100);
    const [reject] = pair.holder().rejects;
    expect(reject?.reason ?? "taken as far as it was reserved").toMatch(/OVER_CAPACITY|reserved/);
    if (reject !== undefined) expect(reject.detail).toMatch(/import on site would be \d+ W over its capacity/);
  });

  it("a release ends the lease it names; a commit that crosses it on the way stays booked until it is answered", () => {
    const pair = pairOf().give({ west: 5000 });
    pair.hold((holder) => {
      holder.link.release(["PERSON"]);
    });
    pair.wait(100);
    expect(pair.drawn()).toBe(0);
    expect(pair.booked()).toBe(0);
    const crossing = pairOf().give({ west: 5000 });
    crossing.network.slow = (each) => (each.body.kind === "release" ? 200 : 0);
    crossing.hold((holder) => {
      holder.link.release(["PERSON"]);
    });
    crossing.give({ west: 7000 }, 1000);
    expect(crossing.drawn()).toBeLessThanOrEqual(crossing.booked());
  });
});
