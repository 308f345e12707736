import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChargepactError } from "../errors.js";
import type { Schedule } from "../messages.js";
import { arbitrarySchedule } from "./arbitrary.test-helper.js";
import { packPrices, packSchedule, unpackPrices, unpackSchedule, type FlatSchedule } from "./flat.js";
import { limits } from "./limits.js";
import { decodeTerms, encodeTerms } from "./terms.js";

const base = { startS: 1_700_000_000, stepS: 900 };
const through = (schedule: Schedule): Schedule | undefined =>
  decodeTerms(encodeTerms({ parts: [{ connector: 1, schedule }] })).parts[0]?.schedule;
const packed = (schedule: Partial<Schedule>): FlatSchedule =>
  packSchedule({ ...base, max: [0], ...schedule }) as FlatSchedule;
const most = limits.powerMaxW;

describe("a schedule on the wire", () => {
  it("CP-WIRE-12 keeps integer watts exactly, whatever their common unit", () => {
    fc.assert(
      fc.property(arbitrarySchedule(), (schedule) => {
        expect(through(schedule)).toStrictEqual(schedule);
      }),
    );
  });

  it("CP-WIRE-12 travels in the largest unit up to 50 W that divides every value of both edges", () => {
    expect(packed({ max: [7200, 7200, 0, -3600] })).toMatchObject({ unitW: 50, maxDeltas: [144, 0, -144, -72] });
    expect(packed({ max: [7200, 7201] }).unitW).toBe(1);
    expect(packed({ max: [49, 98] }).unitW).toBe(49);
    expect(packed({ max: [100, 200], min: [0, 30] }).unitW).toBe(10);
    expect(packed({ max: [0, 0] }).unitW).toBe(50);
  });

  it("CP-WIRE-12 has no lower edge where the plan is fixed, and one value where the edge is constant", () => {
    expect(packed({ max: [50, 100] }).minDeltas).toEqual([]);
    expect(through({ ...base, max: [50, 100] })).not.toHaveProperty("min");
    expect(packed({ max: [50, 100], min: [0, 0] }).minDeltas).toEqual([0]);
    expect(through({ ...base, max: [50, 100], min: [0, 0] })?.min).toEqual([0, 0]);
    expect(packed({ max: [50, 100], min: [0, 50] }).minDeltas).toEqual([0, 1]);
  });

  it("CP-WIRE-12 leaves out the differences at its end that are 0, and is the same with them", () => {
    const max = [7200, 7200, 0, 0, 0];
    const flat = packed({ max });
    expect(flat).toMatchObject({ stepCount: 5, maxDeltas: [144, 0, -144] });
    expect(unpackSchedule(flat)).toEqual({ ...base, max });
    expect(unpackSchedule({ ...flat, maxDeltas: [144, 0, -144, 0, 0] })).toEqual({ ...base, max });
    expect(packed({ max: [0, 0, 0] }).maxDeltas).toEqual([0]);
  });

  it("CP-WIRE-6 takes every whole power of its range and no other", () => {
    for (const max of [[most, -most], [-most, most], [0]]) expect(through({ ...base, max })?.max).toEqual(max);
    for (const wrong of [most + 1, -most - 1, 0.5, NaN, Infinity]) {
      expect(packSchedule({ ...base, max: [0, wrong] })).toContain(`max has ${wrong}`);
      expect(packSchedule({ ...base, max: [most, most], min: [0, wrong] })).toContain("min has");
    }
    const flat = { ...base, stepCount: 2, unitW: 50, minDeltas: [] };
    expect(unpackSchedule({ ...flat, maxDeltas: [most / 50] })).toMatchObject({ max: [most, most] });
    expect(unpackSchedule({ ...flat, maxDeltas: [most / 50, 1] })).toContain(`max has ${most + 50}`);
    expect(unpackSchedule({ ...flat, maxDeltas: [0], minDeltas: [-most / 50 - 1] })).toContain("min has");
  });

  it("CP-WIRE-12 takes no lower edge above the upper one, and none of another length", () => {
    expect(packSchedule({ ...base, max: [10, 10], min: [10, 11] })).toContain("min has 11 at step 1");
    expect(packSchedule({ ...base, max: [10, 10], min: [10] })).toContain("min has 1 values");
    const flat = { ...base, stepCount: 3, unitW: 1, maxDeltas: [10, 0, 0], minDeltas: [11] };
    expect(unpackSchedule(flat)).toContain("min has 11 at step 0");
    expect(unpackSchedule({ ...flat, minDeltas: [1, 1, 1, 1] })).toContain("minDeltas has 4 values, allowed: 0 to 3");
    expect(unpackSchedule({ ...flat, stepCount: 2 })).toContain("maxDeltas has 3 values, allowed: 1 to 2");
  });

  it("CP-WIRE-8 has 1 to 1000 steps", () => {
    const max = new Array<number>(limits.steps).fill(50);
    expect(through({ ...base, max })?.max).toEqual(max);
    for (const wrong of [[], [...max, 50]]) {
      expect(packSchedule({ ...base, max: wrong })).toContain(`max has ${wrong.length} values`);
      expect(() => encodeTerms({ parts: [{ connector: 1, schedule: { ...base, max: wrong } }] })).toThrow(
        ChargepactError,
      );
    }
  });

  it("CP-WIRE-6 has prices of its range and no other", () => {
    const price = limits.priceMaxMicro;
    const flat = packPrices({ ...base, microPerKwh: [price, -price, 0] });
    expect(flat).toEqual({ ...base, microPerKwhDeltas: [price, -2 * price, price], exportMicroPerKwhDeltas: [] });
    expect(unpackPrices(flat as never)).toEqual({ ...base, microPerKwh: [price, -price, 0] });
    for (const wrong of [price + 1, -price - 1, 0.5, NaN]) {
      expect(packPrices({ ...base, microPerKwh: [wrong] })).toContain(`microPerKwh has ${wrong}`);
    }
    expect(unpackPrices({ ...base, microPerKwhDeltas: [price, 1], exportMicroPerKwhDeltas: [] })).toContain(
      "microPerKwh has",
    );
    const both = { ...base, microPerKwh: [5, 7], exportMicroPerKwh: [4, -1] };
    expect(unpackPrices(packPrices(both) as never)).toEqual(both);
    expect(packPrices({ ...both, exportMicroPerKwh: [1] })).toContain("exportMicroPerKwh has 1 values");
    expect(packPrices({ ...base, microPerKwh: [] })).toContain("microPerKwh has 0 values");
  });
});
