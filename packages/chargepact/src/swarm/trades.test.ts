import { beforeAll, describe, expect, it } from "vitest";
import { checkScenario } from "../scenario/load.js";
import { resolveScenario } from "../scenario/index.js";
import { reportPage } from "./report/page.js";
import { endTable } from "./table.js";
import { runTiny, tinyScenario, type TinyRun } from "./tiny.fixture.js";

const dayOf = (text: string) => resolveScenario(checkScenario(text, "tiny.yaml")).day;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
let [tiny, without]: readonly [TinyRun?, TinyRun?] = [];
beforeAll(async () => {
  tiny = await runTiny(dayOf(`${tinyScenario}grid: { trade: true }\n`));
  without = await runTiny();
}, 60_000);

describe("a day on which holders trade", () => {
  it("has trades that lower declared costs, breaks no limit, and has none where the switch is off", () => {
    const { result, recorder } = tiny!;
    expect(result.trades.made).toBeGreaterThan(0);
    expect(result.trades.savedMicro).toBeGreaterThan(0);
    expect(recorder.trades).toHaveLength(result.trades.made);
    for (const { seller, buyer } of recorder.trades) expect(seller.costMicro + buyer.costMicro).toBeLessThan(0);
    expect(result.limitViolations).toBe(0);
    expect(without!.result.trades).toEqual({ made: 0, savedMicro: 0 });
    expect(result.tier1MetFraction).toBeGreaterThanOrEqual(without!.result.tier1MetFraction);
  });

  it("CP-TRADE-7 has bills on which trades sum to zero, and are part of the total", () => {
    const statements = tiny!.recorder.accounts.all().map(({ statement }) => statement);
    expect(sum(statements.map(({ tradedMicro }) => tradedMicro))).toBe(0);
    const lines = statements.flatMap(({ trades }) => trades);
    expect(lines).toHaveLength(2 * tiny!.result.trades.made);
    for (const { trades, tradedMicro, totalMicro, energyMicro, deviationMicro, returnedMicro } of statements) {
      expect(sum(trades.map(({ micro }) => micro))).toBe(tradedMicro);
      expect(totalMicro).toBe(energyMicro + deviationMicro + tradedMicro - returnedMicro);
    }
  });

  it("says who traded in table and report", () => {
    const { result, reckoning, recorder } = tiny!;
    expect(endTable(result, reckoning, [])).toMatch(/trades {8}\d+ between holders, which saved \d+\.\d\d EUR/);
    const report = reportPage({ result, reckoning, recorder, notes: [] });
    expect(report).toContain("Who traded");
    const [trade] = recorder.trades;
    const { sessions } = reckoning.day;
    for (const { holder, connector } of [trade!.seller, trade!.buyer]) {
      const vehicle = sessions.find((each) => each.station === holder && each.connector === connector)?.vehicle.id;
      expect(report).toContain(`<td>${vehicle ?? holder}</td>`);
    }
    const other = reportPage({ ...without!, notes: [] });
    expect(other).not.toContain("Who traded");
  });

  it("refuses another switch than true or false", () => {
    expect(() => dayOf(`${tinyScenario}grid: { trade: often }\n`)).toThrow(/grid\.trade.*allowed: true or false/s);
  });
});
