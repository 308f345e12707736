import fc from "fast-check";
import { expect, test } from "vitest";
import { constantSchedule, maxAt, minAt, minsOf } from "../schedule.js";
import { towardsZero } from "./commit-judge.js";

const hours = { startS: 0, stepS: 3600, steps: 24 };
const plan = { startS: 3900, stepS: 300, steps: 36 };

test("what two schedules have in common ends with the first that ends, on the finer grid", () => {
  const common = towardsZero(constantSchedule(hours, 4140, 0), constantSchedule(plan, 11_040, -2_000));
  expect(common).toEqual({ startS: 3900, stepS: 300, max: Array(36).fill(4140), min: Array(36).fill(0) });
});

test("import and export are taken towards zero apart", () => {
  const common = towardsZero(constantSchedule(plan, -500, -3_000), constantSchedule(plan, 7_000, -1_000));
  expect(new Set(common.max)).toEqual(new Set([0]));
  expect(new Set(minsOf(common))).toEqual(new Set([-1_000]));
});

test("schedules that do not meet have nothing in common", () => {
  const common = towardsZero(constantSchedule(hours, 4140), constantSchedule({ ...plan, startS: 100_000 }, 11_040));
  expect(common.max.every((powerW) => powerW === 0)).toBe(true);
});

test("a schedule that begins at an odd second is taken step by step, at the least that it allows", () => {
  const odd = { startS: 3601, stepS: 3600, max: [9000, 2000, 5000], min: [0, -500, -900] };
  const common = towardsZero(constantSchedule(hours, 4140, -700), odd);
  expect(common).toEqual({ startS: 7200, stepS: 3600, max: [2000, 2000], min: [0, -500] });
});

test("CP-LEASE-3 whatever grids meet, no power is further from 0 W than either allows", () => {
  const schedule = fc.record({
    startS: fc.integer({ min: 0, max: 200_000 }),
    stepS: fc.constantFrom(1, 7, 60, 300, 900, 3600, 86_400),
    max: fc.array(fc.integer({ min: 0, max: 22_000 }), { minLength: 1, maxLength: 200 }),
  });
  fc.assert(
    fc.property(schedule, schedule, (a, b) => {
      const common = towardsZero(a, b);
      expect(common.max.length).toBeLessThanOrEqual(1001);
      for (const [index, powerW] of common.max.entries()) {
        const timeS = common.startS + index * common.stepS;
        for (const each of [a, b]) {
          const allowedW = maxAt(each, timeS) ?? 0;
          expect(powerW).toBeLessThanOrEqual(Math.max(0, allowedW));
          expect(minsOf(common)[index]).toBeGreaterThanOrEqual(Math.min(0, minAt(each, timeS) ?? 0));
        }
      }
    }),
    { numRuns: 2000 },
  );
});
