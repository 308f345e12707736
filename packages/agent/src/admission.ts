import type { Envelope, Sealed } from "@chargepact/protocol";
import type { DoorOptions, Resident } from "./door.js";
import { type OpenedSeal, openSeal } from "./open.js";
import { isRefused, openEnvelope, type Refused, refused } from "./refusal.js";
import { isSignedKind } from "./seal.js";
import type { Greeting, Session } from "./session.js";

/** A message of which topic, envelope, key, session and registry name the same two agents. */
interface Agreed {
  readonly resident: Resident;
  readonly envelope: Envelope;
  readonly sealed: Sealed;
  readonly session: Session | undefined;
  /** The local agent is the holder of the two. */
  readonly asks: boolean;
}

/** Judges what arrives in an inbox, after the cheap checks: seal, decoding, identity, session. */
export class Admission {
  constructor(private readonly options: DoorOptions) {}

  /** Delivers one message of node `from`, or says why it changes nothing. */
  receive(topic: string, from: string, sealed: Sealed): Refused | undefined {
    const { registry, insecure, residents } = this.options;
    const opened = openSeal({ topic, from, registry, insecure, residents }, sealed);
    if (opened !== undefined && isRefused(opened)) return opened;
    const envelope = openEnvelope(from, sealed);
    if (isRefused(envelope)) return envelope;
    if (opened === undefined) return this.triage(from, envelope);
    const known = sealed.proof.kind === "none" ? this.openUnsealed(envelope) : opened;
    if (known === undefined) return this.explain(from, envelope);
    const agreed = this.agree(from, sealed, envelope, known);
    if (isRefused(agreed)) return agreed;
    const refusal = agreed.session === undefined ? admitGreeting(agreed) : admitInSession(agreed, agreed.session);
    if (refusal === undefined) this.options.onTaken?.(topic, sealed, envelope);
    return refusal;
  }

  /** An unsealed message is of the session whose id it names. */
  private openUnsealed(envelope: Envelope): OpenedSeal | undefined {
    if (envelope.sessionId === "") return { signer: envelope.sender };
    const resident = this.options.residents.get(envelope.recipient);
    const session = resident?.sessions.find(envelope.sender)?.findReadable(({ id }) => id === envelope.sessionId);
    return session === undefined || resident === undefined ? undefined : { session, resident, signer: undefined };
  }

  private agree(from: string, sealed: Sealed, envelope: Envelope, opened: OpenedSeal): Agreed | Refused {
    const { registry, insecure } = this.options;
    const { sender, recipient, body } = envelope;
    const resident = this.options.residents.get(recipient);
    // CP-TOPIC-4
    if (resident === undefined || !sameSender(envelope, opened) || registry.agent(sender)?.node !== from) {
      return refused("identity", `${sender} to ${recipient} from ${from}`);
    }
    if (opened.session !== undefined && opened.resident !== resident) {
      return refused("identity", `${sender} to ${recipient} in a session of ${opened.resident?.id ?? "nobody"}`);
    }
    const asks = registry.isHolder(resident.id, sender);
    // CP-SESSION-4: no link, no message.
    if (!asks && !registry.isHolder(sender, resident.id)) return refused("notLinked", `${sender} and ${resident.id}`);
    if (!insecure && !proofFits(sealed, envelope)) {
      // CP-SEAL-2: what binds is signed, everything else is not.
      return refused("proof", `${body.kind} of ${sender} with a ${sealed.proof.kind}`);
    }
    return { resident, envelope, sealed, session: opened.session, asks };
  }

  /**
   * A seal that fits nothing known: a forgery, or a message of a session that is over or unknown. Nothing of it reaches
   * an agent but that this peer could not be understood.
   */
  private triage(from: string, envelope: Envelope): Refused {
    const { sender, recipient, sessionId, body } = envelope;
    const peer = this.options.residents.get(recipient)?.sessions.find(sender);
    const claimsLive = peer?.readable.some(({ id }) => id === sessionId) ?? false;
    return claimsLive || sessionId === "" ? refused("seal", `${body.kind} of ${sender}`) : this.explain(from, envelope);
  }

  /** CP-SEAL-4: an unknown session makes the agent greet anew; one that is over does not. */
  private explain(from: string, { sender, recipient, sessionId }: Envelope): Refused {
    const { registry, residents } = this.options;
    const resident = residents.get(recipient);
    if (resident === undefined || registry.agent(sender)?.node !== from) {
      return refused("identity", `${sender} from ${from}`);
    }
    if (!registry.isHolder(resident.id, sender) && !registry.isHolder(sender, resident.id)) {
      return refused("notLinked", `${sender} and ${resident.id}`);
    }
    if (resident.sessions.with(sender).isOver(sessionId)) return refused("stale", sender);
    resident.deliver({ kind: "unexplained", peer: sender });
    return refused("unexplained", sender);
  }
}

function sameSender({ sender, sessionId }: Envelope, { session, signer }: OpenedSeal): boolean {
  if (signer !== undefined && signer !== sender) return false;
  return session === undefined
    ? signer !== undefined && sessionId === ""
    : session.peer === sender && session.id === sessionId;
}

function proofFits({ proof }: Sealed, { body, sessionId }: Envelope): boolean {
  const signed = proof.kind === "signature";
  return isSignedKind(body) === signed || (body.kind === "reject" && sessionId === "" && signed);
}

/** What is sealed in no session: a Hello, or the reject of one's own Hello. */
function admitGreeting({ resident, envelope, sealed, asks }: Agreed): Refused | undefined {
  const { body, sender, inReplyTo } = envelope;
  const peer = resident.sessions.with(sender);
  if (body.kind !== "hello") {
    // CP-SEAL-3: outside Hello and its reject, a message belongs to a session.
    if (body.kind !== "reject" || inReplyTo === undefined || !peer.hasSaidHello(inReplyTo)) {
      return refused("stale", `${body.kind} of ${sender} outside a session`);
    }
    resident.deliver({ kind: "message", envelope });
    return undefined;
  }
  const ref = { epoch: envelope.epoch, seq: envelope.seq };
  const peerKey = body.sessionKey.length === 0 ? {} : { peerKey: body.sessionKey };
  const greeting: Greeting = { ref, bytes: new Uint8Array(sealed.envelope), ...peerKey };
  peer.gotHello(ref);
  if (asks && inReplyTo !== undefined) {
    const session = peer.wasAnswered(inReplyTo, greeting);
    if (session === undefined) return refused("stale", `Hello of ${sender} answers none of ours`);
    resident.deliver({ kind: "message", envelope, session: session.id });
    return undefined;
  }
  if (!asks) peer.heardGreeting(greeting);
  resident.deliver({ kind: "message", envelope });
  return undefined;
}

function admitInSession({ resident, envelope, asks }: Agreed, session: Session): Refused | undefined {
  const { sender, epoch, body } = envelope;
  const spoken = (asks ? session.grantorHello : session.holderHello).epoch;
  if (epoch !== spoken || body.kind === "hello") {
    return refused("identity", `${body.kind} of ${sender} with epoch ${epoch} in a session of epoch ${spoken}`);
  }
  resident.sessions.with(sender).proven(session);
  resident.deliver({ kind: "message", envelope, session: session.id });
  return undefined;
}
