import { beforeAll, describe, expect, it } from "vitest";
import { resolveScenario } from "../scenario/index.js";
import { checkScenario } from "../scenario/load.js";
import { endTable } from "./table.js";
import { runTiny, tinyScenario, type TinyRun } from "./tiny.fixture.js";

/** The tiny day with room for all at once, a peak that costs so much or nothing, and no store. */
const dayWith = (charge: string) =>
  resolveScenario(
    checkScenario(
      tinyScenario.replace("capacityW: 16000,", `capacityW: 40000, ${charge}`).replace(/storage:.*\n/, ""),
      "tiny.yaml",
    ),
  ).day;

describe("a day whose peak has a price", () => {
  let [free, dear]: TinyRun[] = [];
  beforeAll(async () => {
    free = await runTiny(dayWith(""), { strategy: "option-rounds" });
    dear = await runTiny(dayWith("demandCharge: 0.3,"), { strategy: "option-rounds" });
  }, 120_000);

  it("is flatter by option rounds than without it, and delivers nearly as much", () => {
    const [plain, flat] = [free?.reckoning.outcome, dear?.reckoning.outcome];
    expect(flat?.peakImportW).toBeLessThan(0.8 * (plain?.peakImportW ?? 0));
    expect(flat?.energyDeliveredWh).toBeGreaterThan(0.85 * (plain?.energyDeliveredWh ?? Infinity));
    expect(plain?.demandMicro).toBe(0);
  });

  it("costs so much per kW above what the base load may reach by itself, in the run and in its baselines", () => {
    if (dear === undefined) throw new Error("not run");
    const { result, reckoning } = dear;
    const sunkW = reckoning.day.demand?.sunkW ?? NaN;
    expect(sunkW).toBe(Math.max(...reckoning.day.baseLoadBound.values));
    for (const figures of [result, result.uncontrolled, result.equalShare]) {
      const overW = Math.max(0, figures.peakImportW - sunkW);
      expect(Math.abs(figures.demandMicro - overW * 300)).toBeLessThan(2000);
      expect(figures.costMicro).toBeGreaterThanOrEqual(figures.demandMicro);
    }
    expect(endTable(result, reckoning)).toMatch(/^demand charge +[\d.]+ EUR +[\d.]+ EUR +[\d.]+ EUR$/m);
  });

  it("is paid by the stays, whose bills sum to energy, peak and deviation", () => {
    if (dear === undefined) throw new Error("not run");
    const { demandMicro } = dear.reckoning.outcome;
    const accounts = dear.recorder.accounts.all(demandMicro);
    const sum = (of: (statement: (typeof accounts)[number]["statement"]) => number): number =>
      accounts.reduce((total, { statement }) => total + of(statement), 0);
    expect(sum(({ totalMicro }) => totalMicro)).toBe(
      sum(({ gridMicro, deviationMicro }) => gridMicro + deviationMicro) + demandMicro,
    );
  });

  it("says so where a sunk peak has no price", () => {
    expect(() => dayWith("sunkPeakW: 9000,")).toThrow(/sunkPeakW.*9000.*demandCharge/s);
  });
});
