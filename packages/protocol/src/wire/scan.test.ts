import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import type { Envelope } from "../messages.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";
import { chargepact } from "./gen/chargepact.js";

/** What a protobuf decoder lets pass silently, byte by byte. */

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const envelope: Envelope = {
  major: 1,
  minor: 0,
  sender: "a",
  recipient: "b",
  epoch: 1,
  seq: 1,
  sessionId: "",
  ttlMs: 1000,
  body: { kind: "emergencyAck", number: 1, achievedW: 1 },
};
const bytes = encodeEnvelope(envelope);
const header = bytes.subarray(0, bytes.length - 7); // the body: a tag of 2 bytes, its length, and 4 bytes
const withBody = (...body: number[]): Uint8Array => Uint8Array.of(...header, 0xd2, 0x01, body.length, ...body);
const decode = (...parts: (Uint8Array | readonly number[])[]): Envelope =>
  decodeEnvelope(Uint8Array.from(parts.flatMap((part) => [...part])), hash);
const maximal = [0xff, 0xff, 0xff, 0xff, 0x0f];

function problem(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isChargepactError(error) && error.code === "BAD_MESSAGE" && error.side === "remote") return error.message;
    throw error;
  }
  return "nothing";
}

describe("what a protobuf decoder lets pass", () => {
  it("CP-WIRE-3 an empty buffer is no envelope", () => {
    expect(chargepact.v1.Envelope.decode(new Uint8Array(0)).major).toBe(0);
    expect(problem(() => decode([]))).toContain("Envelope.body is missing");
  });

  it("CP-WIRE-3 an envelope without a body, with one of an unknown kind, low or high, is refused", () => {
    expect(problem(() => decode(header))).toContain("Envelope.body is missing");
    expect(problem(() => decode(header, [0xe2, 0x02, 0]))).toContain("Envelope.body is missing");
    expect(problem(() => decode(header, [0xf2, 0x3f, 0]))).toContain("Envelope.body is missing");
  });

  it("CP-WIRE-3 two bodies are refused, where a decoder keeps the last", () => {
    const renewAck = [0x72, 0];
    expect(chargepact.v1.Envelope.decode(Uint8Array.of(...bytes, ...renewAck)).body).toBe("renewAck");
    expect(problem(() => decode(bytes, renewAck))).toContain("is there twice, as emergencyAck and renewAck");
    expect(problem(() => decode(bytes, bytes.subarray(header.length)))).toContain("is there twice");
  });

  it("CP-WIRE-4 a field that occurs twice is refused, where a decoder keeps the last", () => {
    expect(problem(() => decode(bytes, [0x08, 1]))).toContain("Envelope.major is there twice");
    expect(problem(() => decode(withBody(0x08, 1, 0x08, 2, 0x10, 2)))).toContain("EmergencyAck.number is there twice");
  });

  it("CP-WIRE-4 groups, undefined wire types and field number 0 are refused, in known and unknown fields", () => {
    for (const wire of [3, 4, 6, 7]) {
      expect(problem(() => decode(bytes, [(15 << 3) | wire]))).toContain(`wire type ${wire}`);
      expect(problem(() => decode(bytes, [0xa0 | wire, 0x06]))).toContain(`wire type ${wire}`);
      expect(problem(() => decode(withBody(0x10, 2, 0x78 | wire)))).toContain(`wire type ${wire}`);
    }
    expect(problem(() => decode(bytes, [0x00, 1]))).toContain("field number 0");
  });

  it("CP-WIRE-4 a known field of another wire type is refused, where a decoder skips it", () => {
    expect(problem(() => decode(header, [0xd0, 0x01, 1]))).toContain("Envelope.emergencyAck has wire type 0");
    expect(problem(() => decode(withBody(0x12, 1, 2)))).toContain("EmergencyAck.achievedW has wire type 2");
    expect(problem(() => decode(withBody(0x11, 0, 0, 0, 0, 0, 0, 0, 0)))).toContain(
      "EmergencyAck.achievedW has wire type 1",
    );
  });

  it("CP-WIRE-4 unknown fields of every defined wire type are ignored", () => {
    const unknown = [
      [0xa0, 0x06, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
      [0xa1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8],
      [0xa2, 0x06, 3, 0xff, 0xff, 0xff],
      [0xa5, 0x06, 1, 2, 3, 4],
    ];
    for (const field of unknown) {
      expect(decode(field, bytes)).toEqual(envelope);
      expect(decode(withBody(0x08, 1, 0x10, 2, ...field))).toEqual(envelope);
    }
  });

  it("CP-WIRE-5 2^32 is refused, where a decoder reads 0", () => {
    const wide = [0x80, 0x80, 0x80, 0x80, 0x10];
    expect(chargepact.v1.EmergencyAck.decode(Uint8Array.of(0x08, ...wide)).number).toBe(0);
    expect(problem(() => decode(withBody(0x08, ...wide, 0x10, 2)))).toContain("varint of more than 32 bits");
    expect(problem(() => decode(withBody(0x10, ...wide)))).toContain("varint of more than 32 bits");
    expect(problem(() => decode(withBody(0x08, 0x81, 0x80, 0x80, 0x80, 0x80, 0, 0x10, 2)))).toContain(
      "more than 32 bits",
    );
    expect(decode(withBody(0x08, ...maximal, 0x10, 2)).body).toMatchObject({ number: 4_294_967_295 });
  });

  it("CP-WIRE-6 1.5 W and 2^31 W are refused, where an encoder writes 1 and −2^31", () => {
    const { EmergencyAck } = chargepact.v1;
    expect(EmergencyAck.decode(EmergencyAck.encode({ achievedW: 1.5 }).finish()).achievedW).toBe(1);
    expect(EmergencyAck.decode(EmergencyAck.encode({ achievedW: 2 ** 31 }).finish()).achievedW).toBe(-(2 ** 31));
    for (const achievedW of [1.5, 2 ** 31, 2 ** 32]) {
      const wrong: Envelope = { ...envelope, body: { kind: "emergencyAck", number: 1, achievedW } };
      expect(() => encodeEnvelope(wrong)).toThrow(`EmergencyAck.achievedW is ${achievedW}`);
    }
  });

  it("CP-WIRE-7 enum 99 is refused, where a decoder passes it on", () => {
    const status = (state: number) => Uint8Array.of(...header, 0xda, 0x01, 4, 0x08, 0, 0x18, state);
    expect(chargepact.v1.Envelope.decode(status(99)).status?.state).toBe(99);
    expect(decodeEnvelope(status(1), hash).body).toEqual({ kind: "status", powerW: 0, state: "NONE" });
    for (const state of [0, 6, 99]) expect(problem(() => decode(status(state)))).toContain(`Status.state is ${state}`);
  });

  it("CP-WIRE-11 bytes that end within a value are refused, at every place", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(problem(() => decode(bytes.subarray(0, length)))).not.toBe("nothing");
    }
    expect(problem(() => decode(header, [0xd2, 0x01, 100, 1]))).toContain(
      "states a length of 100 bytes where 1 are left",
    );
    expect(problem(() => decode(bytes, [0xa1, 0x06, 1]))).toContain("ends within");
    expect(problem(() => decode(bytes, [0xa0, 0x06, ...new Array<number>(11).fill(0x80)]))).toContain(
      "more than 10 bytes",
    );
  });

  it("CP-WIRE-4 numbers of a list are taken packed and unpacked", () => {
    const snapshot = (...body: number[]) => decode(header, [0xf2, 0x01, body.length, ...body]).body;
    expect(snapshot(0x1a, 2, 1, 2)).toEqual({ kind: "snapshot", needVersions: [1, 2] });
    expect(snapshot(0x18, 1, 0x18, 2)).toEqual({ kind: "snapshot", needVersions: [1, 2] });
    expect(snapshot(0x1a, 0)).toEqual({ kind: "snapshot", needVersions: [] });
    expect(problem(() => snapshot(0x1a, 1, 0x80))).toContain("Snapshot.needVersions ends within a varint");
    expect(problem(() => snapshot(0x1d, 1, 0, 0, 0))).toContain("Snapshot.needVersions has wire type 5");
  });
});
