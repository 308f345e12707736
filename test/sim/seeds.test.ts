import { runSeed, scenarios, restartsOf } from "@chargepact/sim";
import { describe, expect, it } from "vitest";

describe("the simulated world", () => {
  it("keeps every property in three seeds, met by faults of many kinds", () => {
    for (const seed of [2, 5, 8]) {
      const { violations, problems, deeds } = runSeed(seed, 0.6);
      expect(violations.map(({ detail }) => detail)).toEqual([]);
      expect(problems).toEqual([]);
      expect(Object.keys(deeds).length).toBeGreaterThan(3);
    }
  }, 120_000);

  it("is the same again for the same seed", () => {
    const runs = [1, 2].map(() => runSeed(9, 0.3));
    expect(runs[0]).toEqual(runs[1]);
  }, 60_000);

  it("restarts every agent at each of its durable writes, and everybody is served", () => {
    const scenario = scenarios.find(({ name }) => name === "a second vehicle comes");
    if (scenario === undefined) throw new Error("no such scenario");
    const { runs, violations } = restartsOf(scenario);
    expect(runs).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  }, 120_000);
});
