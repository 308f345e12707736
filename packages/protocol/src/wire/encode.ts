import protobuf from "protobufjs/minimal.js";
import type { Embedded, Terms } from "../messages.js";
import { checkDistinct, checkInteger, checkLength, checkList, checkText } from "./check.js";
import { bad, shown } from "./fault.js";
import type { ChoiceKind, IntegerKind, Kind, ListLimit, MessageSpec, Row, SpecOf } from "./fields.js";
import { isHex, unhex } from "./hex.js";
import { limits } from "./limits.js";

/** From the domain's values to bytes in one pass over the tables, which are in the order of the fields' numbers: the way out. */

// One for all, begun anew with each message: none is encoded within another.
const writer = new protobuf.Writer();

/** What `write` writes, in memory of its own. */
export function encoded(write: () => void): Uint8Array {
  // What was being written when a value was refused is forgotten.
  writer.states = null;
  writer.pos = 0;
  write();
  return writer.finishInto(new Uint8Array(writer.pos));
}

/** Within `encoded`: the fields of a message. */
export function writeMessage<T>(spec: SpecOf<T>, value: T): void {
  message(spec, spec.name, value);
}

/** Within `encoded`: a message as a field of the one around it. */
export function writeField<T>(number: number, spec: SpecOf<T>, value: T): void {
  writer.uint32((number << 3) | 2).fork();
  message(spec, spec.name, value);
  writer.ldelim();
}

function message(spec: MessageSpec, where: string, value: unknown): void {
  if (typeof value !== "object" || value === null) throw bad("local", where, `is ${shown(value)}, not an object`);
  const from = spec.pack === undefined ? value : spec.pack(value as never);
  if (typeof from === "string") throw bad("local", `${spec.name}.${from}`);
  const { rows } = spec;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as Row;
    const each = (from as Readonly<Record<string, unknown>>)[row.key];
    if (each === undefined && row.field.presence === "optional") continue;
    if (row.field.list === undefined) one(row, each, row.field.presence !== "implicit");
    else list(row, row.field.list, each);
  }
  const problem = spec.check?.(from as never);
  if (problem !== undefined) throw bad("local", `${spec.name}.${problem}`);
}

/** `present`: written even where it is zero or empty. */
function one(row: Row, value: unknown, present: boolean): void {
  const { where, tag } = row;
  const { kind } = row.field;
  switch (kind.kind) {
    case "integer":
      integer(row, kind, value, present);
      return;
    case "flag":
      if (typeof value !== "boolean") throw bad("local", where, `is ${shown(value)}, allowed: true, false`);
      if (value || present) writer.uint32(tag).bool(value);
      return;
    case "choice": {
      const number = choice(kind, where, value);
      if (number !== 0 || present) writer.uint32(tag).uint32(number);
      return;
    }
    case "text": {
      const text = checkText("local", where, kind, value);
      if (text !== "" || present) writer.uint32(tag).string(text);
      return;
    }
    case "message":
      writer.uint32(tag).fork();
      message(kind.spec, where, value);
      writer.ldelim();
      return;
    default: {
      const bytes = bytesOf(kind, where, value);
      if (bytes.length > 0 || present) writer.uint32(tag).bytes(bytes);
    }
  }
}

function integer({ where, tag }: Row, kind: IntegerKind, value: unknown, present: boolean): void {
  const number = checkInteger("local", where, kind, value) + 0; // −0 is 0
  if (number === 0 && !present) return;
  writer.uint32(tag);
  if (kind.wire === "double") writer.double(number);
  else if (kind.min < 0) writer.sint32(number);
  else writer.uint32(number);
}

function bytesOf(kind: Extract<Kind, { kind: "hex" | "bytes" | "terms" }>, where: string, value: unknown): Uint8Array {
  switch (kind.kind) {
    case "hex":
      if (typeof value !== "string" || !isHex(value)) throw bad("local", where, `is ${shown(value)}, allowed: hex`);
      checkLength("local", where, kind.lengths, value.length / 2);
      return unhex(value);
    case "bytes":
      if (!(value instanceof Uint8Array)) throw bad("local", where, `is ${shown(value)}, allowed: bytes`);
      checkLength("local", where, kind.lengths, value.length);
      return value;
    case "terms":
      return termsBytes(where, value as Partial<Embedded<Terms>> | null | undefined);
  }
}

/** Numbers in one pack, everything else value by value. */
function list(row: Row, limit: ListLimit, value: unknown): void {
  const { where, tag, field } = row;
  const { kind } = field;
  const values = checkList("local", where, limit, value);
  if (limit.distinct !== undefined) checkDistinct("local", where, limit.distinct, values);
  if (values.length === 0) return;
  if (kind.kind === "integer") {
    for (let i = 0; i < values.length; i += 1) checkInteger("local", where, kind, values[i]);
    writer.uint32(tag);
    if (kind.min < 0) writer.sint32s(values as number[]);
    else writer.uint32s(values as number[]);
  } else if (kind.kind === "choice") {
    writer.uint32(tag).fork();
    for (let i = 0; i < values.length; i += 1) writer.uint32(choice(kind, where, values[i]));
    writer.ldelim();
  } else {
    for (let i = 0; i < values.length; i += 1) one(row, values[i], true);
  }
}

/** CP-WIRE-7 */
function choice(kind: ChoiceKind, where: string, value: unknown): number {
  const number = kind.numbers.get(value as string);
  if (number === undefined) throw bad("local", where, `is ${shown(value)}, allowed: ${kind.names.join(", ")}`);
  return number;
}

/** The bytes of embedded terms; what they say was checked when they were made. */
function termsBytes(where: string, embedded: Partial<Embedded<Terms>> | null | undefined): Uint8Array {
  const bytes = embedded?.bytes;
  if (!(bytes instanceof Uint8Array)) throw bad("local", where, `is ${shown(embedded)}, allowed: embedded terms`);
  if (bytes.length >= 1 && bytes.length <= limits.envelopeBytes) return bytes;
  throw bad("local", where, `has ${bytes.length} bytes, allowed: 1 to ${limits.envelopeBytes}`);
}
