import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AgentHandle,
  FileStore,
  type Life,
  makeRegistry,
  mqttTransport,
  type RegistryPlan,
  runAgent,
  SystemClock,
} from "@chargepact/agent";
import type { AgentCore, Body, CoreEvent, Effect, Envelope, Hello } from "@chargepact/protocol";
import { afterEach, describe, expect, test } from "vitest";
import { brokerKinds, passwordOf, type TestBroker } from "./brokers.js";

const plans: readonly RegistryPlan[] = [
  { id: "cs", role: "charger", grantors: [], powerCapW: 22_000 },
  { id: "ev", role: "battery", grantors: ["cs"], powerCapW: 11_000 },
];
const hello: Hello = {
  kind: "hello",
  role: "battery",
  versions: [{ major: 1, minor: 0 }],
  features: [],
  criticalFeatures: [],
  nonce: new Uint8Array(0),
  sessionKey: new Uint8Array(0),
  fallback: { importW: 0, exportW: 0, rampWPerS: 1_000 },
  powerMaxW: 11_000,
  exportMaxW: 0,
  connectors: [],
  stepsMax: 96,
};

const patienceMs = 200;

/** Greets, also where it hears nothing for a while, then answers every message: as many as the network carries. */
class Chatterbox implements AgentCore {
  said = 0;
  heard = 0;
  private seq = 0;
  private effects: Effect[] = [];
  constructor(
    readonly id: string,
    private readonly life: Life,
    private readonly peer: string,
    private readonly begins: boolean,
  ) {}

  handle(event: CoreEvent): readonly Effect[] {
    this.effects = [];
    if (this.begins && ["transportUp", "unexplained", "timer"].includes(event.kind)) this.say(hello);
    if (this.begins) this.effects.push({ kind: "wake", at: event.now.mono + patienceMs });
    if (event.kind === "message" && event.envelope.recipient !== "") this.answer(event.envelope);
    return this.effects;
  }

  private answer(envelope: Envelope): void {
    if (envelope.body.kind === "hello" && !this.begins) this.say({ ...hello, role: "charger" }, envelope);
    else {
      this.heard++;
      this.say({ kind: "statusAck" }, envelope);
    }
  }

  private say(body: Body, to?: Envelope): void {
    this.said++;
    const { id: sender, peer: recipient } = this;
    const header = {
      major: 1,
      minor: 0,
      sender,
      recipient,
      epoch: this.life.epoch,
      seq: ++this.seq,
      sessionId: "",
      ttlMs: 1_000,
    };
    const inReplyTo = to === undefined ? {} : { inReplyTo: { epoch: to.epoch, seq: to.seq } };
    this.effects.push({ kind: "persist", entries: [["seq", this.seq % 3]] });
    this.effects.push({ kind: "send", to: recipient, envelope: { ...header, ...inReplyTo, body } });
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1_000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

for (const kind of brokerKinds) {
  const name = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
  describe.skipIf(kind.missing !== undefined)(name, () => {
    const cleanups: (() => unknown)[] = [];
    afterEach(async () => {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    });

    const { registry, keys } = makeRegistry({ site: "site", seed: "integration", agents: plans });
    const reconnect = { minMs: 20, maxMs: 200, stableMs: 300, clashMs: 400 };
    const start = async (broker: TestBroker, folder: string, id: string, peer: string) => {
      const cores: Chatterbox[] = [];
      const key = keys.get(id);
      const store = new FileStore(join(folder, id));
      const handle: AgentHandle = await runAgent({
        id,
        registry,
        store,
        transport: mqttTransport({ url: broker.url, id, password: passwordOf(id), reconnect }),
        clock: new SystemClock(),
        rate: { perS: 1e6, burst: 1e6 },
        createCore: (life) => {
          const core = new Chatterbox(id, life, peer, id === "ev");
          cores.push(core);
          return core;
        },
        ...(key === undefined ? {} : { keys: key }),
      });
      const kill = async (): Promise<void> => {
        await handle.kill();
        // A process that dies writes no more; within one process the folder must be let go before its next life.
        await store.close();
      };
      cleanups.push(kill);
      return { handle, kill, core: (): Chatterbox => cores.at(-1)! };
    };

    test("two sealed agents with stores on disk talk, also after the broker was restarted and one of them was killed", async () => {
      const folder = mkdtempSync(join(tmpdir(), "chargepact-agents-"));
      const broker = await kind.start(["cs", "ev"]);
      cleanups.push(
        () => rmSync(folder, { recursive: true, force: true }),
        () => broker.close(),
      );
      const cs = await start(broker, folder, "cs", "ev");
      const ev = await start(broker, folder, "ev", "cs");
      await until(() => ev.core().heard > 20);
      await broker.restart();
      const before = ev.core().heard;
      await until(() => ev.core().heard > before + 20);
      await cs.kill();
      const again = await start(broker, folder, "cs", "ev");
      expect(again.handle.epoch).toBe(2);
      const { epoch } = ev.handle;
      await until(() => again.core().heard > 20);
      expect(ev.handle.epoch).toBe(epoch);
      expect(ev.handle.stats.refused).toMatchObject({ seal: 0, identity: 0, malformed: 0, proof: 0 });
    });

    test("two clients with one id are detected and do not fight", async () => {
      const broker = await kind.start(["cs"]);
      cleanups.push(() => broker.close());
      const problems: string[] = [];
      let ups = 0;
      for (let i = 0; i < 2; i++) {
        const transport = mqttTransport({ url: broker.url, id: "cs", password: passwordOf("cs"), reconnect });
        transport.open({
          filters: ["chargepact/1/site/inbox/cs/+"],
          handlers: {
            up: () => ups++,
            down: () => undefined,
            message: () => undefined,
            problem: ({ code }) => problems.push(code),
          },
        });
        cleanups.push(() => transport.close(false));
      }
      await until(() => problems.includes("IDENTITY_CLASH"));
      const before = ups;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(ups - before).toBeLessThan(8);
      expect(new Set(problems)).toEqual(new Set(["IDENTITY_CLASH"]));
    });

    test("a broker that cannot be reached, or does not let the agent in, is a problem that names it", async () => {
      const broker = await kind.start(["cs"]);
      cleanups.push(() => broker.close());
      const problems: string[] = [];
      const attempts = [
        mqttTransport({ url: broker.url, id: "cs", password: "wrong", reconnect }),
        mqttTransport({ url: "mqtt://127.0.0.1:1", id: "cs", reconnect }),
      ];
      for (const transport of attempts) {
        transport.open({
          filters: [],
          handlers: {
            up: () => problems.push("up"),
            down: () => problems.push("down"),
            message: () => undefined,
            problem: ({ code, message, side }) => problems.push(`${code} ${side} ${message}`),
          },
        });
        cleanups.push(() => transport.close(false));
      }
      await until(() => problems.length >= 6);
      expect(
        problems.filter(
          (problem) =>
            !/^BROKER_UNREACHABLE remote broker mqtt:\/\/127\.0\.0\.1:\d+ cannot be reached by cs: ./.test(problem),
        ),
      ).toEqual([]);
    });
  });
}
