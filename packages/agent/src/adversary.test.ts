import type { Band, Fallback } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { launchAgent } from "./run-agent.js";
import { MemoryStore, type Store } from "./store.js";
import { answers, greets, world } from "./testing/world.js";

test("CP-TIME-3 what lowers is applied also where the store took longer than a second, what raises is not", async () => {
  const w = world();
  const inner = new MemoryStore();
  let slow: (() => void) | undefined;
  const store: Store = {
    load: () => inner.load(),
    commit: (entries) => {
      inner.commit(entries);
      if (entries.every(([key]) => key.startsWith("shell/"))) return undefined;
      return new Promise<void>((resolve) => {
        slow = resolve;
      });
    },
    close: () => undefined,
  };
  const applied: number[] = [];
  const power = {
    apply: (_: number, { maxW }: Band) => applied.push(maxW),
    setFallback: (fallback: Fallback) => fallback,
  };
  const { handle } = launchAgent({
    ...w.options("cs", (event, core) => {
      if (event.kind !== "meter") return;
      core.emit({ kind: "persist", entries: [["meter", event.powerW]] });
      const band = { minW: 0, maxW: event.powerW };
      core.emit({ kind: "apply", connector: 1, band, validForMs: 60_000, decidedAt: event.now.mono });
    }),
    store,
    port: { power, listen: () => undefined },
  });
  w.clock.run(10);
  for (const [powerW, afterMs] of [
    [9000, 10],
    [2000, 1500],
    [8000, 1500],
  ] as const) {
    handle.input({ kind: "meter", connector: 1, powerW });
    w.clock.run(w.clock.now().mono + afterMs);
    slow?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(applied).toEqual([9000, 2000]);
});

test("CP-STORE-7 a store that is empty though a peer has seen an earlier life counts as lost", () => {
  const w = world();
  const grantor = launchAgent(w.options("cs", answers()));
  launchAgent(
    w.options(
      "ev",
      greets("cs", (event, core) => {
        if (event.kind !== "message" || event.envelope.body.kind !== "hello") return;
        const { envelope } = event;
        if (envelope.epoch <= 41)
          core.say("cs", { kind: "reject", reason: "EPOCH_STALE", detail: "seen", value: 41 }, envelope);
      }),
    ),
  );
  w.clock.run(5000);
  expect(grantor.handle.epoch).toBe(42);
  const [start] = w.coreOf("cs").seen;
  expect(start?.kind === "start" && start.lost).toBe(true);
});

test("CP-STORE-5 an agent that was suspended with its machine starts again, and believes no instant of before", () => {
  const w = world({}, "boot");
  const { handle } = launchAgent(w.options("ev"));
  w.clock.run(1000);
  expect(handle.epoch).toBe(1);
  // A suspended machine's monotonic clock stands still: its boot is none that anything of before can be compared with.
  (w.clock as { boot: string | undefined }).boot = "boot, suspended once";
  handle.input({ kind: "meter", connector: 1, powerW: 0 });
  w.clock.run(w.clock.now().mono + 5000);
  expect(handle.epoch).toBe(2);
  const [start] = w.coreOf("ev").seen;
  expect(start?.kind === "start" && start.sameBoot).toBe(false);
});
