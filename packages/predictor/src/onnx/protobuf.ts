/** What cannot be read; `at` is the byte at which reading stopped. */
export class BadBytes extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
    this.name = "BadBytes";
  }
}

/** A field: a number (varint, as unsigned; beyond 2^53 only its size is right), or the bytes between two offsets. */
export interface Field {
  readonly number: number;
  readonly kind: "varint" | "bytes" | "fixed";
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** A stretch of a file that is one protobuf message. Nothing is copied. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Fields of a message in their order. Each field moves on by a byte at least, so this ends; groups are refused. */
export function* fieldsOf({ bytes, start, end }: Stretch): Generator<Field> {
  const at = { at: start };
  while (at.at < end) {
    const begin = at.at;
    const tag = varint(bytes, at, end);
    const number = Math.floor(tag / 8);
    if (number === 0) throw new BadBytes("a field has number 0", begin);
    const wire = tag % 8;
    if (wire === 0) {
      yield { number, kind: "varint", value: varint(bytes, at, end), start: begin, end: at.at };
      continue;
    }
    const length = wire === 2 ? varint(bytes, at, end) : wire === 1 ? 8 : wire === 5 ? 4 : Number.NaN;
    if (Number.isNaN(length))
      throw new BadBytes(`field ${number} has wire type ${wire}, which ONNX does not use`, begin);
    if (!(length <= end - at.at)) {
      throw new BadBytes(`field ${number} is ${length} bytes long, and ${end - at.at} are left`, begin);
    }
    yield { number, kind: wire === 2 ? "bytes" : "fixed", value: 0, start: at.at, end: at.at + length };
    at.at += length;
  }
}

/** Numbers of a repeated field, packed or not. */
export function* numbersOf(bytes: Uint8Array, field: Field): Generator<number> {
  if (field.kind === "varint") {
    yield field.value;
    return;
  }
  const at = { at: field.start };
  while (at.at < field.end) yield varint(bytes, at, field.end);
}

export function textOf(bytes: Uint8Array, { start, end }: Field): string {
  return new TextDecoder().decode(bytes.subarray(start, Math.min(end, start + textMax)));
}

/** Longest name that is shown or compared. */
const textMax = 256;

function varint(bytes: Uint8Array, cursor: { at: number }, end: number): number {
  let [value, scale] = [0, 1];
  for (let index = 0; index < 10; index++) {
    const byte = cursor.at < end ? bytes[cursor.at] : undefined;
    if (byte === undefined) throw new BadBytes("a number is cut off", cursor.at);
    cursor.at += 1;
    value += (byte % 128) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
  throw new BadBytes("a number is longer than ten bytes", cursor.at);
}
