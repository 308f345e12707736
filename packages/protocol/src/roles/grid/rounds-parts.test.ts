import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RoundsPrices, RoundsProblem } from "../../market/rounds/index.js";
import { CarriedPrices } from "./rounds-carried.js";
import { settlementOf } from "./rounds-settlement.js";
import { wholeWeights } from "./rounds-targets.js";

describe("weights of a mixture", () => {
  it("sum to a whole, also where what happens without agreement has no name", () => {
    expect(wholeWeights([{ hash: "a", weight: 0.25 }])).toEqual([{ hash: "a", weight: 65_536 }]);
    const weight = fc.double({ min: 0.0001, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(weight, { minLength: 1, maxLength: 6 }), (all) => {
        const weights = wholeWeights(all.map((each, index) => ({ hash: String(index), weight: each })));
        expect(weights.reduce((sum, each) => sum + each.weight, 0)).toBe(65_536);
        expect(weights.every((each) => Number.isInteger(each.weight) && each.weight > 0)).toBe(true);
      }),
    );
  });
});

function problemAt(startS: number, rows: readonly string[]): RoundsProblem {
  const none = [0, 0, 0, 0];
  return {
    grid: { startS, stepS: 300, usable: [1, 1, 1, 1] },
    importPrice: [500, 501, 502, 503],
    exportPrice: none,
    demandMicroPerKw: 0,
    peakSoFarW: 0,
    baseW: none,
    rows: rows.map((id) => ({ id, importW: none, exportW: none, shares: {} })),
    children: [],
  };
}

describe("prices carried to the next plan", () => {
  const prices: RoundsPrices = {
    balance: [10, 20, 30, 40],
    rowImport: [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
    rowExport: [
      [0, 0, 0, 0],
      [0, 0, 0, 9],
    ],
  };
  const carried = new CarriedPrices();
  carried.keep(problemAt(0, ["site", "st1"]), prices);

  it("hold at the same times and rows; what is new costs what the grid says", () => {
    expect(carried.on(problemAt(600, ["st1", "st2"]))).toEqual({
      balance: [30, 40, 502, 503],
      rowImport: [
        [7, 8, 0, 0],
        [0, 0, 0, 0],
      ],
      rowExport: [
        [0, 9, 0, 0],
        [0, 0, 0, 0],
      ],
    });
  });

  it("are none at first, on another grid, or for an earlier time", () => {
    expect(new CarriedPrices().on(problemAt(0, []))).toBeUndefined();
    expect(carried.on(problemAt(-300, []))).toBeUndefined();
    expect(carried.on(problemAt(100, []))).toBeUndefined();
    const other = problemAt(0, []);
    expect(carried.on({ ...other, grid: { ...other.grid, stepS: 900 } })).toBeUndefined();
  });
});

describe("what a plan is settled at", () => {
  it("is what it ended with, in whole µ/kWh, without rows that cost nothing and children that are not here", () => {
    const problem = problemAt(0, ["site", "phase-1"]);
    const rows = problem.rows.map((row) => ({ ...row, shares: { "post/1": 1, "~expected-1/1": 1 } }));
    const prices: RoundsPrices = {
      balance: [90.4, 90.6, -0.2, 0],
      rowImport: [
        [1.2, 0, 0, 0],
        [0.4, 0, 0, 0],
      ],
      rowExport: [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    };
    expect(settlementOf({ ...problem, rows }, prices)).toEqual({
      startS: 0,
      stepS: 300,
      balance: [90, 91, 0, 0],
      rows: [{ id: "site", importPrice: [1, 0, 0, 0], exportPrice: [0, 0, 0, 0], shares: { "post/1": 1 } }],
    });
  });
});
