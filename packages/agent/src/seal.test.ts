import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { seededEntropy } from "./entropy.js";
import { macBytes, macFits, MacKey, macOf } from "./seal.js";

const entropy = seededEntropy("seal");

test("CP-SEAL-1 a MAC is HMAC-SHA-256 of the input, cut to 16 bytes, whatever the length", () => {
  const key = entropy(32);
  for (const length of [0, 1, 63, 64, 300, 16_500, 40_000]) {
    const input = entropy(length);
    const expected = createHmac("sha256", key).update(input).digest().subarray(0, macBytes);
    expect(Buffer.from(macOf(new MacKey(key), input)).equals(expected)).toBe(true);
  }
});

test("a MAC fits its own key and input only", () => {
  const [key, other] = [new MacKey(entropy(32)), new MacKey(entropy(32))];
  const input = entropy(100);
  const mac = macOf(key, input);
  expect(macFits(key, input, mac)).toBe(true);
  expect(macFits(other, input, mac)).toBe(false);
  expect(macFits(key, input.subarray(1), mac)).toBe(false);
  expect(macFits(key, input, mac.subarray(1))).toBe(false);
});
