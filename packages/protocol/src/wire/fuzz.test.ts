import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import { arbitraryEnvelope } from "./arbitrary.test-helper.js";
import { decodeBundle, encodeBundle } from "./bundle.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** Numbers in [0, below) from one seed (mulberry32), because 200 000 draws by fast-check take most of the time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Bytes that mean something to a decoder: tags, ends of varints, lengths. */
const telling = [0x00, 0x01, 0x08, 0x0a, 0x0b, 0x0c, 0x0f, 0x10, 0x12, 0x1a, 0x7f, 0x80, 0xd2, 0xff];

/** One change of some kind in valid bytes: a bit, a byte, bytes taken out, doubled or put in from another message, an end cut off. */
function mutated(bytes: Uint8Array, other: Uint8Array, roll: (below: number) => number): Uint8Array {
  const at = roll(bytes.length);
  const length = 1 + roll(8);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (roll(7)) {
    case 0: {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 << roll(8));
      return copy;
    }
    case 1: {
      const copy = bytes.slice();
      copy[at] = telling[roll(telling.length)] ?? 0;
      return copy;
    }
    case 2:
      return Uint8Array.of(...head, ...tail.subarray(length));
    case 3:
      return Uint8Array.of(...head, ...tail.subarray(0, length), ...tail);
    case 4:
      return head.slice();
    case 5: {
      const from = roll(other.length);
      return Uint8Array.of(...head, ...other.subarray(from, from + length), ...tail);
    }
    default:
      return Uint8Array.of(...head, 0xff, 0xff, 0xff, 0xff, roll(16), ...tail.subarray(1));
  }
}

/** 1 where the bytes are taken: what they decode to is then valid, and survives being sent on. */
function tried(bytes: Uint8Array): number {
  let decoded;
  try {
    decoded = decodeEnvelope(bytes, hash);
  } catch (error) {
    if (isChargepactError(error) && error.side === "remote" && ["BAD_MESSAGE", "TOO_LARGE"].includes(error.code))
      return 0;
    throw error;
  }
  const again = encodeEnvelope(decoded);
  if (Buffer.compare(again, encodeEnvelope(decodeEnvelope(again, hash))) !== 0) throw new Error("changes when sent on");
  return 1;
}

const seed = 20_240_229;
const valid = fc.sample(arbitraryEnvelope(hash), { numRuns: 400, seed }).map(encodeEnvelope);

describe("any bytes", () => {
  it(
    "CP-WIRE-11 drawn at random (80 000) decode to a valid envelope or fail as a bad message",
    { timeout: 60_000 },
    () => {
      const roll = dice(seed);
      for (let i = 0; i < 80_000; i += 1) {
        const bytes = new Uint8Array(roll(120));
        for (let at = 0; at < bytes.length; at += 1) {
          bytes[at] = i % 2 === 0 ? roll(256) : (telling[roll(telling.length)] ?? 0);
        }
        tried(bytes);
      }
    },
  );

  it(
    "CP-WIRE-11 made from valid ones (140 000) decode to a valid envelope or fail as a bad message",
    { timeout: 60_000 },
    () => {
      const roll = dice(seed + 1);
      let taken = 0;
      for (let i = 0; i < 140_000; i += 1) {
        let bytes = valid[roll(valid.length)] ?? new Uint8Array(0);
        const changes = 1 + roll(3);
        for (let change = 0; change < changes && bytes.length > 0; change += 1) {
          bytes = mutated(bytes, valid[roll(valid.length)] ?? bytes, roll);
        }
        taken += tried(bytes);
      }
      expect(taken).toBeGreaterThan(1000);
      expect(taken).toBeLessThan(139_000);
    },
  );

  it("CP-WIRE-11 made from valid bundles (20 000) are sealed envelopes or a bad message", { timeout: 60_000 }, () => {
    const roll = dice(seed + 2);
    const bundles = valid.slice(0, 40).map((envelope, i) => {
      const mac = { kind: "mac" as const, bytes: new Uint8Array(16).fill(i) };
      return encodeBundle([
        { envelope, keyId: "", proof: mac },
        { envelope, keyId: "k", proof: { kind: "none" } },
      ]);
    });
    for (let i = 0; i < 20_000; i += 1) {
      const bundle = bundles[roll(bundles.length)] ?? new Uint8Array(0);
      const bytes = mutated(bundle, bundles[roll(bundles.length)] ?? bundle, roll);
      try {
        encodeBundle(decodeBundle(bytes));
      } catch (error) {
        if (!isChargepactError(error) || error.side !== "remote") throw error;
      }
    }
  });
});
