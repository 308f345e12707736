import { type Body, encodeEnvelope, type Envelope, type Sealed, type Terms } from "@chargepact/protocol";
import type { Embedded, Watts } from "@chargepact/protocol";
import { agreedTo, leased, type Leased, mostW, needy } from "./flows.js";
import type { Peer } from "./peer.js";
import type { Probe } from "./probe.js";
import { bytesField, joined, textField } from "./raw.js";
import { flat } from "./terms.js";

/** A message that was written and not sent. Its number is that of the peer's next one: whoever refuses it misses none. */
export interface Written {
  readonly envelope: Envelope;
  readonly bytes: Uint8Array;
}

/** A message in the present session. */
export function written(peer: Peer, body: Body): Written {
  const envelope = { ...peer.envelope(body, { seq: peer.seqNext }), sessionId: peer.session ?? "" };
  return { envelope, bytes: encodeEnvelope(envelope) };
}

/** Publishes an envelope's bytes with a signature that fits them, however long they are. */
export function publishSigned(peer: Peer, bytes: Uint8Array, note: string): void {
  peer.forge.publish(bundleOf([peer.forge.signed(bytes, peer.session ?? "")]), note);
}

/** A bundle, whatever is wrong with it. */
export function bundleOf(sealed: readonly Sealed[]): Uint8Array {
  return joined(...sealed.map((each) => bytesField(1, sealedBytes(each))));
}

function sealedBytes({ envelope, keyId, proof }: Sealed): Uint8Array {
  const key = keyId === "" ? [] : [textField(2, keyId)];
  const proofs = proof.kind === "none" ? [] : [bytesField(proof.kind === "signature" ? 3 : 4, proof.bytes)];
  return joined(bytesField(1, envelope), ...key, ...proofs);
}

export interface Raisable extends Leased {
  readonly highW: Watts;
  /** What it has agreed to and would draw if that were committed. */
  readonly agreed: Embedded<Terms>;
}

/** The agent under test holds less than it can draw, and has agreed to more: nothing but the commit is missing. */
export async function raisable(probe: Probe): Promise<Raisable> {
  if (mostW(probe) === 0) await needy(probe);
  const highW = mostW(probe);
  const held = await leased(probe, { powerW: lessW(probe, highW) });
  const agreed = await agreedTo(probe, flat(probe.scheduleMs, [highW]));
  return { ...held, highW, agreed };
}

/** Between the fallback and the most, W. */
export const lessW = ({ grantor }: Probe, highW: Watts): Watts =>
  Math.round(Math.max(highW / 2, (highW + grantor.admitted.importW) / 2));
