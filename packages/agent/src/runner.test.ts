import { ChargepactError, type Fallback } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { seededEntropy } from "./entropy.js";
import { launchAgent } from "./run-agent.js";
import { MemoryStore, type Store, type StoreEntry } from "./store.js";
import { answers, greets, hello, world } from "./testing/world.js";

const status = { kind: "statusAck" } as const;

test("two agents greet and speak in one session, sealed and with insecure set", () => {
  for (const insecure of [false, true]) {
    const w = world();
    launchAgent({ ...w.options("cs", answers()), insecure });
    launchAgent({
      ...w.options(
        "ev",
        greets("cs", (event, core) => {
          if (event.kind === "message" && event.envelope.body.kind === "hello") core.say("cs", status);
        }),
      ),
      insecure,
    });
    w.clock.run(1_000);
    const [greeting, said] = w.coreOf("cs").messages;
    expect(greeting?.envelope.body.kind).toBe("hello");
    expect(greeting?.session).toBeUndefined();
    expect(said?.envelope.body.kind).toBe("statusAck");
    const answered = w.coreOf("ev").messages.find(({ envelope }) => envelope.body.kind === "hello");
    expect(said?.session).toMatch(/^[0-9a-f]{16}$/);
    expect(answered?.session).toBe(said?.session);
  }
});

test("CP-STORE-3 the epoch grows at every start and is durable before the agent connects", () => {
  const w = world();
  const log: string[] = [];
  const inner = new MemoryStore();
  const store: Store = {
    load: () => inner.load(),
    commit: (entries) => {
      log.push(...entries.map(([key, value]) => `${key}=${String(value)}`));
      inner.commit(entries);
    },
    close: () => undefined,
  };
  const transport = w.net.transport("ev");
  const open: typeof transport.open = (session) => {
    log.push("open");
    transport.open(session);
  };
  const spied = { ...transport, open };
  for (const epoch of [1, 2]) {
    const { handle } = launchAgent({ ...w.options("ev"), store, transport: spied });
    expect(handle.epoch).toBe(epoch);
    expect(log.splice(0)).toEqual([
      `shell/nodeEpoch=${epoch}`,
      "shell/registryVersion=1",
      `shell/epoch=${epoch}`,
      "open",
    ]);
    void handle.kill();
  }
});

test("CP-STORE-1 with a store that takes time, nothing is sent or applied before the facts are durable", async () => {
  const w = world();
  const order: string[] = [];
  let release: () => void = () => undefined;
  const inner = new MemoryStore();
  const store: Store = {
    load: () => inner.load(),
    commit: (entries) => {
      inner.commit(entries);
      if (entries.every(([key]) => key.startsWith("shell/"))) return undefined;
      return new Promise<void>((resolve) => {
        release = () => {
          order.push("durable");
          resolve();
        };
      });
    },
    close: () => undefined,
  };
  const power = {
    apply: (connector: number) => order.push(`apply ${connector}`),
    setFallback: (fallback: Fallback) => fallback,
  };
  const { handle } = launchAgent({
    ...w.options("cs", (event, core) => {
      if (event.kind === "meter") {
        core.emit({ kind: "persist", entries: [["meter", event.connector]] });
        core.emit({
          kind: "apply",
          connector: event.connector,
          band: { minW: 0, maxW: 1 },
          validForMs: 9,
          decidedAt: event.now.mono,
        });
      }
    }),
    store,
    port: { power, listen: () => undefined },
  });
  w.clock.run(10);
  handle.input({ kind: "meter", connector: 1, powerW: 0 });
  handle.input({ kind: "meter", connector: 2, powerW: 0 });
  expect(order).toEqual([]);
  release();
  await Promise.resolve().then(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual(["durable", "apply 1"]);
  release();
  await new Promise((resolve) => setImmediate(resolve));
  expect(order).toEqual(["durable", "apply 1", "durable", "apply 2"]);
});

test("CP-STORE-2 an agent whose store fails is started again from it, with a higher epoch and without the effects after it", () => {
  const w = world();
  const inner = new MemoryStore();
  let broken = false;
  const store: Store = {
    load: () => inner.load(),
    commit: (entries: readonly StoreEntry[]) => {
      if (broken) throw new ChargepactError("STORE_FAILED", "disk full");
      inner.commit(entries);
    },
    close: () => undefined,
  };
  const problems: string[] = [];
  const { handle } = launchAgent({
    ...w.options("ev", (event, core) => {
      if (event.kind !== "trip") return;
      core.emit({ kind: "persist", entries: [["trip", 1]] });
      core.emit({ kind: "alarm", code: "STORE_LOST", detail: "must not be reached" });
    }),
    store,
    onProblem: (error) => problems.push(error.code),
    onAlarm: () => problems.push("alarm"),
  });
  w.clock.run(10);
  broken = true;
  handle.input({ kind: "trip", trip: { departureS: 1, energyWh: 1 } });
  w.clock.run(2_000);
  expect(handle.epoch).toBe(1);
  broken = false;
  w.clock.run(10_000);
  expect(handle.epoch).toBe(2);
  expect(problems).toEqual(["STORE_FAILED", "STORE_FAILED"]);
  expect(w.coreOf("ev").seen.map(({ kind }) => kind)).toEqual(["start", "transportUp"]);
});

test("CP-TIME-3 an apply whose decision is older than 1 s is dropped, a younger one keeps what is left of its validity", () => {
  const w = world();
  const applied: number[] = [];
  const power = {
    apply: (_: number, __: unknown, validForMs: number) => applied.push(validForMs),
    setFallback: (f: Fallback) => f,
  };
  const { handle } = launchAgent({
    ...w.options("ev", (event, core) => {
      if (event.kind !== "trip") return;
      for (const age of [0, 1_000, 1_001]) {
        const decidedAt = event.now.mono - age;
        core.emit({ kind: "apply", connector: 1, band: { minW: 0, maxW: 1 }, validForMs: 5_000, decidedAt });
      }
    }),
    port: { power, listen: () => undefined },
  });
  w.clock.run(5_000);
  handle.input({ kind: "trip", trip: { departureS: 1, energyWh: 1 } });
  expect(applied).toEqual([5_000, 4_000]);
  expect(handle.stats.appliesLate).toBe(1);
});

test("everything said to one node while handling one event leaves as one bundle, at most 64 in each", () => {
  const w = world();
  launchAgent(w.options("cs", answers()));
  const { handle } = launchAgent(
    w.options(
      "ev",
      greets("cs", (event, core) => {
        if (event.kind === "trip") for (let i = 0; i < 100; i++) core.say("cs", status);
      }),
    ),
  );
  w.clock.run(1_000);
  const before = handle.stats.bundlesSent;
  handle.input({ kind: "trip", trip: { departureS: 1, energyWh: 1 } });
  w.clock.run(2_000);
  expect(handle.stats.bundlesSent - before).toBe(2);
  expect(w.coreOf("cs").messages.filter(({ envelope }) => envelope.body.kind === "statusAck")).toHaveLength(100);
});

test("the newest wish to be woken counts, and it wakes once", () => {
  const w = world();
  const woken: number[] = [];
  launchAgent(
    w.options("ev", (event, core) => {
      if (event.kind === "timer") woken.push(event.now.mono);
      if (event.kind === "start") {
        core.emit({ kind: "wake", at: 100 });
        core.emit({ kind: "wake", at: 300 });
      }
      if (event.kind === "timer" && event.now.mono === 300) {
        core.emit({ kind: "wake", at: 900 });
        core.emit({ kind: "wake", at: 400 });
      }
    }),
  );
  w.clock.run(2_000);
  expect(woken).toEqual([300, 400]);
});

test("CP-WINDOW-8 a signed EPOCH_STALE makes the agent start again above the epoch that was seen", () => {
  const w = world();
  launchAgent(
    w.options("cs", (event, core) => {
      if (event.kind !== "message" || event.envelope.body.kind !== "hello") return;
      const { epoch, sender } = event.envelope;
      if (epoch < 42)
        core.say(sender, { kind: "reject", reason: "EPOCH_STALE", detail: "seen", value: 41 }, event.envelope);
      else core.say(sender, { ...hello, role: "charger" }, event.envelope);
    }),
  );
  const { handle } = launchAgent(w.options("ev", greets("cs")));
  w.clock.run(5_000);
  expect(handle.epoch).toBe(42);
  expect(w.coreOf("ev").messages.map(({ envelope }) => envelope.body.kind)).toContain("hello");
});

test("a killed agent sends nothing more, and its will is what presence says", () => {
  const w = world();
  const { handle } = launchAgent(w.options("cs", answers()));
  launchAgent(w.options("ev", greets("cs")));
  w.clock.run(1_000);
  const presence = (): unknown =>
    w
      .coreOf("ev")
      .messages.map(({ envelope }) => envelope.body)
      .filter(({ kind }) => kind === "presence")
      .at(-1);
  expect(presence()).toMatchObject({ online: true });
  void handle.kill();
  const { sent } = handle.stats;
  w.clock.run(2_000);
  expect(presence()).toMatchObject({ online: false });
  expect(handle.stats.sent).toBe(sent);
});

test("presence says online again after a broken connection, although its will came in between", () => {
  const w = world();
  launchAgent(w.options("cs", answers()));
  launchAgent(w.options("ev", greets("cs")));
  w.clock.run(1_000);
  w.net.breakConnection("cs");
  w.clock.run(5_000);
  const online = w
    .coreOf("ev")
    .messages.flatMap(({ envelope: { body } }) => (body.kind === "presence" ? [body.online] : []));
  expect(online).toEqual([true, false, true]);
});

test("CP-STORE-8 a core is told that its facts were lost in every life until it has committed something itself", () => {
  const w = world();
  const store = new MemoryStore();
  store.commit([["fact", 1]]);
  const told = (): unknown => w.coreOf("ev").seen.flatMap((event) => (event.kind === "start" ? [event.lost] : []));
  const live = (persists: boolean): void => {
    const { handle } = launchAgent({
      ...w.options("ev", (event, core) => {
        if (persists && event.kind === "start") core.emit({ kind: "persist", entries: [["recovering", true]] });
      }),
      store,
    });
    w.clock.run(w.clock.now().mono + 10);
    void handle.kill();
  };
  live(false);
  expect(told()).toEqual([false]);
  store.lose();
  live(false);
  expect(told()).toEqual([true]);
  live(true);
  expect(told()).toEqual([true]);
  live(false);
  expect(told()).toEqual([false]);
});

test("CP-STORE-9 a life whose store is lost has a number that no earlier life can have had", () => {
  const w = world();
  const store = new MemoryStore();
  const numbers = [0, 1, 2].map((round) => {
    if (round > 0) store.lose();
    const { handle } = launchAgent({ ...w.options("ev"), store, entropy: seededEntropy(String(round)) });
    const { epoch } = handle;
    void handle.kill();
    return epoch;
  });
  expect(numbers[0]).toBe(1);
  expect(numbers[1]).toBeGreaterThanOrEqual(65_536);
  expect(numbers[2]).toBeGreaterThanOrEqual(65_536);
  expect(numbers[2]).not.toBe(numbers[1]);
});

test("CP-STORE-7 a store that was put back to an older state, as a peer's EPOCH_STALE shows, counts as lost", () => {
  const w = world();
  launchAgent(
    w.options("cs", (event, core) => {
      if (event.kind !== "message" || event.envelope.body.kind !== "hello") return;
      const { epoch, sender } = event.envelope;
      if (epoch < 42)
        core.say(sender, { kind: "reject", reason: "EPOCH_STALE", detail: "seen", value: 41 }, event.envelope);
      else core.say(sender, { ...hello, role: "charger" }, event.envelope);
    }),
  );
  const store = new MemoryStore();
  store.commit([
    ["shell/epoch", 7],
    ["lease", "of long ago"],
  ]);
  const { handle } = launchAgent({ ...w.options("ev", greets("cs")), store });
  w.clock.run(5_000);
  expect(handle.epoch).toBe(42);
  const [start] = w.coreOf("ev").seen;
  expect(start?.kind === "start" && [start.lost, start.facts]).toEqual([true, {}]);
});

test("CP-STORE-5 a life is told that instants of an earlier one still count only where both are of one named boot", () => {
  const told: unknown[] = [];
  for (const [before, after] of [
    ["one", "one"],
    ["one", "other"],
    [undefined, undefined],
    ["one", undefined],
  ]) {
    const store = new MemoryStore();
    for (const boot of [before, after]) {
      const w = world({}, boot);
      const { handle } = launchAgent({ ...w.options("ev"), store });
      const [start] = w.coreOf("ev").seen;
      if (start?.kind === "start") told.push(start.sameBoot);
      void handle.kill();
    }
  }
  expect(told).toEqual([false, true, false, false, false, false, false, false]);
});

test("CP-STORE-5 a crash before the core's first commit in another boot makes no instants of the old one believed", () => {
  const store = new MemoryStore();
  const told: unknown[] = [];
  const live = (boot: string, persists: boolean): void => {
    const w = world({}, boot);
    const { handle } = launchAgent({
      ...w.options("ev", (event, core) => {
        if (event.kind !== "start") return;
        told.push(event.sameBoot);
        if (persists) core.emit({ kind: "persist", entries: [["holder/cs", { deadline: 1 }]] });
      }),
      store,
    });
    void handle.kill();
  };
  live("one", true);
  live("one", false);
  // The machine boots; its process dies twice before it has written anything of its own.
  live("other", false);
  live("other", true);
  live("other", false);
  expect(told).toEqual([false, true, false, false, true]);
});

test("CP-WINDOW-8 a grantor that lost its store learns its epoch from a holder, and a lying holder restarts it four times at most", () => {
  const w = world();
  let seen = 41;
  const grantor = launchAgent(w.options("cs", answers()));
  launchAgent(
    w.options(
      "ev",
      greets("cs", (event, core) => {
        if (event.kind !== "message" || event.envelope.body.kind !== "hello") return;
        const { envelope } = event;
        if (envelope.epoch <= seen)
          core.say("cs", { kind: "reject", reason: "EPOCH_STALE", detail: "seen", value: seen }, envelope);
        core.emit({ kind: "wake", at: event.now.mono + 1_000 });
      }),
    ),
  );
  const greetAgain = (): void => {
    w.net.breakConnection("ev");
    w.clock.run(w.clock.now().mono + 3_000);
  };
  greetAgain();
  expect(grantor.handle.epoch).toBe(42);
  seen = 1_000;
  for (let i = 0; i < 10; i++) {
    greetAgain();
    seen += 10;
  }
  expect(grantor.handle.stats.restarts).toBe(4);
});
