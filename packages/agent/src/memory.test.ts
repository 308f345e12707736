import { expect, test } from "vitest";
import { VirtualClock } from "./clock.virtual.js";
import { MemoryNetwork } from "./memory.js";
import type { Transport } from "./transport.js";
import { transportContract, type TransportHarness } from "./transport.contract.js";

const harness = (): Promise<TransportHarness> => {
  const clock = new VirtualClock(0);
  const network = new MemoryNetwork(clock);
  const step = (ms: number): void => clock.run(clock.now().mono + ms);
  return Promise.resolve({
    create: (id) => network.transport(id),
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

for (const { title, run } of transportContract(harness)) test(`in memory: ${title}`, run);

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
