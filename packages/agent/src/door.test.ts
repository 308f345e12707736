import {
  type Body,
  decodeBundle,
  decodeEnvelope,
  encodeBundle,
  encodeEnvelope,
  type Envelope,
  type Sealed,
} from "@chargepact/protocol";
import { expect, test } from "vitest";
import { MemoryAuditSink, AuditLog, firstBreak } from "./audit.js";
import { seededKeys, sha256 } from "./keys.js";
import { launchAgent } from "./run-agent.js";
import { macOf, sealInput, MacKey } from "./seal.js";
import type { Refusal } from "./stats.js";
import { answers, greets, hello, world } from "./testing/world.js";
import type { Transport } from "./transport.js";

const statusAck = { kind: "statusAck" } as const;
const releaseAck = { kind: "releaseAck" } as const;
const inboxOfCs = "chargepact/1/site/inbox/cs/ev";

interface Captured {
  readonly topic: string;
  readonly payload: Uint8Array;
}

/** A charger and a battery in session, an attacker on the network, and all that was said. */
function scene(options: { readonly rate?: { perS: number; burst: number } } = {}) {
  const captured: Captured[] = [];
  const w = world({
    hook: (_from, _to, topic, payload) => {
      captured.push({ topic, payload });
      return undefined;
    },
  });
  const audit = new MemoryAuditSink();
  const refused: Refusal[] = [];
  const cs = launchAgent({
    ...w.options("cs", answers()),
    ...options,
    audit: new AuditLog(audit),
    onRefused: (refusal) => refused.push(refusal),
  });
  const says: Body[] = [];
  const ev = launchAgent(
    w.options(
      "ev",
      greets("cs", (event, core) => {
        if (event.kind === "trip") for (const body of says.splice(0)) core.say("cs", body);
      }),
    ),
  );
  const attacker = w.net.transport("attacker");
  attacker.open({ filters: [], handlers: { up: () => undefined, down: () => undefined, message: () => undefined } });
  const step = (): void => w.clock.run(w.clock.now().mono + 50);
  step();
  const say = (...bodies: Body[]): void => {
    says.push(...bodies);
    ev.handle.input({ kind: "trip", trip: { departureS: 1, energyWh: 1 } });
    step();
  };
  const last = (topic: string): Captured => captured.filter((each) => each.topic === topic).at(-1)!;
  const inject = (topic: string, payload: Uint8Array): readonly Refusal[] => {
    refused.length = 0;
    attacker.publish(topic, payload);
    step();
    return [...refused];
  };
  const heard = (): number => w.coreOf("cs").seen.length;
  return { ...w, cs, ev, say, step, last, inject, heard, captured, refused, audit, attacker };
}

const only = (payload: Uint8Array): Sealed => decodeBundle(payload)[0]!;

test("CP-SEAL-1 changing one bit of an envelope, its seal or its topic breaks the seal, signed or with a MAC", () => {
  for (const body of [statusAck, releaseAck]) {
    const s = scene();
    s.say(body);
    const sealed = only(s.last(inboxOfCs).payload);
    if (sealed.proof.kind === "none") throw new Error("unsealed");
    expect(sealed.proof.kind).toBe(body === statusAck ? "mac" : "signature");
    const before = s.heard();
    const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
      bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    for (let bit = 0; bit < sealed.envelope.length * 8; bit++) {
      const changed = s.inject(inboxOfCs, encodeBundle([{ ...sealed, envelope: flip(sealed.envelope, bit) }]));
      expect(["seal", "malformed", "identity", "notLinked", "unexplained"]).toContain(changed[0]);
    }
    for (let bit = 0; bit < sealed.proof.bytes.length * 8; bit += 3) {
      const proof = { ...sealed.proof, bytes: flip(sealed.proof.bytes, bit) };
      expect(s.inject(inboxOfCs, encodeBundle([{ ...sealed, proof }]))).toEqual(["seal"]);
    }
    expect(s.inject("chargepact/1/site/inbox/cs/other", encodeBundle([sealed]))).toHaveLength(1);
    const messages = s
      .coreOf("cs")
      .seen.slice(before)
      .filter(({ kind }) => kind !== "unexplained");
    expect(messages).toEqual([]);
  }
});

test("CP-SEAL-2 what does not bind is refused with a signature", () => {
  const s = scene();
  s.say(statusAck);
  const from = decodeEnvelope(only(s.last(inboxOfCs).payload).envelope, sha256);
  const bytesOf = (body: Body): Uint8Array => encodeEnvelope({ ...from, seq: from.seq + 1, body });
  const signature = s.keys.get("ev")!.sign(sealInput(inboxOfCs, bytesOf(statusAck), from.sessionId));
  const signed: Sealed = {
    envelope: bytesOf(statusAck),
    keyId: s.keys.get("ev")!.keyId,
    proof: { kind: "signature", bytes: signature },
  };
  expect(s.inject(inboxOfCs, encodeBundle([signed]))).toEqual(["proof"]);
});

test("CP-SEAL-6 a message without a seal is refused where insecure was not asked for", () => {
  const s = scene();
  s.say(statusAck);
  const sealed = only(s.last(inboxOfCs).payload);
  expect(s.inject(inboxOfCs, encodeBundle([{ ...sealed, proof: { kind: "none" } }]))).toEqual(["unsealed"]);
});

test("CP-SEAL-3 a message of an earlier session changes nothing and starts no new greeting", () => {
  const s = scene();
  s.say(statusAck);
  const old = s.last(inboxOfCs);
  const first = s.coreOf("cs").messages.at(-1)?.session;
  // The battery greets anew, twice: the second session ends the first for good.
  for (let i = 0; i < 2; i++) {
    s.say(hello);
    s.say(statusAck);
  }
  const now = s.coreOf("cs").messages.at(-1)?.session;
  expect(now).not.toBe(first);
  const before = s.heard();
  expect(s.inject(old.topic, old.payload)).toEqual(["stale"]);
  expect(s.heard()).toBe(before);
});

test("CP-SEAL-3 a replayed Hello does not tear a live session down", () => {
  const s = scene();
  const greeting = s.captured.find(({ topic }) => topic === inboxOfCs)!;
  s.say(hello);
  s.say(statusAck);
  const session = s.coreOf("cs").messages.at(-1)?.session;
  s.inject(greeting.topic, greeting.payload);
  s.say(statusAck);
  expect(s.coreOf("cs").messages.at(-1)?.session).toBe(session);
  expect(s.coreOf("cs").messages.at(-1)?.envelope.body.kind).toBe("statusAck");
  expect(s.coreOf("ev").seen.some(({ kind }) => kind === "unexplained")).toBe(false);
});

test("while a new session is being made, messages of the one before are still understood", () => {
  const s = scene();
  s.say(statusAck, hello, statusAck);
  const got = s.coreOf("cs").messages.map(({ envelope }) => envelope.body.kind);
  expect(got.slice(-3)).toEqual(["statusAck", "hello", "statusAck"]);
  s.say(statusAck);
  const sessions = new Set(s.coreOf("cs").messages.flatMap(({ session }) => session ?? []));
  expect(sessions.size).toBe(2);
});

test("CP-SEAL-4 a message that no session explains makes the agent greet, and changes nothing", () => {
  const s = scene();
  s.say(statusAck);
  // The charger dies and comes back without its sessions.
  void s.cs.handle.kill();
  launchAgent(
    s.options("cs", (event, core) => {
      if (event.kind === "unexplained") core.say(event.peer, { ...hello, role: "charger" });
      else answers()(event, core);
    }),
  );
  s.step();
  s.say(statusAck);
  const events = s.coreOf("cs").seen.filter(({ kind }) => kind === "message" || kind === "unexplained");
  expect(events[0]).toMatchObject({ kind: "unexplained", peer: "ev" });
  expect(events.some((event) => event.kind === "message" && event.envelope.body.kind === "statusAck")).toBe(false);
  // The charger's Hello answers nothing, so it makes no session: the battery has to greet anew.
  expect(s.coreOf("ev").messages.at(-1)?.session).toBeUndefined();
  s.say(hello);
  s.say(statusAck);
  expect(s.coreOf("cs").messages.at(-1)?.envelope.body.kind).toBe("statusAck");
});

test("CP-SEAL-5 a message is dropped at the first failure: size, topic, rate, seal, decoding", () => {
  const s = scene({ rate: { perS: 1, burst: 20 } });
  s.say(statusAck);
  const good = s.last(inboxOfCs).payload;
  const evil = seededKeys("evil", "ev");
  const garbage: Sealed = {
    envelope: Uint8Array.of(1, 2, 3),
    keyId: evil.keyId,
    proof: { kind: "signature", bytes: new Uint8Array(64) },
  };
  expect(s.inject(inboxOfCs, new Uint8Array(70_000))).toEqual(["size"]);
  expect(s.inject("chargepact/1/site/inbox/cs", good)).toEqual([]);
  expect(s.inject("chargepact/1/site/inbox/cs/nobody", new Uint8Array(3))).toEqual(["unknownNode"]);
  expect(s.inject(inboxOfCs, encodeBundle([garbage]))).toEqual(["seal"]);
  expect(s.inject(inboxOfCs, Uint8Array.of(255))).toEqual(["malformed"]);
  for (let i = 0; i < 30; i++) s.inject(inboxOfCs, Uint8Array.of(255));
  expect(s.inject(inboxOfCs, encodeBundle([garbage]))).toEqual(["rate"]);
});

test("CP-WINDOW-5 a flood in one peer's name costs the others nothing", () => {
  const s = scene({ rate: { perS: 1, burst: 20 } });
  launchAgent(
    s.options(
      "other",
      greets("cs", (event, core) => {
        if (event.kind === "trip") core.say("cs", statusAck);
      }),
    ),
  );
  for (let i = 0; i < 40; i++) s.attacker.publish(inboxOfCs, Uint8Array.of(255));
  s.step();
  expect(s.cs.handle.stats.refused.rate).toBeGreaterThan(10);
  expect(s.coreOf("cs").messages.map(({ envelope }) => envelope.sender)).toContain("other");
});

test("CP-TOPIC-3 a retained delivery in an inbox is dropped", () => {
  const s = scene();
  s.say(statusAck);
  const { topic, payload } = s.last(inboxOfCs);
  s.attacker.publish(topic, payload, { retain: true });
  s.step();
  s.refused.length = 0;
  s.net.breakConnection("cs");
  s.clock.run(s.clock.now().mono + 5_000);
  expect(s.refused).toContain("retained");
});

test("CP-TOPIC-4 sender, node, key and registry must agree, else it is an audited security event", () => {
  const s = scene();
  s.say(statusAck);
  const { sessionId } = decodeEnvelope(only(s.last(inboxOfCs).payload).envelope, sha256);
  const other = s.keys.get("other")!;
  const forged = (envelope: Partial<Envelope>, topic: string): Uint8Array => {
    const bytes = encodeEnvelope({
      major: 1,
      minor: 0,
      sender: "ev",
      recipient: "cs",
      epoch: 1,
      seq: 9,
      sessionId,
      ttlMs: 1,
      body: releaseAck,
      ...envelope,
    });
    const proof = {
      kind: "signature",
      bytes: other.sign(sealInput(topic, bytes, envelope.sessionId ?? sessionId)),
    } as const;
    return encodeBundle([{ envelope: bytes, keyId: other.keyId, proof }]);
  };
  const before = s.heard();
  const own = "chargepact/1/site/inbox/cs/other";
  const greeting = { sessionId: "", body: { ...hello, nonce: new Uint8Array(16) } };
  // Another's key on this node's topic; another's name with one's own key; somebody else's message; no link to him.
  expect(s.inject(inboxOfCs, forged({}, inboxOfCs))).toEqual(["seal"]);
  expect(s.inject(own, forged(greeting, own))).toEqual(["identity"]);
  expect(s.inject(own, forged({ ...greeting, sender: "other", recipient: "grid" }, own))).toEqual(["identity"]);
  expect(s.heard()).toBe(before);
  const security = s.audit.lines.filter((line) => line.includes('"kind":"security"'));
  expect(security).toHaveLength(3);
  expect(firstBreak(s.audit.lines)).toBeUndefined();
});

test("CP-SESSION-4 a message of an agent that the registry gives no link to is refused", () => {
  const s = scene();
  const refusedAtEv: Refusal[] = [];
  void s.ev.handle.kill();
  launchAgent({ ...s.options("ev"), onRefused: (refusal) => refusedAtEv.push(refusal) });
  launchAgent(
    s.options("other", (event, core) => {
      if (event.kind === "transportUp") core.say("ev", hello);
    }),
  );
  s.step();
  expect(refusedAtEv).toEqual(["notLinked"]);
});

test("CP-WINDOW-3 an older retained presence never overwrites a newer one", () => {
  const s = scene();
  const topic = "chargepact/1/site/node/cs/presence";
  const first = s.captured.find((each) => each.topic === topic)!;
  s.net.breakConnection("cs");
  s.clock.run(s.clock.now().mono + 5_000);
  const before = s.coreOf("ev").messages.length;
  s.attacker.publish(first.topic, first.payload, { retain: true });
  s.step();
  expect(s.coreOf("ev").messages).toHaveLength(before);
  expect(s.ev.handle.stats.refused.stale).toBeGreaterThan(0);
});

test("CP-SEAL-7 both ends keep what binds with its seal, in a chain", () => {
  const s = scene();
  s.say(releaseAck, statusAck);
  const kinds = s.audit.lines
    .map((line) => (JSON.parse(line) as { kind: string; body?: string }).body)
    .filter((body) => body !== undefined);
  expect(kinds).toEqual(["releaseAck"]);
});

test("a MAC is the first 16 bytes of HMAC-SHA-256 over the length-prefixed context, topic, envelope and session", () => {
  const input = sealInput("t", Uint8Array.of(9), "ab");
  expect(Buffer.from(input).toString("hex")).toBe(
    `0000000c${Buffer.from("chargepact/1").toString("hex")}0000000174000000010900000002${Buffer.from("ab").toString("hex")}`,
  );
  expect(macOf(new MacKey(new Uint8Array(32)), input)).toHaveLength(16);
});

/** A transport that uses the memory of a message again once it was delivered. */
function overwriting(inner: Transport): Transport {
  return {
    loopback: inner.loopback,
    publish: (topic, payload, options) => inner.publish(topic, payload, options),
    close: (graceful) => inner.close(graceful),
    open: (session) => {
      const message = (topic: string, payload: Uint8Array, retained: boolean): void => {
        const lent = payload.slice();
        session.handlers.message(topic, lent, retained);
        lent.fill(0);
      };
      inner.open({ ...session, handlers: { ...session.handlers, message } });
    },
  };
}

test("what is kept of a message stays as it was when the transport uses its memory again", () => {
  const w = world({});
  const refused: Refusal[] = [];
  launchAgent(w.options("cs", answers()));
  const options = w.options("ev", greets("cs"));
  const ev = launchAgent({
    ...options,
    transport: overwriting(options.transport),
    onRefused: (refusal) => refused.push(refusal),
  });
  const step = (): void => w.clock.run(w.clock.now().mono + 5_000);
  step();
  const before = ev.handle.stats.received;
  w.net.breakConnection("ev");
  step();
  expect(ev.handle.stats.received).toBeGreaterThan(before); // the retained presence again, which is known
  expect(refused).toEqual([]);
});
