import { afterEach, describe, expect, test } from "vitest";
import {
  type Agent,
  type AgentOptions,
  type Band,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  devRegistry,
  type EmbeddedBroker,
  fixedGrid,
  type GridPort,
  type GridSettings,
  MemoryNetwork,
  MemoryStore,
  startEmbeddedBroker,
  VirtualClock,
} from "./index.js";

const [feederW, connectionW, chargerW] = [9000, 20_000, 11_040];
const site = devRegistry(
  [
    { id: "feeder", role: "grid", powerCapW: 100_000 },
    { id: "depot", role: "grid", grantors: ["feeder"], powerCapW: connectionW },
    { id: "post", role: "charger", grantors: ["depot"], powerCapW: chargerW },
    { id: "bus", role: "battery", grantors: ["post"], powerCapW: chargerW },
  ],
  { seed: "nested-library" },
);
const parent = { powerMaxW: connectionW };
const feederPort = fixedGrid({ importW: feederW, exportW: 0 });
const depotPort = fixedGrid({ importW: connectionW, exportW: 0 });
const fast = { debounceMs: 50, planIntervalMs: 200 };

interface Applied {
  readonly post: Band[];
  readonly bus: Band[];
}

/** A feeder, a depot under it, a post with a bus in it. */
async function start(
  common: (id: string) => AgentOptions,
  nowS: number,
  how: { readonly feeder?: GridPort; readonly depot?: GridSettings } = {},
): Promise<{ readonly agents: readonly Agent[]; readonly applied: Applied }> {
  const applied: Applied = { post: [], bus: [] };
  const setFallback = <F>(fallback: F): F => fallback;
  const agents = [
    await createGridAgent({
      ...common("feeder"),
      port: how.feeder ?? feederPort,
      config: { ...fast, guaranteedW: 5000 },
    }),
    await createGridAgent({ ...common("depot"), port: depotPort, config: { ...fast, parent, ...how.depot } }),
    await createChargerAgent({
      ...common("post"),
      config: { connectors: [{ powerMaxW: chargerW }], fallbackW: how.depot?.guaranteedW === undefined ? 0 : 4140 },
      port: {
        listen: (events) => events.plugged(1, "bus"),
        apply: (_connector, band) => void applied.post.push(band),
        setFallback,
      },
    }),
    await createBatteryAgent({
      ...common("bus"),
      config: { chemistry: "LFP", capacityWh: 200_000, acPowerMaxW: chargerW },
      port: {
        listen: (events) => {
          events.trip({ departureS: nowS + 4 * 3600, energyWh: 40_000 });
          events.telemetry({ soc: 0.3, soh: 0.95, temperatureC: 22, ambientC: 20, powerW: 0 });
          events.plugged("post");
        },
        apply: (_connector, band) => void applied.bus.push(band),
        setFallback,
      },
    }),
  ];
  return { agents, applied };
}
const mostW = (bands: readonly Band[]): number => Math.max(0, ...bands.map(({ maxW }) => maxW));

describe("an operator under another, on a broker", () => {
  let broker: EmbeddedBroker | undefined;
  let agents: readonly Agent[] = [];
  afterEach(async () => {
    for (const agent of agents.toReversed()) await agent.stop();
    await broker?.close();
  });

  test("a lease comes down from the feeder by the depot and the post to the bus, none larger than the one above", async () => {
    broker = await startEmbeddedBroker();
    const { url } = broker;
    const started = await start(
      (id) => ({ ...site.agent(id), broker: url, store: new MemoryStore() }),
      Math.floor(Date.now() / 1000),
    );
    ({ agents } = started);
    const granted = new Map<string, { readonly maxW: number; readonly ttlMs: number }>();
    await new Promise<void>((resolve) => {
      for (const agent of agents) {
        agent.on("message", ({ direction, peer, body }) => {
          if (direction !== "received" || body.kind !== "commit") return;
          const maxW = Math.max(...body.terms.value.parts.flatMap(({ schedule }) => schedule.max));
          granted.set(`${peer} to ${agent.id}`, { maxW, ttlMs: body.ttlMs });
          if (agent.id === "bus" && maxW > 0) setTimeout(resolve, 100);
        });
      }
    });
    const of = (link: string) => granted.get(link) ?? { maxW: NaN, ttlMs: NaN };
    const [depotW, postW] = [of("feeder to depot").maxW, of("depot to post").maxW];
    expect(depotW).toBeGreaterThan(feederW - 50);
    expect(depotW).toBeLessThanOrEqual(feederW);
    expect(postW).toBeLessThanOrEqual(depotW);
    expect(mostW(started.applied.post)).toBe(postW);
    expect(mostW(started.applied.bus)).toBeGreaterThan(4000);
    expect(mostW(started.applied.bus)).toBeLessThanOrEqual(postW);
    expect(of("feeder to depot").ttlMs).toBe(900_000);
    expect(of("depot to post").ttlMs).toBeLessThanOrEqual(180_000);
    expect(of("post to bus").ttlMs).toBeLessThan(of("depot to post").ttlMs);
  });
});

describe("an operator under another, in virtual time", () => {
  const startS = 1_750_000_000 - (1_750_000_000 % 3600);
  function ground() {
    const clock = new VirtualClock(startS * 1000);
    const net = new MemoryNetwork(clock);
    const common = (id: string): AgentOptions => {
      return { ...site.agent(id), broker: net.transport(id), store: new MemoryStore(), clock };
    };
    return { clock, common };
  }

  test("what it guarantees is what it asks for: its post falls back to that when the feeder is gone", async () => {
    const { clock, common } = ground();
    const { agents, applied } = await start(common, startS, { depot: { guaranteedW: 4140 } });
    clock.run(60_000);
    expect(applied.post.at(-1)?.maxW).toBeGreaterThan(feederW - 50);
    await agents[0]?.kill();
    clock.run(1_000_000);
    expect(applied.post.at(-1)?.maxW).toBe(4140);
    await Promise.all(agents.slice(1).map((agent) => agent.stop()));
  });

  test("an emergency at the feeder reaches the post at once", async () => {
    const { clock, common } = ground();
    let alarm: () => void = () => undefined;
    const feeder: GridPort = {
      listen: (events) => {
        events.limits({ importW: feederW, exportW: 0 }, []);
        alarm = () => {
          events.emergency(5000, 60_000);
        };
      },
    };
    const { agents, applied } = await start(common, startS, { feeder });
    clock.run(60_000);
    expect(applied.post.at(-1)?.maxW).toBeGreaterThan(feederW - 50);
    alarm();
    clock.run(61_000);
    expect(applied.post.at(-1)?.maxW).toBeLessThanOrEqual(5000);
    await Promise.all(agents.map((agent) => agent.stop()));
  });

  test.each([
    [{ parent: { powerMaxW: 0 } }, "BAD_CONFIG", /config\.parent\.powerMaxW is 0; allowed: 1 to/],
    [{ parent, guaranteedW: 30_000 }, "BAD_CONFIG", /config\.guaranteedW is 30000; allowed: 0 to 20000/],
    [{ parent: { ...parent, exportMaxW: -1 } }, "BAD_CONFIG", /config\.parent\.exportMaxW is -1/],
  ] as const)("what cannot be is refused with what is allowed: %o", async (config, code, message) => {
    const create = () => createGridAgent({ ...ground().common("depot"), port: depotPort, config });
    await expect(Promise.resolve().then(create)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });

  test("an operator whose registry names nobody above has to say whom it asks", async () => {
    const create = () => createGridAgent({ ...ground().common("feeder"), port: feederPort, config: { parent } });
    await expect(Promise.resolve().then(create)).rejects.toThrow(/names 0 grantors, so set config\.grantor/);
  });
});
