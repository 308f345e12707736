import { type AgentKeys, seededKeys, sealInput } from "@chargepact/agent";
import { encodeEnvelope, type Envelope, type Sealed } from "@chargepact/protocol";
import { bundleOf, type Written } from "../probe/written.js";
import type { Peer } from "../probe/peer.js";
import type { RequirementId } from "../requirements.js";

/** One way in which a message is not what it says. */
export interface Forgery {
  readonly id: RequirementId;
  readonly what: string;
  readonly make: () => { readonly sealed: Sealed; readonly topic?: string };
}

/** Another node of the site, whether there is one or not. */
const other = "somebody";

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  const index = at < 0 ? copy.length + at : at;
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}

/** What can be wrong with the seal of a message that carries a signature. */
export function forgeries(peer: Peer): readonly ((message: Written) => Forgery)[] {
  return Array.from({ length: kinds }, (_, index) => (message: Written) => {
    const forgery = forgeriesOf(peer, message)[index];
    if (forgery === undefined) throw new Error(`there are fewer than ${kinds} forgeries`);
    return forgery;
  });
}
const kinds = 14;

function forgeriesOf(peer: Peer, { envelope, bytes }: Written): readonly Forgery[] {
  const { keys } = peer.options;
  if (keys === undefined) return [];
  const session = envelope.sessionId;
  const { topic } = peer.forge;
  const foreign = topic.replace(/[^/]+$/, other);
  const seal = (options: {
    readonly bytes?: Uint8Array;
    readonly topic?: string;
    readonly session?: string;
    readonly by?: AgentKeys;
  }): Sealed => {
    const by = options.by ?? keys;
    const content = options.bytes ?? bytes;
    const proof = by.sign(sealInput(options.topic ?? topic, content, options.session ?? session));
    return { envelope: content, keyId: by.keyId, proof: { kind: "signature", bytes: proof } };
  };
  const changed = (change: Partial<Envelope>): Uint8Array => encodeEnvelope({ ...envelope, ...change });
  const good = seal({});
  const proof = good.proof.kind === "signature" ? good.proof.bytes : new Uint8Array(64);
  const stranger = seededKeys("kit", other);
  const of = (id: RequirementId, what: string, sealed: () => Sealed, at?: string): Forgery => ({
    ...{ id, what },
    make: () => ({ sealed: sealed(), ...(at === undefined ? {} : { topic: at }) }),
  });
  return [
    of("CP-SEAL-6", "a message without a seal", () => ({ envelope: bytes, keyId: "", proof: { kind: "none" } })),
    of("CP-SEAL-1", "a message of which one bit was changed", () => ({ ...good, envelope: flipped(bytes, -1) })),
    of("CP-SEAL-1", "a signature of which one bit was changed", () => ({
      ...good,
      proof: { kind: "signature", bytes: flipped(proof, 9) },
    })),
    of("CP-SEAL-1", "a message sealed for another topic", () => seal({ topic: foreign })),
    of("CP-SEAL-1", "a message sealed for another session than it names", () => seal({ session: "0011223344556677" })),
    of("CP-SEAL-3", "a message sealed in no session", () => seal({ session: "" })),
    of("CP-SEAL-3", "a message of no session", () => seal({ bytes: changed({ sessionId: "" }), session: "" })),
    of("CP-SEAL-2", "a message that binds with a MAC in place of a signature", () => ({
      envelope: bytes,
      keyId: "",
      proof: { kind: "mac", bytes: new Uint8Array(16) },
    })),
    of("CP-SEAL-6", "a message signed with a key that the registry does not have", () => seal({ by: stranger })),
    of("CP-TOPIC-4", "a message in the name of somebody else", () => seal({ bytes: changed({ sender: other }) })),
    of("CP-TOPIC-4", "a message in its own name", () => seal({ bytes: changed({ sender: envelope.recipient }) })),
    of("CP-TOPIC-4", "a message to somebody else", () => seal({ bytes: changed({ recipient: other }) })),
    of("CP-TOPIC-4", "a message in the inbox of another node", () => seal({ topic: foreign }), foreign),
    of("CP-WINDOW-3", "a message of an earlier life", () => seal({ bytes: changed({ epoch: envelope.epoch - 1 }) })),
  ];
}

/** Publishes it. */
export function publishForged(peer: Peer, { what, make }: Forgery): void {
  const { sealed, topic } = make();
  peer.forge.publish(bundleOf([sealed]), what, topic === undefined ? {} : { topic });
}
