import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import type { Sealed } from "../messages.js";
import { decodeBundle, encodeBundle } from "./bundle.js";
import { chargepact } from "./gen/chargepact.js";
import { limits } from "./limits.js";

const filled = (length: number): Uint8Array => new Uint8Array(length).fill(7);
const sealed = (bytes: number): Sealed => ({ envelope: filled(bytes), keyId: "", proof: { kind: "none" } });
const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const proof: fc.Arbitrary<Sealed["proof"]> = fc.oneof(
  fc.constant({ kind: "none" as const }),
  bytesOf(64).map((bytes) => ({ kind: "signature" as const, bytes })),
  bytesOf(16).map((bytes) => ({ kind: "mac" as const, bytes })),
);
const someSealed = fc.record(
  { envelope: fc.uint8Array({ minLength: 1, maxLength: 200 }), keyId: fc.stringMatching(/^[a-f0-9:.]{0,64}$/), proof },
  { noNullPrototype: true },
);

function fault(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isChargepactError(error)) return `${error.code} ${error.side} ${error.message}`;
    throw error;
  }
  return "nothing";
}

describe("a bundle", () => {
  it("CP-WIRE-2 of 1 to 64 sealed envelopes arrives as it was sent", () => {
    fc.assert(
      fc.property(fc.array(someSealed, { minLength: 1, maxLength: limits.bundleCount }), (list) => {
        expect(decodeBundle(encodeBundle(list))).toStrictEqual(list);
      }),
    );
  });

  it("CP-WIRE-2 has 1 to 64 envelopes, in and out", () => {
    const most = Array.from({ length: limits.bundleCount }, () => sealed(1));
    expect(decodeBundle(encodeBundle(most))).toHaveLength(limits.bundleCount);
    const flat = { sealed: [...most, sealed(1)].map(({ envelope }) => ({ envelope })) };
    expect(fault(() => encodeBundle([...most, sealed(1)]))).toContain("BAD_MESSAGE local Bundle.sealed has 65 values");
    expect(fault(() => encodeBundle([]))).toContain("BAD_MESSAGE local Bundle.sealed has 0 values");
    expect(fault(() => decodeBundle(chargepact.v1.Bundle.encode(flat).finish()))).toContain(
      "BAD_MESSAGE remote Bundle.sealed has 65",
    );
    expect(fault(() => decodeBundle(new Uint8Array(0)))).toContain("BAD_MESSAGE remote Bundle.sealed has 0 values");
  });

  it("CP-WIRE-2 has at most 65 536 bytes, looked at before it is decoded", () => {
    const four = [16_000, 16_000, 16_000, 16_000].map(sealed);
    const rest = limits.bundleBytes - encodeBundle(four).length;
    const exact = [...four, sealed(rest - 6)]; // 6 bytes of tags and lengths
    expect(encodeBundle(exact)).toHaveLength(limits.bundleBytes);
    expect(decodeBundle(encodeBundle(exact))).toEqual(exact);
    expect(fault(() => encodeBundle([...four, sealed(rest - 5)]))).toContain("TOO_LARGE local Bundle has 65537 bytes");
    expect(fault(() => decodeBundle(new Uint8Array(limits.bundleBytes + 1)))).toContain(
      "TOO_LARGE remote Bundle has 65537",
    );
  });

  it("CP-WIRE-1 has envelopes of at most 16 384 bytes, and none that is empty", () => {
    expect(decodeBundle(encodeBundle([sealed(limits.envelopeBytes)]))).toHaveLength(1);
    expect(fault(() => encodeBundle([sealed(limits.envelopeBytes + 1)]))).toContain(
      "TOO_LARGE local Envelope has 16385",
    );
    const encoded = (bytes: number) => chargepact.v1.Bundle.encode({ sealed: [{ envelope: filled(bytes) }] }).finish();
    expect(fault(() => decodeBundle(encoded(limits.envelopeBytes + 1)))).toContain(
      "TOO_LARGE remote Envelope has 16385",
    );
    expect(fault(() => decodeBundle(encoded(0)))).toContain("BAD_MESSAGE remote Sealed.envelope is empty");
    expect(fault(() => encodeBundle([sealed(0)]))).toContain("BAD_MESSAGE local Sealed.envelope is empty");
  });

  it("CP-WIRE-4 with two proofs of one envelope is refused, where a decoder keeps the last", () => {
    const two = Uint8Array.of(0x1a, 64, ...filled(64), 0x22, 16, ...filled(16), 0x0a, 1, 7);
    expect(fault(() => decodeBundle(Uint8Array.of(0x0a, two.length, ...two)))).toContain(
      "Sealed.mac is there twice, or with another",
    );
  });

  it("CP-WIRE-9 has signatures of 64 bytes, MACs of 16 and key ids of up to 64 characters", () => {
    const wrong = (change: Partial<Sealed>) => fault(() => encodeBundle([{ ...sealed(1), ...change }]));
    expect(wrong({ proof: { kind: "mac", bytes: filled(15) } })).toContain("Sealed.mac has 15 bytes, allowed: 16");
    expect(wrong({ proof: { kind: "signature", bytes: filled(63) } })).toContain(
      "Sealed.signature has 63 bytes, allowed: 64",
    );
    expect(wrong({ keyId: "k".repeat(65) })).toContain("Sealed.keyId is");
    const flat = (change: object) =>
      chargepact.v1.Bundle.encode({ sealed: [{ envelope: filled(1), ...change }] }).finish();
    expect(fault(() => decodeBundle(flat({ mac: filled(0) })))).toContain("BAD_MESSAGE remote Sealed.mac has 0 bytes");
    expect(fault(() => decodeBundle(flat({ signature: filled(65) })))).toContain("Sealed.signature has 65 bytes");
    expect(fault(() => decodeBundle(flat({ keyId: "k".repeat(65) })))).toContain("Sealed.keyId is");
  });
});
