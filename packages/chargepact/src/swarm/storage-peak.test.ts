import { beforeAll, describe, expect, it } from "vitest";
import { resolveScenario } from "../scenario/index.js";
import { checkScenario } from "../scenario/load.js";
import { reckon, type Reckoning } from "./reckon.js";
import { runVirtual } from "./run-virtual.js";

/** Two hours at one price: nothing is earned by moving energy. A van needs most of the time at 7 kW. */
const dayOf = (charge: string, storage: string) =>
  resolveScenario(
    checkScenario(
      `
version: 1
name: storage-peak
seed: 5
day: { date: "2025-06-17", from: "16:00", to: "18:00", stepS: 900 }
currency: EUR
site: { capacityW: 30000, exportMaxW: 9000, guaranteedW: 9000, ${charge} baseLoad: { peakW: 4000, shape: flat } }
stations:
  - { id: post, count: 1, connectors: 1, powerMaxW: 11000, phases: 3 }
${storage}
sessions:
  - { id: s-1, vehicle: van, model: id3-58, station: post-1, arrive: "16:20", depart: "17:50", energyWh: 10000, soc: 0.3 }
prices: { perKwh: [${Array<number>(24).fill(0.2).join(", ")}] }
`,
      "storage-peak.yaml",
    ),
  ).day;
const [charge, store] = ["demandCharge: 0.3,", "storage: { packs: 2, energyWh: 20000, powerW: 3000 }"];

async function run(...day: Parameters<typeof dayOf>): Promise<Reckoning> {
  return reckon(await runVirtual(dayOf(...day), { strategy: "option-rounds", insecure: true }));
}

describe("a storage site at a connection whose peak has a price", () => {
  let [shaved, unpriced, alone]: Reckoning[] = [];
  beforeAll(async () => {
    shaved = await run(charge, store);
    unpriced = await run("", store);
    alone = await run(charge, "");
  }, 60_000);

  it("CP-STORAGE-3 gives while the van charges, so that the peak falls, and the van has what it asked for", () => {
    const [own, without] = [shaved?.outcome, alone?.outcome];
    expect(own?.storageExportWh).toBeGreaterThan(5000);
    expect(own?.peakImportW).toBeLessThan(0.6 * (without?.peakImportW ?? 0));
    expect(own?.demandMicro).toBeLessThan(0.3 * (without?.demandMicro ?? 0));
    expect(own?.energyDeliveredWh).toBeGreaterThan(9900);
    expect(own?.violations).toEqual([]);
  });

  it("CP-STORAGE-3 stands still where neither the peak nor the hour has another price: losses and wear are all there would be", () => {
    expect(unpriced?.outcome.storageExportWh).toBe(0);
    expect(unpriced?.outcome.peakImportW).toBeGreaterThan(alone?.outcome.peakImportW ?? Infinity);
  });
});
