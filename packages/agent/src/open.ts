import type { AgentId, Sealed } from "@chargepact/protocol";
import type { Resident } from "./door.js";
import { type Refused, refused } from "./refusal.js";
import type { Registry } from "./registry.js";
import { sameMac, sealInput, sealMac, signatureFits } from "./seal.js";
import type { Session } from "./session.js";

export interface SealSource {
  readonly topic: string;
  /** The node that the topic names as writer. */
  readonly from: string;
  readonly registry: Registry;
  readonly insecure: boolean;
  readonly residents: ReadonlyMap<AgentId, Resident>;
}

/** What a fitting seal proves: the signing agent, the session, or both. */
export interface OpenedSeal {
  readonly signer: AgentId | undefined;
  readonly session?: Session;
  /** The local end of the session. */
  readonly resident?: Resident;
}

interface Candidate {
  readonly session: Session;
  readonly resident: Resident;
}

/** Checks a seal before anything is decoded. A refusal where it can be no good, undefined where it fits nothing known. */
export function openSeal(source: SealSource, sealed: Sealed): OpenedSeal | Refused | undefined {
  const { proof } = sealed;
  // CP-SEAL-6: no proof is good enough only where that was asked for.
  if (proof.kind === "none") {
    return source.insecure ? { signer: undefined } : refused("unsealed", source.from);
  }
  return proof.kind === "signature" ? openSignature(source, sealed, proof.bytes) : openMac(source, sealed, proof.bytes);
}

function openSignature(source: SealSource, sealed: Sealed, signature: Uint8Array): OpenedSeal | Refused | undefined {
  const { topic, from, registry } = source;
  const known = registry.key(sealed.keyId);
  if (known === undefined || registry.agent(known.agent)?.node !== from)
    return refused("seal", `key ${sealed.keyId} is none of ${from}`);
  const fits = (sessionId: string): boolean =>
    signatureFits(known.key, sealInput(topic, sealed.envelope, sessionId), signature);
  const sessions = candidates(source, [known.agent]);
  // The current session first: what binds is sent there. A Hello, sealed in none, pays for one check more.
  const [likely, ...others] = sessions;
  if (likely !== undefined && fits(likely.session.id)) return { signer: known.agent, ...likely };
  if (fits("")) return { signer: known.agent };
  const found = others.find(({ session }) => fits(session.id));
  return found === undefined ? undefined : { signer: known.agent, ...found };
}

/** Every message in a session comes this way: nothing is gathered before it is tried. */
function openMac(source: SealSource, { envelope }: Sealed, mac: Uint8Array): OpenedSeal | undefined {
  const { topic, from, registry, residents } = source;
  const fits = ({ key, id }: Session): boolean => key !== undefined && sameMac(mac, sealMac(key, topic, envelope, id));
  for (const resident of residents.values()) {
    for (const { id } of registry.agentsOf(from)) {
      const session = resident.sessions.with(id).findReadable(fits);
      if (session !== undefined) return { signer: undefined, session, resident };
    }
  }
  return undefined;
}

function candidates({ residents }: SealSource, peers: readonly AgentId[]): Candidate[] {
  const found: Candidate[] = [];
  for (const resident of residents.values()) {
    for (const peer of peers) {
      for (const session of resident.sessions.with(peer).readable) found.push({ session, resident });
    }
  }
  return found;
}
