import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Body, Envelope } from "../messages.js";
import { Window } from "./window.js";

const envelope = (seq: number, body: Body = { kind: "resync" }, epoch = 1): Envelope => ({
  major: 1,
  minor: 0,
  sender: "a",
  recipient: "b",
  epoch,
  seq,
  sessionId: "",
  ttlMs: 1000,
  body,
});
const hello = (seq: number, epoch = 1): Envelope =>
  envelope(
    seq,
    {
      kind: "hello",
      role: "battery",
      versions: [{ major: 1, minor: 0 }],
      features: [],
      criticalFeatures: [],
      nonce: new Uint8Array(16),
      sessionKey: new Uint8Array(0),
      fallback: { importW: 0, exportW: 0, rampWPerS: 1 },
      powerMaxW: 0,
      exportMaxW: 0,
      connectors: [],
      stepsMax: 1,
    },
    epoch,
  );
const status = (powerW: number): Body => ({ kind: "status", powerW, state: "NONE" });
const delivered = (window: Window, each: Envelope, bypass = false): readonly number[] => {
  const verdict = window.receive(each, bypass);
  return verdict.kind === "deliver" ? verdict.envelopes.map(({ seq }) => seq) : [];
};
const greeted = (): Window => {
  const window = new Window();
  window.receive(hello(1), false);
  return window;
};

describe("a window", () => {
  it("CP-WINDOW-1 delivers each message once and in order, whatever the order and the repeats it arrives in", () => {
    const arrivals = fc
      .integer({ min: 1, max: 40 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
          fc.array(fc.nat(count - 1), { maxLength: 40 }),
        ),
      );
    fc.assert(
      fc.property(arrivals, ([count, order, repeats]) => {
        const window = greeted();
        const got = [...order, ...repeats].flatMap((index) => delivered(window, envelope(index + 2, status(index))));
        expect(got).toEqual([...Array(count).keys()].map((index) => index + 2));
        expect(window.gapped).toBe(false);
      }),
    );
  });

  it("CP-WINDOW-1 gives the stored answer again to the same message", () => {
    const window = greeted();
    const answer = envelope(9);
    window.receive(envelope(2), false);
    window.answered(2, answer);
    expect(window.receive(envelope(2), false)).toEqual({ kind: "duplicate", answer });
  });

  it("CP-WINDOW-5 forgets a message and its answer some time after its life, and then takes nothing of its number", () => {
    const window = greeted();
    window.receive(envelope(2), false, 0);
    window.answered(2, envelope(9));
    expect(window.receive(envelope(2), false, 10_999).kind).toBe("duplicate");
    expect(window.receive(envelope(2), false, 11_000).kind).toBe("stale");
    expect(window.receive(envelope(3), false, 11_000).kind).toBe("deliver");
  });

  it("CP-WINDOW-2 calls the same identity with other content a conflict, also while it waits for a gap", () => {
    const window = greeted();
    window.receive(envelope(2, status(1)), false);
    window.receive(envelope(4, status(1)), false);
    expect(window.receive(envelope(2, status(2)), false).kind).toBe("conflict");
    expect(window.receive(envelope(4, status(2)), false).kind).toBe("conflict");
  });

  it("CP-WINDOW-3 takes nothing of a lower epoch, and nothing of an older seq it does not remember", () => {
    const window = new Window(4);
    window.receive(hello(1, 7), false);
    for (let seq = 2; seq < 20; seq++) window.receive(envelope(seq, status(seq), 7), false);
    expect(window.receive(hello(30, 6), false)).toEqual({ kind: "stale", epochSeen: 7 });
    expect(window.receive(envelope(3, status(3), 7), false).kind).toBe("stale");
    expect(window.receive(hello(3, 7), false).kind).toBe("stale");
  });

  it("CP-WINDOW-3 begins a higher epoch only with a Hello", () => {
    const window = greeted();
    expect(window.receive(envelope(1, status(1), 2), true)).toEqual({ kind: "stale", epochSeen: 1 });
    expect(delivered(window, hello(5, 2))).toEqual([5]);
    expect(window.receive(envelope(9, status(1), 1), false).kind).toBe("stale");
  });

  it("CP-WINDOW-5 keeps a bounded number of early messages", () => {
    const window = new Window(8);
    window.receive(hello(1), false);
    for (let seq = 3; seq < 1000; seq++) expect(delivered(window, envelope(seq, status(seq)))).toEqual([]);
    expect(delivered(window, envelope(2))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("CP-WINDOW-7 lets what bypasses pass a gap, once, and also after the gap was given up", () => {
    const window = greeted();
    expect(delivered(window, envelope(5), true)).toEqual([5]);
    expect(window.receive(envelope(5), true).kind).toBe("duplicate");
    expect(delivered(window, envelope(6))).toEqual([]);
    expect(window.skipGap().map(({ seq }) => seq)).toEqual([6]);
    expect(window.receive(envelope(4), false).kind).toBe("stale");
    expect(delivered(window, envelope(3), true)).toEqual([3]);
    expect(delivered(window, envelope(7))).toEqual([7]);
  });

  it("forgets what was seen when the link ends, but takes nothing older", () => {
    const window = greeted();
    for (const seq of [2, 3, 4]) window.receive(envelope(seq), false);
    window.forget();
    expect(window.receive(envelope(4), false).kind).toBe("stale");
    expect(delivered(window, hello(5))).toEqual([5]);
  });
});
