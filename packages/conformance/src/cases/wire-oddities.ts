import {
  bytesField,
  doubleField,
  fieldsOf,
  inField,
  joined,
  padding,
  tag,
  textField,
  varint,
  varintField,
  withField,
} from "../probe/raw.js";
import type { RequirementId } from "../requirements.js";

/** One thing that is wrong with a message. */
export interface Oddity {
  readonly id: RequirementId;
  readonly what: string;
  readonly make: (envelope: Uint8Array) => Uint8Array;
}

/** Numbers of the bodies' fields in an envelope. */
export const bodyField = { emergency: 25, release: 20, tradeAccept: 43, statusAck: 28, commit: 15 } as const;
const seqField = 6;
const ttlField = 10;

/** What is wrong with any message whose body is in field `body`. */
export function anyOddities(body: number): readonly Oddity[] {
  const bodyOf = (envelope: Uint8Array): Uint8Array =>
    fieldsOf(envelope).find(({ number }) => number === body)?.raw ?? new Uint8Array(0);
  const odd = (id: RequirementId, what: string, make: Oddity["make"]): Oddity => ({ id, what, make });
  return [
    odd("CP-WIRE-1", "an envelope of more than 16 384 bytes", (bytes) => joined(bytes, padding(16_400))),
    odd("CP-WIRE-3", "an envelope with two bodies", (bytes) =>
      joined(bytes, bytesField(bodyField.statusAck, new Uint8Array(0))),
    ),
    odd("CP-WIRE-3", "an envelope with two bodies, the other one first", (bytes) =>
      joined(bytesField(bodyField.statusAck, new Uint8Array(0)), bytes),
    ),
    odd("CP-WIRE-3", "an envelope with the same body twice", (bytes) => joined(bytes, bodyOf(bytes))),
    odd("CP-WIRE-3", "an envelope without a body", (bytes) => withField(bytes, body)),
    odd("CP-WIRE-4", "an envelope with a group in it", (bytes) => joined(bytes, tag(1998, 3), tag(1998, 4))),
    odd("CP-WIRE-4", "an envelope with field number 0", (bytes) => joined(bytes, varintField(0, 1))),
    odd("CP-WIRE-4", "an envelope with a number given twice", (bytes) => joined(bytes, varintField(ttlField, 1))),
    odd("CP-WIRE-4", "an envelope whose lifetime is text", (bytes) =>
      withField(bytes, ttlField, textField(ttlField, "9")),
    ),
    odd("CP-WIRE-5", "a lifetime of 2^32 + 9 ms", (bytes) =>
      withField(bytes, ttlField, varintField(ttlField, 2n ** 32n + 9n)),
    ),
    odd("CP-WIRE-6", "a lifetime of more than a day", (bytes) =>
      withField(bytes, ttlField, varintField(ttlField, 86_400_001)),
    ),
    odd("CP-WIRE-6", "a message numbered 0", (bytes) => withField(bytes, seqField, varintField(seqField, 0))),
    odd("CP-WIRE-9", "a sender whose name has a space in it", (bytes) => withField(bytes, 3, textField(3, "no body"))),
    odd("CP-WIRE-14", "a message to nobody", (bytes) => withField(bytes, 4)),
    odd("CP-WIRE-11", "an envelope that ends in the middle", (bytes) => bytes.slice(0, -3)),
  ];
}

const inside = (body: number, id: RequirementId, what: string, change: (inner: Uint8Array) => Uint8Array): Oddity => ({
  ...{ id, what },
  make: (envelope) => inField(envelope, body, change),
});

/** Packed, as encoders write numbers of a list. */
const reasons = (field: number, numbers: readonly number[]): Uint8Array =>
  bytesField(field, joined(...numbers.map((number) => varint(number))));

/** What is wrong with an Emergency. */
export const emergencyOddities: readonly Oddity[] = [
  ["CP-WIRE-10", "an emergency that does not say how much is left", (b: Uint8Array) => withField(b, 2)] as const,
  ["CP-WIRE-10", "an emergency that does not say how long it lasts", (b: Uint8Array) => withField(b, 4)] as const,
  [
    "CP-WIRE-6",
    "an emergency of more W than there are",
    (b: Uint8Array) => withField(b, 3, varintField(3, 1_000_000_001)),
  ] as const,
  ["CP-WIRE-5", "an emergency of 2^32 W", (b: Uint8Array) => withField(b, 2, varintField(2, 2n ** 32n))] as const,
  ["CP-WIRE-7", "an emergency for reason 99", (b: Uint8Array) => withField(b, 5, reasons(5, [99]))] as const,
  [
    "CP-WIRE-8",
    "an emergency with 17 reasons",
    (b: Uint8Array) =>
      withField(
        b,
        5,
        reasons(
          5,
          Array.from({ length: 17 }, () => 14),
        ),
      ),
  ] as const,
].map(([id, what, change]) => inside(bodyField.emergency, id, what, change));

/** What is wrong with a TradeAccept. */
export const tradeAcceptOddities: readonly Oddity[] = [
  ["CP-WIRE-10", "an agreement that does not say its price", (b: Uint8Array) => withField(b, 4)] as const,
  ["CP-WIRE-6", "a price that is no number", (b: Uint8Array) => withField(b, 4, doubleField(4, Number.NaN))] as const,
  ["CP-WIRE-6", "a price of half a millionth", (b: Uint8Array) => withField(b, 4, doubleField(4, 1.5))] as const,
  ["CP-WIRE-9", "a hash of 15 bytes", (b: Uint8Array) => withField(b, 3, bytesField(3, new Uint8Array(15)))] as const,
].map(([id, what, change]) => inside(bodyField.tradeAccept, id, what, change));

/** What is wrong with a Release. */
export const releaseOddities: readonly Oddity[] = [
  ["CP-WIRE-7", "a release for reason 99", (b: Uint8Array) => withField(b, 2, reasons(2, [99]))] as const,
  [
    "CP-WIRE-8",
    "a release with 17 reasons",
    (b: Uint8Array) =>
      withField(
        b,
        2,
        reasons(
          2,
          Array.from({ length: 17 }, () => 14),
        ),
      ),
  ] as const,
].map(([id, what, change]) => inside(bodyField.release, id, what, change));
