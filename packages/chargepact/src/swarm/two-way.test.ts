import { beforeAll, describe, expect, it } from "vitest";
import type { Band, Trace } from "@chargepact/protocol";
import { checkScenario } from "../scenario/load.js";
import { resolveScenario } from "../scenario/index.js";
import type { FleetAgent } from "./fleet.js";
import { Recorder } from "./recorder.js";
import { billSection } from "./report/bills.js";
import { compareTable } from "./compare-table.js";
import { reckon } from "./reckon.js";
import { resultOf } from "./result.js";
import { runVirtual } from "./run-virtual.js";
import type { Swarm } from "./swarm.js";
import { endTable } from "./table.js";

/** Three hours, cheap and then dear: three vehicles of which two can export, a store, a small connection both ways. */
const dayOf = (seed: number) =>
  resolveScenario(
    checkScenario(
      `
version: 1
name: two-way
seed: ${seed}
day: { date: "2025-06-17", from: "15:00", to: "18:00", stepS: 900 }
currency: EUR
site: { capacityW: 22000, exportMaxW: 9000, guaranteedW: 5000, baseLoad: { peakW: 4000, shape: flat } }
stations:
  - { id: two-way, count: 1, connectors: 2, powerMaxW: 11000, phases: 3, exportMaxW: 7000 }
  - { id: plain, count: 1, connectors: 1, powerMaxW: 7360, phases: 1 }
storage: { packs: 1, energyWh: 5000, powerW: 3000 }
sessions:
  - vehicle: ev-a
    station: two-way-1
    model: &v2g { name: v2g-60, capacityWh: 60000, acPowerMaxW: 11000, phases: 3, chemistry: LFP, exportMaxW: 10000 }
    arrive: "15:02"
    depart: "17:55"
    energyWh: 4000
    soc: 0.7
    reserveSoc: 0.68
  - { vehicle: ev-b, station: two-way-1, model: *v2g, arrive: "15:05", depart: "17:50", energyWh: 3000, soc: 0.5 }
  - { vehicle: ev-c, station: plain-1, model: leaf-38, arrive: "15:10", depart: "17:30", energyWh: 5000, soc: 0.4 }
prices: { perKwh: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.02, 0.05, 0.45, 0, 0, 0, 0, 0, 0] }
`,
      "two-way.yaml",
    ),
  ).day;

/** What each connector was last let feed back, and what was found wrong at any second. */
class Watch {
  readonly wrong: string[] = [];
  private readonly leases = new Map<string, readonly Band[]>();
  readonly lowestSoc = new Map<string, number>();

  trace(trace: Trace, { id, role }: FleetAgent): void {
    if (trace.what !== "limited" || role !== "charger") return;
    const key = `${id}/${trace.connector}`;
    this.leases.set(key, [trace.band, ...(this.leases.get(key) ?? [])].slice(0, 3));
  }

  ticked({ world }: Swarm): void {
    for (const { battery, session, hookup } of world.plugged()) {
      const lowest = Math.min(this.lowestSoc.get(session.vehicle.id) ?? 1, battery.pack.soc);
      this.lowestSoc.set(session.vehicle.id, lowest);
      const bands = this.leases.get(`${session.station}/${session.connector}`) ?? [];
      // A lease that has just fallen is still being left, and one may be replaced in the same second.
      const leastW = Math.max(-hookup.exportMaxW, Math.min(0, ...bands.map(({ minW }) => minW)));
      if (battery.powerW < leastW - 1) this.wrong.push(`${session.id} at ${battery.powerW} W, ${leastW} W leased`);
    }
  }
}

async function run(seed: number, strategy: "llf" | "edf" | "equal-share" | "option-rounds") {
  const day = dayOf(seed);
  const [watch, recorder] = [new Watch(), new Recorder(day)];
  const observer = {
    trace: (trace: Trace, agent: FleetAgent) => {
      watch.trace(trace, agent);
      recorder.trace(trace, agent);
    },
    message: recorder.message.bind(recorder),
    arrived: recorder.arrived.bind(recorder),
    departed: recorder.departed.bind(recorder),
    ticked: (swarm: Swarm) => {
      watch.ticked(swarm);
      recorder.ticked(swarm);
    },
  };
  const swarmRun = await runVirtual(day, { strategy, insecure: true, observer });
  return { swarmRun, watch, recorder, reckoning: reckon(swarmRun) };
}

describe("vehicles that can export, by option rounds", () => {
  let runs: readonly Awaited<ReturnType<typeof run>>[];
  beforeAll(async () => {
    runs = [await run(1, "option-rounds"), await run(2, "option-rounds")];
  }, 60_000);

  it("never feed back more than their connectors have leased, nor below their floor", () => {
    for (const { watch, reckoning } of runs) {
      expect(watch.wrong).toEqual([]);
      expect(reckoning.outcome.violations).toEqual([]);
      expect(watch.lowestSoc.get("ev-a")).toBeGreaterThan(0.675);
      expect(watch.lowestSoc.get("ev-b")).toBeGreaterThan(0.19);
    }
  });

  it("feed back where prices pay for it, and leave with what was asked for", () => {
    for (const { reckoning } of runs) {
      const { outcome } = reckoning;
      expect(outcome.vehiclesExportWh).toBeGreaterThan(3000);
      for (const { id, deliveredWh, requestedWh } of outcome.perSession) {
        expect(deliveredWh, id).toBeGreaterThan(0.9 * requestedWh);
        expect(deliveredWh, id).toBeLessThanOrEqual(requestedWh + 1);
      }
      expect(outcome.perSession.find(({ vehicle }) => vehicle === "ev-c")?.exportedWh).toBe(0);
    }
  });

  it("are credited for it, and table, bills and result show import and export apart", () => {
    const [first] = runs;
    if (first === undefined) throw new Error("no run");
    const { recorder, reckoning, swarmRun } = first;
    const facts = { broker: "memory", speed: null, tally: recorder.tally, plans: recorder.plans, wallMs: 1 };
    const result = resultOf(swarmRun, reckoning, facts);
    expect(result.vehiclesExportWh).toBe(Math.round(reckoning.outcome.vehiclesExportWh));
    expect(result.uncontrolled.vehiclesExportWh).toBe(0);
    expect(endTable(result, reckoning)).toMatch(/fed back by vehicles +\d/);
    const accounts = recorder.accounts.all();
    const fedBackWh = accounts.reduce((sum, { statement }) => sum + statement.exportedWh, 0);
    expect(fedBackWh).toBeCloseTo(reckoning.outcome.vehiclesExportWh, 0);
    expect(accounts.reduce((sum, { statement }) => sum + statement.creditMicro, 0)).toBeGreaterThan(50 * fedBackWh);
    const markup = billSection(accounts, reckoning).text;
    expect(markup).toContain("<th>fed back kWh</th>");
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
    const { day, outcome, samples } = reckoning;
    const one = { strategy: "option-rounds" as const, outcome, samples, messages: 1, bytes: 1, wallMs: 1 };
    expect(compareTable({ day, deliverableWh: 1000, runs: [one], missing: [] })).toContain(
      "back: fed back by vehicles",
    );
  });
});

describe("vehicles that can export, by a strategy that clears at once", () => {
  it.each(["llf", "edf", "equal-share"] as const)(
    "%s never makes them feed back, and gives what was asked for",
    async (name) => {
      const { watch, reckoning } = await run(1, name);
      const { outcome } = reckoning;
      expect(watch.wrong).toEqual([]);
      expect([outcome.vehiclesExportWh, outcome.limitViolations]).toEqual([0, 0]);
      for (const { id, requestedWh } of outcome.perSession) {
        const importWh = reckoning.outcome.perSession.find((each) => each.id === id)?.deliveredWh ?? 0;
        expect(importWh, id).toBeGreaterThan(0.95 * requestedWh);
      }
    },
  );
});
