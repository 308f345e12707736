import { describe, expect, it } from "vitest";
import { expectedFrom, type PastStay } from "./expected.js";

const stay = (arriveH: number, energyWh: number): PastStay => ({
  arriveS: arriveH * 3600,
  departS: (arriveH + 3) * 3600,
  energyWh,
  powerMaxW: 6600,
});

describe("what past days let one expect", () => {
  it("says nothing from two days", () => {
    expect(expectedFrom([[stay(8, 9000)], [stay(8, 9000)]], 0)).toEqual([]);
  });

  it("is a mean day", () => {
    const days = [[stay(8, 6000), stay(12, 6000)], [stay(8, 6000)], [stay(8.25, 6000)]];
    const expected = expectedFrom(days, 86_400);
    expect(expected.map(({ arriveS }) => arriveS)).toEqual([86_400 + 8 * 3600 + 300, 86_400 + 12 * 3600]);
    expect(expected.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBe(8000);
    expect(expected.map(({ energyWh }) => energyWh)).toEqual([6000, 2000]);
    expect(expected.map(({ powerMaxW }) => powerMaxW)).toEqual([6600, 2200]);
  });

  it("leaves out stays without energy", () => {
    const days = [[stay(8, 6000), stay(15, 0)], [stay(8, 6000)], [stay(8, 6000)]];
    expect(expectedFrom(days, 0)).toHaveLength(1);
  });
});
