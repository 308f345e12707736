/** Bytes that are nearly messages. For tests only. */

/** Numbers in [0, below) from one seed (mulberry32), because 200 000 draws by fast-check take most of the time. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Bytes that mean something to a decoder: tags, ends of varints, lengths. */
export const telling = [0x00, 0x01, 0x08, 0x0a, 0x0b, 0x0c, 0x0f, 0x10, 0x12, 0x1a, 0x7f, 0x80, 0xd2, 0xff];

/** One change of some kind in valid bytes: a bit, a byte, bytes taken out, doubled or put in from another message, an end cut off. */
export function mutated(bytes: Uint8Array, other: Uint8Array, roll: (below: number) => number): Uint8Array {
  const at = roll(bytes.length);
  const length = 1 + roll(8);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (roll(7)) {
    case 0: {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 << roll(8));
      return copy;
    }
    case 1: {
      const copy = bytes.slice();
      copy[at] = telling[roll(telling.length)] ?? 0;
      return copy;
    }
    case 2:
      return Uint8Array.of(...head, ...tail.subarray(length));
    case 3:
      return Uint8Array.of(...head, ...tail.subarray(0, length), ...tail);
    case 4:
      return head.slice();
    case 5: {
      const from = roll(other.length);
      return Uint8Array.of(...head, ...other.subarray(from, from + length), ...tail);
    }
    default:
      return Uint8Array.of(...head, 0xff, 0xff, 0xff, 0xff, roll(16), ...tail.subarray(1));
  }
}
