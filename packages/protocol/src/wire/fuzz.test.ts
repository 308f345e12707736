import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import { arbitraryEnvelope } from "./arbitrary.test-helper.js";
import { decodeBundle, encodeBundle } from "./bundle.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";
import { dice, mutated, telling } from "./mutation.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

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
