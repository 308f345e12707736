import { ChargepactError } from "../errors.js";

const digits = "0123456789abcdef";
const pairs = Array.from({ length: 256 }, (_, byte) => digits.charAt(byte >> 4) + digits.charAt(byte & 15));

/** Bytes as lower-case hex, two characters a byte. */
export function hex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += pairs[byte] ?? "";
  return text;
}

/** True for lower-case hex of whole bytes. */
export function isHex(text: string): boolean {
  return text.length % 2 === 0 && /^[0-9a-f]*$/.test(text);
}

/** The bytes of lower-case hex; anything else is BAD_INPUT. */
export function unhex(text: string): Uint8Array {
  if (!isHex(text)) {
    throw new ChargepactError(
      "BAD_INPUT",
      `"${text.slice(0, 40)}" is not hex: an even number of characters 0-9 and a-f`,
    );
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = (nibble(text, 2 * i) << 4) | nibble(text, 2 * i + 1);
  return bytes;
}

function nibble(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87; // "0" is 48, "a" is 97
}
