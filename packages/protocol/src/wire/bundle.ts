import type { Sealed } from "../messages.js";
import { decodeChecked } from "./checked.js";
import { decodeMessage, type OpenTerms } from "./decode.js";
import { encoded, writeMessage } from "./encode.js";
import { bad, badIn, tooLarge } from "./fault.js";
import * as f from "./fields.js";
import { limits } from "./limits.js";

/** A Sealed as it travels. */
interface FlatSealed {
  readonly envelope: Uint8Array;
  readonly keyId: string;
  readonly signature?: Uint8Array;
  readonly mac?: Uint8Array;
}

const sealedSpec: f.SpecOf<Sealed> = f.packed(
  f.message<FlatSealed>("Sealed", {
    envelope: f.viewedBytes(1),
    keyId: f.token(2, 0, 64),
    signature: f.inOneof("proof", f.optional(f.rawBytes(3, 64))),
    mac: f.inOneof("proof", f.optional(f.rawBytes(4, 16))),
  }),
  unpackSealed,
  packSealed,
);
const bundleSpec = f.message<{ readonly sealed: readonly Sealed[] }>("Bundle", {
  sealed: f.list(f.one(1, sealedSpec), 1, limits.bundleCount), // CP-WIRE-2
});

/** The payload of a topic: 1 to 64 sealed envelopes. BAD_MESSAGE or TOO_LARGE of side local where a limit is broken. */
export function encodeBundle(sealed: readonly Sealed[]): Uint8Array {
  for (const { envelope } of sealed) checkEnvelope("local", envelope);
  const bytes = encoded(() => {
    writeMessage(bundleSpec, { sealed });
  });
  // CP-WIRE-2
  if (bytes.length > limits.bundleBytes) throw tooLarge("local", "Bundle", bytes.length, limits.bundleBytes);
  return bytes;
}

/**
 * Any bytes: 1 to 64 sealed envelopes, or BAD_MESSAGE or TOO_LARGE of side remote. Seals are not checked here. Envelopes are
 * views of `bytes`, which belong to the transport: who keeps one keeps a copy.
 */
export function decodeBundle(bytes: Uint8Array): readonly Sealed[] {
  // CP-WIRE-2
  if (bytes.length > limits.bundleBytes) throw tooLarge("remote", "Bundle", bytes.length, limits.bundleBytes);
  return decodeChecked(() => {
    const { sealed } = decodeMessage(bytes, bundleSpec, noTerms);
    for (const { envelope } of sealed) checkEnvelope("remote", envelope);
    return sealed;
  });
}

const noTerms: OpenTerms = () => {
  throw badIn("Bundle", "has no terms");
};

/** CP-WIRE-1 */
function checkEnvelope(side: "local" | "remote", envelope: Uint8Array): void {
  if (envelope.length === 0) throw bad(side, "Sealed.envelope", "is empty");
  if (envelope.length > limits.envelopeBytes) {
    throw tooLarge(side, "Envelope", envelope.length, limits.envelopeBytes);
  }
}

function unpackSealed({ envelope, keyId, signature, mac }: FlatSealed): Sealed {
  if (signature !== undefined) return { envelope, keyId, proof: { kind: "signature", bytes: signature } };
  if (mac !== undefined) return { envelope, keyId, proof: { kind: "mac", bytes: mac } };
  return { envelope, keyId, proof: { kind: "none" } };
}

function packSealed({ envelope, keyId, proof }: Sealed): FlatSealed {
  switch (proof.kind) {
    case "none":
      return { envelope, keyId };
    case "signature":
      return { envelope, keyId, signature: proof.bytes };
    case "mac":
      return { envelope, keyId, mac: proof.bytes };
  }
}
