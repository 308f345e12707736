import { describe, expect, it } from "vitest";
import { calibrationBegin } from "../../market/feeder/index.js";
import type { PriceNotice } from "../../messages.js";
import { expectedArrivals } from "./expected-load.js";
import { ForecastRecord, learned } from "./forecast-record.js";
import { seated, type SeatBook } from "./seats.js";
import { ToldPrices } from "./told-prices.js";

describe("who sits at a connector", () => {
  const known = () => false;
  it("CP-FORECAST-1 is somebody else after it was free, and the same while its station is silent", () => {
    const first = seated({}, ["cs/1"], known);
    expect(first.names.get("cs/1")).toBe("cs/1#1");
    const silent = seated(first.book, [], () => true);
    expect(seated(silent.book, ["cs/1"], known).names.get("cs/1")).toBe("cs/1#1");
    const free = seated(first.book, [], known);
    expect(seated(free.book, ["cs/1"], known).names.get("cs/1")).toBe("cs/1#2");
  });
  it("survives a restart as plain data", () => {
    const { book } = seated({}, ["cs/1", "cs/2"], known);
    const kept = JSON.parse(JSON.stringify(book)) as SeatBook;
    expect(seated(kept, ["cs/2"], known).book["cs/1"]).toEqual({ stay: 1, taken: false });
  });
});

describe("load that is only expected", () => {
  const grid = { startS: 0, stepS: 900, steps: 4 };
  const stay = { arriveS: 450, departureS: 2700, energyWh: 2250, powerMaxW: 11_000, wearMicroPerKwh: 0 };
  it("is drawn evenly from arrival to departure, and not at all where it is counted as arrived", () => {
    expect(expectedArrivals([stay], grid, 0).importW).toEqual([1800, 3600, 3600, 0]);
    expect(expectedArrivals([stay], grid, 450).importW).toEqual([0, 0, 0, 0]);
  });
  it("is at most its power", () => {
    expect(expectedArrivals([{ ...stay, powerMaxW: 1000 }], grid, 0).importW).toEqual([500, 1000, 1000, 0]);
  });
});

describe("what a site forecast, against its meter", () => {
  const said = (startS: number, watts: readonly number[]) => ({
    ...{ startS, stepS: 900, importP50W: watts, importP90W: watts.map((w) => w + 100) },
    ...{ exportP50W: watts.map(() => 0), shiftableWh: 0, children: 3 },
  });
  it("is the mean over each whole step that had not begun when it was said, by the newest of each lead time", () => {
    const record = new ForecastRecord();
    expect(record.metered(1000, 0)).toEqual([]);
    record.keep(said(0, [1000, 2000, 3000]));
    expect(record.metered(1000, 100)).toEqual([]);
    record.keep(said(0, [1000, 2500, 3000]));
    expect(record.metered(3000, 1350)).toEqual([]);
    const met = record.metered(0, 1800);
    expect(met).toEqual([{ startS: 900, leadS: 900, p50W: 2500, p90W: 2600, meteredW: 2000 }]);
    // Import is what is metered: export counts as none.
    record.metered(-5000, 1800);
    expect(record.metered(0, 2700)).toEqual([{ startS: 1800, leadS: 1800, p50W: 3000, p90W: 3100, meteredW: 0 }]);
  });
  it("teaches the calibration of its lead time", () => {
    const above = learned(calibrationBegin, [{ startS: 0, leadS: 900, p50W: 1, p90W: 2, meteredW: 3 }]);
    expect(above.factors[0]).toBeGreaterThan(calibrationBegin.factors[0]!);
    expect(above.metered[0]).toBe(1);
  });
});

describe("what the operator above published", () => {
  const notice: PriceNotice = {
    kind: "priceNotice",
    number: 1,
    terms: {
      ...{ startS: 900, stepS: 900, microPerKwh: [10, 20], capacityW: [1, 1] },
      ...{ profileW: [5000, 6000], sharePpm: [250_000, 1_000_000] },
    },
    levelMicroPerKw: 300_000,
    levelFallW: 2000,
  };
  const own = { startS: 0, stepS: 3600, microPerKwh: [99] };
  it("CP-PRICE-5 replaces the site's own prices as far as it reaches", () => {
    const told = new ToldPrices();
    expect(told.prices(own, 900)).toBe(own);
    expect(told.told(notice)).toBe(true);
    expect(told.prices(own, 900)).toEqual({ startS: 900, stepS: 900, microPerKwh: [10, 20] });
    expect(told.prices(own, 2700)).toBe(own);
  });
  it("is news only where it says something else", () => {
    const told = new ToldPrices();
    told.told(notice);
    expect(told.told({ ...notice, number: 2 })).toBe(false);
    expect(told.told({ ...notice, levelFallW: 0 })).toBe(true);
    expect(told.told({ ...notice, levelMicroPerKw: 0 })).toBe(true);
  });
  it("has a common level on the steps of a plan; where it says nothing no step binds", () => {
    const told = new ToldPrices();
    told.told(notice);
    const level = told.level({ startS: 900, stepS: 450, steps: 5 });
    expect(level).toEqual({
      ...{ microPerKw: 300_000, leastKw: -2 },
      ...{ profileW: [5000, 5000, 6000, 6000, 0], share: [0.25, 0.25, 1, 1, 0] },
    });
    told.told({ ...notice, levelMicroPerKw: 0 });
    expect(told.level({ startS: 900, stepS: 900, steps: 2 })).toBeUndefined();
  });
});
