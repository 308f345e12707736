import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChargepactError } from "../errors.js";
import { checkSpace, parseTopic, topicFilters, topicLimits, topicName, type Topic, type TopicSpace } from "./topics.js";

const space: TopicSpace = { root: "tenant/chargepact", site: "depot" };
const prefix = "tenant/chargepact/1/depot/";
const id = fc.stringMatching(/^[a-z0-9-]{1,32}$/);
const topics: fc.Arbitrary<Topic> = fc.oneof(
  fc.record({ kind: fc.constantFrom("presence" as const, "roster" as const), node: id }),
  fc.record({ kind: fc.constant("inbox" as const), to: id, from: id }),
  fc.record({ kind: fc.constant("market" as const), node: id, grantor: id }),
);

describe("topics", () => {
  it("CP-TOPIC-1 have the four shapes of the protocol", () => {
    expect(topicName(space, { kind: "presence", node: "n1" })).toBe(`${prefix}node/n1/presence`);
    expect(topicName(space, { kind: "roster", node: "n1" })).toBe(`${prefix}node/n1/roster`);
    expect(topicName(space, { kind: "inbox", to: "n1", from: "n2" })).toBe(`${prefix}inbox/n1/n2`);
    expect(topicName(space, { kind: "market", node: "n1", grantor: "g" })).toBe(`${prefix}market/n1/g`);
  });

  it("CP-TOPIC-1 are read as they were written", () => {
    fc.assert(
      fc.property(topics, (topic) => {
        expect(parseTopic(space, topicName(space, topic))).toEqual(topic);
      }),
    );
  });

  it("CP-TOPIC-1 of any other shape are not ours", () => {
    const foreign = [
      "",
      prefix,
      `${prefix}node/n1`,
      `${prefix}node/n1/presence/`,
      `${prefix}node/n1/state`,
      `${prefix}node//presence`,
      `${prefix}node/N1/presence`,
      `${prefix}node/n1/presence/x`,
      `${prefix}inbox/n1/`,
      `${prefix}inbox/+/n1`,
      `${prefix}inbox/n1/#`,
      `${prefix}inbox/n1/n2/n3`,
      `${prefix}inbox/n1/${"a".repeat(33)}`,
      `${prefix}market/n1/é`,
      `${prefix}other/n1/n2`,
      "tenant/chargepact/2/depot/inbox/n1/n2",
      "tenant/chargepact/1/depot2/inbox/n1/n2",
      "chargepact/1/depot/inbox/n1/n2",
      `/${prefix}inbox/n1/n2`,
      `${prefix}inbox/n1/n2\n`,
    ];
    for (const name of foreign) expect(parseTopic(space, name), name).toBeUndefined();
  });

  it("CP-TOPIC-1 never make the parser fail, whatever the broker sends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.boolean(), (text, ours) => {
        const topic = parseTopic(space, ours ? prefix + text : text);
        if (topic !== undefined) expect(topicName(space, topic)).toBe(ours ? prefix + text : text);
      }),
      { numRuns: 2000 },
    );
  });

  it("CP-TOPIC-2 have at most 200 bytes and 8 levels, whatever ids they name", () => {
    const site = "s".repeat(32);
    const fits = topicLimits.bytes - `/1/${site}/market/`.length - 65;
    expect(() => checkSpace({ root: "r".repeat(fits), site })).not.toThrow();
    expect(() => checkSpace({ root: "r".repeat(fits + 1), site })).toThrow("makes topics of 201 bytes, allowed: 200");
    expect(() => checkSpace({ root: "a/b/c", site })).not.toThrow();
    expect(() => checkSpace({ root: "a/b/c/d", site })).toThrow("makes topics of 9 levels, allowed: 8");
    const longest = topicName({ root: "r".repeat(fits), site }, { kind: "market", node: site, grantor: site });
    expect(longest).toHaveLength(topicLimits.bytes);
    expect(parseTopic({ root: "r".repeat(fits), site }, `${longest}x`)).toBeUndefined();
  });

  it("CP-TOPIC-2 name ids of 1 to 32 characters a-z 0-9 - and nothing that a broker reads as a wildcard", () => {
    for (const wrong of ["", "+", "#", "a/b", "A", "a b", "a".repeat(33), "é"]) {
      expect(() => topicName(space, { kind: "inbox", to: wrong, from: "n" })).toThrow(ChargepactError);
      expect(() => topicName(space, { kind: "market", node: "n", grantor: wrong })).toThrow(ChargepactError);
      expect(() => topicName({ ...space, site: wrong }, { kind: "presence", node: "n" })).toThrow(ChargepactError);
      expect(() => topicFilters(space, wrong)).toThrow(ChargepactError);
    }
    for (const root of ["", "/a", "a/", "a//b", "a/+", "#", "a b"]) {
      expect(() => checkSpace({ root, site: "s" })).toThrow(ChargepactError);
    }
  });

  it("CP-TOPIC-1 of a node are read with four filters", () => {
    expect(topicFilters(space, "n1")).toEqual([
      `${prefix}inbox/n1/+`,
      `${prefix}node/+/presence`,
      `${prefix}node/+/roster`,
      `${prefix}market/+/+`,
    ]);
  });
});
