/**
 * An integrator's own charger: it negotiates, loses contact, falls back, and gets a lease again. Then its agent dies, and
 * the station falls back by itself.
 */
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AgentOptions,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  devRegistry,
  fixedGrid,
  MemoryStore,
  mqttTransport,
  startEmbeddedBroker,
} from "chargepact";
import { SimulatedCharger } from "./simulated-charger.js";

const started = performance.now();
const log = (line: string): void => {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${line}`);
};
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(50);
}

const fallbackW = 4140; // 6 A on three phases
let broker = await startEmbeddedBroker();
const { url, port } = broker;
const site = devRegistry([
  { id: "grid", role: "grid", powerCapW: 20_000 },
  { id: "my-charger", role: "charger", grantors: ["grid"], powerCapW: 11_040 },
  { id: "car", role: "battery", grantors: ["my-charger"], powerCapW: 11_040 },
]);
// Short leases, so that losing contact takes seconds; the published ones are 180 s and 60 s.
const common = (id: string): AgentOptions => ({
  ...site.agent(id),
  broker: mqttTransport({ url, id, reconnect: { minMs: 100, maxMs: 500 } }),
  store: new MemoryStore(),
  timings: { graceMs: 500 },
});

const grid = await createGridAgent({
  ...common("grid"),
  port: fixedGrid({ importW: 20_000, exportW: 0 }),
  config: { guaranteedW: 20_000, leaseTtlMs: 8_000, debounceMs: 100, planIntervalMs: 500 },
});
const station = new SimulatedCharger({ currentMinA: 6, log });
const charger = await createChargerAgent({
  ...common("my-charger"),
  port: station,
  config: { connectors: [{ powerMaxW: 11_040 }], fallbackW, rampWPerS: 7_000, batteryTtlMs: 3_000 },
});
const car = await createBatteryAgent({
  ...common("car"),
  config: { chemistry: "LFP", capacityWh: 60_000, acPowerMaxW: 11_040, fallbackW, rampWPerS: 7_000 },
  port: {
    listen: (events) => {
      events.trip({ departureS: Math.floor(Date.now() / 1000) + 4 * 3600, energyWh: 30_000 });
      events.telemetry({ soc: 0.3, soh: 0.97, temperatureC: 24, ambientC: 20, powerW: 0 });
      events.plugged("my-charger");
    },
    setFallback: (fallback) => fallback,
    apply: () => undefined,
  },
});
let leased = false;
charger.on("trace", (trace) => {
  if (trace.what !== "lease" || trace.peer !== "grid" || trace.step === "renewed") return;
  leased = trace.step === "granted";
  log(`agent: lease ${trace.step}`);
});
// Each attempt to reach the broker that fails is a problem; here they are expected.
for (const agent of [grid, charger, car]) agent.on("problem", () => undefined);

await sleep(500);
log("the car plugs in");
station.plug("car");
await until(() => station.meterW > fallbackW);
log(`meter: ${station.meterW} W`);
await sleep(2_000);

log("the broker stops");
await broker.close();
await sleep(1_000);
log(`meter: ${station.meterW} W, the lease still holds`);
await until(() => station.meterW === fallbackW);
log(`meter: ${station.meterW} W`);
await until(() => !leased);

log("the broker is back");
broker = await startEmbeddedBroker({ port });
await until(() => station.meterW > fallbackW);
log(`meter: ${station.meterW} W`);
await sleep(1_000);

log("the agent dies");
await charger.kill();
await until(() => station.meterW === fallbackW);
log(`meter: ${station.meterW} W`);

await Promise.all([car.stop(), grid.stop()]);
station.close();
await broker.close();
