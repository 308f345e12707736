import protobuf from "protobufjs/minimal.js";
import { badIn } from "./fault.js";
import { wires } from "./fields.js";
import { hex } from "./hex.js";
import { asciiText } from "./texts.js";

const { float, utf8 } = protobuf.util;

/**
 * Some bytes and how far they have been read. It reads what protobuf's readers read, but refuses where they are
 * lenient and we must not be. `end` is the end of the message or value around; `where` is for errors.
 */
export class Cursor {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  /** CP-WIRE-5: refuses what does not fit 32 bits, where a reader cuts it off. */
  varint(end: number, where: string): number {
    const { bytes } = this;
    if (this.at < end) {
      const first = bytes[this.at] as number;
      if (first < 128) {
        this.at += 1;
        return first;
      }
    }
    let result = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      if (this.at >= end) throw badIn(where, "ends within a varint");
      const byte = bytes[this.at] as number;
      this.at += 1;
      if (shift === 28 && byte > 15) break;
      result |= (byte & 127) << shift;
      if (byte < 128) return result >>> 0;
    }
    throw badIn(where, "has a varint of more than 32 bits");
  }

  /** A varint where the next tag is `tag`; −1 where it is another, or no varint of 32 bits follows. */
  tagged(tag: number, end: number): number {
    if (this.at >= end || this.bytes[this.at] !== tag) return -1;
    this.at += 1;
    return this.whole(end);
  }

  /** A varint, or −1 where there is none of 32 bits. */
  whole(end: number): number {
    const { bytes } = this;
    let result = 0;
    for (let shift = 0; shift <= 28 && this.at < end; shift += 7) {
      const byte = bytes[this.at++] as number;
      if (shift === 28 && byte > 15) return -1;
      result |= (byte & 127) << shift;
      if (byte < 128) return result >>> 0;
    }
    return -1;
  }

  /** Reads a length and gives the end of what is that long. */
  endOf(end: number, where: string): number {
    const length = this.varint(end, where);
    if (length > end - this.at)
      throw badIn(where, `states a length of ${length} bytes where ${end - this.at} are left`);
    return this.at + length;
  }

  double(end: number, where: string): number {
    const { at } = this;
    this.jump(end, where, 8);
    return float.readDoubleLE(this.bytes, at);
  }

  /** How many varints there are up to `end`. */
  varintsTo(end: number): number {
    let count = 0;
    for (let at = this.at; at < end; at += 1) if ((this.bytes[at] as number) < 128) count += 1;
    return count;
  }

  /** Text up to `end`; throws where it is no UTF-8. */
  text(end: number): string {
    const { bytes, at } = this;
    this.at = end;
    return asciiText(bytes, at, end) ?? utf8.readStrict(bytes, at, end);
  }

  /** Bytes up to `end` as hex. */
  hex(end: number): string {
    const { bytes, at } = this;
    this.at = end;
    return hex(bytes, at, end);
  }

  /** A copy of what is up to `end`: what came in belongs to the transport. */
  copy(end: number): Uint8Array {
    const { bytes, at } = this;
    this.at = end;
    const own = new Uint8Array(end - at);
    if (own.length > 64) own.set(bytes.subarray(at, end));
    else for (let i = at; i < end; i += 1) own[i - at] = bytes[i] as number;
    return own;
  }

  /** What is up to `end`, in the memory that it came in. */
  view(end: number): Uint8Array {
    const { bytes, at } = this;
    this.at = end;
    return new Uint8Array(bytes.buffer, bytes.byteOffset + at, end - at);
  }

  /** Passes by a value of a field that nobody knows. */
  skip(wire: number, end: number, where: string): void {
    switch (wire) {
      case wires.varint:
        this.skipVarint(end, where);
        return;
      case wires.double:
        this.jump(end, where, 8);
        return;
      case wires.delimited:
        this.at = this.endOf(end, where);
        return;
      case wires.fixed32:
        this.jump(end, where, 4);
        return;
      default:
        // CP-WIRE-4: groups and undefined wire types.
        throw badIn(where, `has wire type ${wire}, allowed: 0, 1, 2, 5`);
    }
  }

  private jump(end: number, where: string, by: number): void {
    if (this.at + by > end) throw badIn(where, `ends within a value of ${by} bytes`);
    this.at += by;
  }

  private skipVarint(end: number, where: string): void {
    for (let i = 0; i < 10; i += 1) {
      if (this.at >= end) throw badIn(where, "ends within a varint");
      const byte = this.bytes[this.at] as number;
      this.at += 1;
      if (byte < 128) return;
    }
    throw badIn(where, "has a varint of more than 10 bytes");
  }
}
