import { type AgentId, type Envelope, encodeEnvelope, type Hello, type Sealed } from "@chargepact/protocol";
import type { Entropy } from "./entropy.js";
import { type AgentKeys, createSessionKeys } from "./keys.js";
import type { Registry } from "./registry.js";
import { isSignedKind, sealInput, sealMac } from "./seal.js";
import { type Greeting, PeerSessions, type Session } from "./session.js";
import { Stamp } from "./stamp.js";
import type { Stats } from "./stats.js";

const none = new Uint8Array(0);

/** One agent's sessions, by peer, within one life. */
export class Sessions {
  private readonly peers = new Map<AgentId, PeerSessions>();

  /** Undefined for a peer that nothing was exchanged with yet. */
  find(peer: AgentId): PeerSessions | undefined {
    return this.peers.get(peer);
  }

  /** Of a peer that the registry knows: these are kept for this life. */
  with(peer: AgentId): PeerSessions {
    let sessions = this.peers.get(peer);
    if (sessions === undefined) this.peers.set(peer, (sessions = new PeerSessions(peer)));
    return sessions;
  }
}

export interface SealerOptions {
  readonly self: AgentId;
  readonly registry: Registry;
  /** Absent: unsealed. */
  readonly keys: AgentKeys | undefined;
  readonly entropy: Entropy;
  readonly sessions: Sessions;
  readonly stats: Stats;
}

/**
 * Turns what a core says into bytes with a proof. An envelope is sealed once: a repeat of the same object gives the
 * same bytes, in the session it was first sent in, since the same identity must have the same content.
 */
export class Sealer {
  constructor(private readonly options: SealerOptions) {}

  /** Undefined where a message needs a session and there is none. Throws `BAD_INPUT` for what cannot be encoded. */
  seal(envelope: Envelope, topic: string): Sealed | undefined {
    const known = Stamp.of(envelope, this);
    if (known !== undefined) return known;
    const sealed = this.sealFirst(envelope, topic);
    if (sealed !== undefined) Stamp.put(envelope, this, sealed);
    return sealed;
  }

  private sealFirst(envelope: Envelope, topic: string): Sealed | undefined {
    const { body, recipient } = envelope;
    if (body.kind === "hello") return this.sealHello(envelope, body, topic);
    if (recipient === "" || this.answersHello(envelope)) return this.sign({ ...envelope, sessionId: "" }, topic);
    const session = this.options.sessions.with(recipient).current;
    if (session === undefined) return undefined;
    const complete = { ...envelope, sessionId: session.id };
    return isSignedKind(body) ? this.sign(complete, topic) : this.mac(complete, topic, session);
  }

  /** A reject of a Hello goes out where no session can be: signed, and bound to that Hello by what it answers. */
  private answersHello({ body, recipient, inReplyTo }: Envelope): boolean {
    return (
      body.kind === "reject" && inReplyTo !== undefined && this.options.sessions.with(recipient).hasGotHello(inReplyTo)
    );
  }

  private sealHello(envelope: Envelope, body: Hello, topic: string): Sealed {
    const { self, registry, entropy, keys, sessions } = this.options;
    const begins = registry.isHolder(self, envelope.recipient);
    const ownKeys =
      keys !== undefined && (begins || envelope.inReplyTo !== undefined) ? createSessionKeys(entropy) : undefined;
    const filled: Hello = { ...body, nonce: entropy(16), sessionKey: ownKeys?.publicKey ?? none };
    const sealed = this.sign({ ...envelope, sessionId: "", body: filled }, topic);
    const greeting: Greeting = {
      ref: { epoch: envelope.epoch, seq: envelope.seq },
      bytes: sealed.envelope,
      ...(ownKeys === undefined ? {} : { ownKeys }),
    };
    const peer = sessions.with(envelope.recipient);
    peer.saidHello(greeting.ref);
    if (begins) peer.greeted(greeting);
    else if (envelope.inReplyTo !== undefined) peer.answered(envelope.inReplyTo, greeting);
    return sealed;
  }

  private sign(envelope: Envelope, topic: string): Sealed {
    const { keys, stats } = this.options;
    const bytes = encodeEnvelope(envelope);
    if (keys === undefined) return { envelope: bytes, keyId: "", proof: { kind: "none" } };
    stats.signed++;
    const signature = keys.sign(sealInput(topic, bytes, envelope.sessionId));
    return { envelope: bytes, keyId: keys.keyId, proof: { kind: "signature", bytes: signature } };
  }

  private mac(envelope: Envelope, topic: string, session: Session): Sealed {
    const bytes = encodeEnvelope(envelope);
    if (session.key === undefined) return { envelope: bytes, keyId: "", proof: { kind: "none" } };
    this.options.stats.maced++;
    const mac = sealMac(session.key, topic, bytes, envelope.sessionId);
    return new Maced(bytes, mac);
  }
}

/** Kept as long as its envelope may be repeated, and so no literal: see ARCHITECTURE.md, "What is kept". */
class Maced implements Sealed {
  readonly keyId = "";
  readonly proof: Proof;
  constructor(
    readonly envelope: Uint8Array,
    mac: Uint8Array,
  ) {
    this.proof = new Proof(mac);
  }
}

class Proof {
  readonly kind = "mac";
  constructor(readonly bytes: Uint8Array) {}
}
