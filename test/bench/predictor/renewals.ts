import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { ModelHost } from "@chargepact/predictor";
import {
  type Agent,
  createBatteryAgent,
  createChargerAgent,
  createGridAgent,
  devRegistry,
  fixedGrid,
  MemoryStore,
  startEmbeddedBroker,
} from "chargepact";
import { hanging, ones, type Programs } from "./models.js";

export interface Renewals {
  readonly renewed: number;
  readonly late: number;
  /** Engines that were ended because a call did not come back. */
  readonly ended: number;
}

const leases = { batteryTtlMs: 3_000, leaseTtlMs: 8_000 };
const fallback = { fallbackW: 4_140, rampWPerS: 7_000 };

/**
 * A site over a broker, in real time, whose leases are short, in the process that asks a hanging model again and again. A
 * renewal is late where more than half of the lease's time has gone by since the one before (it is due after a third), or
 * where a lease ends.
 */
export async function renewals({
  programs,
  seconds,
  hangs,
}: {
  programs: Programs;
  seconds: number;
  hangs: boolean;
}): Promise<Renewals> {
  const { agents, close } = await startSite();
  let [renewed, late, counting] = [0, 0, false];
  for (const { agent, grantor, ttlMs } of agents) {
    let lastMs: number | undefined;
    agent.on("trace", (trace) => {
      if (trace.what !== "lease" || trace.peer !== grantor || !counting) return;
      const nowMs = performance.now();
      if (trace.step === "expired" || trace.step === "fallback") late += 1;
      if (trace.step !== "renewed") return;
      renewed += 1;
      if (lastMs !== undefined && nowMs - lastMs > ttlMs / 2) late += 1;
      lastMs = nowMs;
    });
  }
  await sleep(3_000);
  const host = hangs
    ? await ModelHost.open({ models: [hanging()], module: new URL(programs.module), restart: { minMs: 20, maxMs: 50 } })
    : undefined;
  counting = true;
  for (const until = performance.now() + seconds * 1_000; performance.now() < until;) {
    if ((await host?.predict(0, ones, { deadlineMs: 25 })) !== undefined) throw new Error("it did not hang");
    await sleep(5);
  }
  counting = false;
  const ended = host?.stats.ended ?? 0;
  host?.close();
  await close();
  return { renewed, late, ended };
}

interface Holder {
  readonly agent: Agent;
  readonly grantor: string;
  /** Of what it holds. */
  readonly ttlMs: number;
}

/** A grid operator, a charger and a battery. */
async function startSite(): Promise<{ agents: readonly Holder[]; close: () => Promise<void> }> {
  const broker = await startEmbeddedBroker();
  const site = devRegistry([
    { id: "grid", role: "grid", powerCapW: 20_000 },
    { id: "charger", role: "charger", grantors: ["grid"], powerCapW: 11_040 },
    { id: "car", role: "battery", grantors: ["charger"], powerCapW: 11_040 },
  ]);
  const common = (id: string) => ({
    ...{ ...site.agent(id), broker: broker.url, store: new MemoryStore(), timings: { graceMs: 500 } },
  });
  const grid = await createGridAgent({
    ...common("grid"),
    port: fixedGrid({ importW: 20_000, exportW: 0 }),
    config: { guaranteedW: 20_000, leaseTtlMs: leases.leaseTtlMs, debounceMs: 100, planIntervalMs: 1_000 },
  });
  const charger = await createChargerAgent({
    ...common("charger"),
    config: { connectors: [{ powerMaxW: 11_040 }], batteryTtlMs: leases.batteryTtlMs, ...fallback },
    port: {
      listen: (events) => events.plugged(1, "car"),
      setFallback: (fallback) => fallback,
      apply: () => undefined,
    },
  });
  const car = await createBatteryAgent({
    ...common("car"),
    config: { chemistry: "NMC", capacityWh: 60_000, acPowerMaxW: 11_040, ...fallback },
    port: {
      listen: (events) => {
        events.trip({ departureS: Math.floor(Date.now() / 1000) + 8 * 3600, energyWh: 40_000 });
        events.telemetry({ soc: 0.2, soh: 0.95, temperatureC: 22, ambientC: 20, powerW: 0 });
        events.plugged("charger");
      },
      setFallback: (fallback) => fallback,
      apply: () => undefined,
    },
  });
  return {
    agents: [
      { agent: charger, grantor: "grid", ttlMs: leases.leaseTtlMs },
      { agent: car, grantor: "charger", ttlMs: leases.batteryTtlMs },
    ],
    close: async () => {
      for (const agent of [car, charger, grid]) await agent.stop();
      await broker.close();
    },
  };
}
