import { statementOf, type StatementSlot } from "@chargepact/protocol";
import type { AgentAlarm } from "@chargepact/agent";
import { seriesAt, type StoragePlant } from "@chargepact/sim";
import { beforeAll, describe, expect, it } from "vitest";
import { resolveScenario } from "../scenario/index.js";
import { checkScenario } from "../scenario/load.js";
import { CommitPrices } from "./commit-prices.js";
import { reckon } from "./reckon.js";
import { runVirtual } from "./run-virtual.js";
import type { Swarm } from "./swarm.js";

/** A cheap hour and a dear one, a store, and a bus that needs all that the connection has left in the dear hour. */
const day = resolveScenario(
  checkScenario(
    `
version: 1
name: firm-export
seed: 4
day: { date: "2025-06-17", from: "16:00", to: "18:00", stepS: 900 }
currency: EUR
site: { capacityW: 12000, exportMaxW: 9000, guaranteedW: 9000, baseLoad: { peakW: 4000, shape: flat } }
stations:
  - { id: post, count: 1, connectors: 1, powerMaxW: 11000, phases: 3 }
storage: { packs: 2, energyWh: 10000, powerW: 3000 }
sessions:
  - { id: s-1, vehicle: bus, model: id3-58, station: post-1, arrive: "16:40", depart: "17:58", energyWh: 10000, soc: 0.3 }
prices: { perKwh: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.05, 0.45, 0, 0, 0, 0, 0, 0] }
`,
    "firm-export.yaml",
  ),
).day;
const at = (clock: string): number => day.fromS + (Date.parse(`1970-01-01T${clock}Z`) / 1000 - 16 * 3600);
const failsS = at("17:20");
/** s; the meter reports once a minute, and a shortfall counts after another. */
const noticedS = 150;

/** Its inverter trips, and it goes on saying that its packs are well. */
function inverterTrips(storage: StoragePlant): void {
  storage.step = () => (storage.powerW = 0);
}
/** Its packs are too hot, and say so. */
function packsTooHot(storage: StoragePlant): void {
  const packs = storage.packs.bind(storage);
  storage.packs = (nowMs) => packs(nowMs).map((pack) => ({ ...pack, temperatureC: 60 }));
  inverterTrips(storage);
}

/** The day with a store to which something happens in the middle of the dear hour. */
async function run(happens: (storage: StoragePlant) => void) {
  const alarms: (AgentAlarm & { readonly atS: number })[] = [];
  const commits = new CommitPrices();
  const slots: StatementSlot[] = [];
  let [nowS, tripped] = [day.fromS, false];
  const during = { exporting: { busW: 0, siteW: 0 }, failed: { busW: 0, siteW: 0 } };

  const metered = ({ world }: Swarm, fromS: number): void => {
    const { storage } = world;
    if (storage === undefined) return;
    const { powerW: committedW = 0, ...priced } = commits.at(`${storage.site.id}/1`, fromS) ?? {};
    const hours = (nowS - fromS) / 3600;
    const gridPrice = seriesAt(day.prices, fromS);
    slots.push({
      ...{ importPrice: gridPrice, exportPrice: gridPrice, imbalancePrice: 0, gridPrice, ...priced },
      ...{ fromS, toS: nowS, meteredWh: storage.powerW * hours, committedWh: committedW * hours },
    });
    if (fromS < at("17:01")) return;
    const seen = tripped ? during.failed : storage.powerW < -5000 ? during.exporting : undefined;
    const busW = world.vehicle("s-1")?.battery.powerW ?? 0;
    if (seen === undefined) return;
    seen.busW = Math.max(seen.busW, busW);
    seen.siteW = Math.max(seen.siteW, world.siteW);
  };
  const swarmRun = await runVirtual(day, {
    strategy: "option-rounds",
    insecure: true,
    observer: {
      trace: commits.trace.bind(commits),
      message: commits.message.bind(commits),
      alarm: (alarm) => alarms.push({ ...alarm, atS: nowS }),
      ticked: (swarm) => {
        const { storage } = swarm.world;
        const fromS = nowS;
        nowS = swarm.world.nowMs / 1000;
        if (storage !== undefined && !tripped && nowS >= failsS) {
          tripped = true;
          happens(storage);
        }
        metered(swarm, fromS);
      },
    },
  });
  const [before, after] = [slots.filter(({ toS }) => toS <= failsS), slots.filter(({ fromS }) => fromS >= failsS)];
  const statements = { before: statementOf(before, 0), after: statementOf(after, 0) };
  return { alarms, statements, during, outcome: reckon(swarmRun).outcome };
}

describe("CP-STORAGE-2 a storage site that fails to export as promised", () => {
  let ran: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    ran = await run(inverterTrips);
  }, 60_000);

  it("CP-STORAGE-2 says so once, soon after", () => {
    const { alarms } = ran;
    expect(alarms.map(({ agent, code, peer }) => [agent, code, peer])).toEqual([["storage", "EXPORT_SHORT", "grid"]]);
    expect(alarms[0]?.detail).toContain("0 W exported, 6000 W promised");
    const tookS = (alarms[0]?.atS ?? 0) - failsS;
    expect(tookS).toBeGreaterThanOrEqual(60);
    expect(tookS).toBeLessThanOrEqual(noticedS);
  });

  it("CP-STORAGE-2 has earned its price until then, and pays for what is missing", () => {
    const { before, after } = ran.statements;
    expect(before.exportedWh).toBeGreaterThan(1900);
    expect(before.creditMicro).toBeGreaterThan(0.44 * 1000 * before.exportedWh);
    expect(before.deviationMicro).toBeLessThan(0.01 * before.creditMicro);
    expect(after).toMatchObject({ exportedWh: 0, creditMicro: 0 });
    expect(after.deviationWh).toBeGreaterThan(3000);
    expect(after.totalMicro).toBe(after.deviationMicro);
    expect(after.deviationMicro).toBeGreaterThanOrEqual(0.45 * 1000 * after.deviationWh - 1);
  });

  it("CP-STORAGE-2 has given nobody room: the vehicle has what is left without it, and no limit is broken", () => {
    const { during, outcome } = ran;
    // 12 kW less 4 kW of base load, with the export and without it: netted, there had been 14 kW.
    expect(during.exporting.busW).toBeGreaterThan(7500);
    expect(during.exporting.busW).toBeLessThanOrEqual(8000);
    expect(during.failed.busW).toBe(during.exporting.busW);
    expect(during.failed.siteW).toBeGreaterThan(11_500);
    expect([outcome.violations, outcome.limitViolations]).toEqual([[], 0]);
    expect(outcome.perSession[0]?.deliveredWh).toBeGreaterThan(9900);
  });
});

describe("CP-STORAGE-2 a storage site whose packs tell it that they cannot give what was promised", () => {
  it("CP-STORAGE-2 has a plan without it before it is an alarm, and owes no more than until then", async () => {
    const { alarms, statements, outcome } = await run(packsTooHot);
    expect(alarms).toEqual([]);
    expect(statements.after.deviationWh).toBeGreaterThan(0);
    // A minute at 6 kW.
    expect(statements.after.deviationWh).toBeLessThan(100);
    expect(outcome.violations).toEqual([]);
  });
});
