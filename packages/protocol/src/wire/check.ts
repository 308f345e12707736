import type { ErrorSide } from "../errors.js";
import { bad, shown } from "./fault.js";
import type { IntegerKind, ListLimit, TextKind } from "./fields.js";

/** Limits of single values, the same on the way in and on the way out. `where` is `Message.field`. */

/** CP-WIRE-6: whole, finite, in range. */
export function checkInteger(side: ErrorSide, where: string, kind: IntegerKind, value: unknown): number {
  if (Number.isInteger(value)) {
    const number = value as number;
    if (number >= kind.min && number <= kind.max) return number;
  }
  throw bad(side, where, `is ${shown(value)}, allowed: whole numbers ${kind.min} to ${kind.max}`);
}

/** CP-WIRE-9 */
export function checkText(side: ErrorSide, where: string, kind: TextKind, value: unknown): string {
  if (typeof value === "string") {
    if (value.length >= kind.min && value.length <= kind.max && kind.pattern.test(value)) return value;
  }
  throw bad(side, where, `is ${shown(value)}, allowed: ${kind.min} to ${kind.max} characters, ${kind.alphabet}`);
}

/** CP-WIRE-9: length in bytes; no lengths: any. */
export function checkLength(side: ErrorSide, where: string, lengths: readonly number[], length: number): void {
  if (lengths.length > 0 && !lengths.includes(length))
    throw bad(side, where, `has ${length} bytes, allowed: ${lengths.join(" or ")}`);
}

/** CP-WIRE-8 */
export function checkList(side: ErrorSide, where: string, limit: ListLimit, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw bad(side, where, `is ${shown(value)}, not a list`);
  if (value.length < limit.min || value.length > limit.max) {
    throw bad(side, where, `has ${value.length} values, allowed: ${limit.min} to ${limit.max}`);
  }
  return value;
}

/** CP-WIRE-8: what names a value of the list occurs once. */
export function checkDistinct(side: ErrorSide, where: string, by: string, values: readonly unknown[]): void {
  if (values.length < 2) return;
  const seen = new Set<unknown>();
  for (const value of values) {
    const key = by === "value" ? value : (value as Readonly<Record<string, unknown>>)[by];
    if (seen.has(key)) throw bad(side, where, `has ${by} ${shown(key)} twice, allowed: once`);
    seen.add(key);
  }
}
