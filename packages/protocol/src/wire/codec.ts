import type { ErrorSide } from "../errors.js";
import type { Body, BodyKind, Envelope } from "../messages.js";
import { decodeChecked } from "./checked.js";
import { bad, shown, tooLarge } from "./fault.js";
import type { SpecOf } from "./fields.js";
import { chargepact } from "./gen/chargepact.js";
import { limits } from "./limits.js";
import { readMessage } from "./read.js";
import { scanEnvelope } from "./scan.js";
import { bodySpecs, headerSpec } from "./spec.js";
import { openTerms, type HashFunction } from "./terms.js";
import { writeMessage } from "./write.js";

/** Every key that generated code looks for, in one order: objects of one shape are several times faster to encode. */
const blank: Readonly<Record<string, unknown>> = Object.fromEntries(
  [...headerSpec.rows.map(({ key }) => key), ...Object.keys(bodySpecs)].map((key) => [key, null]),
);

/** The bytes that are sealed and sent. Throws BAD_MESSAGE or TOO_LARGE of side local where the envelope breaks a limit. */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  const { body } = envelope;
  checkRecipient("local", envelope.recipient, body);
  const flat = Object.assign({ ...blank }, writeMessage(headerSpec, envelope));
  flat[body.kind] = writeMessage(specOf(body.kind), body);
  const bytes = chargepact.v1.Envelope.encode(flat).finish();
  // CP-WIRE-1
  if (bytes.length > limits.envelopeBytes) throw tooLarge("local", "Envelope", bytes.length, limits.envelopeBytes);
  return new Uint8Array(bytes); // generated code gives a Buffer, which shares memory and slices otherwise
}

/** Any bytes: a valid envelope, or BAD_MESSAGE or TOO_LARGE of side remote; never anything else (CP-WIRE-11). */
export function decodeEnvelope(bytes: Uint8Array, hash: HashFunction): Envelope {
  // CP-WIRE-1
  if (bytes.length > limits.envelopeBytes) throw tooLarge("remote", "Envelope", bytes.length, limits.envelopeBytes);
  return decodeChecked(() => {
    const kind = scanEnvelope(bytes);
    const flat = chargepact.v1.Envelope.decode(bytes);
    const open = (terms: Uint8Array) => openTerms(terms, hash);
    const header = readMessage(headerSpec, flat, open);
    const body = readMessage(specOf(kind), flat[kind] ?? {}, open, { kind });
    checkRecipient("remote", header.recipient, body);
    return Object.assign(header, { body });
  });
}

function specOf(kind: BodyKind): SpecOf<Body> {
  if (!Object.hasOwn(bodySpecs, kind)) throw bad("local", "Envelope.body", `has kind ${shown(kind)}`);
  return bodySpecs[kind][1];
}

/** CP-WIRE-14: a broadcast authorises nothing, so only what authorises nothing may be one. */
function checkRecipient(side: ErrorSide, recipient: string, body: Body): void {
  switch (body.kind) {
    case "presence":
    case "roster":
    case "planNotice":
      if (recipient !== "")
        throw bad(side, "Envelope.recipient", `is ${shown(recipient)} of a ${body.kind}, allowed: none`);
      return;
    case "offer":
      if (recipient !== "" || body.reservedMs === undefined) return;
      throw bad(side, "Envelope.recipient", "is missing of a reserved offer");
    default:
      if (recipient === "") throw bad(side, "Envelope.recipient", `is missing of a ${body.kind}`);
  }
}
