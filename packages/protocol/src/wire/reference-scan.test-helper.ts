import type { BodyKind } from "../messages.js";
import { badIn } from "./fault.js";
import type { Field, MessageSpec, Row } from "./fields.js";
import { bodyKinds, bodySpecs, headerSpec } from "./spec.js";

/**
 * Walks the tags of a message before it is decoded, because a protobuf decoder is lenient where we must not be: it keeps the last of
 * two bodies, cuts a varint to 32 bits and skips a known field that has another wire type. For tests only.
 */

const varintWire = 0;
const doubleWire = 1;
const lengthWire = 2;
const fixed32Wire = 5;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** The one body of an envelope; refuses what no decoder should see. */
export function scanEnvelope(bytes: Uint8Array): BodyKind {
  let found: BodyKind | undefined;
  const cursor: Cursor = { bytes, at: 0 };
  walk(cursor, bytes.length, headerSpec, (number, wire, end) => {
    const kind = bodyKinds.get(number);
    if (kind === undefined) return false;
    if (wire !== lengthWire) throw badIn(`Envelope.${kind}`, `has wire type ${wire}, allowed: ${lengthWire}`);
    // CP-WIRE-3
    if (found !== undefined) throw badIn("Envelope.body", `is there twice, as ${found} and ${kind}, allowed: one`);
    found = kind;
    walk(cursor, end, bodySpecs[kind][1]);
    return true;
  });
  if (found === undefined) throw badIn("Envelope.body", "is missing, or of an unknown kind");
  return found;
}

export function scanMessage(bytes: Uint8Array, spec: MessageSpec): void {
  walk({ bytes, at: 0 }, bytes.length, spec);
}

/** `other` is asked about fields that `spec` does not know; for length-delimited ones `end` is the end of the value. */
function walk(
  cursor: Cursor,
  end: number,
  spec: MessageSpec,
  other?: (number: number, wire: number, end: number) => boolean,
): void {
  let seen = 0;
  while (cursor.at < end) {
    const tag = varint32(cursor, end, spec.name);
    const number = tag >>> 3;
    const wire = tag & 7;
    // CP-WIRE-4
    if (number === 0) throw badIn(spec.name, "has field number 0");
    const row = spec.byNumber[number];
    if (row === undefined) {
      const valueEnd = wire === lengthWire ? lengthEnd(cursor, end, spec.name) : end;
      if (other?.(number, wire, valueEnd) !== true) skip(cursor, wire, valueEnd, spec.name);
      continue;
    }
    // CP-WIRE-4: a decoder would keep the last.
    if ((seen & row.bit) !== 0) throw badIn(row.where, "is there twice, or with another of its oneof");
    seen |= row.bit;
    value(cursor, end, row, wire);
  }
}

function value(cursor: Cursor, end: number, { field, where }: Row, wire: number): void {
  const expected = wireOf(field);
  if (wire === lengthWire && expected !== lengthWire && field.list !== undefined) {
    const packedEnd = lengthEnd(cursor, end, where);
    while (cursor.at < packedEnd) scalar(cursor, packedEnd, where, expected);
    return;
  }
  // CP-WIRE-4: a decoder would skip it as unknown.
  if (wire !== expected) throw badIn(where, `has wire type ${wire}, allowed: ${expected}`);
  if (wire !== lengthWire) {
    scalar(cursor, end, where, wire);
    return;
  }
  const valueEnd = lengthEnd(cursor, end, where);
  if (field.kind.kind === "message") walk(cursor, valueEnd, field.kind.spec);
  else cursor.at = valueEnd;
}

function wireOf({ kind }: Field): number {
  switch (kind.kind) {
    case "integer":
      return kind.wire === "double" ? doubleWire : varintWire;
    case "flag":
    case "choice":
      return varintWire;
    default:
      return lengthWire;
  }
}

function scalar(cursor: Cursor, end: number, name: string, wire: number): void {
  if (wire === varintWire) varint32(cursor, end, name);
  else jump(cursor, end, name, 8);
}

function skip(cursor: Cursor, wire: number, valueEnd: number, name: string): void {
  switch (wire) {
    case varintWire:
      skipVarint(cursor, valueEnd, name);
      return;
    case doubleWire:
      jump(cursor, valueEnd, name, 8);
      return;
    case lengthWire:
      cursor.at = valueEnd;
      return;
    case fixed32Wire:
      jump(cursor, valueEnd, name, 4);
      return;
    default:
      // CP-WIRE-4: groups and undefined wire types.
      throw badIn(name, `has wire type ${wire}, allowed: 0, 1, 2, 5`);
  }
}

function jump(cursor: Cursor, end: number, name: string, by: number): void {
  if (cursor.at + by > end) throw badIn(name, `ends within a value of ${by} bytes`);
  cursor.at += by;
}

function lengthEnd(cursor: Cursor, end: number, name: string): number {
  const length = varint32(cursor, end, name);
  if (length > end - cursor.at)
    throw badIn(name, `states a length of ${length} bytes where ${end - cursor.at} are left`);
  return cursor.at + length;
}

/** CP-WIRE-5: refuses what does not fit 32 bits. */
function varint32(cursor: Cursor, end: number, name: string): number {
  let result = 0;
  for (let shift = 0; shift <= 28; shift += 7) {
    if (cursor.at >= end) throw badIn(name, "ends within a varint");
    const byte = cursor.bytes[cursor.at] ?? 0;
    cursor.at += 1;
    if (shift === 28 && byte > 15) break;
    result |= (byte & 127) << shift;
    if (byte < 128) return result >>> 0;
  }
  throw badIn(name, "has a varint of more than 32 bits");
}

function skipVarint(cursor: Cursor, end: number, name: string): void {
  for (let i = 0; i < 10; i += 1) {
    if (cursor.at >= end) throw badIn(name, "ends within a varint");
    const byte = cursor.bytes[cursor.at] ?? 0;
    cursor.at += 1;
    if (byte < 128) return;
  }
  throw badIn(name, "has a varint of more than 10 bytes");
}
