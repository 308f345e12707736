import { beforeAll, describe, expect, it } from "vitest";
import { strategies } from "../swarm-options.js";
import { compareDocument } from "./compare-document.js";
import { compareTable } from "./compare-table.js";
import { compareStrategies, sumMicroOf, type Comparison } from "./compare.js";
import { runTiny, tinyDay } from "./tiny.fixture.js";

let comparison: Comparison;
beforeAll(async () => {
  comparison = await compareStrategies(tinyDay(), { strategies: [...strategies].reverse(), insecure: true });
}, 60_000);

describe("a comparison", () => {
  it("has each strategy once, in the order in which they were asked for, on a day that no other has touched", async () => {
    expect(comparison.runs.map(({ strategy }) => strategy)).toEqual(["option-rounds", "llf", "edf", "equal-share"]);
    for (const { strategy, outcome, messages } of comparison.runs) {
      const alone = await runTiny(tinyDay(), { strategy });
      expect({ strategy, outcome, messages }).toEqual({
        strategy,
        outcome: alone.run.swarm.world.outcome(),
        messages: alone.result.messages,
      });
    }
  });

  it("leaves out the strategy in which it was stopped, and those that would have followed", async () => {
    const stop = new AbortController();
    const ended: boolean[] = [];
    const stopped = await compareStrategies(tinyDay(), {
      strategies: ["llf", "edf", "equal-share"],
      insecure: true,
      signal: stop.signal,
      watch: (strategy) => ({
        onProgress: () => {
          if (strategy === "edf") stop.abort();
        },
        ended: (run) => ended.push(run !== undefined),
      }),
    });
    expect(stopped.runs.map(({ strategy }) => strategy)).toEqual(["llf"]);
    expect(ended).toEqual([true, false]);
    expect(compareTable(stopped)).toContain("stopped, and so without edf, equal-share");
    expect(compareDocument(stopped).compare).toHaveLength(1);
  });
});

describe("the document of a comparison", () => {
  it("has scenario, date and a line of figures for each strategy, in whole numbers", () => {
    const document = compareDocument(comparison);
    expect(Object.keys(document)).toEqual(["scenario", "date", "compare"]);
    expect(document).toMatchObject({ scenario: "tiny", date: "2025-06-17" });
    const keys =
      "strategy energyDeliverableWh energyDeliveredWh vehiclesExportWh storageExportWh peakImportW limitViolations costMicro demandMicro wearMicro unservedMicro overLimitMaxW capacityW sumMicro currency messages bytes wallMs";
    for (const figures of document.compare) {
      expect(Object.keys(figures).sort()).toEqual(keys.split(" ").sort());
      expect(figures.sumMicro).toBe(figures.costMicro + figures.wearMicro + figures.unservedMicro);
      for (const value of Object.values(figures)) if (typeof value === "number") expect(value).toBe(Math.round(value));
    }
  });
});

describe("the table of a comparison", () => {
  it("has a row for each strategy and fits 80 columns, also with a long name", () => {
    const lines = compareTable({ ...comparison, day: { ...comparison.day, name: "x".repeat(200) } }).split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines[2]).toMatch(/^ +energy +of all +peak +cost +wear +unserved +sum +over +messages +time$/);
    for (const run of comparison.runs) {
      const row = lines.find((line) => line.startsWith(`${run.strategy} `));
      expect(row).toContain((run.outcome.energyDeliveredWh / 1000).toFixed(1));
      expect(row).toContain((sumMicroOf(run) / 1e6).toFixed(2));
    }
  });
});
