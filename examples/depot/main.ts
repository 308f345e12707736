/** A bus depot under a feeder: three buses with deadlines, chargers that give 6 A or nothing, and a feeder that is short. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  ampsFromWatts,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  devRegistry,
  fixedGrid,
  type GridEvents,
  MemoryStore,
  startEmbeddedBroker,
} from "chargepact";

const powerMaxW = 11_040; // 16 A on three phases; the least is 6 A, 4140 W
const buses = [
  { id: "bus-1", post: "post-1", leavesInH: 1, energyWh: 9_000 },
  { id: "bus-2", post: "post-2", leavesInH: 3, energyWh: 14_000 },
  { id: "bus-3", post: "post-3", leavesInH: 9, energyWh: 12_000 },
] as const;

const broker = await startEmbeddedBroker();
const company = devRegistry([
  { id: "feeder", role: "grid", powerCapW: 100_000 },
  { id: "depot", role: "grid", grantors: ["feeder"], powerCapW: 40_000 },
  ...buses.flatMap(({ id, post }) => [
    { id: post, role: "charger", grantors: ["depot"], powerCapW: powerMaxW } as const,
    { id, role: "battery", grantors: [post], powerCapW: powerMaxW } as const,
  ]),
]);
const common = (id: string) => ({ ...company.agent(id), broker: broker.url, store: new MemoryStore() });
const plans = { debounceMs: 100, planIntervalMs: 300 };

// The feeder's port: what its operator is told from outside.
let control: GridEvents | undefined;
const feeder = await createGridAgent({
  ...common("feeder"),
  config: plans,
  port: {
    listen: (events) => {
      control = events;
      events.limits({ importW: 18_000, exportW: 0 }, []);
    },
  },
});
// The depot's own connection carries 40 kW; what it may use of that it holds of the feeder.
const depot = await createGridAgent({
  ...common("depot"),
  config: { ...plans, parent: { powerMaxW: 40_000 } },
  port: fixedGrid({ importW: 40_000, exportW: 0 }),
});
const setW = new Map<string, number>();
const agents = [feeder, depot];
for (const { id, post, leavesInH, energyWh } of buses) {
  agents.push(
    await createChargerAgent({
      ...common(post),
      config: { connectors: [{ powerMaxW }] },
      port: {
        listen: (events) => events.plugged(1, id),
        apply: (_connector, { maxW }) => void setW.set(id, maxW),
        setFallback: (fallback) => fallback,
      },
    }),
    await createBatteryAgent({
      ...common(id),
      config: { chemistry: "LFP", capacityWh: 240_000, acPowerMaxW: powerMaxW },
      port: {
        listen: (events) => {
          events.trip({ departureS: Math.floor(Date.now() / 1000) + leavesInH * 3600, energyWh });
          events.telemetry({ soc: 0.4, soh: 0.93, temperatureC: 22, ambientC: 18, powerW: 0 });
          events.plugged(post);
        },
        apply: () => undefined, // This bus draws what its charger allows.
        setFallback: (fallback) => fallback,
      },
    }),
  );
}

const totalW = (): number => [...setW.values()].reduce((sum, watts) => sum + watts, 0);
/** Waits for `condition`, and until nothing has changed for a second; then says who gets what. */
async function tell(what: string, condition: () => boolean): Promise<void> {
  let [before, since] = ["", Date.now()];
  while (!condition() || Date.now() - since < 1_000) {
    const now = [...setW].join(" ");
    if (now !== before) [before, since] = [now, Date.now()];
    await sleep(20);
  }
  console.log(`${what}: ${totalW()} W`);
  for (const { id, leavesInH, energyWh } of buses) {
    const amps = ampsFromWatts(setW.get(id) ?? 0, 3).toFixed(1);
    console.log(`  ${id} needs ${energyWh} Wh in ${leavesInH} h: ${amps} A`);
  }
}

await tell("the feeder has 18000 W", () => totalW() > 12_000);
control?.emergency(9_000, 60_000);
await tell("an emergency leaves 9000 W", () => totalW() <= 9_000);
control?.emergency(9_000, 0);
control?.limits({ importW: 36_000, exportW: 0 }, []);
await tell("it is over, and the feeder has 36000 W", () => totalW() > 25_000);

for (const agent of agents.toReversed()) await agent.stop();
await broker.close();
