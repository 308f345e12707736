import { ChargepactError } from "../errors.js";
import type { Embedded, Terms } from "../messages.js";
import { decodeChecked } from "./checked.js";
import { decodeMessage } from "./decode.js";
import { encoded, writeMessage } from "./encode.js";
import { tooLarge } from "./fault.js";
import { hex } from "./hex.js";
import { limits } from "./limits.js";
import { termsSpec } from "./spec-common.js";

/** SHA-256 of some bytes; injected because this package has no cryptography of its own. */
export type HashFunction = (bytes: Uint8Array) => Uint8Array;

const nested = (): never => {
  throw new ChargepactError("INTERNAL", "terms do not nest");
};

export function encodeTerms(terms: Terms): Uint8Array {
  const bytes = encoded(() => {
    writeMessage(termsSpec, terms);
  });
  if (bytes.length > limits.envelopeBytes) throw tooLarge("local", "Terms", bytes.length, limits.envelopeBytes);
  return bytes;
}

/** Any bytes: valid terms, or BAD_MESSAGE or TOO_LARGE of side remote. */
export function decodeTerms(bytes: Uint8Array): Terms {
  if (bytes.length > limits.envelopeBytes) throw tooLarge("remote", "Terms", bytes.length, limits.envelopeBytes);
  return decodeChecked(() => decodeMessage(bytes, termsSpec, nested));
}

/** Terms ready to travel. */
export function embedTerms(terms: Terms, hash: HashFunction): Embedded<Terms> {
  const bytes = encodeTerms(terms);
  return { value: terms, bytes, hash: hashOf(bytes, hash) };
}

/** Terms as they arrived, or were stored. CP-WIRE-13: the hash is over these very bytes. */
export function openTerms(bytes: Uint8Array, hash: HashFunction): Embedded<Terms> {
  return openOwnTerms(new Uint8Array(bytes), hash); // a copy: what came in belongs to the transport
}

/** The same of bytes that nobody else has. */
export function openOwnTerms(bytes: Uint8Array, hash: HashFunction): Embedded<Terms> {
  return { value: decodeTerms(bytes), bytes, hash: hashOf(bytes, hash) };
}

const hashOf = (bytes: Uint8Array, hash: HashFunction): string => hex(hash(bytes), 0, 16);
