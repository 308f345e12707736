import { expect, test } from "vitest";
import { constantSchedule, minsOf } from "../schedule.js";
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
