import protobuf from "protobufjs/minimal.js";

const { float, utf8 } = protobuf.util;

/** Bytes as protobuf lays them out, put together in memory that is used again for every message. */
export class Writer {
  private bytes = new Uint8Array(1_024);
  private at = 0;

  /** Forgets what was written. */
  begin(): void {
    this.at = 0;
  }

  /** What was written, in memory of its own. */
  taken(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }

  /** Whole, 0 to 2³² − 1. */
  varint(value: number): void {
    this.reserve(5);
    const { bytes } = this;
    let { at } = this;
    let rest = value >>> 0;
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.at = at;
  }

  /** Whole, −2³¹ to 2³¹ − 1; near zero takes few bytes. */
  zigzag(value: number): void {
    this.varint((value << 1) ^ (value >> 31));
  }

  double(value: number): void {
    this.reserve(8);
    float.writeDoubleLE(value, this.bytes, this.at);
    this.at += 8;
  }

  /** Bytes after their length. */
  block(value: Uint8Array): void {
    const { length } = value;
    this.varint(length);
    this.reserve(length);
    this.bytes.set(value, this.at);
    this.at += length;
  }

  /** Text after its length in UTF-8. */
  text(value: string): void {
    const { length } = value;
    const from = this.at;
    this.varint(length);
    this.reserve(length);
    const { bytes, at } = this;
    for (let i = 0; i < length; i += 1) {
      const code = value.charCodeAt(i);
      if (code > 127) {
        this.at = from;
        this.wideText(value);
        return;
      }
      bytes[at + i] = code;
    }
    this.at = at + length;
  }

  /** What lower-case hex names, after its length. */
  hex(value: string): void {
    const length = value.length / 2;
    this.varint(length);
    this.reserve(length);
    const { bytes } = this;
    for (let i = 0; i < length; i += 1)
      bytes[this.at++] = (digit(value.charCodeAt(2 * i)) << 4) | digit(value.charCodeAt(2 * i + 1));
  }

  /** Begins what stands after its length; to be given to `close`. */
  open(): number {
    this.reserve(1);
    this.at += 1;
    return this.at;
  }

  /** Ends what `open` began at `from`. */
  close(from: number): void {
    const length = this.at - from;
    if (length < 128) {
      this.bytes[from - 1] = length;
      return;
    }
    const more = length < 16_384 ? 1 : length < 2_097_152 ? 2 : 3;
    this.reserve(more);
    this.bytes.copyWithin(from + more, from, this.at);
    this.at = from - 1;
    this.varint(length);
    this.at += length;
  }

  private wideText(value: string): void {
    const length = utf8.length(value);
    this.varint(length);
    this.reserve(length);
    this.at += utf8.write(value, this.bytes, this.at);
  }

  private reserve(more: number): void {
    const needed = this.at + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

const digit = (code: number): number => (code < 58 ? code - 48 : code - 87); // "0" is 48, "a" is 97
