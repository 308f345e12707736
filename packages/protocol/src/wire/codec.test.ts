import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import type { Body, BodyKind, Envelope, Terms } from "../messages.js";
import { arbitraryBody, arbitraryEnvelope, arbitraryTerms } from "./arbitrary.test-helper.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";
import { chargepact } from "./gen/chargepact.js";
import { limits } from "./limits.js";
import { bodySpecs } from "./spec.js";
import { decodeTerms, embedTerms, encodeTerms, openTerms } from "./terms.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const kinds = Object.keys(bodySpecs) as BodyKind[];

const header = { major: 1, minor: 0, sender: "a", recipient: "b", epoch: 1, seq: 1, sessionId: "", ttlMs: 1000 };
const base: Envelope = { ...header, body: { kind: "resync" } };
/** Terms of roughly this many bytes: steps that need two bytes each. */
const wide = (parts: number, steps: number): Terms => ({
  parts: Array.from({ length: parts }, (_, i) => ({
    connector: i + 1,
    schedule: { startS: 0, stepS: 900, max: Array.from({ length: steps }, (_each, at) => (at % 2) * 4999) },
  })),
});
const rejecting = (terms: Terms): Envelope => ({
  ...header,
  body: { kind: "reject", reason: "INFEASIBLE", detail: "", feasible: embedTerms(terms, hash) },
});

function fault(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isChargepactError(error)) return `${error.code} ${error.side} ${error.message}`;
    throw error;
  }
  return "nothing";
}

describe("an envelope", () => {
  for (const kind of kinds) {
    it(`CP-WIRE-11 with a valid ${kind} arrives as it was sent`, () => {
      fc.assert(
        fc.property(arbitraryEnvelope(hash, kind), (envelope) => {
          expect(decodeEnvelope(encodeEnvelope(envelope), hash)).toStrictEqual(envelope);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("CP-WIRE-11 leaves the domain's own error even where a caller hands in what is no envelope at all", () => {
    for (const body of [{ kind: "nope" }, { kind: "toString" }, { kind: "need", parts: "many" }, { kind: "accept" }]) {
      expect(fault(() => encodeEnvelope({ ...base, body: body as unknown as Body }))).toContain("BAD_MESSAGE local");
    }
  });

  it("CP-WIRE-1 has at most 16 384 bytes, looked at before it is decoded", () => {
    expect(fault(() => decodeEnvelope(new Uint8Array(limits.envelopeBytes + 1), hash))).toContain(
      "TOO_LARGE remote Envelope has 16385",
    );
    expect(fault(() => decodeEnvelope(new Uint8Array(limits.envelopeBytes), hash))).toContain("BAD_MESSAGE remote");
    const fits = rejecting(wide(8, 1000));
    expect(encodeEnvelope(fits).length).toBeGreaterThan(16_000);
    expect(decodeEnvelope(encodeEnvelope(fits), hash)).toStrictEqual(fits);
    const offer = {
      kind: "offer",
      plan: 1,
      round: 1,
      roundsMax: 1,
      deadlineMs: 1,
      scheduleMs: 0,
      needVersions: [],
      reasons: [],
    } as const;
    const proposals = [wide(5, 900), wide(5, 900)].map((terms) => embedTerms(terms, hash));
    expect(fault(() => encodeEnvelope({ ...header, body: { ...offer, proposals } }))).toContain(
      "TOO_LARGE local Envelope has",
    );
  });

  it("CP-WIRE-1 has terms of at most 16 384 bytes", () => {
    expect(fault(() => encodeTerms(wide(9, 1000)))).toContain("TOO_LARGE local Terms");
    expect(fault(() => decodeTerms(new Uint8Array(limits.envelopeBytes + 1)))).toContain("TOO_LARGE remote Terms");
  });

  it("CP-WIRE-14 goes to all only where its body authorises nothing", () => {
    for (const kind of kinds) {
      const [body] = fc.sample(arbitraryBody(hash, kind), { numRuns: 1, seed: 7 });
      if (body === undefined) throw new Error("no sample");
      const { reservedMs: _, ...offer } = body as Body & { reservedMs?: number };
      const indicative = kind === "offer" ? offer : body;
      const toAll = ["presence", "roster", "planNotice", "offer"].includes(kind);
      const toOne = !["presence", "roster", "planNotice"].includes(kind);
      const sent = (recipient: string) => fault(() => encodeEnvelope({ ...header, recipient, body: indicative }));
      const taken = (recipient: string) => {
        const bytes = encodeEnvelope({ ...header, recipient: toAll ? "" : "b", body: indicative });
        const flat = chargepact.v1.Envelope.decode(bytes);
        flat.recipient = recipient;
        return fault(() => decodeEnvelope(chargepact.v1.Envelope.encode(flat).finish(), hash));
      };
      for (const [recipient, allowed] of [
        ["", toAll],
        ["b", toOne],
      ] as const) {
        expect(sent(recipient), `${kind} to "${recipient}"`).toContain(
          allowed ? "nothing" : "BAD_MESSAGE local Envelope.recipient",
        );
        expect(taken(recipient), `${kind} to "${recipient}"`).toContain(
          allowed ? "nothing" : "BAD_MESSAGE remote Envelope.recipient",
        );
      }
    }
  });

  it("CP-WIRE-14 with a reserved offer has a recipient", () => {
    const offer = {
      kind: "offer",
      plan: 1,
      round: 1,
      roundsMax: 1,
      deadlineMs: 1,
      scheduleMs: 0,
      needVersions: [],
      reasons: [],
      proposals: [],
      reservedMs: 1,
    } as const;
    expect(fault(() => encodeEnvelope({ ...header, body: offer }))).toBe("nothing");
    expect(fault(() => encodeEnvelope({ ...header, recipient: "", body: offer }))).toContain(
      "Envelope.recipient is missing of a reserved offer",
    );
  });
});

describe("embedded terms", () => {
  it("CP-WIRE-13 are hashed over the bytes as received, not over a re-encoding", () => {
    const terms: Terms = { parts: [{ connector: 1, schedule: { startS: 900, stepS: 900, max: [50] } }] };
    const own = encodeTerms(terms);
    const foreign = Uint8Array.of(...own, 0xa0, 0x06, 1); // an unknown field of a later version
    const opened = openTerms(foreign, hash);
    expect(opened.value).toStrictEqual(terms);
    expect(opened.bytes).toStrictEqual(foreign);
    expect(opened.hash).toBe(Buffer.from(hash(foreign).subarray(0, 16)).toString("hex"));
    expect(opened.hash).not.toBe(embedTerms(terms, hash).hash);
    const forwarded: Envelope = {
      ...header,
      body: { kind: "reject", reason: "INFEASIBLE", detail: "", feasible: opened },
    };
    expect(decodeEnvelope(encodeEnvelope(forwarded), hash)).toStrictEqual(forwarded);
  });

  it("CP-WIRE-13 keep a copy of what came in, which belongs to the transport", () => {
    fc.assert(
      fc.property(arbitraryTerms(hash), (terms) => {
        const bytes = encodeTerms(terms);
        const opened = openTerms(bytes, hash);
        expect(opened).toStrictEqual(embedTerms(terms, hash));
        bytes.fill(0);
        expect(opened).toStrictEqual(embedTerms(terms, hash));
      }),
    );
  });
});
