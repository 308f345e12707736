import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fallback, Schedule } from "../messages.js";
import { constantSchedule, endS, maxAt, minAt } from "../schedule.js";
import { bandAt, onlyLowers, scheduleInterval } from "./lease.js";

const startS = 1_800_000_000;
const fallback: Fallback = { importW: 1000, exportW: 0, rampWPerS: 100 };
const steps = (max: readonly number[], stepS = 900): Schedule => ({ startS, stepS, max, min: max.map(() => 0) });
const at = (schedule: Schedule, seconds: number, spanS = 0) =>
  bandAt(schedule, fallback, [(startS + seconds - spanS) * 1000, (startS + seconds) * 1000]);
const importAt = (schedule: Schedule, timeS: number): number => Math.max(0, maxAt(schedule, timeS) ?? fallback.importW);
const exportAt = (schedule: Schedule, timeS: number): number => Math.max(0, -(minAt(schedule, timeS) ?? 0));

const arbitrary = fc.record({
  stepS: fc.constantFrom(1, 7, 60, 900),
  values: fc.array(fc.tuple(fc.integer({ min: -3000, max: 9000 }), fc.nat(2000)), { minLength: 1, maxLength: 20 }),
  seconds: fc.integer({ min: -50, max: 2000 }),
  spanS: fc.nat(40),
  fixed: fc.boolean(),
});
const scheduleOf = (each: {
  stepS: number;
  values: readonly (readonly [number, number])[];
  fixed: boolean;
}): Schedule => {
  const max = each.values.map(([w]) => w);
  if (each.fixed) return { startS, stepS: each.stepS, max };
  return { startS, stepS: each.stepS, max, min: each.values.map(([w, span]) => w - span) };
};

describe("the band of a schedule at a time that is not known exactly", () => {
  it("CP-TIME-2 completes a falling step when the largest estimate reaches it, its ramp begun before", () => {
    const schedule = steps([8000, 2000]);
    expect(at(schedule, 839).band.maxW).toBe(8000);
    expect(at(schedule, 839).nextInMs).toBe(1000);
    expect(at(schedule, 840).band.maxW).toBe(2000);
    expect(at(schedule, 840, 100).band.maxW).toBe(2000);
  });

  it("CP-TIME-2 starts a rising step when the smallest estimate reaches it", () => {
    const schedule = steps([2000, 8000]);
    expect(at(schedule, 900, 1).band.maxW).toBe(2000);
    expect(at(schedule, 901, 1).band.maxW).toBe(8000);
    expect(at(schedule, 900, 10).nextInMs).toBe(10_000);
  });

  it("CP-TIME-2 knows schedule time between the sending of a request and the receipt of its answer", () => {
    const fix = { scheduleMs: 50_000, sentMono: 1000, receivedMono: 1300 };
    expect(scheduleInterval(fix, { mono: 2000, t: 0 }, { slackMs: 0, speed: 1 })).toEqual([50_700, 51_000]);
    expect(scheduleInterval(fix, { mono: 2000, t: 0 }, { slackMs: 5, speed: 60 })).toEqual([91_995, 110_005]);
  });

  it("CP-LEASE-10 holds the fallback after the last step, not the last step", () => {
    const schedule = steps([8000, 8000]);
    expect(at(schedule, 1800).band).toEqual({ minW: 0, maxW: 1000 });
    expect(at(schedule, 1729).band.maxW).toBe(8000);
    expect(at(schedule, 1730).band.maxW).toBe(1000);
    expect(at(steps([0, 0]), 1799, 5).band.maxW).toBe(0);
  });

  it("CP-TIME-2 is nowhere above any step that T may be in, import and export apart", () => {
    fc.assert(
      fc.property(arbitrary, (each) => {
        const schedule = scheduleOf(each);
        const { band } = at(schedule, each.seconds, each.spanS);
        expect(band.minW).toBeLessThanOrEqual(band.maxW);
        for (let s = each.seconds - each.spanS; s <= each.seconds; s++) {
          expect(Math.max(0, band.maxW)).toBeLessThanOrEqual(importAt(schedule, startS + s));
          expect(Math.max(0, -band.minW)).toBeLessThanOrEqual(exportAt(schedule, startS + s));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("CP-TIME-2 leaves every falling step the time that its ramp takes, at every instant before it", () => {
    fc.assert(
      fc.property(arbitrary, (each) => {
        const schedule = scheduleOf(each);
        const { band } = at(schedule, each.seconds, each.spanS);
        for (let s = each.seconds; s < each.seconds + 60; s++) {
          const reach = fallback.rampWPerS * (s - each.seconds);
          const allowed = importAt(schedule, startS + s);
          if (startS + s <= endS(schedule)) expect(Math.max(0, band.maxW) - reach).toBeLessThanOrEqual(allowed);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("does not change before the instant it names", () => {
    fc.assert(
      fc.property(arbitrary, (each) => {
        const schedule = scheduleOf(each);
        const { band, nextInMs } = at(schedule, each.seconds, each.spanS);
        for (const share of [0.25, 0.5, 0.9]) {
          const later = (nextInMs ?? 600_000) * share;
          if ((nextInMs ?? 2) <= 1) continue;
          const again = bandAt(schedule, fallback, [
            (startS + each.seconds - each.spanS) * 1000 + later,
            (startS + each.seconds) * 1000 + later,
          ]);
          expect(again.band).toEqual(band);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("whether terms only lower", () => {
  it("CP-NEG-5 compares import and export at every instant from now on, the fallback outside", () => {
    const now = steps([8000, 2000]);
    expect(onlyLowers(now, steps([8000, 2000]), fallback, startS)).toBe(true);
    expect(onlyLowers(now, steps([8000, 2001]), fallback, startS)).toBe(false);
    expect(onlyLowers(now, steps([9000, 2000]), fallback, startS + 900)).toBe(true);
    expect(onlyLowers(now, steps([8000, 2000, 1000]), fallback, startS)).toBe(true);
    expect(onlyLowers(now, steps([8000, 2000, 1001]), fallback, startS)).toBe(false);
    expect(onlyLowers(undefined, steps([1000]), fallback, startS)).toBe(true);
    const exporting = constantSchedule({ startS, stepS: 900, steps: 2 }, 0, -1);
    expect(onlyLowers(now, exporting, fallback, startS)).toBe(false);
  });
});
