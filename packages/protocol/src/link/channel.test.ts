import { expect, it } from "vitest";
import type { Body, Envelope } from "../messages.js";
import { Channel } from "./channel.js";
import { CoreContext, defaultTimings } from "./context.js";

/** The grantor's end of a channel, and what it delivered. */
function grantor() {
  const context = new CoreContext("cs", 1, defaultTimings, (bytes) => bytes, 1, 1);
  const delivered: string[] = [];
  const channel = new Channel(context, "ev", {
    deliver: ({ body, seq }) => delivered.push(`${body.kind} ${String(seq)}`),
    bypasses: () => false,
    gapSkipped: () => delivered.push("gap"),
    unknownLife: () => delivered.push("unknown life"),
  });
  const sent = (): readonly string[] =>
    context.drain().flatMap((effect) => (effect.kind === "send" ? [effect.envelope.body.kind] : []));
  const pass = (ms: number): void => {
    context.now = { mono: context.now.mono + ms, t: 0 };
    context.timers.advance(context.now.mono);
  };
  return { channel, delivered, sent, pass };
}

const from = (seq: number, body: Body, inReplyTo?: number): Envelope => ({
  major: 1,
  minor: 0,
  sender: "ev",
  recipient: "cs",
  epoch: 1,
  seq,
  sessionId: "",
  ttlMs: 30_000,
  body,
  ...(inReplyTo === undefined ? {} : { inReplyTo: { epoch: 1, seq: inReplyTo } }),
});
const status: Body = { kind: "status", powerW: 0, state: "NONE" };

/** A message with number 2 is lost, and the gap that it leaves is given up. */
function afterLoss() {
  const end = grantor();
  end.channel.request({ kind: "resync" });
  end.channel.receive(from(1, { kind: "hello" } as Body));
  end.channel.receive(from(3, status));
  end.pass(defaultTimings.reorderMs);
  end.sent();
  expect(end.delivered.splice(0)).toEqual(["hello 1", "gap", "status 3"]);
  return end;
}
const answer: Body = { kind: "snapshot", needVersions: [] };

it("CP-WINDOW-3 takes the answer to an open request also where the gap that it was lost with was given up, once", () => {
  const { channel, delivered, sent, pass } = afterLoss();
  channel.receive(from(2, answer, 1));
  channel.receive(from(2, answer, 1));
  expect(delivered).toEqual(["snapshot 2"]);
  pass(defaultTimings.requestTtlMs);
  expect(sent()).toEqual([]);
});

it("CP-WINDOW-3 takes nothing else from before a gap that was given up: no request, no interim answer, no other's answer", () => {
  const { channel, delivered } = afterLoss();
  channel.receive(from(2, answer));
  channel.receive(from(2, status, 1));
  channel.receive(from(2, answer, 7));
  expect(delivered).toEqual([]);
});

it("CP-TIME-6 knows when it asked for the time, also where it said its status in answer to something meanwhile", () => {
  const { channel, pass } = grantor();
  const asked = channel.request(status);
  pass(100);
  channel.answer(from(1, answer), status);
  expect(channel.sentAt(asked)?.sentMono).toBe(0);
});
