import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Envelope } from "../messages.js";
import { arbitraryEnvelope } from "./arbitrary.test-helper.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";
import type { MessageSpec } from "./fields.js";
import { dice, mutated, telling } from "./mutation.test-helper.js";
import { referenceDecode, referenceEncode } from "./reference.test-helper.js";
import { bodySpecs, headerSpec } from "./spec.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const seed = 20_240_301;
const valid = fc.sample(arbitraryEnvelope(hash), { numRuns: 400, seed }).map(encodeEnvelope);

/** What both say of the same bytes; undefined: refused. */
function both(bytes: Uint8Array): readonly (Envelope | undefined)[] {
  return [decodeEnvelope, referenceDecode].map((decode) => {
    try {
      return decode(bytes, hash);
    } catch {
      return undefined;
    }
  });
}

/** What no field breaks, yet a rule for the whole that the reference does not know. */
function breaksWhole(envelope: Envelope | undefined): boolean {
  if (envelope === undefined) return false;
  try {
    encodeEnvelope(envelope);
    return false;
  } catch {
    return true;
  }
}

describe("the codec and protobufjs", () => {
  it("CP-WIRE-4 encode every message to the same bytes", () => {
    fc.assert(
      fc.property(arbitraryEnvelope(hash), (envelope) => {
        expect(encodeEnvelope(envelope)).toEqual(referenceEncode(envelope));
      }),
      { numRuns: 2_000 },
    );
  });

  it("CP-WIRE-4 decode every message to the same value, with its keys in the same order", () => {
    fc.assert(
      fc.property(arbitraryEnvelope(hash), (envelope) => {
        const bytes = referenceEncode(envelope);
        const [own, reference] = both(bytes);
        expect(own).toStrictEqual(reference);
        expect(JSON.stringify(own)).toBe(JSON.stringify(reference));
      }),
      { numRuns: 2_000 },
    );
  });

  it("CP-WIRE-11 take and refuse the same bytes (100 000)", { timeout: 120_000 }, () => {
    const roll = dice(seed);
    let taken = 0;
    for (let i = 0; i < 100_000; i += 1) {
      let bytes = valid[roll(valid.length)] ?? new Uint8Array(0);
      if (i % 4 === 0) bytes = Uint8Array.from({ length: roll(60) }, () => telling[roll(telling.length)] ?? 0);
      const changes = 1 + roll(3);
      for (let change = 0; change < changes && bytes.length > 0; change += 1) {
        bytes = mutated(bytes, valid[roll(valid.length)] ?? bytes, roll);
      }
      const [own, reference] = both(bytes);
      if (own !== undefined) taken += 1;
      if (own === undefined && breaksWhole(reference)) continue;
      if (JSON.stringify(own) !== JSON.stringify(reference))
        expect(own, `bytes ${bytes.join()}`).toStrictEqual(reference);
    }
    expect(taken).toBeGreaterThan(1_000);
  });

  it("CP-WIRE-4 have every table in the order of its numbers, in which fields are written", () => {
    const visit = ({ name, rows }: MessageSpec): void => {
      const numbers = rows.map(({ field }) => field.number);
      expect({ [name]: numbers }).toEqual({ [name]: [...numbers].sort((a, b) => a - b) });
      for (const { field } of rows) if (field.kind.kind === "message") visit(field.kind.spec);
    };
    visit(headerSpec);
    for (const [, spec] of Object.values(bodySpecs)) visit(spec);
  });
});
