/** Two vans that differ in one thing: what they believe charging does to them. One asks physics, one its owner's models. */
import { fileURLToPath } from "node:url";
import { openPredictors } from "@chargepact/predictor";
import {
  type AgentOptions,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  describeMessage,
  devRegistry,
  fixedGrid,
  MemoryNetwork,
  MemoryStore,
  VirtualClock,
} from "chargepact";

const models = ["my-wear.json", "my-heat.json"].map((name) => fileURLToPath(new URL(name, import.meta.url)));
// Time is virtual here, so answers have to come within the call. In real time leave `now` out.
const predictors = await openPredictors({ models, now: true });
console.log(`loaded ${predictors.names.join(", ")}`);

/** A van that comes in hot and has eight hours, at a charger of its own; what it and its charger say, until it charges. */
async function arrive(name: string, own: ReturnType<typeof predictors.of>): Promise<void> {
  const startS = 1_750_010_400;
  const clock = new VirtualClock(startS * 1000);
  const net = new MemoryNetwork(clock);
  const site = devRegistry(
    [
      { id: "grid", role: "grid", powerCapW: 50_000 },
      { id: "charger", role: "charger", grantors: ["grid"], powerCapW: 22_080 },
      { id: "van", role: "battery", grantors: ["charger"], powerCapW: 22_080 },
    ],
    { seed: "own-predictor" },
  );
  const common = (id: string): AgentOptions => ({
    ...{ ...site.agent(id), broker: net.transport(id), store: new MemoryStore(), clock },
  });
  let appliedW = 0;
  let measure = (): void => undefined;
  const agents = [
    await createGridAgent({ ...common("grid"), port: fixedGrid({ importW: 50_000, exportW: 0 }) }),
    await createChargerAgent({
      ...common("charger"),
      config: { connectors: [{ powerMaxW: 22_080 }] },
      port: {
        listen: (events) => events.plugged(1, "van"),
        setFallback: (fallback) => fallback,
        apply: (_connector, { maxW }) => void (appliedW = maxW),
      },
    }),
    await createBatteryAgent({
      ...common("van"),
      config: { chemistry: "LFP", capacityWh: 60_000, acPowerMaxW: 22_080, ...(own && { predictors: own }) },
      port: {
        listen: (events) => {
          measure = () => {
            events.telemetry({ soc: 0.2, soh: 0.9, temperatureC: 40, ambientC: 32, powerW: appliedW });
          };
          events.trip({ departureS: startS + 8 * 3600, energyWh: 30_000 });
          measure();
          events.plugged("charger");
        },
        setFallback: (fallback) => fallback,
        apply: () => undefined,
      },
    }),
  ];
  agents[2]?.on("message", ({ direction, body }) => {
    if (direction === "sent" && body.kind === "counterOffer") console.log(`${name}: ${describeMessage(body)}`);
  });
  agents[2]?.on("trace", (trace) => {
    if (trace.what === "quoted") {
      const { provenance, quality, costMicro } = trace;
      console.log(`${name}: declares a cost of ${(costMicro / 1e6).toFixed(2)} (${quality}, ${provenance.modelId})`);
    } else if (trace.what === "predicted" && trace.horizon !== undefined) {
      const { temperatureC, quality, modelId } = trace.horizon;
      const p90 = temperatureC.at(-1)?.p90 ?? Number.NaN;
      console.log(`${name}: expects ${p90.toFixed(1)} °C at most in five minutes (${quality}, ${modelId})`);
    }
  });
  for (let second = 0; second < 60; second += 10) {
    clock.run(10_000);
    measure();
  }
  console.log(`${name}: charges at ${appliedW} W`);
  for (const agent of agents) await agent.stop();
}

await arrive("by physics", undefined);
await arrive("by its own", predictors.of("LFP"));
await predictors.close();
