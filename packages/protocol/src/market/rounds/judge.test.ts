import { describe, expect, test } from "vitest";
import type { Column } from "./columns.js";
import { stepHours } from "./grid-cost.js";
import { lagMicroOf, refusalOf, valueOf } from "./judge.js";
import type { RoundsChild, RoundsOption, RoundsProblem, RoundsReply } from "./types.js";

const child: RoundsChild = {
  id: "post-1/1",
  importMaxW: [11_000, 11_000, 0],
  exportMaxW: [0, 0, 0],
  bookedImportW: 0,
  bookedExportW: 0,
  powerMinW: 4140,
  blendable: false,
  departureS: 1800,
  tiers: [{ energyWh: 4000, valueMicroPerKwh: 1_000_000 }],
  fallback: { powerW: [0, 0, 0], costMicro: 4_000_000 },
};
const problem: RoundsProblem = {
  grid: { startS: 0, stepS: 900, usable: [1, 1, 1] },
  importPrice: [100_000, 100_000, 100_000],
  exportPrice: [100_000, 100_000, 100_000],
  demandMicroPerKw: 0,
  peakSoFarW: 0,
  baseW: [0, 0, 0],
  rows: [],
  children: [child],
};
const told = { importPrice: problem.importPrice, exportPrice: problem.exportPrice };
const columns: readonly Column[] = [{ id: "fallback", ...child.fallback, round: 0, usedIn: 0, besideMicro: 0 }];
const option = (powerW: readonly number[], costMicro = 1_000_000, id = "o"): RoundsOption => ({
  id,
  powerW,
  costMicro,
});
const refusal = (reply: Partial<RoundsReply>): string | undefined =>
  refusalOf(problem, child, { reply: { options: [], priced: [], ...reply }, told, columns });

describe("CP-NEG-11 an option", () => {
  test("CP-NEG-11 is used where it keeps the limits of its need", () => {
    expect(refusal({ options: [option([8000, 8000, 0])], bestValueMicro: 1_300_000 })).toBeUndefined();
  });

  test("CP-NEG-11 is refused, with the number that is wrong, outside its limits, its stay or its least power", () => {
    expect(refusal({ options: [option([12_000, 0, 0])] })).toContain("12000 W in step 0");
    expect(refusal({ options: [option([0, 0, 5000])] })).toContain("5000 W in step 2");
    expect(refusal({ options: [option([2000, 0, 0])] })).toContain("2000 W");
    expect(refusal({ options: [option([-1000, 0, 0])] })).toContain("-1000 W in step 0");
  });

  test("CP-NEG-11 is refused where it is not finite, of another grid, or costs less than nothing", () => {
    expect(refusal({ options: [option([Number.NaN, 0, 0])] })).toContain("NaN");
    expect(refusal({ options: [option([8000, 8000])] })).toContain("2 steps, the grid has 3");
    expect(refusal({ options: [option([8000, 8000, 0], -1)] })).toContain("-1");
    expect(refusal({ options: [option([8000, 8000, 0], Number.POSITIVE_INFINITY)] })).toContain("Infinity");
  });

  test("CP-NEG-11 is refused where it repeats another, with other content or the same", () => {
    const first = option([8000, 8000, 0]);
    expect(refusal({ options: [first, option([8000, 0, 0])] })).toContain("option o: has another schedule");
    expect(refusal({ options: [first, { ...first }] })).toContain("option o: is there twice");
    expect(refusal({ options: [option([0, 8000, 0], 1, "fallback")] })).toContain("option fallback: costs 1 µ");
  });

  test("CP-NEG-11 is refused where the best value promised is above its own cost and price", () => {
    // 8 kW for half an hour at 0.1: 400 000 µ, and 1 000 000 µ declared.
    expect(refusal({ options: [option([8000, 8000, 0])], bestValueMicro: 1_400_000 })).toBeUndefined();
    expect(refusal({ options: [option([8000, 8000, 0])], bestValueMicro: 1_500_000 })).toContain("best value 1500000");
    expect(refusal({ bestValueMicro: Number.NaN })).toContain("no number");
  });

  test("CP-NEG-11 may be off by what a clock that is behind makes of the running step, and no more", () => {
    const lagMicro = lagMicroOf(problem, child, { told, lagS: 60 });
    expect(lagMicro).toBeGreaterThan(0);
    const reply = { options: [option([8000, 0, 0])], priced: [] };
    const valueMicro = valueOf(option([8000, 0, 0]), told, stepHours(problem));
    const judged = (bestValueMicro: number): string | undefined =>
      refusalOf(problem, child, { reply: { ...reply, bestValueMicro }, told, columns, lagMicro });
    expect(judged(valueMicro + lagMicro)).toBeUndefined();
    expect(judged(valueMicro + lagMicro + 2000)).toContain("is above");
  });
});
