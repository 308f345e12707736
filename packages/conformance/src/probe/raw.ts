/** Bytes of a protobuf message that no encoder of the project would write. */

export interface RawField {
  readonly number: number;
  readonly wire: number;
  /** With its tag. */
  readonly raw: Uint8Array;
  /** What a length-delimited field holds; empty for the others. */
  readonly content: Uint8Array;
}

/** A varint of as many bytes as it takes. */
export function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    const more = rest > 0x7fn;
    bytes.push(Number(rest & 0x7fn) | (more ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
export const tag = (number: number, wire: number): Uint8Array => varint(number * 8 + wire);
export const varintField = (number: number, value: number | bigint): Uint8Array =>
  joined(tag(number, 0), varint(value));
export const bytesField = (number: number, content: Uint8Array): Uint8Array =>
  joined(tag(number, 2), varint(content.length), content);
export const textField = (number: number, text: string): Uint8Array => bytesField(number, Buffer.from(text, "utf8"));
export function doubleField(number: number, value: number): Uint8Array {
  const content = new Uint8Array(8);
  new DataView(content.buffer).setFloat64(0, value, true);
  return joined(tag(number, 1), content);
}

/** The fields of a message as its encoder wrote it. */
export function fieldsOf(message: Uint8Array): readonly RawField[] {
  const fields: RawField[] = [];
  for (let at = 0; at < message.length;) {
    const [key, afterKey] = readVarint(message, at);
    const wire = key % 8;
    const [length, start] = wire === 2 ? readVarint(message, afterKey) : [sizeOf(message, afterKey, wire), afterKey];
    const end = start + length;
    fields.push({
      number: Math.floor(key / 8),
      wire,
      raw: message.slice(at, end),
      content: wire === 2 ? message.slice(start, end) : new Uint8Array(0),
    });
    at = end;
  }
  return fields;
}

/** The message with `field` in place of whatever it has of this number; undefined leaves it out. */
export function withField(message: Uint8Array, number: number, field?: Uint8Array): Uint8Array {
  const others = fieldsOf(message).filter((each) => each.number !== number);
  return joined(...others.map(({ raw }) => raw), ...(field === undefined ? [] : [field]));
}

/** The message with the message in field `number` changed. */
export function inField(message: Uint8Array, number: number, change: (inner: Uint8Array) => Uint8Array): Uint8Array {
  return joined(
    ...fieldsOf(message).map((each) => (each.number === number ? bytesField(number, change(each.content)) : each.raw)),
  );
}

/** A field that nobody knows, of so many bytes. */
export const padding = (bytes: number): Uint8Array => bytesField(1999, new Uint8Array(bytes));

function readVarint(message: Uint8Array, from: number): readonly [value: number, end: number] {
  let value = 0;
  for (let at = from, scale = 1; at < message.length; at++, scale *= 128) {
    const byte = message[at] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at + 1];
  }
  return [value, message.length];
}

function sizeOf(message: Uint8Array, from: number, wire: number): number {
  if (wire === 1) return 8;
  return wire === 5 ? 4 : readVarint(message, from)[1] - from;
}
