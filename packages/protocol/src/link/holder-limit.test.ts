import { expect, test } from "vitest";
import { leaseLimit } from "./holder-limit.js";

const falling = { startS: 0, stepS: 300, max: [10_000, 2000], min: [0, 0] };
const fallback = { importW: 0, exportW: 0, rampWPerS: 1e6 };

test("CP-TIME-4 a falling step is looked at before drift, which grows meanwhile, can have brought it", () => {
  const at = { interval: [0, 0], leaseMs: 400_000, speed: 1 } as const;
  const { nextInMs = Number.NaN, validForMs } = leaseLimit(falling, fallback, at);
  for (const waitMs of [nextInMs, validForMs]) {
    expect(waitMs * 1.001).toBeLessThanOrEqual(300_000);
    expect(waitMs).toBeGreaterThan(299_000);
  }
});

test("a lease that ends before the step bounds what a port is told", () => {
  const at = { interval: [0, 0], leaseMs: 60_000, speed: 1 } as const;
  expect(leaseLimit(falling, fallback, at).validForMs).toBeCloseTo(60_000);
});
