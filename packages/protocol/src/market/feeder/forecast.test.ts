import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrate, calibrationBegin, p90Of } from "./calibration.js";
import { type ChildPlan, type Cohort, nextCohort } from "./cohort.js";
import { fill, startS, stepS, steps } from "./feeder.test-helper.js";
import { aggregateForecast } from "./forecast.js";

const plan = (watts: number): ChildPlan => ({ importW: fill(watts), exportW: fill(0), shiftableWh: 24 * watts });
const cohortOf = (plans: Readonly<Record<string, number>>, before?: Cohort, laterSteps = 0): Cohort | undefined =>
  nextCohort(before, {
    startS: startS + laterSteps * stepS,
    stepS,
    current: Object.fromEntries(Object.entries(plans).map(([id, watts]) => [id, plan(watts)])),
  });
const forecastOf = (cohort: Cohort | undefined) =>
  aggregateForecast(cohort, { expected: [], grid, calibration: calibrationBegin });
const grid = { startS, stepS, steps };

/** Uniform random numbers, the same for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe("an aggregate forecast", () => {
  it("adds up the plans of three or more and the load that is expected", () => {
    const cohort = cohortOf({ a: 1000, b: 2000, c: 4000 });
    const expected = [{ importW: fill(500), spreadW: fill(100) }];
    const forecast = aggregateForecast(cohort, { expected, grid, calibration: calibrationBegin });
    expect(forecast).toMatchObject({ importP50W: fill(7500), exportP50W: fill(0), children: 3, shiftableWh: 168_000 });
    expect(forecast.importP90W[0]).toBe(Math.ceil(7500 + 1.2816 * Math.hypot(700, 100)));
  });

  it("says of fewer than three only what was expected without them", () => {
    const expected = [{ importW: fill(500), spreadW: fill(100) }];
    const said = (cohort: Cohort | undefined) =>
      aggregateForecast(cohort, { expected, grid, calibration: calibrationBegin });
    expect(said(cohortOf({ a: 1000, b: 2000 }))).toEqual(said(undefined));
    expect(said(undefined)).toMatchObject({ importP50W: fill(500), shiftableWh: 0, children: 0 });
  });

  it("counts one who leaves on, with the rest of its plan, until three have changed", () => {
    const four = cohortOf({ a: 1000, b: 2000, c: 4000, d: 8000 });
    const left = cohortOf({ b: 2000, c: 4000, d: 8000 }, four, 2);
    expect(forecastOf(left).importP50W.slice(0, 22)).toEqual(Array(22).fill(15_000));
    expect(forecastOf(left).importP50W.slice(22)).toEqual([14_000, 14_000]);
    const three = cohortOf({ d: 8000, e: 100, f: 200, g: 400 }, left, 3);
    expect(forecastOf(three).importP50W[0]).toBe(8700);
  });

  it("lets nobody find what fewer than three children do by taking one forecast from another", () => {
    const children = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const present = fc.subarray(children, { minLength: 0 });
    fc.assert(
      fc.property(fc.array(present, { minLength: 2, maxLength: 30 }), (days) => {
        let cohort: Cohort | undefined;
        const counted: (readonly string[])[] = [];
        for (const here of days) {
          // Same instant: only who is counted can make a difference.
          cohort = cohortOf(Object.fromEntries(here.map((id) => [id, 1000])), cohort);
          if (forecastOf(cohort).children > 0) counted.push(Object.keys(cohort?.plans ?? {}).sort());
        }
        for (const a of counted) {
          for (const b of counted) {
            const apart = [...a.filter((id) => !b.includes(id)), ...b.filter((id) => !a.includes(id))];
            expect(apart.length === 0 || apart.length >= 3).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("calibration", () => {
  const uniform = (random: () => number) => 4000 * random() - 2000;
  const skewed = (random: () => number) => -1500 * Math.log(1 - random()) - 500;
  const spiky = (random: () => number) => (random() < 0.15 ? 6000 : -200 * random());
  it.each([
    ["uniform", uniform],
    ["skewed", skewed],
    ["spiky", spiky],
  ])("comes to nine in ten below p90, whatever the errors look like: %s", (_, errorOf) => {
    const random = seeded(3);
    let calibration = calibrationBegin;
    let [under, all] = [0, 0];
    for (let step = 0; step < 6000; step++) {
      const told = { leadS: 3600, p50W: 10_000, spreadW: 500 };
      const p90W = p90Of(calibration, told);
      const meteredW = 10_000 + errorOf(random);
      calibration = calibrate(calibration, { leadS: 3600, p90W, meteredW });
      if (step >= 1000) [under, all] = [under + (meteredW <= p90W ? 1 : 0), all + 1];
    }
    expect(under / all).toBeGreaterThan(0.87);
    expect(under / all).toBeLessThan(0.93);
  });

  it("learns for one lead time without the others", () => {
    const next = calibrate(calibrationBegin, { leadS: 3600, p90W: 100, meteredW: 200 });
    expect(next.factors[0]).toBeGreaterThan(calibrationBegin.factors[0]!);
    expect(next.factors.slice(1)).toEqual(calibrationBegin.factors.slice(1));
  });
});
