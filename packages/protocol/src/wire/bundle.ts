import type { Sealed } from "../messages.js";
import { bad, badIn, tooLarge } from "./fault.js";
import * as f from "./fields.js";
import { chargepact } from "./gen/chargepact.js";
import { limits } from "./limits.js";
import { decodeChecked } from "./checked.js";
import { readMessage, type OpenTerms } from "./read.js";
import { scanMessage } from "./scan.js";
import { writeMessage } from "./write.js";

/** A Sealed as it travels. */
interface FlatSealed {
  readonly envelope: Uint8Array;
  readonly keyId: string;
  readonly signature?: Uint8Array;
  readonly mac?: Uint8Array;
}

const sealedSpec: f.SpecOf<Sealed> = f.packed(
  f.message<FlatSealed>("Sealed", {
    envelope: f.rawBytes(1),
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
  const flat = writeMessage(bundleSpec, { sealed });
  const bytes = chargepact.v1.Bundle.encode(flat).finish();
  // CP-WIRE-2
  if (bytes.length > limits.bundleBytes) throw tooLarge("local", "Bundle", bytes.length, limits.bundleBytes);
  return new Uint8Array(bytes); // generated code gives a Buffer, which shares memory and slices otherwise
}

/** Any bytes: 1 to 64 sealed envelopes, or BAD_MESSAGE or TOO_LARGE of side remote. Seals are not checked here. */
export function decodeBundle(bytes: Uint8Array): Sealed[] {
  // CP-WIRE-2
  if (bytes.length > limits.bundleBytes) throw tooLarge("remote", "Bundle", bytes.length, limits.bundleBytes);
  return decodeChecked(() => {
    scanMessage(bytes, bundleSpec);
    const { sealed } = readMessage(bundleSpec, chargepact.v1.Bundle.decode(bytes), noTerms);
    for (const { envelope } of sealed) checkEnvelope("remote", envelope);
    return [...sealed];
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
