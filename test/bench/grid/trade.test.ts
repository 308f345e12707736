import { expect, test } from "vitest";
import { generated } from "../market/cases.js";
import { makeInstance } from "../market/instance.js";
import { tradeDay } from "./trade-day.js";

test("CP-TRADE-4 no trade of a generated day raises the cost of both together, and some are made", () => {
  for (const seed of [0, 2]) {
    const instance = makeInstance({ ...generated(seed), v2gShare: 0, storage: false });
    const [without, day] = [tradeDay(instance, false), tradeDay(instance, true)];
    expect(day.changesMicro.length).toBeGreaterThan(10);
    expect(Math.max(...day.changesMicro)).toBeLessThanOrEqual(0);
    expect(without.changesMicro).toEqual([]);
    expect(day.costMicro).toBeLessThan(without.costMicro);
  }
});
