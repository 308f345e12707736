import type { Facts } from "@chargepact/protocol";

const bytesKey = "$bytes";

/** Facts as JSON in which byte arrays survive, as `{"$bytes": base64}`. */
export function textOfFacts(facts: Facts): string {
  return JSON.stringify(facts, function replace(this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    // A Buffer has become something else by the time it is given as `value`.
    const original = this[key];
    return original instanceof Uint8Array ? { [bytesKey]: Buffer.from(original).toString("base64") } : value;
  });
}

/** The facts that `textOfFacts` wrote; undefined for any other text. */
export function factsFromText(text: string): Facts | undefined {
  try {
    const value: unknown = JSON.parse(text, (_key, part: unknown) => bytesOf(part) ?? part);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Facts) : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== "object" || value === null || !(bytesKey in value)) return undefined;
  const text = value[bytesKey];
  return typeof text === "string" && Object.keys(value).length === 1
    ? new Uint8Array(Buffer.from(text, "base64"))
    : undefined;
}
