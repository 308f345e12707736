import { expect, test } from "vitest";
import { VirtualClock } from "./clock.virtual.js";
import { seededEntropy } from "./entropy.js";
import { MemoryNetwork } from "./memory.js";
import { AgentNode } from "./node.js";
import { makeRegistry } from "./registry.js";
import { MemoryStore } from "./store.js";
import { answers, greets, TestCore } from "./testing/world.js";

const statusAck = { kind: "statusAck" } as const;
const releaseAck = { kind: "releaseAck" } as const;

test("several agents share one connection, each with its own sessions and messages", () => {
  const clock = new VirtualClock(0);
  const network = new MemoryNetwork(clock);
  const { registry, keys } = makeRegistry({
    site: "site",
    seed: "gateway",
    agents: [
      { id: "cs-1", role: "charger", grantors: [], node: "garage", powerCapW: 1 },
      { id: "cs-2", role: "charger", grantors: [], node: "garage", powerCapW: 1 },
      { id: "ev-1", role: "battery", grantors: ["cs-1"], node: "fleet", powerCapW: 1 },
      { id: "ev-2", role: "battery", grantors: ["cs-2"], node: "fleet", powerCapW: 1 },
      { id: "ev-3", role: "battery", grantors: ["cs-2"], node: "fleet", powerCapW: 1 },
    ],
  });
  const cores = new Map<string, TestCore>();
  const node = (name: string, answerOf: (id: string) => ReturnType<typeof answers>): AgentNode =>
    new AgentNode({
      node: name,
      registry,
      transport: network.transport(name),
      clock,
      store: new MemoryStore(),
      entropy: seededEntropy(name),
      agents: registry.agentsOf(name).map(({ id }) => ({
        id,
        store: new MemoryStore(),
        keys: keys.get(id)!,
        createCore: (life) => {
          const core = new TestCore(id, life, answerOf(id));
          cores.set(id, core);
          return core;
        },
      })),
    });
  const garage = node("garage", () => answers());
  const fleet = node("fleet", (id) =>
    greets(id === "ev-1" ? "cs-1" : "cs-2", (event, core) => {
      if (event.kind !== "message" || event.envelope.body.kind !== "hello") return;
      core.say(event.envelope.sender, statusAck);
      core.say(event.envelope.sender, releaseAck);
    }),
  );
  void garage.start();
  void fleet.start();
  clock.run(1_000);
  const got = (id: string): readonly string[] =>
    cores
      .get(id)!
      .messages.map(({ envelope }) => `${envelope.sender} ${envelope.body.kind}`)
      .sort();
  expect(got("cs-1")).toEqual(["ev-1 hello", "ev-1 releaseAck", "ev-1 statusAck"]);
  expect(got("cs-2")).toEqual([
    "ev-2 hello",
    "ev-2 releaseAck",
    "ev-2 statusAck",
    "ev-3 hello",
    "ev-3 releaseAck",
    "ev-3 statusAck",
  ]);
  expect(
    new Set(["cs-1", "cs-2"].flatMap((id) => cores.get(id)!.messages.flatMap(({ session }) => session ?? []))).size,
  ).toBe(3);
  // Three greetings to one node leave as one bundle.
  expect(fleet.stats.bundlesSent).toBe(4);
  expect(Object.values(garage.stats.refused).every((count) => count === 0)).toBe(true);
});
