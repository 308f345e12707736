import { describe, expect, it } from "vitest";
import { gapsOf, isCertified, medianGapPpm, quantile, type PlanRecord } from "./plans.js";

const plan = (own: Partial<PlanRecord> = {}): PlanRecord => ({
  atMs: 0,
  plan: 1,
  rounds: 2,
  upperMicro: 1_100_000,
  lowerMicro: 1_000_000,
  gapPpm: 90_910,
  boundComplete: true,
  origin: "option-rounds",
  ended: "rounds",
  trail: [
    { round: 1, gap: Number.NaN },
    { round: 2, gap: 0.05 },
  ],
  ...own,
});
const unbounded = (): PlanRecord => {
  const { gapPpm: _gap, lowerMicro: _lower, ...rest } = plan({ boundComplete: false });
  return rest;
};

describe("a bound", () => {
  it("is one only where it counts every child and does not exceed what the plan costs", () => {
    expect(isCertified(plan())).toBe(true);
    expect(isCertified(unbounded())).toBe(false);
    expect(isCertified(plan({ boundComplete: false }))).toBe(false);
    expect(isCertified(plan({ lowerMicro: 1_200_000, gapPpm: 0 }))).toBe(false);
    expect(isCertified(plan({ lowerMicro: 1_100_900, gapPpm: 0 }))).toBe(true);
  });

  it("counts towards the median gap; plans without one do not", () => {
    expect(medianGapPpm([])).toBeUndefined();
    expect(medianGapPpm([unbounded()])).toBeUndefined();
    expect(medianGapPpm([plan({ gapPpm: 30 }), unbounded(), plan({ gapPpm: 10 }), plan({ gapPpm: 20 })])).toBe(20);
  });
});

describe("gaps", () => {
  it("are there only after rounds that had both bounds", () => {
    const certified = plan();
    expect(isCertified(certified) && gapsOf(certified)).toEqual([{ round: 2, gapPpm: 50_000 }]);
  });

  it("are ordered by their share of all", () => {
    const values = [5, 1, 4, 2, 3];
    expect([0, 0.1, 0.5, 0.9, 1].map((share) => quantile(values, share))).toEqual([1, 1, 3, 5, 5]);
    expect(quantile([], 0.5)).toBeUndefined();
  });
});
