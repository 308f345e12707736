import { InProcessSolver } from "@chargepact/agent";
import { expect, test } from "vitest";
import { generated } from "../market/cases.js";
import type { Shape } from "../market/instance.js";
import { daysOf } from "./day.js";
import { playDay } from "./season.js";

test("a generated day with three sites: prices lower the peak, deliver what was asked for, and settle near the optimum", async () => {
  const blendable = [0, 1, 2, 3].map((seed): Shape => ({ ...generated(seed, 24), stepS: 900 }));
  const days = daysOf({ blendable, minimum: [], online: [], source: "" }, 2);
  expect(days).toHaveLength(2);
  const solver = new InProcessSolver();
  for (const [index, day] of days.entries()) {
    const { flat, dynamic, central, publications, overW } = await playDay(day, index, solver);
    expect(dynamic.peakW).toBeLessThan(flat.peakW);
    expect(dynamic.peakW).toBeGreaterThanOrEqual(central.peakW * 0.98);
    expect(dynamic.energyKwh).toBeGreaterThanOrEqual(flat.energyKwh * 0.99);
    expect(dynamic.costMicro).toBeGreaterThanOrEqual(central.costMicro - 1e-6 * Math.abs(central.costMicro));
    expect(dynamic.costMicro - central.costMicro).toBeLessThan(0.05 * Math.abs(central.costMicro));
    expect(publications).toBeLessThanOrEqual(8);
    expect(overW).toBeLessThanOrEqual(1);
  }
});
