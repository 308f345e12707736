import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeRegistry, MemoryStore, mqttTransport } from "@chargepact/agent";
import { type AgentMessage, createGridAgent, type RefusedMessage, startEmbeddedBroker } from "chargepact";
import { describe, type onTestFinished, test } from "vitest";
import { brokerKinds, passwordOf, type TestBroker } from "./brokers.js";
import { checkVectors, type PythonCharger, pythonMissing, startPython, writeFiles } from "./python-charger.js";

const [powerMaxW, fallbackW, leaseTtlMs] = [11_040, 4_140, 6_000];
const cli = fileURLToPath(new URL("../../packages/chargepact/src/cli.ts", import.meta.url));
type Finally = typeof onTestFinished;

const site = makeRegistry({
  site: "site",
  seed: "python",
  agents: [
    { id: "grid", role: "grid", grantors: [], powerCapW: 50_000 },
    { id: "post", role: "charger", grantors: ["grid"], powerCapW: powerMaxW },
  ],
});

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not within 30 s: ${what}`);
}

/** Our own operator, with leases of seconds. */
async function startGrid(broker: TestBroker, end: Finally) {
  let emergency: (importMaxW: number, durationMs: number) => void = () => undefined;
  const heard: AgentMessage[] = [];
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
  grid.on("refused", (each) => refused.push(each));
  end(() => grid.stop());
  return {
    emergency: (importMaxW: number, durationMs: number) => emergency(importMaxW, durationMs),
    /** What it got of this kind. */
    received: (kind: string): readonly AgentMessage[] =>
      heard.filter(({ direction, body }) => direction === "received" && body.kind === kind),
    refused,
  };
}

async function startPost(broker: TestBroker, folder: string, end: Finally): Promise<PythonCharger> {
  const post = await startPython({
    ...{ id: "post", broker: broker.url, password: passwordOf("post") },
    ...{ files: writeFiles(folder, site, "post"), store: join(folder, "store") },
    options: ["--power-max", String(powerMaxW), "--fallback", String(fallbackW)],
  });
  end(() => post.kill());
  return post;
}

/** `chargepact conformance` as an integrator runs it. */
function conformance(...options: readonly string[]): Promise<{ readonly said: string; readonly exitCode: number }> {
  const words = [
    "--import",
    "tsx",
    "--conditions=chargepact-source",
    cli,
    "conformance",
    "--role",
    "charger",
    "--id",
    "post",
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, [...words, ...options], { timeout: 280_000 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ said: `${stdout}${stderr}`, exitCode });
    });
  });
}

/** What its store held in this life, and nothing else. */
function restoreOldStore(folder: string, epoch: number): void {
  const facts = JSON.stringify({ epoch });
  writeFileSync(join(folder, "facts.json"), `${createHash("sha256").update(facts).digest("hex")}\n${facts}`);
}

function newFolder(end: Finally): string {
  const folder = mkdtempSync(join(tmpdir(), "chargepact-python-"));
  end(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const alone = pythonMissing === undefined ? "a charger in Python" : `a charger in Python (not run: ${pythonMissing})`;
describe.skipIf(pythonMissing !== undefined)(alone, { concurrent: true }, () => {
  test("CP-SEAL-1, CP-SEAL-3, CP-WIRE-3, CP-WIRE-4, CP-WIRE-13 it computes the examples of proto/vectors.json", () => {
    checkVectors();
  });

  // The kit waits for leases to end, most of the time: four chargers are asked a fourth each.
  const parts = ["1/4", "2/4", "3/4", "4/4"];
  test.for(parts)(
    "it passes part %s of the conformance kit",
    { timeout: 300_000 },
    async (part, { expect, onTestFinished }) => {
      const folder = newFolder(onTestFinished);
      const files = join(folder, "files");
      await conformance("--prepare", files);
      const broker = await startEmbeddedBroker();
      onTestFinished(() => broker.close());
      const post = await startPython({
        ...{ id: "post", broker: broker.url, store: join(folder, "store") },
        files: {
          registry: join(files, "registry.json"),
          siteKey: readFileSync(join(files, "site-key.txt"), "utf8").trim(),
          key: join(files, "keys", "post.pem"),
        },
      });
      onTestFinished(() => post.kill());
      const site = ["--registry", join(files, "registry.json"), "--keys", join(files, "keys")];
      const { said, exitCode } = await conformance(
        ...["--broker", broker.url, ...site, "--meter", post.url, "--part", part],
      );
      expect(exitCode, `${said}\n${post.lines.join("\n")}`).toBe(0);
      expect(Number(/(\d+) passed, 0 failed/.exec(said)?.[1])).toBeGreaterThan(5);
      expect(post.lines.filter((line) => line.includes("Traceback"))).toEqual([]);
    },
  );
});

for (const kind of brokerKinds) {
  const missing = pythonMissing ?? kind.missing;
  const name = missing === undefined ? kind.name : `${kind.name} (not run: ${missing})`;
  // Most of the time they wait, so they run side by side.
  describe.skipIf(missing !== undefined)(
    `a charger in Python under our grid operator, by ${name}`,
    { concurrent: true },
    () => {
      test("it gets a lease, renews it, falls back in time without the broker, comes back, obeys an emergency", async ({
        expect,
        onTestFinished,
      }) => {
        const broker = await kind.start(["grid", "post"]);
        onTestFinished(() => broker.close());
        const grid = await startGrid(broker, onTestFinished);
        const post = await startPost(broker, newFolder(onTestFinished), onTestFinished);
        const said = (words: string, from = 0): boolean => post.lines.slice(from).some((line) => line.includes(words));

        await until("the fallback is admitted", () => said(`fallback ${fallbackW} W`));
        expect(await post.meterW()).toBe(0);

        await post.plug({ energyWh: 20_000 });
        await until("full power", async () => (await post.meterW()) === powerMaxW);
        expect(grid.received("commitAck")[0]?.body).toMatchObject({ taken: true });
        await until("three renewals", () => grid.received("renew").length >= 3);
        expect(await post.meterW()).toBe(powerMaxW);

        // Nothing is heard of the broker: hold, ramp, fallback, on the charger's own clock.
        await broker.stop();
        const lostAt = Date.now();
        const from = post.lines.length;
        await until("hold", () => said("hold", from));
        expect(await post.meterW()).toBe(powerMaxW);
        await until("the fallback", async () => (await post.meterW()) === fallbackW);
        expect(Date.now() - lostAt).toBeLessThan(leaseTtlMs + 300);
        await until("the lease is over", () => said("fallback: lease expired", from));
        expect(said("ramping", from)).toBe(true);

        await broker.restart();
        await until("full power again", async () => (await post.meterW()) === powerMaxW);

        grid.emergency(5_000, 60_000);
        await until("less by the emergency", async () => (await post.meterW()) <= 5_000);
        await until("its acknowledgement", () => grid.received("emergencyAck").length > 0);
        expect(grid.received("emergencyAck")[0]?.body).toMatchObject({ achievedW: 5_000 });
        grid.emergency(0, 0);
        await until("full power after it", async () => (await post.meterW()) === powerMaxW);

        await post.unplug();
        await until("the release", () => grid.received("release").length > 0);
        expect(await post.meterW()).toBe(0);
        expect(grid.refused).toEqual([]);
        expect(post.lines.filter((line) => /dropped|Traceback/.test(line))).toEqual([]);
      });

      test("a new life has no lease, keeps what an emergency caps, and starts above the epoch that was seen", async ({
        expect,
        onTestFinished,
      }) => {
        const broker = await kind.start(["grid", "post"]);
        onTestFinished(() => broker.close());
        const grid = await startGrid(broker, onTestFinished);
        const folder = newFolder(onTestFinished);
        let post = await startPost(broker, folder, onTestFinished);
        const said = (words: string): boolean => post.lines.some((line) => line.includes(words));
        await post.plug({ energyWh: 20_000 });
        await until("full power", async () => (await post.meterW()) === powerMaxW);
        grid.emergency(0, 60_000);
        await until("nothing by the emergency", async () => (await post.meterW()) === 0);
        await until("its acknowledgement", () => grid.received("emergencyAck").length > 0);

        await post.kill();
        post = await startPost(broker, folder, onTestFinished);
        await post.plug({ energyWh: 20_000 });
        await until("a session of the second life", () => said("session up"));
        await until("a lease of the second life", () => said("lease ("));
        expect(await post.meterW()).toBe(0);
        grid.emergency(0, 0);
        await until("full power in the second life", async () => (await post.meterW()) === powerMaxW);

        // A copy of long ago was restored: the grantor says which epoch it has seen.
        await post.kill();
        const second = Number(/begins life (\d+)/.exec(post.lines.join("\n"))?.[1]);
        restoreOldStore(join(folder, "store"), second - 5);
        post = await startPost(broker, folder, onTestFinished);
        await until("the third life begins above the second", () => said(`begins life ${second + 1}`));
        expect(post.lines[0]).toContain(`begins life ${second - 4}`);
        await post.plug({ energyWh: 20_000 });
        await until("full power in the third life", async () => (await post.meterW()) === powerMaxW);
      });
    },
  );
}
