import type { Embedded, Terms } from "../messages.js";
import { checkDistinct, checkInteger, checkLength, checkList, checkText } from "./check.js";
import { bad, shown } from "./fault.js";
import type { Field, MessageSpec, SpecOf } from "./fields.js";
import { hex } from "./hex.js";

/** From what generated code has decoded to the domain's values. For tests only. */

type Flat = Readonly<Record<string, unknown>>;
/** Opens embedded terms. */
export type OpenTerms = (bytes: Uint8Array) => Embedded<Terms>;

/** `into` holds what the value has besides the fields of the table. */
export function readMessage<T>(spec: SpecOf<T>, flat: object, open: OpenTerms, into: Partial<T> = {}): T {
  return message(spec, flat as Flat, open, into) as T;
}

function message(spec: MessageSpec, flat: Flat, open: OpenTerms, into: Record<string, unknown>): unknown {
  for (const { key, where, field } of spec.rows) {
    const value = flat[key];
    if (field.list !== undefined) {
      // CP-WIRE-10: an empty list travels as nothing.
      if (field.presence === "optional" && (value as readonly unknown[]).length === 0) continue;
      into[key] = list(field, where, value, open);
    } else if (value !== undefined && value !== null) {
      into[key] = one(field, where, value, open);
    } else if (field.presence !== "optional") {
      // CP-WIRE-10: absent is never read as zero.
      throw bad("remote", where, "is missing");
    }
  }
  const problem = spec.check?.(into as never);
  if (problem !== undefined) throw bad("remote", `${spec.name}.${problem}`);
  if (spec.unpack === undefined) return into;
  const unpacked = spec.unpack(into as never);
  if (typeof unpacked === "string") throw bad("remote", `${spec.name}.${unpacked}`);
  return unpacked;
}

function list(field: Field, where: string, value: unknown, open: OpenTerms): readonly unknown[] {
  const limit = field.list ?? { min: 0, max: 0 };
  const values = checkList("remote", where, limit, value);
  let result: unknown[];
  if (field.kind.kind === "integer") {
    for (const each of values) checkInteger("remote", where, field.kind, each);
    result = values.slice();
  } else {
    result = values.map((each) => one(field, where, each, open));
  }
  if (limit.distinct !== undefined) checkDistinct("remote", where, limit.distinct, result);
  return result;
}

function one(field: Field, where: string, value: unknown, open: OpenTerms): unknown {
  const kind = field.kind;
  switch (kind.kind) {
    case "integer":
      return checkInteger("remote", where, kind, value);
    case "flag":
      return value === true;
    case "choice": {
      // CP-WIRE-7
      const name = kind.names[(value as number) - kind.first];
      if (name !== undefined) return name;
      throw bad("remote", where, `is ${shown(value)}, allowed: ${kind.first} to ${kind.first + kind.names.length - 1}`);
    }
    case "text":
      return checkText("remote", where, kind, value);
    case "hex": {
      const bytes = value as Uint8Array;
      checkLength("remote", where, kind.lengths, bytes.length);
      return hex(bytes);
    }
    case "bytes": {
      const bytes = value as Uint8Array;
      checkLength("remote", where, kind.lengths, bytes.length);
      return new Uint8Array(bytes); // a copy: what came in belongs to the transport
    }
    case "message":
      return message(kind.spec, value as Flat, open, {});
    case "terms": {
      const bytes = value as Uint8Array;
      if (bytes.length === 0) throw bad("remote", where, "is missing");
      return open(bytes);
    }
  }
}
