import { sha256 } from "@chargepact/agent";
import { embedTerms, encodeBundle, encodeEnvelope, type Envelope } from "@chargepact/protocol";
import type { Figure } from "./report.js";
import { varied } from "./wire/site.js";

/** Start of the schedule, s: a full quarter of an hour. */
const startS = 1_443_686_400;

/** Bytes of one MAC'd offer as it is published, and of the same as JSON. */
export function offerSize(): { readonly bytes: number; readonly jsonBytes: number } {
  const terms = varied(startS, 0);
  const body = {
    kind: "offer" as const,
    plan: 12,
    round: 1,
    roundsMax: 8,
    deadlineMs: 2_000,
    scheduleMs: startS * 1_000 + 12_345,
    needVersions: [3],
    reasons: ["CAPACITY" as const],
  };
  const envelope: Envelope = {
    major: 1,
    minor: 0,
    sender: "grid0001",
    recipient: "cs000001",
    epoch: 3,
    seq: 1_234,
    conversation: { byRecipient: true, epoch: 2, counter: 17 },
    inReplyTo: { epoch: 2, seq: 456 },
    sessionId: "0123456789abcdef",
    ttlMs: 30_000,
    body: { ...body, proposals: [embedTerms(terms, sha256)] },
  };
  const proof = { kind: "mac" as const, bytes: new Uint8Array(16) };
  const bytes = encodeBundle([{ envelope: encodeEnvelope(envelope), keyId: "", proof }]).length;
  const jsonBytes = Buffer.byteLength(JSON.stringify({ ...envelope, body: { ...body, proposals: [terms] } }));
  return { bytes, jsonBytes };
}

export function sizes(): readonly Figure[] {
  const { bytes, jsonBytes } = offerSize();
  const once = { runs: [] };
  return [
    {
      id: "size.offer",
      value: bytes,
      unit: "B",
      bar: "<= 250",
      reference: "MAC'd offer, 96 steps, no prices",
      ...once,
    },
    {
      id: "size.json",
      value: jsonBytes / bytes,
      unit: "×",
      bar: ">= 3",
      reference: `its JSON: ${jsonBytes} B`,
      ...once,
    },
  ];
}
