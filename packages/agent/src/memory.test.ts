import { describe, expect, test } from "vitest";
import { VirtualClock } from "./clock.virtual.js";
import { MemoryNetwork } from "./memory.js";
import { failures } from "./testing/failures.js";
import type { Transport } from "./transport.js";
import { transportContract, type TransportHarness } from "./transport.contract.js";

const harness = (
  change: (transport: Transport, id: string) => Transport = (kept) => kept,
): Promise<TransportHarness> => {
  const clock = new VirtualClock(0);
  const network = new MemoryNetwork(clock);
  const step = (ms: number): void => clock.run(clock.now().mono + ms);
  return Promise.resolve({
    create: (id) => change(network.transport(id), id),
    until: (condition) => {
      for (let i = 0; i < 100 && !condition(); i++) step(100);
      return condition() ? Promise.resolve() : Promise.reject(new Error("it never happened"));
    },
    settle: () => {
      step(100);
      return Promise.resolve();
    },
    interrupt: () => {
      network.stop();
      network.start();
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
};

for (const { title, run } of transportContract(() => harness())) test(`in memory: ${title}`, run);

describe("a broken transport is found", () => {
  /** The same transport, doing one thing otherwise. */
  const changed = (transport: Transport, change: Partial<Transport>): Transport => ({
    loopback: transport.loopback,
    open: (session) => transport.open(session),
    publish: (topic, payload, options) => transport.publish(topic, payload, options),
    close: (graceful) => transport.close(graceful),
    ...change,
  });
  const broken: Readonly<Record<string, { change: (transport: Transport) => Partial<Transport>; by: RegExp }>> = {
    "that hears what is meant for others": {
      change: (transport) => ({ open: (session) => transport.open({ ...session, filters: ["#"] }) }),
      by: /and nobody else/,
    },
    "that cuts long payloads": {
      change: (transport) => ({
        publish: (topic, payload, options) => transport.publish(topic, payload.subarray(0, 1_000), options),
      }),
      by: /byte for byte/,
    },
    "that takes stored copies for deliveries of now": {
      change: (transport) => ({
        open: (session) => {
          const { handlers } = session;
          const message = (topic: string, payload: Uint8Array): void => handlers.message(topic, payload, false);
          transport.open({ ...session, handlers: { ...handlers, message } });
        },
      }),
      by: /as retained/,
    },
    "that leaves its will when it says goodbye": {
      change: (transport) => ({ close: () => transport.close(false) }),
      by: /says goodbye leaves none/,
    },
    "that says that it is up before open returns": {
      change: (transport) => ({
        open: (session) => {
          transport.open(session);
          session.handlers.up();
        },
      }),
      by: /./,
    },
    "that still calls after close": {
      change: (transport) => ({ close: () => undefined, publish: (...all) => transport.publish(...all) }),
      by: /after close/,
    },
  };
  test.each(Object.entries(broken))("%s", async (_, { change, by }) => {
    const cases = transportContract(() => harness((transport) => changed(transport, change(transport))));
    const found = await failures(cases);
    expect(found.filter((title) => by.test(title))).not.toEqual([]);
  });
});

const listener = (transport: Transport, filters: readonly string[], heard: string[]): void =>
  transport.open({
    filters,
    handlers: { up: () => undefined, down: () => undefined, message: (topic) => void heard.push(topic) },
  });

test("the hook decides the fate of each delivery: dropped, late, or several times", () => {
  const clock = new VirtualClock(0);
  const fates = [{ drop: true }, { copies: 3 }, { delayMs: 500 }, undefined];
  const network = new MemoryNetwork(clock, {
    hook: (from, to) => (from === "a" && to === "b" ? fates.shift() : undefined),
  });
  const heard: string[] = [];
  const a = network.transport("a");
  listener(a, [], []);
  listener(network.transport("b"), ["t/+"], heard);
  clock.run(10);
  for (const name of ["t/dropped", "t/thrice", "t/late", "t/plain"]) a.publish(name, new Uint8Array(1));
  clock.run(20);
  expect(heard).toEqual(["t/thrice", "t/thrice", "t/thrice", "t/plain"]);
  clock.run(600);
  expect(heard.at(-1)).toBe("t/late");
  expect(network.counts).toMatchObject({ published: 4, delivered: 5, dropped: 1 });
});

test("what is under way to one client is bounded", () => {
  const clock = new VirtualClock(0);
  const network = new MemoryNetwork(clock, { inFlightMax: 10 });
  const heard: string[] = [];
  const a = network.transport("a");
  listener(a, [], []);
  listener(network.transport("b"), ["t"], heard);
  clock.run(10);
  for (let i = 0; i < 25; i++) a.publish("t", new Uint8Array(1));
  clock.run(20);
  expect(heard).toHaveLength(10);
  a.publish("t", new Uint8Array(1));
  clock.run(30);
  expect(heard).toHaveLength(11);
});

test("a stopped broker takes nothing, publishes no wills and forgets what it kept", () => {
  const clock = new VirtualClock(0);
  const network = new MemoryNetwork(clock);
  const a = network.transport("a");
  a.open({
    filters: [],
    will: () => ({ topic: "will", payload: new Uint8Array(1) }),
    handlers: { up: () => undefined, down: () => undefined, message: () => undefined },
  });
  clock.run(10);
  a.publish("kept", new Uint8Array(1), { retain: true });
  network.stop();
  expect(a.publish("lost", new Uint8Array(1))).toBe(false);
  network.start();
  clock.run(5_000);
  const heard: string[] = [];
  listener(network.transport("b"), ["#"], heard);
  clock.run(5_100);
  expect(heard).toEqual([]);
});

test("two runs of the same program deliver the same messages in the same order", () => {
  const run = (): string => {
    const clock = new VirtualClock(0);
    const network = new MemoryNetwork(clock, { hook: (_from, _to, topic) => ({ delayMs: (topic.length * 7) % 13 }) });
    const heard: string[] = [];
    const clients = ["a", "b", "c"].map((id) => network.transport(id));
    for (const client of clients) listener(client, ["t/#"], heard);
    clock.run(10);
    for (let i = 0; i < 300; i++) clients[i % 3]?.publish(`t/${"x".repeat(i % 17)}${i}`, new Uint8Array(1));
    clock.run(1_000);
    return heard.join();
  };
  expect(run()).toBe(run());
});
