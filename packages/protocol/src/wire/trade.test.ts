import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import type { Body, Envelope, TradeAccept, TradeOffer } from "../messages.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";
import { embedTerms } from "./terms.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const envelope = (body: Body): Envelope => ({
  ...{ major: 1, minor: 0, sender: "site-1", recipient: "charger-1", epoch: 3, seq: 12 },
  ...{ sessionId: "0123456789abcdef", ttlMs: 30_000, body },
});
const through = (body: Body): Body => decodeEnvelope(encodeEnvelope(envelope(body)), hash).body;
const why = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (isChargepactError(error)) return error.message;
  }
  return "";
};

const max = Array.from({ length: 96 }, (_, step) => 10 * Math.round(550 * (1 + Math.sin(step / 9))));
const terms = embedTerms(
  { parts: [1, 2].map((connector) => ({ connector, schedule: { startS: 1_800_000_000, stepS: 900, max } })) },
  hash,
);
const said = { trade: { epoch: 3, counter: 7 }, version: { epoch: 3, counter: 41 }, priceMicro: -1_234_567 };
const offer: TradeOffer = { kind: "tradeOffer", ...said, terms, validMs: 30_000 };
const accept: TradeAccept = { kind: "tradeAccept", ...said, hash: terms.hash, costMicro: 345_678 };
const most = Number.MAX_SAFE_INTEGER;

describe("what is said of a trade", () => {
  it("CP-TRADE-3 comes back as it was, names the terms by their hash, and an offer of two days has less than 1 KiB", () => {
    for (const body of [offer, accept]) {
      expect(through(body)).toStrictEqual(body);
      expect(encodeEnvelope(envelope(body)).length).toBeLessThan(1024);
    }
  });

  it("CP-WIRE-6 has money in whole micro of either sign, 0 included, and nothing else", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (priceMicro, costMicro) => {
        expect(through({ ...accept, priceMicro, costMicro })).toStrictEqual({ ...accept, priceMicro, costMicro });
      }),
    );
    for (const priceMicro of [0, most, -most]) expect(through({ ...offer, priceMicro })).toMatchObject({ priceMicro });
    for (const priceMicro of [0.5, most + 1, -most - 1, Number.NaN]) {
      expect(why(() => through({ ...offer, priceMicro }))).toMatch(/TradeOffer.priceMicro is .*, allowed/);
    }
    expect(why(() => through({ ...accept, costMicro: 0.5 }))).toMatch(/TradeAccept.costMicro is 0.5, allowed/);
  });

  it("CP-WIRE-6 is valid for at least a millisecond and at most a day", () => {
    for (const validMs of [1, 86_400_000]) expect(through({ ...offer, validMs })).toMatchObject({ validMs });
    for (const validMs of [0, 86_400_001]) {
      expect(why(() => through({ ...offer, validMs }))).toMatch(/TradeOffer.validMs is \d+, allowed/);
    }
  });

  it("CP-WIRE-14 goes to one reader, never to all", () => {
    for (const body of [offer, accept]) {
      expect(why(() => encodeEnvelope({ ...envelope(body), recipient: "" }))).toContain("is missing of a");
    }
  });
});
