import fc from "fast-check";
import { expect, test } from "vitest";
import type { Schedule } from "./messages.js";
import * as s from "./schedule.js";
import * as f from "./step-function.js";

const aSchedule = fc
  .record({
    startS: fc.integer({ min: 0, max: 40 }).map((n) => n * 30),
    stepS: fc.constantFrom(30, 60, 90, 300),
    band: fc.array(fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: 0, max: 5000 })), {
      minLength: 1,
      maxLength: 20,
    }),
    fixed: fc.boolean(),
  })
  .map(({ startS, stepS, band, fixed }): Schedule => {
    const max = band.map(([high]) => high);
    return fixed ? { startS, stepS, max } : { startS, stepS, max, min: band.map(([high, width]) => high - width) };
  });
const aTime = fc.integer({ min: -100, max: 9000 });

test("combining two schedules joins their values at every instant, on any grids", () => {
  const cases = [
    [s.minOfSchedules, Math.min],
    [s.maxOfSchedules, Math.max],
    [s.addSchedules, (a: number, b: number) => a + b],
  ] as const;
  fc.assert(
    fc.property(aSchedule, aSchedule, aTime, fc.constantFrom(...cases), (a, b, t, [combine, join]) => {
      const both = combine(a, b);
      const inside = t >= both.startS && t < s.endS(both);
      expect(s.maxAt(both, t)).toBe(inside ? join(s.maxAt(a, t) ?? 0, s.maxAt(b, t) ?? 0) : undefined);
      expect(s.minAt(both, t)).toBe(inside ? join(s.minAt(a, t) ?? 0, s.minAt(b, t) ?? 0) : undefined);
    }),
  );
});

test("combining two grids that do not fit is refused instead of taking the memory", () => {
  const step = { startS: 0, stepS: 86_400, max: [1, 2] };
  expect(() => s.addSchedules(step, { ...step, startS: 1 })).toThrow(/resample/);
});

test("a schedule is at most another exactly when no instant of its window is above", () => {
  fc.assert(
    fc.property(aSchedule, aSchedule, (a, b) => {
      let above = false;
      for (let t = a.startS; t < s.endS(a); t += 10) above ||= (s.maxAt(a, t) ?? 0) > (s.maxAt(b, t) ?? 0);
      expect(s.isAtMost(a, b)).toBe(!above);
      expect(s.isAtMost(s.minOfSchedules(a, b), b)).toBe(true);
      expect(
        s.isAtMost(
          s.mapSchedule(a, (w) => w + 5),
          a,
          { slackW: 5 },
        ),
      ).toBe(true);
    }),
  );
});

test("resampling never allows more than the original and never demands less", () => {
  fc.assert(
    fc.property(aSchedule, aSchedule, aTime, (a, other, t) => {
      const grid = s.gridOf(other);
      const out = s.resampleSchedule(a, grid, 0);
      const max = s.maxAt(out, t);
      if (max === undefined) return;
      expect(max).toBeLessThanOrEqual(s.maxAt(a, t) ?? 0);
      expect(s.minAt(out, t)).toBeLessThanOrEqual(max);
      expect(s.schedulesEqual(s.resampleSchedule(a, s.gridOf(a)), a)).toBe(true);
    }),
  );
});

test("energy is additive in time and equal on every grid", () => {
  fc.assert(
    fc.property(aSchedule, aSchedule, aTime, aTime, aTime, (a, b, t1, t2, t3) => {
      const [from = 0, cut = 0, to = 0] = [t1, t2, t3].sort((x, y) => x - y);
      expect(s.energyWh(a, from, to)).toBeCloseTo(s.energyWh(a, from, cut) + s.energyWh(a, cut, to), 6);
      expect(s.energyWh(s.addSchedules(a, b), from, to)).toBeCloseTo(
        s.energyWh(a, from, to) + s.energyWh(b, from, to),
        6,
      );
    }),
  );
});

test("rounding keeps the energy within one unit and below every bound", () => {
  const aReal = aSchedule.map((a) => s.mapSchedule(a, (w) => Math.abs(w) / 7));
  fc.assert(
    fc.property(aReal, fc.integer({ min: 1, max: 50 }), (a, unitW) => {
      const bound = a.max.map((w) => w + unitW);
      const out = s.roundByCumulativeEnergy(a, unitW, bound);
      let [exact, rounded] = [0, 0];
      for (const [index, w] of out.max.entries()) {
        exact += a.max[index]!;
        rounded += w;
        expect(Math.abs(w % unitW)).toBe(0);
        expect(w).toBeLessThanOrEqual(bound[index]!);
        expect(rounded).toBeLessThanOrEqual(exact + 1e-6);
        expect(rounded).toBeGreaterThan(exact - unitW - 1e-6);
        expect(s.minsOf(out)[index]!).toBeLessThanOrEqual(w);
      }
      const tight = s.roundByCumulativeEnergy(a, unitW, a.max);
      expect(s.isAtMost(tight, a)).toBe(true);
    }),
  );
});

test("cutting, shifting and clipping keep the grid", () => {
  const plan = s.constantSchedule({ startS: 900, stepS: 900, steps: 3 }, 5000, 0);
  expect(s.cutSchedule(plan, 1799)).toEqual(plan);
  expect(s.cutSchedule(plan, 1800)).toEqual({ startS: 1800, stepS: 900, max: [5000, 5000], min: [0, 0] });
  expect(s.cutSchedule(plan, 3600)).toBeUndefined();
  expect(s.cutSchedule(plan, 0)).toEqual(plan);
  expect(s.shiftSchedule(plan, 60).startS).toBe(960);
  expect(s.clipSchedule(plan, 100, 4000)).toEqual({ ...plan, max: [4000, 4000, 4000], min: [100, 100, 100] });
  expect(s.sumOfSchedules([plan, plan])?.max).toEqual([10_000, 10_000, 10_000]);
  expect(s.sumOfSchedules([])).toBeUndefined();
});

const aStep = fc
  .tuple(aSchedule, fc.integer({ min: -99, max: 99 }))
  .map(([schedule, outsideW]) => f.stepFromSchedule(schedule, { beforeW: 0, afterW: outsideW }));

test("a step function follows its schedule and holds the fallback after its end", () => {
  fc.assert(
    fc.property(aSchedule, aTime, (a, t) => {
      for (const bound of ["max", "min"] as const) {
        const step = f.stepFromSchedule(a, { beforeW: -1, afterW: 77 }, bound);
        const inside = bound === "max" ? s.maxAt(a, t) : s.minAt(a, t);
        expect(f.stepValueAt(step, t)).toBe(inside ?? (t < a.startS ? -1 : 77));
        expect(step.times[0]).toBe(Number.NEGATIVE_INFINITY);
        expect(step.values.every((value, index) => value !== step.values[index + 1])).toBe(true);
      }
    }),
  );
});

test("step functions combine at every instant", () => {
  fc.assert(
    fc.property(fc.array(aStep, { minLength: 2, maxLength: 7 }), aTime, aTime, (all, t, other) => {
      const [a, b] = [all[0]!, all[1]!];
      const [valueA, valueB] = [f.stepValueAt(a, t), f.stepValueAt(b, t)];
      expect(f.stepValueAt(f.stepSum(all), t)).toBe(all.reduce((sum, one) => sum + f.stepValueAt(one, t), 0));
      expect(f.stepValueAt(f.stepMax(a, b), t)).toBe(Math.max(valueA, valueB));
      expect(f.stepValueAt(f.stepMin(a, b), t)).toBe(Math.min(valueA, valueB));
      expect(f.stepValueAt(f.stepLess(a, b), t)).toBe(valueA - valueB);
      expect(
        f.stepValueAt(
          f.stepMap(a, (w) => Math.max(0, w)),
          t,
        ),
      ).toBe(Math.max(0, valueA));
      expect(f.stepValueAt(f.stepUntil(a, other, 5), t)).toBe(t < other ? valueA : 5);
      expect(f.stepValueAt(f.stepFrom(a, other, 5), t)).toBe(t < other ? 5 : valueA);
    }),
  );
});

test("the first instant above is found, and none before it", () => {
  fc.assert(
    fc.property(aStep, aStep, aTime, (a, b, from) => {
      const found = f.stepFirstAbove(a, b, from);
      expect(f.stepLessEqual(a, b, from)).toBe(found === undefined);
      for (let t = from; t < Math.min(found ?? 9000, 9000); t += 10) {
        expect(f.stepValueAt(a, t)).toBeLessThanOrEqual(f.stepValueAt(b, t));
      }
      if (found !== undefined) expect(f.stepValueAt(a, found)).toBeGreaterThan(f.stepValueAt(b, found));
    }),
  );
});

test("the extremes over an interval are those of its instants", () => {
  fc.assert(
    fc.property(aStep, aTime, fc.integer({ min: 1, max: 3000 }), (a, from, length) => {
      const values = Array.from({ length }, (_, index) => f.stepValueAt(a, from + index));
      expect(f.maxOverInterval(a, from, from + length)).toBe(Math.max(...values));
      expect(f.minOverInterval(a, from, from + length)).toBe(Math.min(...values));
    }),
    { numRuns: 50 },
  );
});

test("a schedule in shorter steps says the same at every instant, and is none where they do not divide its own", () => {
  fc.assert(
    fc.property(aSchedule, aTime, fc.constantFrom(1, 2, 3, 5), (a, time, times) => {
      const finer = s.refineSchedule(a, a.stepS / times);
      expect(finer && [s.maxAt(finer, time), s.minAt(finer, time)]).toEqual([s.maxAt(a, time), s.minAt(a, time)]);
      expect(s.refineSchedule(a, a.stepS * 2)).toBeUndefined();
    }),
  );
});
