import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "mqtt";
import { describe, expect, test } from "vitest";
import {
  type AgentMessage,
  type AgentOptions,
  type Band,
  type BatteryPort,
  type ChargerPort,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  createStorageAgent,
  describeMessage,
  describeSchedule,
  devRegistry,
  fixedGrid,
  MemoryNetwork,
  MemoryStore,
  mqttTransport,
  startEmbeddedBroker,
  type StoragePort,
  VirtualClock,
} from "./index.js";

const startS = 1_750_000_000 - (1_750_000_000 % 3600);
const site = devRegistry(
  [
    { id: "grid", role: "grid", powerCapW: 50_000 },
    { id: "cs", role: "charger", grantors: ["grid"], powerCapW: 22_080 },
    { id: "farm", role: "storage", grantors: ["grid"], powerCapW: 10_000 },
    { id: "ev", role: "battery", grantors: ["cs"], powerCapW: 11_040 },
    { id: "guest", role: "battery", grantors: ["*"], powerCapW: 11_040 },
  ],
  { seed: "library" },
);
const grid = fixedGrid(
  { importW: 50_000, exportW: 50_000 },
  { startS, stepS: 3600, microPerKwh: [10_000, 300_000, 300_000] },
);

/** A port that keeps what was applied, newest last. */
function recorded<Events>(state: (events: Events) => void) {
  const bands: Band[] = [];
  return {
    bands,
    listen: state,
    apply: (_connector: number, band: Band) => void bands.push(band),
    setFallback: <F>(fallback: F): F => fallback,
  };
}

const chargerPort = () => recorded((events: Parameters<ChargerPort["listen"]>[0]) => events.plugged(1, "ev"));
const batteryPort = (soh = 1) =>
  recorded((events: Parameters<BatteryPort["listen"]>[0]) => {
    events.trip({ departureS: startS + 4 * 3600, energyWh: 20_000 });
    events.telemetry({ soc: 0.3, soh, temperatureC: 24, ambientC: 20, powerW: 0 });
    events.plugged("cs");
  });
const storagePort = () =>
  recorded((events: Parameters<StoragePort["listen"]>[0]) => {
    events.packs([{ soc: 0.3, temperatureC: 20, powerW: 0 }]);
  });
const ev = { chemistry: "NMC", capacityWh: 60_000, acPowerMaxW: 11_040 } as const;
const cs = { connectors: [{ powerMaxW: 11_040 }, { powerMaxW: 11_040 }] };

function virtualSite() {
  const clock = new VirtualClock(startS * 1000);
  const net = new MemoryNetwork(clock);
  const common = (id: string): AgentOptions => ({
    ...site.agent(id),
    broker: net.transport(id),
    store: new MemoryStore(),
    clock,
  });
  return { clock, common };
}

test("all four kinds of agent run with defaults, and each port gets its power", async () => {
  const { clock, common } = virtualSite();
  const [atCharger, atBattery, atStorage] = [chargerPort(), batteryPort(), storagePort()];
  const agents = [
    await createGridAgent({ ...common("grid"), port: grid }),
    await createChargerAgent({ ...common("cs"), port: atCharger, config: cs }),
    await createStorageAgent({
      ...common("farm"),
      port: atStorage,
      config: { packs: 1, energyWh: 10_000, powerW: 10_000 },
    }),
    await createBatteryAgent({ ...common("ev"), port: atBattery, config: ev }),
  ];
  const messages: AgentMessage[] = [];
  for (const agent of agents) agent.on("message", (message) => messages.push(message));
  clock.run(60_000);
  expect(agents.map(({ id, role, epoch }) => [id, role, epoch])).toEqual([
    ["grid", "grid", 1],
    ["cs", "charger", 1],
    ["farm", "storage", 1],
    ["ev", "battery", 1],
  ]);
  expect(Math.max(...atCharger.bands.map(({ maxW }) => maxW))).toBe(11_040);
  expect(atBattery.bands.at(-1)?.maxW).toBe(11_040);
  expect(atStorage.bands.at(-1)?.maxW).toBeGreaterThan(0);
  const kinds = new Set(messages.map(({ body }) => body.kind));
  for (const kind of ["hello", "need", "offer", "accept", "commit", "commitAck"] as const)
    expect(kinds).toContain(kind);
  expect(agents.every(({ stats }) => stats.signed > 0 && stats.restarts === 0)).toBe(true);
  await Promise.all(agents.map((agent) => agent.stop()));
});

test("who stops listening hears nothing more", async () => {
  const { clock, common } = virtualSite();
  const agent = await createChargerAgent({ ...common("cs"), port: chargerPort(), config: cs });
  const heard: string[] = [];
  const off = agent.on("message", ({ body }) => heard.push(body.kind));
  clock.run(1_000);
  expect(new Set(heard)).toEqual(new Set(["hello"]));
  const before = heard.length;
  off();
  clock.run(60_000);
  expect(heard.length).toBe(before);
  await agent.kill();
});

test("a folder keeps what must survive: the next start has the next epoch", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chargepact-library-"));
  try {
    for (const epoch of [1, 2]) {
      const { common } = virtualSite();
      const agent = await createChargerAgent({ ...common("cs"), store: folder, port: chargerPort(), config: cs });
      expect(agent.epoch).toBe(epoch);
      await agent.stop();
    }
    expect(readdirSync(folder).length).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("an MQTT.js client that the program already has carries an agent, and stays the program's", async () => {
  const broker = await startEmbeddedBroker();
  const client = connect(broker.url, { clientId: "ev" });
  const common = (id: string) => ({ ...site.agent(id), store: new MemoryStore() });
  const charger = await createChargerAgent({ ...common("cs"), broker: broker.url, port: chargerPort(), config: cs });
  const battery = await createBatteryAgent({
    ...common("ev"),
    broker: mqttTransport({ client, loopback: true }),
    port: batteryPort(),
    config: ev,
  });
  const greeted = new Promise<void>((resolve) => {
    battery.on("message", ({ direction, body }) => {
      if (direction === "received" && body.kind === "hello") resolve();
    });
  });
  await greeted;
  await battery.stop();
  expect(client.connected).toBe(true);
  await charger.stop();
  await client.endAsync();
  await broker.close();
});

test("messages and schedules are told in words", () => {
  const hours = { startS, stepS: 3600 };
  expect(describeSchedule({ ...hours, max: [0, 6310, 0, 0], min: [0, 0, 0, -7590] })).toBe(
    "0 W for 60 min, 6310 W for 60 min, 0 W for 60 min, -7590 W for 60 min",
  );
  expect(describeSchedule({ ...hours, stepS: 10, max: [1, 2, 3, 4, 5, 0] })).toMatch(
    /^1 W for 10 s, .*4 W for 10 s, …$/,
  );
  expect(describeSchedule({ ...hours, max: [0, 0] })).toBe("0 W");
  expect(describeMessage({ kind: "reject", reason: "NO_LEASE", detail: "state your need" })).toBe(
    "refuses: NO_LEASE, state your need",
  );
});

describe("what cannot work is refused with what to do", () => {
  const failing = (id: string, change: Partial<AgentOptions> = {}) => ({ ...virtualSite().common(id), ...change });

  test.each([
    [
      "a value out of its range",
      () => createBatteryAgent({ ...failing("ev"), port: batteryPort(), config: { ...ev, acPowerMaxW: 0 } }),
      "BAD_CONFIG",
      /config\.acPowerMaxW is 0; allowed: 1 to/,
    ],
    [
      "a connector whose least power is above its most",
      () =>
        createChargerAgent({ ...failing("cs"), port: chargerPort(), config: { connectors: [{ powerMaxW: 1000 }] } }),
      "BAD_CONFIG",
      /config\.connectors\[0\]\.powerMinW is 4140; allowed: 0 to 1000/,
    ],
    [
      "steps that no hour is made of",
      () => createGridAgent({ ...failing("grid"), port: grid, config: { stepS: 420 } }),
      "BAD_CONFIG",
      /config\.stepS is 420/,
    ],
    [
      "the wrong role",
      () => createBatteryAgent({ ...failing("cs"), port: batteryPort(), config: ev }),
      "REGISTRY",
      /cs as charger, not as battery/,
    ],
    [
      "an agent that nobody knows",
      () => createGridAgent({ ...failing("grid", { id: "other" }), port: grid }),
      "REGISTRY",
      /no agent other/,
    ],
    [
      "development keys on somebody else's broker",
      () => createGridAgent({ ...failing("grid", { broker: "mqtt://broker.example:1883" }), port: grid }),
      "BAD_CONFIG",
      /on this machine/,
    ],
    [
      "a broker that is no address",
      () => createGridAgent({ ...failing("grid", { broker: "broker.example" }), port: grid }),
      "BAD_CONFIG",
      /mqtt:\/\/host:port/,
    ],
  ] as const)("%s", async (_what, create, code, message) => {
    await expect(Promise.resolve().then(create)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test("an id that is not in a development registry", () => {
    expect(() => site.agent("nobody")).toThrow(/no agent nobody/);
  });
});
