import type { Terms, Embedded } from "../messages.js";
import { idPattern, type AgentId } from "../units.js";
import type { Cursor } from "./cursor.js";
import type { Writer } from "./writer.js";

/** Wire types of protobuf. */
export const wires = { varint: 0, double: 1, delimited: 2, fixed32: 5 } as const;

/** A whole number on the wire: a varint of at most 32 bits, or a double where 32 bits are too few. */
export interface IntegerKind {
  readonly kind: "integer";
  readonly wire: "varint" | "double";
  readonly min: number;
  readonly max: number;
}
export interface FlagKind {
  readonly kind: "flag";
}
/** An enum: `names[i]` travels as `first + i`. */
export interface ChoiceKind {
  readonly kind: "choice";
  readonly names: readonly string[];
  readonly first: number;
  readonly numbers: ReadonlyMap<string, number>;
}
export interface TextKind {
  readonly kind: "text";
  /** Length in UTF-16 units. */
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  readonly alphabet: string;
}
/** Bytes that the domain names in hex. Lengths in bytes. */
export interface HexKind {
  readonly kind: "hex";
  readonly lengths: readonly number[];
}
export interface BytesKind {
  readonly kind: "bytes";
  /** Empty: any. */
  readonly lengths: readonly number[];
  /** Decoded as a view of the bytes around it, not as a copy. */
  readonly view: boolean;
}
export interface MessageKind {
  readonly kind: "message";
  readonly spec: MessageSpec;
}
/** Encoded terms, decoded and hashed on the way in. */
export interface TermsKind {
  readonly kind: "terms";
}
export type Kind = IntegerKind | FlagKind | ChoiceKind | TextKind | HexKind | BytesKind | MessageKind | TermsKind;

/** How many values a list has, and what of them occurs once: `value`, the value itself, or the field of that name. */
export interface ListLimit {
  readonly min: number;
  readonly max: number;
  readonly distinct?: string;
}

/** One row of a table: a field's number on the wire, and the limits of its values in both directions. */
export interface Field<T = unknown> {
  readonly number: number;
  readonly kind: Kind;
  /**
   * implicit: zero or empty where absent. required: refused where absent. optional: no key where absent.
   * Required numbers have explicit presence on the wire.
   */
  readonly presence: "implicit" | "required" | "optional";
  readonly list?: ListLimit;
  /** The oneof that the field is in: one of these fields is there at most. */
  readonly oneof?: string;
  /** Never set: carries the domain type of the value. */
  readonly of?: T;
}
export interface OptionalField<T> extends Field<T> {
  readonly presence: "optional";
}

/** One field for every key of a domain type; an optional key has an optional field. */
export type Table<T> = {
  readonly [K in Exclude<keyof T, "kind">]-?: undefined extends T[K]
    ? OptionalField<Exclude<T[K], undefined>>
    : Field<T[K]>;
};

export interface Row {
  readonly key: string;
  /** `Message.field`, for errors. */
  readonly where: string;
  readonly field: Field;
  /** One bit of 32: a bit seen twice is a field, or a oneof, that occurs twice. 0 for a list. */
  readonly bit: number;
  /** Place in the table. */
  readonly index: number;
  /** Wire type of one value. */
  readonly wire: number;
  /** What stands before the value on the wire; before a list of numbers, which is packed. */
  readonly tag: number;
}
/** A message's table, ready for use. */
export interface MessageSpec {
  readonly name: string;
  readonly rows: readonly Row[];
  /** By field number; undefined: unknown. */
  readonly byNumber: readonly (Row | undefined)[];
  /** Turns what the table describes into the domain's value, or says what is wrong with it. */
  readonly unpack?: (flat: never) => unknown;
  readonly pack?: (value: never) => unknown;
  /** Reads the message up to an end by a shorter way than the table's; undefined: the table has to. */
  readonly read?: (cursor: Cursor, end: number) => unknown;
  /** Writes it by a shorter way; false: the table has to. */
  readonly write?: (writer: Writer, value: never) => boolean;
  /** What is wrong with a value whose single fields are right. */
  readonly check?: (value: never) => string | undefined;
  readonly of?: unknown;
}
export interface SpecOf<T> extends MessageSpec {
  readonly of?: T;
}

export function message<T>(name: string, table: Table<T>): SpecOf<T> {
  const keys = Object.entries<Field>(table as Record<string, Field>);
  const rows = keys.map(([key, field], index): Row => {
    const first = keys.findIndex(([, other]) => other === field || (field.oneof ?? "-") === other.oneof);
    const wire = wireOf(field.kind);
    const tag = (field.number << 3) | (field.list === undefined ? wire : wires.delimited);
    return { key, where: `${name}.${key}`, field, bit: field.list === undefined ? 1 << first : 0, index, wire, tag };
  });
  const byNumber = new Array<Row | undefined>(Math.max(0, ...rows.map((row) => row.field.number)) + 1).fill(undefined);
  for (const row of rows) byNumber[row.field.number] = row;
  return { name, rows, byNumber };
}

function wireOf(kind: Kind): number {
  switch (kind.kind) {
    case "integer":
      return kind.wire === "double" ? wires.double : wires.varint;
    case "flag":
    case "choice":
      return wires.varint;
    default:
      return wires.delimited;
  }
}

/** A message whose domain type differs from its table: `unpack` and `pack` return a string that says what is wrong. */
export function packed<T, W>(
  spec: SpecOf<W>,
  unpack: (flat: W) => T | string,
  pack: (value: T) => W | string,
): SpecOf<T> {
  return { name: spec.name, rows: spec.rows, byNumber: spec.byNumber, unpack, pack };
}

/** A message that also knows a shorter way between bytes and values, with the same outcome. */
export function hastened<T>(
  spec: SpecOf<T>,
  read: (cursor: Cursor, end: number) => T | undefined,
  write: (writer: Writer, value: Partial<T>) => boolean,
): SpecOf<T> {
  return { ...spec, read, write };
}

/** A message with a rule over several values, the same in both directions: `check` returns a string that says what is wrong. */
export function checked<T>(spec: SpecOf<T>, check: (value: T) => string | undefined): SpecOf<T> {
  return { ...spec, check };
}

export const uint32Max = 4_294_967_295;

const integer = (min: number, max: number, wire: IntegerKind["wire"] = "varint"): IntegerKind => ({
  kind: "integer",
  wire,
  min,
  max,
});
/** A whole number for which zero means nothing, or is refused by its range. */
export const count = (number: number, min: number, max: number): Field<number> => ({
  number,
  kind: integer(min, max),
  presence: "implicit",
});
/** A whole number for which zero means something: present, or the message is refused (CP-WIRE-10). */
export const amount = (number: number, min: number, max: number): Field<number> => ({
  number,
  kind: integer(min, max),
  presence: "required",
});
/** A whole number beyond 32 bits, as a double; present. */
export const large = (number: number, min: number, max: number): Field<number> => ({
  number,
  kind: integer(min, max, "double"),
  presence: "required",
});
export const flag = (number: number): Field<boolean> => ({ number, kind: { kind: "flag" }, presence: "implicit" });

export function choice<N extends string>(number: number, names: readonly N[], first: 0 | 1 = 0): Field<N> {
  const numbers = new Map(names.map((name, i) => [name, first + i]));
  return { number, kind: { kind: "choice", names, first, numbers }, presence: "implicit" };
}

const text = (number: number, min: number, max: number, pattern: RegExp, alphabet: string): Field<string> => ({
  number,
  kind: { kind: "text", min, max, pattern, alphabet },
  presence: "implicit",
});
export const id = (number: number): Field<AgentId> => text(number, 1, 32, idPattern, "a-z 0-9 -");
export const idOrEmpty = (number: number): Field<AgentId> => text(number, 0, 32, /^[a-z0-9-]*$/, "a-z 0-9 -");
export const token = (number: number, min: number, max: number): Field<string> =>
  text(number, min, max, /^[A-Za-z0-9._:/+=-]*$/, "A-Z a-z 0-9 . _ : / + = -");
export const prose = (number: number, max: number): Field<string> =>
  text(number, 0, max, /^[^\p{Cc}\p{Cs}]*$/u, "text without control characters");

export const hexBytes = (number: number, ...lengths: number[]): Field<string> => ({
  number,
  kind: { kind: "hex", lengths },
  presence: "implicit",
});
export const rawBytes = (number: number, ...lengths: number[]): Field<Uint8Array> => ({
  number,
  kind: { kind: "bytes", lengths, view: false },
  presence: "implicit",
});
/** Bytes of any length that whoever decodes them looks at at once, or copies. */
export const viewedBytes = (number: number): Field<Uint8Array> => ({
  number,
  kind: { kind: "bytes", lengths: [], view: true },
  presence: "implicit",
});
export const terms = (number: number): Field<Embedded<Terms>> => ({
  number,
  kind: { kind: "terms" },
  presence: "required",
});
export const one = <T>(number: number, spec: SpecOf<T>): Field<T> => ({
  number,
  kind: { kind: "message", spec },
  presence: "required",
});

/** No key where absent. */
export const optional = <T>(field: Field<T>): OptionalField<T> => ({ ...field, presence: "optional" });

export const inOneof = <T>(oneof: string, field: OptionalField<T>): OptionalField<T> => ({ ...field, oneof });

/** `min` to `max` values, of which `distinct` occurs once. An optional list has no key where empty, so its `min` is at least 1. */
export function list<T>(field: Field<T>, min: number, max: number, distinct?: string): Field<readonly T[]> {
  const limit: ListLimit = distinct === undefined ? { min, max } : { min, max, distinct };
  return { number: field.number, kind: field.kind, presence: "implicit", list: limit };
}
