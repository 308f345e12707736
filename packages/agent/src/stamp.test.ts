import type { Envelope, Sealed } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { Stamp } from "./stamp.js";

const envelope = (): Envelope => ({
  major: 1,
  minor: 0,
  sender: "a",
  recipient: "b",
  epoch: 1,
  seq: 1,
  sessionId: "",
  ttlMs: 1,
  body: { kind: "resync" },
});
const sealed = (byte: number): Sealed => ({ envelope: Uint8Array.of(byte), keyId: "", proof: { kind: "none" } });

test("a stamp is of one object and of whoever put it there last", () => {
  const [one, same, first, second] = [envelope(), envelope(), {}, {}];
  const [early, late] = [sealed(1), sealed(2)];
  Stamp.put(one, first, early);
  expect(Stamp.of(one, first)).toBe(early);
  expect(Stamp.of(same, first)).toBeUndefined();
  expect(Stamp.of(one, second)).toBeUndefined();
  Stamp.put(one, second, late);
  expect(Stamp.of(one, second)).toBe(late);
  expect(Stamp.of(one, first)).toBeUndefined();
});

test("a stamp is seen by nobody, stays behind in copies, and can be put on what is frozen", () => {
  const by = {};
  const stamped = Object.freeze(envelope());
  Stamp.put(stamped, by, sealed(1));
  expect(Reflect.ownKeys(stamped)).toEqual(Reflect.ownKeys(envelope()));
  expect(stamped).toStrictEqual(envelope());
  expect(Stamp.of({ ...stamped }, by)).toBeUndefined();
  expect(Stamp.of(structuredClone(stamped), by)).toBeUndefined();
});
