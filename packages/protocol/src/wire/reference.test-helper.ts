import type { Body, Envelope, Terms } from "../messages.js";
import { limits } from "./limits.js";
import { chargepact } from "./gen/chargepact.js";
import type { SpecOf } from "./fields.js";
import { hex } from "./hex.js";
import { readMessage } from "./reference-read.test-helper.js";
import { scanEnvelope, scanMessage } from "./reference-scan.test-helper.js";
import { flatOf } from "./reference-write.test-helper.js";
import { bodySpecs, headerSpec } from "./spec.js";
import { termsSpec } from "./spec-common.js";
import type { HashFunction } from "./terms.js";

/**
 * The codec as protobufjs has it: its generated code encodes and decodes, a walk over the tags before it and the tables
 * after it refuse what it lets pass. What is used in its place must say the same. For tests only.
 */

const { v1 } = chargepact;

export function referenceEncode(envelope: Envelope): Uint8Array {
  const { body } = envelope;
  const spec = bodySpecs[body.kind][1] as SpecOf<Body>;
  const flat = { ...flatOf(headerSpec, envelope), [body.kind]: flatOf(spec, body) };
  return new Uint8Array(v1.Envelope.encode(flat).finish());
}

/** Throws for what is refused. What a whole envelope must be besides its fields is not looked at. */
export function referenceDecode(bytes: Uint8Array, hash: HashFunction): Envelope {
  const kind = scanEnvelope(bytes);
  const flat = v1.Envelope.decode(bytes);
  const open = (encoded: Uint8Array) => {
    if (encoded.length > limits.envelopeBytes) throw new Error("too large");
    const own = new Uint8Array(encoded);
    return { value: decodeTerms(own), bytes: own, hash: hex(hash(own).subarray(0, 16)) };
  };
  const header = readMessage(headerSpec, flat, open);
  const body = readMessage(bodySpecs[kind][1] as SpecOf<Body>, flat[kind] ?? {}, open, { kind } as Partial<Body>);
  return { ...header, body };
}

function decodeTerms(bytes: Uint8Array): Terms {
  scanMessage(bytes, termsSpec);
  return readMessage(termsSpec, v1.Terms.decode(bytes), () => {
    throw new Error("terms do not nest");
  });
}
