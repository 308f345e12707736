import {
  ageOf,
  MemoryAuditSink,
  AuditLog,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  devRegistry,
  fixedGrid,
  MemoryNetwork,
  MemoryStore,
  physicsShortHorizon,
  physicsWear,
  type Agent,
  type AgentOptions,
  type PredictionTrace,
  type Predictors,
  VirtualClock,
} from "./index.js";
import { describe, expect, it } from "vitest";

const startS = 1_750_010_400;

/** A car at a charger of its own, with a predictor; what it kept in its own log, and what it was allowed in the end. */
async function charge(predictors: Predictors, cells: { readonly soh: number; readonly temperatureC: number }) {
  const clock = new VirtualClock(startS * 1000);
  const net = new MemoryNetwork(clock);
  const site = devRegistry(
    [
      { id: "grid", role: "grid", powerCapW: 50_000 },
      { id: "post", role: "charger", grantors: ["grid"], powerCapW: 11_040 },
      { id: "ev", role: "battery", grantors: ["post"], powerCapW: 11_040 },
    ],
    { seed: "predictor" },
  );
  const common = (id: string): AgentOptions => ({
    ...{ ...site.agent(id), broker: net.transport(id), store: new MemoryStore(), clock },
  });
  const sink = new MemoryAuditSink();
  const traces: PredictionTrace[] = [];
  let [appliedW, measure] = [0, (): void => undefined];
  const agents: Agent[] = [
    await createGridAgent({ ...common("grid"), port: fixedGrid({ importW: 50_000, exportW: 0 }) }),
    await createChargerAgent({
      ...common("post"),
      config: { connectors: [{ powerMaxW: 11_040 }] },
      port: {
        listen: (events) => events.plugged(1, "ev"),
        setFallback: (fallback) => fallback,
        apply: (_, { maxW }) => void (appliedW = maxW),
      },
    }),
    await createBatteryAgent({
      ...common("ev"),
      audit: new AuditLog(sink),
      config: { chemistry: "NMC", capacityWh: 60_000, acPowerMaxW: 11_040, predictors },
      port: {
        listen: (events) => {
          measure = () => events.telemetry({ soc: 0.3, ambientC: 20, powerW: appliedW, ...cells });
          events.trip({ departureS: startS + 6 * 3600, energyWh: 20_000 });
          measure();
          events.plugged("post");
        },
        setFallback: (fallback) => fallback,
        apply: () => undefined,
      },
    }),
  ];
  agents[2]?.on("trace", (trace) => traces.push(trace as PredictionTrace));
  for (let second = 10; second <= 600; second += 10) {
    clock.run(second * 1000);
    measure();
  }
  await Promise.all(agents.map((agent) => agent.stop()));
  const kept = sink.lines
    .map((line) => JSON.parse(line) as { kind: string; what?: string; record?: string })
    .filter(({ kind }) => kind === "prediction");
  return { appliedW, traces, kept };
}
const mild = { soh: 0.98, temperatureC: 22 };
const physics: Predictors = { wear: physicsWear, horizon: physicsShortHorizon };

describe("a battery agent with a predictor of its owner's", () => {
  it("keeps every quote with all that makes it again, without the model", async () => {
    const { kept } = await charge(physics, { soh: 0.75, temperatureC: 38 });
    const quotes = kept.filter(({ what }) => what === "quoted").map(({ record = "" }) => JSON.parse(record) as Quote);
    expect(quotes.length).toBeGreaterThan(0);
    for (const { curve, usage, microPerAge, costMicro, provenance, quoteId } of quotes) {
      expect(provenance.modelId).toMatch(/^physics-nmc/);
      expect(quoteId).toMatch(/^[0-9a-f]{16}$/);
      // Less what would not be delivered, of which there is none here.
      expect(Math.round(ageOf(curve, usage) * microPerAge)).toBe(costMicro);
    }
  });

  it("is allowed the same where its predictor hallucinates, and its log says why", async () => {
    const ice = { p10: -300, p50: -290, p90: -280 };
    const wrong: Predictors = {
      ...physics,
      horizon: {
        predict: (query) => {
          const said = physicsShortHorizon.predict(query);
          return said && { ...said, temperatureC: said.temperatureC.map(() => ice) };
        },
      },
    };
    const [right, hallucinated] = [await charge(physics, mild), await charge(wrong, mild)];
    expect(hallucinated.appliedW).toBe(right.appliedW);
    expect(right.kept.filter(({ what }) => what === "guarded")).toEqual([]);
    const guarded = hallucinated.kept.filter(({ what }) => what === "guarded");
    expect(guarded[0]?.record).toContain('"RANGE"');
  });

  it("goes on where its predictor throws, never answers, or answers too late", async () => {
    const bad: readonly Predictors[] = [
      { wear: { predict: () => Promise.reject(new Error("gone")) }, horizon: physicsShortHorizon },
      { horizon: { predict: () => new Promise(() => undefined) } },
      {
        horizon: {
          predict: () => {
            throw new Error("no memory");
          },
        },
      },
    ];
    const { appliedW } = await charge(physics, mild);
    for (const predictors of bad) expect((await charge(predictors, mild)).appliedW).toBe(appliedW);
  });
});

type Quote = Extract<PredictionTrace, { what: "quoted" }>;
