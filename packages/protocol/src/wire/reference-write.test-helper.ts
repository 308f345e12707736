import type { Embedded, Terms } from "../messages.js";
import { checkDistinct, checkInteger, checkLength, checkList, checkText } from "./check.js";
import { bad, shown } from "./fault.js";
import type { ChoiceKind, Field, MessageSpec, SpecOf } from "./fields.js";
import { isHex, unhex } from "./hex.js";
import { limits } from "./limits.js";

/** From the domain's values to what generated code encodes. For tests only. */

type Flat = Readonly<Record<string, unknown>>;
export function flatOf<T>(spec: SpecOf<T>, value: T): Flat {
  return message(spec, spec.name, value);
}

function message(spec: MessageSpec, where: string, value: unknown): Flat {
  if (typeof value !== "object" || value === null) throw bad("local", where, `is ${shown(value)}, not an object`);
  const from = spec.pack === undefined ? value : spec.pack(value as never);
  if (typeof from === "string") throw bad("local", `${spec.name}.${from}`);
  const into: Record<string, unknown> = {};
  for (const { key, where: place, field } of spec.rows) {
    const each = (from as Flat)[key];
    if (each === undefined && field.presence === "optional") continue;
    into[key] = field.list === undefined ? one(field, place, each) : list(field, place, each);
  }
  const problem = spec.check?.(from as never);
  if (problem !== undefined) throw bad("local", `${spec.name}.${problem}`);
  return into;
}

function list(field: Field, where: string, value: unknown): readonly unknown[] {
  const limit = field.list ?? { min: 0, max: 0 };
  const values = checkList("local", where, limit, value);
  if (limit.distinct !== undefined) checkDistinct("local", where, limit.distinct, values);
  if (field.kind.kind !== "integer") return values.map((each) => one(field, where, each));
  for (const each of values) checkInteger("local", where, field.kind, each);
  return values;
}

function one(field: Field, where: string, value: unknown): unknown {
  const kind = field.kind;
  switch (kind.kind) {
    case "integer":
      return checkInteger("local", where, kind, value) + 0; // −0 is 0
    case "flag":
      if (typeof value === "boolean") return value;
      throw bad("local", where, `is ${shown(value)}, allowed: true, false`);
    case "choice":
      return choice(kind, where, value);
    case "text":
      return checkText("local", where, kind, value);
    case "hex":
      if (typeof value !== "string" || !isHex(value)) throw bad("local", where, `is ${shown(value)}, allowed: hex`);
      checkLength("local", where, kind.lengths, value.length / 2);
      return unhex(value);
    case "bytes":
      if (!(value instanceof Uint8Array)) throw bad("local", where, `is ${shown(value)}, allowed: bytes`);
      checkLength("local", where, kind.lengths, value.length);
      return value;
    case "message":
      return message(kind.spec, where, value);
    case "terms":
      return termsBytes(where, value as Partial<Embedded<Terms>> | null | undefined);
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
