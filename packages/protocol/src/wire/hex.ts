import { ChargepactError } from "../errors.js";

/** Character codes of the digits. */
const digits = Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

/** Bytes as lower-case hex, two characters a byte. Made at once: text that is added up keeps each of its parts. */
export function hex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  const codes = new Array<number>(2 * (to - from));
  for (let i = from, at = 0; i < to; i += 1) {
    const byte = bytes[i] as number;
    codes[at++] = digits[byte >> 4] as number;
    codes[at++] = digits[byte & 15] as number;
  }
  return String.fromCharCode(...codes);
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
