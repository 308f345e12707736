/** A power of two. */
const places = 256;
const lengthMax = 32;
const known = new Array<string>(places).fill("");

/**
 * ASCII text, of the same bytes the same string where it came lately: ids of peers come with every message, and one
 * that is known need not be made, hashed and collected again. It holds no more than 256 short ones, whatever comes.
 * Undefined where a byte is none of ASCII.
 */
export function asciiText(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to - from > lengthMax) return made(bytes, from, to);
  const place = placeOf(bytes, from, to);
  const last = known[place] as string;
  if (isSame(last, bytes, from, to)) return last;
  const text = made(bytes, from, to);
  if (text !== undefined) known[place] = text;
  return text;
}

function isSame(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = from; i < to; i += 1) if (text.charCodeAt(i - from) !== bytes[i]) return false;
  return true;
}

/** Ids of one site differ at their ends. */
function placeOf(bytes: Uint8Array, from: number, to: number): number {
  let mixed = to - from;
  for (let i = Math.max(from, to - 8); i < to; i += 1) mixed = (Math.imul(mixed, 31) + (bytes[i] as number)) | 0;
  return (mixed ^ (mixed >>> 8) ^ (mixed >>> 16)) & (places - 1);
}

/** At once: text that is added up keeps each of its parts. */
function made(bytes: Uint8Array, from: number, to: number): string | undefined {
  const codes = new Array<number>(to - from);
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i] as number;
    if (byte > 127) return undefined;
    codes[i - from] = byte;
  }
  return String.fromCharCode(...codes);
}
