const publishHead = 0x30;
const retainBit = 0x01;
const emptyProperties = 0;

export interface FrameOptions {
  readonly retain: boolean;
  /** 4 = MQTT 3.1.1, 5. */
  readonly protocolVersion: 4 | 5;
}

/**
 * A PUBLISH packet of QoS 0 as it travels (MQTT 3.1.1, 3.3; MQTT 5 without properties), in one piece: MQTT.js writes the
 * same in five, of which the socket makes one again a tick later. The difference is a tenth of an exchange.
 */
export function publishFrame(topic: string, payload: Uint8Array, { retain, protocolVersion }: FrameOptions): Buffer {
  const topicBytes = Buffer.byteLength(topic, "utf8");
  const remaining = 2 + topicBytes + (protocolVersion === 5 ? 1 : 0) + payload.length;
  const frame = Buffer.allocUnsafe(1 + lengthBytes(remaining) + remaining);
  frame[0] = retain ? publishHead | retainBit : publishHead;
  let at = putLength(frame, 1, remaining);
  frame[at++] = topicBytes >>> 8;
  frame[at++] = topicBytes;
  at += frame.write(topic, at, "utf8");
  if (protocolVersion === 5) frame[at++] = emptyProperties;
  frame.set(payload, at);
  return frame;
}

/** What is needed of a connection's stream. */
type Corkable = Pick<NodeJS.WritableStream, "write"> & { cork(): void; uncork(): void };

/** Writes what is first in a tick at once, and what follows it in the same tick in one piece at the end of the tick. */
export class Gather {
  private held: Corkable | undefined;

  write(stream: Corkable, frame: Buffer): void {
    stream.write(frame);
    if (this.held === stream) return;
    this.release();
    this.held = stream;
    stream.cork();
    process.nextTick(this.release);
  }

  private readonly release = (): void => {
    this.held?.uncork();
    this.held = undefined;
  };
}

/** How many bytes a remaining length takes. */
function lengthBytes(length: number): number {
  let count = 1;
  for (let rest = length >>> 7; rest > 0; rest >>>= 7) count++;
  return count;
}

/** Seven bits a byte, the lowest first; gives the end. */
function putLength(into: Buffer, from: number, length: number): number {
  let at = from;
  for (let rest = length; ; rest >>>= 7) {
    into[at++] = rest > 127 ? (rest & 127) | 128 : rest;
    if (rest <= 127) return at;
  }
}
