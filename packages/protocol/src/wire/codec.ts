import type { ErrorSide } from "../errors.js";
import type { Body, BodyKind, Envelope } from "../messages.js";
import { decodeChecked } from "./checked.js";
import { Cursor } from "./cursor.js";
import { Decoder } from "./decode.js";
import { encoded, writeField, writeMessage } from "./encode.js";
import { bad, badIn, shown, tooLarge } from "./fault.js";
import { type SpecOf, wires } from "./fields.js";
import { limits } from "./limits.js";
import { bodyKinds, bodySpecs, headerSpec, type Header } from "./spec.js";
import { openOwnTerms, type HashFunction } from "./terms.js";

/** The bytes that are sealed and sent. Throws BAD_MESSAGE or TOO_LARGE of side local where the envelope breaks a limit. */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  const { body } = envelope;
  checkRecipient("local", envelope.recipient, body);
  const [number, spec] = specOf(body.kind);
  const bytes = encoded(() => {
    writeMessage(headerSpec, envelope);
    writeField(number, spec, body);
  });
  // CP-WIRE-1
  if (bytes.length > limits.envelopeBytes) throw tooLarge("local", "Envelope", bytes.length, limits.envelopeBytes);
  return bytes;
}

/** Any bytes: a valid envelope, or BAD_MESSAGE or TOO_LARGE of side remote; never anything else (CP-WIRE-11). */
export function decodeEnvelope(bytes: Uint8Array, hash: HashFunction): Envelope {
  // CP-WIRE-1
  if (bytes.length > limits.envelopeBytes) throw tooLarge("remote", "Envelope", bytes.length, limits.envelopeBytes);
  return decodeChecked(() => {
    const decoder = new Decoder(new Cursor(bytes), (terms) => openOwnTerms(terms, hash));
    let body: Body | undefined;
    decoder.read(bytes.length, headerSpec, (number, wire, end) => {
      const kind = bodyKinds.get(number);
      if (kind === undefined) return false;
      if (wire !== wires.delimited)
        throw badIn(`Envelope.${kind}`, `has wire type ${wire}, allowed: ${wires.delimited}`);
      // CP-WIRE-3
      if (body !== undefined) {
        throw badIn("Envelope.body", `is there twice, as ${body.kind} and ${kind}, allowed: one`);
      }
      const bodyEnd = decoder.cursor.endOf(end, `Envelope.${kind}`);
      // No literal with fields: what is decoded is kept for a while (ARCHITECTURE.md, "What is kept").
      const into: Record<string, unknown> = {};
      into["kind"] = kind;
      body = decoder.message(bodyEnd, bodySpecs[kind][1], into) as Body;
      return true;
    });
    if (body === undefined) throw badIn("Envelope.body", "is missing, or of an unknown kind");
    const header = decoder.complete(headerSpec, {}) as Header;
    checkRecipient("remote", header.recipient, body);
    return Object.assign(header, { body });
  });
}

function specOf(kind: BodyKind): readonly [number: number, spec: SpecOf<Body>] {
  if (!Object.hasOwn(bodySpecs, kind)) throw bad("local", "Envelope.body", `has kind ${shown(kind)}`);
  return bodySpecs[kind];
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
