import { ChargepactError, type ErrorSide } from "../errors.js";

/** What the codec throws. CP-WIRE-11: nothing else ever leaves it. */
export function bad(side: ErrorSide, where: string, problem?: string): ChargepactError {
  return new ChargepactError("BAD_MESSAGE", problem === undefined ? where : `${where} ${problem}`, { side });
}
export const badIn = (where: string, problem: string): ChargepactError => bad("remote", where, problem);

export function tooLarge(side: ErrorSide, what: string, bytes: number, most: number): ChargepactError {
  return new ChargepactError("TOO_LARGE", `${what} has ${bytes} bytes, allowed: ${most}`, { side });
}

/** A value as a message may show it: short, and never an object's inside. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  if (typeof value === "number" || typeof value === "boolean" || value === undefined || value === null) {
    return String(value);
  }
  return typeof value;
}
