import { headBytes } from "./frames.js";

/** A frame from the engine; `payload` is valid within the call alone. */
export interface Frame {
  readonly status: number;
  readonly number: number;
  readonly micros: number;
  readonly payload: Uint8Array;
}

/** Puts frames together from chunks of any size. One longer than `payloadMax` is no frame of ours: an error. */
export class Receiver {
  readonly #buffer: Uint8Array;
  readonly #head: Uint32Array;
  readonly #onFrame: (frame: Frame) => void;
  #got = 0;

  constructor(payloadMax: number, onFrame: (frame: Frame) => void) {
    this.#buffer = new Uint8Array(headBytes + payloadMax);
    this.#head = new Uint32Array(this.#buffer.buffer, 0, headBytes / 4);
    this.#onFrame = onFrame;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const wanted = this.#got < headBytes ? headBytes : this.#frameBytes();
      const take = Math.min(wanted - this.#got, chunk.length - at);
      this.#buffer.set(chunk.subarray(at, at + take), this.#got);
      this.#got += take;
      at += take;
      if (this.#got >= headBytes && this.#got === this.#frameBytes()) this.#complete();
    }
  }

  #frameBytes(): number {
    const bytes = headBytes + (this.#head[0] ?? 0);
    if (bytes > this.#buffer.length) throw new RangeError(`a frame of ${bytes} bytes, at most ${this.#buffer.length}`);
    return bytes;
  }

  #complete(): void {
    const payload = this.#buffer.subarray(headBytes, this.#got);
    const [, status = 0, number = 0, micros = 0] = this.#head;
    this.#got = 0;
    this.#onFrame({ status, number, micros, payload });
  }
}
