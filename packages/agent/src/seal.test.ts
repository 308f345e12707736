import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { seededEntropy } from "./entropy.js";
import { macBytes, MacKey, macOf, sameMac, sealInput, sealMac } from "./seal.js";

const entropy = seededEntropy("seal");

test("CP-SEAL-1 a MAC is HMAC-SHA-256 of the input, cut to 16 bytes, whatever the length", () => {
  const key = entropy(32);
  for (const length of [0, 1, 63, 64, 300, 16_500, 40_000]) {
    const input = entropy(length);
    const expected = createHmac("sha256", key).update(input).digest().subarray(0, macBytes);
    expect(Buffer.from(macOf(new MacKey(key), input)).equals(expected)).toBe(true);
  }
});

test("CP-SEAL-1 the MAC of an envelope is that of its input, whatever the topic and the length", () => {
  const key = new MacKey(entropy(32));
  for (const length of [0, 1, 300, 16_384, 40_000]) {
    for (const topic of ["t", "chargepact/1/site/inbox/a/b", "Straße/€/𝄞"]) {
      const envelope = entropy(length);
      const input = sealInput(topic, envelope, "0011223344556677");
      expect(Buffer.from(sealMac(key, topic, envelope, "0011223344556677")).equals(macOf(key, input))).toBe(true);
    }
  }
});

test("a MAC is the same as itself and no other", () => {
  const [key, other] = [new MacKey(entropy(32)), new MacKey(entropy(32))];
  const input = entropy(100);
  const mac = macOf(key, input);
  expect(sameMac(mac, macOf(key, input))).toBe(true);
  expect(sameMac(mac, macOf(other, input))).toBe(false);
  expect(sameMac(mac, macOf(key, input.subarray(1)))).toBe(false);
  expect(sameMac(mac.subarray(1), macOf(key, input))).toBe(false);
});
