import type { Envelope, Sealed } from "@chargepact/protocol";

/** A constructor that makes nothing: a class below it puts its fields on the object that it was given. */
const Given = function (object: object) {
  return object;
} as unknown as new (object: object) => object;

/**
 * How an envelope was sealed, kept with it and by whom: as a WeakMap keeps it, unseen by everybody else, but for a tenth of
 * the time. A WeakMap that every message goes into was a sixth of an exchange, most of it when garbage is collected.
 */
export class Stamp extends Given {
  #by: object;
  #sealed: Sealed;

  private constructor(envelope: Envelope, by: object, sealed: Sealed) {
    super(envelope);
    this.#by = by;
    this.#sealed = sealed;
  }

  /** The newest stamp counts: what a node says of itself outlives the life whose sealer sealed it. */
  static put(envelope: Envelope, by: object, sealed: Sealed): void {
    if (#by in envelope) {
      envelope.#by = by;
      envelope.#sealed = sealed;
    } else new Stamp(envelope, by, sealed);
  }

  /** What `by` sealed of this very object; undefined: nothing yet. */
  static of(envelope: Envelope, by: object): Sealed | undefined {
    return #by in envelope && envelope.#by === by ? envelope.#sealed : undefined;
  }
}
