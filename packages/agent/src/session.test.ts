import { type Body, type CoreInput, encodeEnvelope, type Sealed } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { Admission } from "./admission.js";
import { seededEntropy } from "./entropy.js";
import { createSessionKeys, type SessionKeys } from "./keys.js";
import { macOf, sealInput } from "./seal.js";
import { Sessions } from "./sealer.js";
import { type Greeting, PeerSessions, type Session } from "./session.js";
import { createStats } from "./stats.js";
import { TopicBook } from "./topic-book.js";
import { world } from "./testing/world.js";

const entropy = seededEntropy("session");
let made = 0;

/** A Hello of one end as that end knows it, and as the other does. */
function greeting(seq: number, epoch = 1): { readonly own: Greeting; readonly heard: Greeting } {
  const ownKeys: SessionKeys = createSessionKeys(entropy);
  const bytes = Buffer.from(`hello ${made++}`);
  const ref = { epoch, seq };
  return { own: { ref, bytes, ownKeys }, heard: { ref, bytes, peerKey: ownKeys.publicKey } };
}

/** Both ends of one link. */
function pair() {
  const holder = new PeerSessions("cs");
  const grantor = new PeerSessions("ev");
  const hello = (seq: number): Greeting => {
    const { own, heard } = greeting(seq);
    holder.greeted(own);
    grantor.heardGreeting(heard);
    return heard;
  };
  let answers = 0;
  const answer = (to: Greeting): { readonly session: Session | undefined; readonly reply: Greeting } => {
    const { own, heard } = greeting(++answers, 7);
    return { session: grantor.answered(to.ref, own), reply: heard };
  };
  return { holder, grantor, hello, answer };
}

test("CP-SEAL-3 both ends derive the same session id and key from the two Hellos", () => {
  const { holder, grantor, hello, answer } = pair();
  const first = hello(1);
  const { session, reply } = answer(first);
  const other = holder.wasAnswered(first.ref, reply);
  expect(other?.id).toBe(session?.id);
  expect(other?.id).toMatch(/^[0-9a-f]{16}$/);
  const input = sealInput("t", Uint8Array.of(1), "");
  expect(Buffer.from(macOf(other!.key!, input))).toEqual(Buffer.from(macOf(session!.key!, input)));
  expect(grantor.current).toBe(session);
});

test("an answer that arrives twice changes nothing, and an older answer never replaces a newer session", () => {
  const { holder, hello, answer } = pair();
  const first = hello(1);
  const old = answer(first);
  const second = hello(2);
  const { session, reply } = answer(second);
  expect(holder.wasAnswered(second.ref, reply)?.id).toBe(session?.id);
  expect(holder.wasAnswered(second.ref, reply)?.id).toBe(session?.id);
  expect(holder.wasAnswered(first.ref, old.reply)).toBeUndefined();
  expect(holder.current?.id).toBe(session?.id);
});

test("an old Hello answered anew makes no session that is spoken in, until the peer proves that it has the key", () => {
  const { grantor, hello, answer } = pair();
  const first = hello(1);
  const live = answer(hello(2)).session;
  const replayed = answer(first).session;
  expect(grantor.current).toBe(live);
  expect(grantor.readable.map(({ id }) => id)).toContain(replayed?.id);
  grantor.proven(replayed!);
  expect(grantor.current).toBe(replayed);
});

test("the session before stays readable until the first message in the new one, and is then known to be over", () => {
  const { grantor, hello, answer } = pair();
  const before = answer(hello(1)).session!;
  const now = answer(hello(2)).session!;
  expect(grantor.readable).toEqual([now, before]);
  expect(grantor.isOver(before.id)).toBe(false);
  grantor.proven(now);
  expect(grantor.readable).toEqual([now]);
  expect(grantor.isOver(before.id)).toBe(true);
});

test("an answer to a Hello that was never heard makes no session", () => {
  const { grantor } = pair();
  expect(grantor.answered({ epoch: 1, seq: 99 }, greeting(1).own)).toBeUndefined();
  expect(grantor.current).toBeUndefined();
});

test("CP-SEAL-2 what binds is refused with a MAC although the session's key is right", () => {
  const { grantor, hello, answer } = pair();
  const session = answer(hello(1)).session!;
  const { registry } = world();
  const delivered: CoreInput[] = [];
  const sessions = new Sessions();
  Object.defineProperty(sessions, "with", { value: () => grantor });
  const resident = { id: "cs", sessions, deliver: (input: CoreInput) => void delivered.push(input) };
  const admission = new Admission({
    node: "cs",
    topics: new TopicBook({ root: "chargepact", site: "site" }),
    registry,
    insecure: false,
    rate: { perS: 1, burst: 1 },
    stats: createStats(),
    residents: new Map([["cs", resident]]),
    onRefused: () => undefined,
  });
  const maced = (body: Body): Sealed => {
    const header = { major: 1, minor: 0, sender: "ev", recipient: "cs", epoch: 1, seq: 5, ttlMs: 1 };
    const envelope = encodeEnvelope({ ...header, sessionId: session.id, body });
    return {
      envelope,
      keyId: "",
      proof: { kind: "mac", bytes: macOf(session.key!, sealInput("t", envelope, session.id)) },
    };
  };
  const said = { trade: { epoch: 1, counter: 1 }, version: { epoch: 1, counter: 2 }, hash: "00".repeat(16) };
  const money = { priceMicro: 5, costMicro: -9 };
  for (const body of [{ kind: "releaseAck" }, { kind: "tradeAccept", ...said, ...money }] as const) {
    expect(admission.receive("t", "ev", maced(body))?.why).toBe("proof");
  }
  expect(delivered).toEqual([]);
  expect(admission.receive("t", "ev", maced({ kind: "statusAck" }))).toBeUndefined();
  expect(delivered).toHaveLength(1);
});

test("a sealed end makes no session with a peer whose key gives no secret", () => {
  for (const peerKey of [undefined, new Uint8Array(32), new Uint8Array(31)]) {
    const { grantor } = pair();
    const ref = { epoch: 1, seq: 1 };
    grantor.heardGreeting({ ref, bytes: Uint8Array.of(1), ...(peerKey === undefined ? {} : { peerKey }) });
    expect(grantor.answered(ref, greeting(1).own)).toBeUndefined();
    expect(grantor.current).toBeUndefined();
  }
});
