import type { AgentId, MessageRef } from "@chargepact/protocol";
import { type SessionKeys, sha256 } from "./keys.js";
import { MacKey, sealContext } from "./seal.js";

/** What two agents share after `Hello ⇄ Hello`. */
export interface Session {
  readonly peer: AgentId;
  /** First 8 bytes of SHA-256 over both Hello envelopes, the holder's first; hex. */
  readonly id: string;
  /** Absent where messages are unsealed. */
  readonly key: MacKey | undefined;
  readonly holderHello: MessageRef;
  readonly grantorHello: MessageRef;
}

/** One Hello as it was on the wire, with what is needed to make a session of it. */
export interface Greeting {
  readonly ref: MessageRef;
  readonly bytes: Uint8Array;
  /** The peer's public session key, where the Hello is the peer's; empty where messages are unsealed. */
  readonly peerKey?: Uint8Array;
  /** One's own session keys, where the Hello is one's own. */
  readonly ownKeys?: SessionKeys;
}

const greetingsKept = 4;
const hellosKept = 8;
const retiredKept = 8;

/** Negative where `a` was sent before `b` by the same sender. */
export const compareRefs = (a: MessageRef, b: MessageRef): number => a.epoch - b.epoch || a.seq - b.seq;
const sameRef = (a: MessageRef, b: MessageRef): boolean => compareRefs(a, b) === 0;

/**
 * The sessions of one local agent with one peer. Only the holder begins: its Hello and the grantor's answer to it make
 * a session; a grantor's Hello that answers nothing makes none.
 *
 * A replayed old Hello must not tear a live session down. So a new session takes over at once only where the holder's
 * Hello is newer than any that made a session before; otherwise it waits until a message sealed in it proves that the
 * peer has its key. The session before stays readable until the first message in the new one arrives.
 */
export class PeerSessions {
  /** What messages go out in. */
  current: Session | undefined;
  private previous: Session | undefined;
  private tentative: Session | undefined;
  /** One's own Hellos that began something, and the peer's; newest last. */
  private readonly own: Greeting[] = [];
  private readonly heard: Greeting[] = [];
  /** Every recent Hello, answers too: what a reject outside a session may be about. */
  private readonly said: MessageRef[] = [];
  private readonly got: MessageRef[] = [];
  /** Ids of sessions that are over: their late messages are no riddle. */
  private readonly retired: string[] = [];

  constructor(readonly peer: AgentId) {}

  /** Sessions that an arriving message may be sealed in, likeliest first. */
  get readable(): readonly Session[] {
    return [this.current, this.previous, this.tentative].filter((session) => session !== undefined);
  }

  /** The likeliest of them that `fits`. */
  findReadable(fits: (session: Session) => boolean): Session | undefined {
    const { current, previous, tentative } = this;
    if (current !== undefined && fits(current)) return current;
    if (previous !== undefined && fits(previous)) return previous;
    return tentative !== undefined && fits(tentative) ? tentative : undefined;
  }

  /** True for a session that was in use and is over. */
  isOver(id: string): boolean {
    return this.retired.includes(id);
  }

  /** Remembers any Hello of one's own. */
  saidHello(ref: MessageRef): void {
    keep(this.said, ref, hellosKept);
  }

  /** Remembers any Hello of the peer. */
  gotHello(ref: MessageRef): void {
    if (!this.hasGotHello(ref)) keep(this.got, ref, hellosKept);
  }

  hasSaidHello(ref: MessageRef): boolean {
    return this.said.some((said) => sameRef(said, ref));
  }

  hasGotHello(ref: MessageRef): boolean {
    return this.got.some((got) => sameRef(got, ref));
  }

  /** Holder: remembers a Hello it begins with. */
  greeted(greeting: Greeting): void {
    keep(this.own, greeting, greetingsKept);
  }

  /** Grantor: remembers a Hello that the holder begins with. */
  heardGreeting(greeting: Greeting): void {
    if (!this.heard.some(({ ref }) => sameRef(ref, greeting.ref))) keep(this.heard, greeting, greetingsKept);
  }

  /** Grantor: its Hello answers the holder's Hello `to`. Without a Hello `to` nothing is made. */
  answered(to: MessageRef, answer: Greeting): Session | undefined {
    const hello = this.heard.find((greeting) => sameRef(greeting.ref, to));
    if (hello === undefined) return undefined;
    const session = this.make(hello, answer, answer.ownKeys, hello.peerKey);
    if (session === undefined) return undefined;
    if (this.current === undefined || compareRefs(to, this.current.holderHello) > 0) this.replace(session);
    else this.tentative = session;
    return session;
  }

  /** Holder: the peer's Hello answers one's own Hello `to`. An older answer than the current session's makes nothing. */
  wasAnswered(to: MessageRef, answer: Greeting): Session | undefined {
    const hello = this.own.find((greeting) => sameRef(greeting.ref, to));
    if (hello === undefined) return undefined;
    const { current } = this;
    if (current !== undefined) {
      const order = compareRefs(to, current.holderHello) || compareRefs(answer.ref, current.grantorHello);
      if (order <= 0) return order === 0 ? current : undefined;
    }
    const session = this.make(hello, answer, hello.ownKeys, answer.peerKey);
    if (session !== undefined) this.replace(session);
    return session;
  }

  /** A message sealed in this session arrived: the peer has its key. */
  proven(session: Session): void {
    if (session === this.tentative) {
      this.tentative = undefined;
      this.replace(session);
    }
    if (session === this.current && this.previous !== undefined) {
      this.retire(this.previous);
      this.previous = undefined;
    }
  }

  private replace(session: Session): void {
    if (this.previous !== undefined) this.retire(this.previous);
    this.previous = this.current;
    this.current = session;
  }

  private retire(session: Session): void {
    keep(this.retired, session.id, retiredKept);
  }

  /** Undefined where one's own end is sealed and the peer's key gives no secret. */
  private make(holder: Greeting, grantor: Greeting, keys?: SessionKeys, peerKey?: Uint8Array): Session | undefined {
    // CP-SEAL-3: both Hellos with their epochs and nonces are in the id, and the id is in the key.
    const digest = sha256(Buffer.concat([holder.bytes, grantor.bytes])).subarray(0, 8);
    const key = keys === undefined ? undefined : derived(keys, peerKey, digest);
    if (keys !== undefined && key === undefined) return undefined;
    const id = Buffer.from(digest).toString("hex");
    return { peer: this.peer, id, key, holderHello: holder.ref, grantorHello: grantor.ref };
  }
}

function derived(keys: SessionKeys, peerKey: Uint8Array | undefined, salt: Uint8Array): MacKey | undefined {
  if (peerKey === undefined) return undefined;
  try {
    return new MacKey(keys.derive(peerKey, salt, sealContext));
  } catch {
    return undefined;
  }
}

function keep<T>(list: T[], item: T, max: number): void {
  list.push(item);
  if (list.length > max) list.shift();
}
