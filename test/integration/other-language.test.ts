import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeRegistry, MemoryStore, mqttTransport } from "@chargepact/agent";
import type { Trace } from "@chargepact/protocol";
import { type AgentMessage, createGridAgent, type RefusedMessage } from "chargepact";
import { afterEach, describe, expect, test } from "vitest";
import { brokerKinds, passwordOf, type TestBroker } from "./brokers.js";
import { type PythonCharger, pythonMissing, startPython } from "./python-charger.js";

const [powerMaxW, fallbackW, leaseTtlMs] = [11_040, 4_140, 6_000];

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within 30 s: ${what}`);
}

for (const kind of brokerKinds) {
  const missing = pythonMissing ?? kind.missing;
  const name = missing === undefined ? kind.name : `${kind.name} (not run: ${missing})`;
  describe.skipIf(missing !== undefined)(`a charger in Python under our grid operator, by ${name}`, () => {
    const cleanups: (() => unknown)[] = [];
    afterEach(async () => {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    });

    const site = makeRegistry({
      site: "site",
      seed: "python",
      agents: [
        { id: "grid", role: "grid", grantors: [], powerCapW: 50_000 },
        { id: "post", role: "charger", grantors: ["grid"], powerCapW: powerMaxW },
      ],
    });

    async function startGrid(broker: TestBroker) {
      let emergency: (importMaxW: number, durationMs: number) => void = () => undefined;
      const heard: AgentMessage[] = [];
      const traces: Trace[] = [];
      const refused: RefusedMessage[] = [];
      const grid = await createGridAgent({
        id: "grid",
        registry: site.registry,
        keys: site.keys.get("grid")!,
        broker: mqttTransport({
          ...{ url: broker.url, id: "grid", password: passwordOf("grid") },
          reconnect: { minMs: 50, maxMs: 300 },
        }),
        store: new MemoryStore(),
        timings: { graceMs: 500 },
        config: { guaranteedW: 20_000, leaseTtlMs, debounceMs: 50, planIntervalMs: 300 },
        port: {
          listen: (events) => {
            emergency = (importMaxW, durationMs) => events.emergency(importMaxW, durationMs);
            events.limits({ importW: 20_000, exportW: 0 }, []);
          },
        },
      });
      grid.on("problem", () => undefined);
      grid.on("message", (message) => heard.push(message));
      grid.on("trace", (trace) => traces.push(trace));
      grid.on("refused", (each) => refused.push(each));
      cleanups.push(() => grid.stop());
      return { emergency: (w: number, ms: number) => emergency(w, ms), heard, traces, refused };
    }

    async function startPost(broker: TestBroker, folder: string): Promise<PythonCharger> {
      const post = await startPython({
        ...{ id: "post", broker: broker.url, password: passwordOf("post"), site, folder },
        options: ["--power-max", String(powerMaxW), "--fallback", String(fallbackW)],
      });
      cleanups.push(() => post.kill());
      return post;
    }

    function newFolder(): string {
      const folder = mkdtempSync(join(tmpdir(), "chargepact-python-"));
      cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
      return folder;
    }

    test("it gets a lease and renews it, holds it without the broker, falls back in time, comes back, obeys an emergency", async () => {
      const broker = await kind.start(["grid", "post"]);
      cleanups.push(() => broker.close());
      const grid = await startGrid(broker);
      const post = await startPost(broker, newFolder());
      const said = (word: string, from = 0): boolean => post.lines.slice(from).some((line) => line.includes(word));
      const received = (bodyKind: string): AgentMessage[] =>
        grid.heard.filter(({ direction, body }) => direction === "received" && body.kind === bodyKind);

      // Without a vehicle nothing is drawn, and the fallback is admitted.
      await until("the fallback is admitted", () => said(`fallback ${fallbackW} W`));
      expect(await post.meterW()).toBe(0);

      await post.plug({ energyWh: 20_000 });
      await until("full power", async () => (await post.meterW()) === powerMaxW);
      const [ack] = received("commitAck");
      expect(ack?.body).toMatchObject({ taken: true });
      await until("three renewals", () => received("renew").length >= 3);
      expect(await post.meterW()).toBe(powerMaxW);

      // Nothing is heard of the broker: hold, ramp, fallback, on the charger's own clock.
      await broker.close();
      const lost = Date.now();
      const from = post.lines.length;
      await until("hold", () => said("hold", from));
      expect(await post.meterW()).toBe(powerMaxW);
      await until("the fallback", async () => (await post.meterW()) === fallbackW);
      expect(Date.now() - lost).toBeLessThan(leaseTtlMs + 500);
      await until("the lease is over", () => said("fallback: lease expired", from));
      expect(said("ramping", from)).toBe(true);

      await broker.restart();
      await until("full power again", async () => (await post.meterW()) === powerMaxW);

      grid.emergency(5_000, 60_000);
      await until("less by the emergency", async () => (await post.meterW()) <= 5_000);
      await until("its acknowledgement", () => received("emergencyAck").length > 0);
      expect(received("emergencyAck")[0]?.body).toMatchObject({ achievedW: expect.any(Number) });
      grid.emergency(0, 0);
      await until("full power after it", async () => (await post.meterW()) === powerMaxW);

      await post.unplug();
      await until("the release", () => received("release").length > 0);
      expect(await post.meterW()).toBe(0);
      expect(grid.refused.filter(({ refusal }) => refusal !== "stale")).toEqual([]);
      expect(post.lines.filter((line) => /dropped|Traceback/.test(line))).toEqual([]);
    });

    test("a new life begins without a lease, keeps what an emergency caps, and starts above the epoch that was seen", async () => {
      const broker = await kind.start(["grid", "post"]);
      cleanups.push(() => broker.close());
      const grid = await startGrid(broker);
      const folder = newFolder();
      let post = await startPost(broker, folder);
      await post.plug({ energyWh: 20_000 });
      await until("full power", async () => (await post.meterW()) === powerMaxW);
      grid.emergency(0, 60_000);
      await until("nothing by the emergency", async () => (await post.meterW()) === 0);
      await until("its acknowledgement", () => grid.heard.some(({ body }) => body.kind === "emergencyAck"));

      await post.kill();
      post = await startPost(broker, folder);
      await post.plug({ energyWh: 20_000 });
      await until("a session of the second life", () => post.lines.some((line) => line.includes("session up")));
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await post.meterW()).toBe(0);
      grid.emergency(0, 0);
      await until("full power in the second life", async () => (await post.meterW()) === powerMaxW);

      // A store that was lost knows no epoch: the grantor says which it has seen.
      await post.kill();
      post = await startPost(broker, newFolder());
      await until("the third life begins above the second", () => post.lines.some((line) => line.includes("begins life 3")));
      await post.plug({ energyWh: 20_000 });
      await until("full power in the third life", async () => (await post.meterW()) === powerMaxW);
    });
  });
}
