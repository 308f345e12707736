import type { Embedded, Terms } from "../messages.js";
import { checkDistinct, checkInteger, checkLength, checkText } from "./check.js";
import { Cursor } from "./cursor.js";
import { bad, badIn, shown } from "./fault.js";
import {
  type Field,
  type IntegerKind,
  type Kind,
  type ListLimit,
  type MessageSpec,
  type Row,
  type SpecOf,
  wires,
} from "./fields.js";

/** From bytes to the domain's values in one pass over the tables: the way in. */

/** Opens embedded terms, from bytes that are the caller's no longer. */
export type OpenTerms = (bytes: Uint8Array) => Embedded<Terms>;
/** Takes a field that a table does not know; false: nobody knows it. */
export type Other = (number: number, wire: number, end: number) => boolean;
type Values = Record<string, unknown>;

/** A whole message; throws where it breaks a limit, or is none. */
export function decodeMessage<T>(bytes: Uint8Array, spec: SpecOf<T>, open: OpenTerms): T {
  return new Decoder(new Cursor(bytes), open).message(bytes.length, spec, {}) as T;
}

/** Reads what a protobuf decoder would, and refuses what it would let pass: see the clauses. */
export class Decoder {
  /** Values of the messages that are being read, the outer ones first. */
  private readonly stack: unknown[] = [];
  private top = 0;

  constructor(
    readonly cursor: Cursor,
    private readonly open: OpenTerms,
  ) {}

  /** `into` holds what the value has besides the fields of the table. */
  message(end: number, spec: MessageSpec, into: Values): unknown {
    this.read(end, spec);
    return this.complete(spec, into);
  }

  /** Takes what is there of a message; `complete` makes it one, with no other message read between the two. */
  read(end: number, spec: MessageSpec, other?: Other): void {
    const { cursor, stack, top } = this;
    const { rows } = spec;
    this.top += rows.length;
    for (let index = 0; index < rows.length; index += 1) stack[top + index] = undefined;
    let seen = 0;
    while (cursor.at < end) {
      const tag = cursor.varint(end, spec.name);
      const row = spec.byNumber[tag >>> 3];
      if (row === undefined) {
        this.unknown(tag, end, spec, other);
        continue;
      }
      // CP-WIRE-4: a decoder would keep the last.
      if ((seen & row.bit) !== 0) throw badIn(row.where, "is there twice, or with another of its oneof");
      seen |= row.bit;
      const { list } = row.field;
      if (list === undefined) {
        if ((tag & 7) !== row.wire) throw wrongWire(row.where, tag & 7, row.wire);
        stack[top + row.index] = this.one(row.field.kind, row.where, end);
      } else {
        const before = stack[top + row.index] as unknown[] | undefined;
        stack[top + row.index] = this.list(row, list, tag & 7, end, before);
      }
    }
  }

  /** In the order of the table and not of the bytes: objects of one message have one shape. */
  complete(spec: MessageSpec, into: Values): unknown {
    const { stack } = this;
    const { rows } = spec;
    this.top -= rows.length;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] as Row;
      const { key, where, field } = row;
      const value = stack[this.top + index];
      if (field.list !== undefined) completeList(row, field.list, value as unknown[] | undefined, into);
      else if (value !== undefined) into[key] = value;
      // CP-WIRE-10: absent is never read as zero, where zero means something.
      else if (field.presence === "required") throw badIn(where, "is missing");
      else if (field.presence === "implicit") into[key] = zero(field, where);
    }
    const problem = spec.check?.(into as never);
    if (problem !== undefined) throw bad("remote", `${spec.name}.${problem}`);
    if (spec.unpack === undefined) return into;
    const unpacked = spec.unpack(into as never);
    if (typeof unpacked === "string") throw bad("remote", `${spec.name}.${unpacked}`);
    return unpacked;
  }

  private unknown(tag: number, end: number, spec: MessageSpec, other: Other | undefined): void {
    const number = tag >>> 3;
    // CP-WIRE-4
    if (number === 0) throw badIn(spec.name, "has field number 0");
    if (other?.(number, tag & 7, end) !== true) this.cursor.skip(tag & 7, end, spec.name);
  }

  private one(kind: Kind, where: string, end: number): unknown {
    const { cursor } = this;
    switch (kind.kind) {
      case "integer":
        return this.integer(kind, where, end);
      case "flag":
        return cursor.varint(end, where) !== 0;
      case "choice":
        return nameOf(kind, where, cursor.varint(end, where));
      case "text":
        return checkText("remote", where, kind, cursor.text(cursor.endOf(end, where)));
      case "hex":
      case "bytes": {
        const valueEnd = cursor.endOf(end, where);
        checkLength("remote", where, kind.lengths, valueEnd - cursor.at);
        if (kind.kind === "hex") return cursor.hex(valueEnd);
        return kind.view ? cursor.view(valueEnd) : cursor.copy(valueEnd);
      }
      case "message": {
        const messageEnd = cursor.endOf(end, where);
        return kind.spec.read?.(cursor, messageEnd) ?? this.message(messageEnd, kind.spec, {});
      }
      case "terms": {
        const bytes = cursor.copy(cursor.endOf(end, where));
        if (bytes.length === 0) throw badIn(where, "is missing");
        return this.open(bytes);
      }
    }
  }

  private integer(kind: IntegerKind, where: string, end: number): number {
    const { cursor } = this;
    if (kind.wire === "double") return checkInteger("remote", where, kind, cursor.double(end, where));
    const raw = cursor.varint(end, where);
    const value = kind.min < 0 ? (raw >>> 1) ^ -(raw & 1) : raw;
    // CP-WIRE-6
    return value >= kind.min && value <= kind.max ? value : checkInteger("remote", where, kind, value);
  }

  /** Adds one value, or a pack of them, to what is there of a list. */
  private list(row: Row, { max }: ListLimit, wire: number, end: number, before: unknown[] = []): unknown[] {
    const { cursor } = this;
    const { where } = row;
    const { kind } = row.field;
    if (wire === wires.delimited && row.wire === wires.varint) {
      const packEnd = cursor.endOf(end, where);
      const count = before.length + cursor.varintsTo(packEnd);
      // CP-WIRE-8, before there is memory for them.
      if (count > max) throw tooMany(row, count);
      if (kind.kind === "integer" && before.length === 0) return this.integers(kind, where, packEnd, count);
      while (cursor.at < packEnd) before.push(this.one(kind, where, packEnd));
      return before;
    }
    if (wire !== row.wire) throw wrongWire(where, wire, row.wire);
    if (before.length >= max) throw tooMany(row, before.length + 1);
    before.push(this.one(kind, where, end));
    return before;
  }

  /** A pack of `count` numbers. */
  private integers(kind: IntegerKind, where: string, end: number, count: number): number[] {
    const { cursor } = this;
    const { min, max } = kind;
    const values = new Array<number>(count);
    for (let at = 0; cursor.at < end; at += 1) {
      const raw = cursor.varint(end, where);
      const value = min < 0 ? (raw >>> 1) ^ -(raw & 1) : raw;
      // CP-WIRE-6
      if (value < min || value > max) checkInteger("remote", where, kind, value);
      values[at] = value;
    }
    return values;
  }
}

function completeList(row: Row, { min, distinct }: ListLimit, values: readonly unknown[] = [], into: Values): void {
  // CP-WIRE-10: an empty list travels as nothing.
  if (row.field.presence === "optional" && values.length === 0) return;
  if (values.length < min) throw tooMany(row, values.length);
  if (distinct !== undefined) checkDistinct("remote", row.where, distinct, values);
  into[row.key] = values;
}

/** What an absent value means, where that is nothing to speak of. */
function zero({ kind }: Field, where: string): unknown {
  switch (kind.kind) {
    case "integer":
      return checkInteger("remote", where, kind, 0);
    case "flag":
      return false;
    case "choice":
      return nameOf(kind, where, 0);
    case "text":
      return checkText("remote", where, kind, "");
    case "hex":
      checkLength("remote", where, kind.lengths, 0);
      return "";
    case "bytes":
      checkLength("remote", where, kind.lengths, 0);
      return new Uint8Array(0);
    default:
      throw badIn(where, "is missing");
  }
}

/** CP-WIRE-7 */
function nameOf(kind: Extract<Kind, { kind: "choice" }>, where: string, value: number): string {
  const name = kind.names[value - kind.first];
  if (name !== undefined) return name;
  throw badIn(where, `is ${shown(value)}, allowed: ${kind.first} to ${kind.first + kind.names.length - 1}`);
}

/** CP-WIRE-4: a decoder would skip it as unknown. */
const wrongWire = (where: string, wire: number, allowed: number) =>
  badIn(where, `has wire type ${wire}, allowed: ${allowed}`);

function tooMany({ where, field }: Row, count: number) {
  return badIn(where, `has ${count} values, allowed: ${field.list?.min ?? 0} to ${field.list?.max ?? 0}`);
}
