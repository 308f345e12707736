/** A charger and a car's worn battery agree on a current: over MQTT, sealed, in real time. The grid owns the capacity. */
import {
  ampsFromWatts,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  describeMessage,
  devRegistry,
  fixedGrid,
  MemoryStore,
  startEmbeddedBroker,
} from "chargepact";

const broker = await startEmbeddedBroker();
const site = devRegistry([
  { id: "grid", role: "grid", powerCapW: 20_000 },
  { id: "charger", role: "charger", grantors: ["grid"], powerCapW: 11_040 },
  { id: "car", role: "battery", grantors: ["charger"], powerCapW: 11_040 },
]);
const common = (id: string) => ({ ...site.agent(id), broker: broker.url, store: new MemoryStore() });

const grid = await createGridAgent({
  ...common("grid"),
  port: fixedGrid({ importW: 20_000, exportW: 0 }),
  config: { debounceMs: 100, planIntervalMs: 1_000 },
});
const charger = await createChargerAgent({
  ...common("charger"),
  config: { connectors: [{ powerMaxW: 11_040 }] },
  port: {
    listen: (events) => events.plugged(1, "car"),
    setFallback: (fallback) => fallback,
    apply: (_connector, { maxW }) => {
      if (maxW === 0) return;
      console.log(`charger sets ${ampsFromWatts(maxW, 3).toFixed(1)} A on three phases: ${maxW} W`);
      setTimeout(() => void end(), 200);
    },
  },
});
const car = await createBatteryAgent({
  ...common("car"),
  config: { chemistry: "NMC", capacityWh: 60_000, acPowerMaxW: 11_040 },
  port: {
    listen: (events) => {
      events.trip({ departureS: Math.floor(Date.now() / 1000) + 3 * 3600, energyWh: 15_000 });
      events.telemetry({ soc: 0.4, soh: 0.78, temperatureC: 24, ambientC: 20, powerW: 0 });
      events.plugged("charger");
    },
    setFallback: (fallback) => fallback,
    apply: () => undefined, // This car draws what its charger allows.
  },
});

const shown = new Set(["need", "offer", "counterOffer", "accept", "commit", "commitAck"]);
for (const agent of [grid, charger, car]) {
  agent.on("message", ({ direction, peer, body }) => {
    if (direction !== "sent" || !shown.has(body.kind)) return;
    console.log(`${agent.id} → ${peer}: ${describeMessage(body)}`);
  });
}

async function end(): Promise<void> {
  for (const agent of [car, charger, grid]) await agent.stop();
  await broker.close();
}
