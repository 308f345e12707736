import type { Embedded, Terms } from "../messages.js";
import { checkDistinct, checkInteger, checkLength, checkList, checkText } from "./check.js";
import { bad, shown } from "./fault.js";
import type {
  BytesKind,
  ChoiceKind,
  HexKind,
  IntegerKind,
  ListLimit,
  MessageSpec,
  Row,
  SpecOf,
  TermsKind,
  TextKind,
} from "./fields.js";
import { isHex } from "./hex.js";
import { limits } from "./limits.js";
import { Writer } from "./writer.js";

/** From the domain's values to bytes in one pass over the tables, which are in the order of the fields' numbers: the way out. */

// One for all, begun anew with each message: none is encoded within another.
const writer = new Writer();

/** What `write` writes, in memory of its own. */
export function encoded(write: () => void): Uint8Array {
  // What was being written when a value was refused is forgotten.
  writer.begin();
  write();
  return writer.taken();
}

/** Within `encoded`: the fields of a message. */
export function writeMessage<T>(spec: SpecOf<T>, value: T): void {
  message(spec, spec.name, value);
}

/** Within `encoded`: a message as a field of the one around it. */
export function writeField<T>(number: number, spec: SpecOf<T>, value: T): void {
  within((number << 3) | 2, spec, spec.name, value);
}

function within(tag: number, spec: MessageSpec, where: string, value: unknown): void {
  writer.varint(tag);
  const from = writer.open();
  message(spec, where, value);
  writer.close(from);
}

function message(spec: MessageSpec, where: string, value: unknown): void {
  if (typeof value !== "object" || value === null) throw bad("local", where, `is ${shown(value)}, not an object`);
  if (spec.write?.(writer, value as never) === true) return;
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
      if (value || present) pair(tag, value ? 1 : 0);
      return;
    case "choice": {
      const number = choice(kind, where, value);
      if (number !== 0 || present) pair(tag, number);
      return;
    }
    case "text":
      text(row, kind, value, present);
      return;
    case "message":
      within(tag, kind.spec, where, value);
      return;
    case "hex":
      hex(row, kind, value, present);
      return;
    default: {
      const bytes = bytesOf(kind, where, value);
      if (bytes.length === 0 && !present) return;
      writer.varint(tag);
      writer.block(bytes);
    }
  }
}

function integer({ where, tag }: Row, kind: IntegerKind, value: unknown, present: boolean): void {
  const number = checkInteger("local", where, kind, value) + 0; // −0 is 0
  if (number === 0 && !present) return;
  writer.varint(tag);
  if (kind.wire === "double") writer.double(number);
  else if (kind.min < 0) writer.zigzag(number);
  else writer.varint(number);
}

function pair(tag: number, number: number): void {
  writer.varint(tag);
  writer.varint(number);
}

function text({ where, tag }: Row, kind: TextKind, value: unknown, present: boolean): void {
  const checked = checkText("local", where, kind, value);
  if (checked === "" && !present) return;
  writer.varint(tag);
  writer.text(checked);
}

function hex({ where, tag }: Row, kind: HexKind, value: unknown, present: boolean): void {
  if (typeof value !== "string" || !isHex(value)) throw bad("local", where, `is ${shown(value)}, allowed: hex`);
  checkLength("local", where, kind.lengths, value.length / 2);
  if (value === "" && !present) return;
  writer.varint(tag);
  writer.hex(value);
}

function bytesOf(kind: BytesKind | TermsKind, where: string, value: unknown): Uint8Array {
  if (kind.kind === "terms") return termsBytes(where, value as Partial<Embedded<Terms>> | null | undefined);
  if (!(value instanceof Uint8Array)) throw bad("local", where, `is ${shown(value)}, allowed: bytes`);
  checkLength("local", where, kind.lengths, value.length);
  return value;
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
    writer.varint(tag);
    const from = writer.open();
    for (let i = 0; i < values.length; i += 1) {
      if (kind.min < 0) writer.zigzag(values[i] as number);
      else writer.varint(values[i] as number);
    }
    writer.close(from);
  } else if (kind.kind === "choice") {
    writer.varint(tag);
    const from = writer.open();
    for (let i = 0; i < values.length; i += 1) writer.varint(choice(kind, where, values[i]));
    writer.close(from);
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
