import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Envelope } from "../messages.js";
import { encodeBundle } from "./bundle.js";
import { encodeEnvelope } from "./codec.js";
import { embedTerms } from "./terms.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** W; a 7.2 kW charge from arrival at step 0 that tapers in steps 30 to 40 and is idle until the day's end. */
const oneVehicle = Array.from({ length: 96 }, (_, i) => (i < 30 ? 7200 : i < 41 ? 7200 - (i - 30) * 650 : 0));
/** W; a relay's sum of many vehicles: another value in every step, within 3.1 kW of the one before. */
const manyVehicles = Array.from(
  { length: 96 },
  (_, i) => 50 * Math.round(240 + 60 * Math.sin(i / 5) + ((i * 7919) % 13)),
);

function offered(max: readonly number[]): { json: number; bytes: number } {
  const terms = { parts: [{ connector: 1, schedule: { startS: 1_443_686_400, stepS: 900, max } }] };
  const body = { plan: 12, round: 1, roundsMax: 8, deadlineMs: 2000, scheduleMs: 1_443_686_412_345, needVersions: [3] };
  const envelope: Envelope = {
    major: 1,
    minor: 0,
    sender: "grid0001",
    recipient: "veh00001",
    epoch: 3,
    seq: 1234,
    conversation: { byRecipient: true, epoch: 2, counter: 17 },
    inReplyTo: { epoch: 2, seq: 456 },
    sessionId: "0123456789abcdef",
    ttlMs: 30_000,
    body: { kind: "offer", ...body, proposals: [embedTerms(terms, hash)], reasons: ["CAPACITY"] },
  };
  const mac = { kind: "mac" as const, bytes: new Uint8Array(16) };
  const bundle = encodeBundle([{ envelope: encodeEnvelope(envelope), keyId: "", proof: mac }]);
  const json = JSON.stringify({ ...envelope, body: { ...envelope.body, proposals: [terms] } });
  return { json: json.length, bytes: bundle.length };
}

describe("the size of a message", () => {
  it("CP-WIRE-12 an offer of 96 steps, sealed by a MAC and bundled, has at most 250 bytes and a third of its JSON", () => {
    for (const [profile, most] of [
      [oneVehicle, 200],
      [manyVehicles, 250],
    ] as const) {
      const { json, bytes } = offered(profile);
      expect(bytes).toBeLessThanOrEqual(most);
      expect(3 * bytes).toBeLessThanOrEqual(json);
    }
  });
});
