import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answerOf,
  type Demand,
  feederOf,
  fill,
  forecastOf,
  ids,
  startS,
  steps,
  termsOf,
  unasked,
} from "./feeder.test-helper.js";
import { publishFeeder } from "./pricing.js";
import { feederDefaults, type FeederInput, type FeederPublication, type FeederState } from "./types.js";

const demands: readonly Demand[] = [
  { fullSteps: 3, powerW: 40_000, from: 6, to: 20 },
  { fullSteps: 4, powerW: 30_000, from: 8, to: 23 },
  { fullSteps: 2, powerW: 50_000, from: 14, to: 24 },
];
const answers = (publication?: FeederPublication, of = demands) =>
  Object.fromEntries(
    ids.map((id, site) => {
      const terms = termsOf(publication, id);
      return [id, forecastOf(terms === undefined ? unasked(of[site]!) : answerOf(terms, of[site]!))];
    }),
  );
const peakOf = (input: FeederInput, forecasts: ReturnType<typeof answers>): number =>
  Math.max(
    ...input.baseW.map((base, step) => ids.reduce((sum, id) => sum + (forecasts[id]?.importP50W[step] ?? 0), base)),
  );

/** Publishes every quarter of an hour until nothing moves; `each` sees every publication and the peak of its answer. */
function play(
  input: FeederInput,
  each: (publication: FeederPublication, state: FeederState, peakW: number) => void,
  of = demands,
): number {
  let state: FeederState | undefined;
  let forecasts = answers(undefined, of);
  for (let turn = 0; turn < 20; turn++) {
    const step = publishFeeder(state, input, { forecasts, nowS: startS + turn * 900 });
    if (step.kind === "settled") return turn;
    if (step.kind !== "published") throw new Error(step.kind);
    // Plain data: what was kept in a file goes on as what was kept in memory.
    state = JSON.parse(JSON.stringify(step.state)) as FeederState;
    forecasts = answers(step.publication, of);
    each(step.publication, step.state, peakOf(input, forecasts));
  }
  return Number.POSITIVE_INFINITY;
}

describe("the feeder's pricing loop", () => {
  it("gives a site that comes to need more its part, also where others have filled the capacity", () => {
    const input = feederOf({ capacityW: fill(75_000), baseW: fill(15_000) });
    for (const [lateW, leastW] of [
      // Three quarters of an equal part: nothing is published for less.
      [60_000, 15_000],
      // It wants less than its part, and the others keep the rest.
      [10_000, 10_000],
    ] as const) {
      let state: FeederState | undefined;
      let had = new Map(ids.map((id) => [id, Number.POSITIVE_INFINITY]));
      const kinds: string[] = [];
      for (let turn = 0; turn < 40; turn++) {
        // Two would draw more than there is from the first instant on, the third from the sixth publication on.
        const wants = { a: 60_000, b: 60_000, c: turn < 6 ? 0 : lateW };
        const forecasts = Object.fromEntries(
          Object.entries(wants).map(([id, watts]) => [id, forecastOf(fill(Math.min(watts, had.get(id) ?? 0)))]),
        );
        const step = publishFeeder(state, input, { forecasts, nowS: startS + turn * 900 });
        kinds.push(step.kind);
        if (step.kind !== "published") continue;
        state = step.state;
        had = new Map(step.publication.terms.map(({ site, capacityW }) => [site, capacityW[0] ?? 0]));
      }
      expect(had.get("c")).toBeGreaterThanOrEqual(leastW);
      expect(had.get("a")! + had.get("b")!).toBeGreaterThan(0.85 * (60_000 - had.get("c")!));
      expect(kinds.at(-1)).toBe("settled");
    }
  });

  it("lowers the peak, settles within six publications, and does not hunt", () => {
    const input = feederOf();
    const flatW = peakOf(input, answers());
    const peaks: number[] = [];
    expect(play(input, (_, __, peakW) => peaks.push(peakW))).toBeLessThanOrEqual(6);
    expect(peaks.at(-1)).toBeLessThan(0.8 * flatW);
    expect(peaks.at(-1)).toBeLessThanOrEqual(Math.min(...peaks) * 1.02);
  });

  it("moves no adder by more than its cap in one publication, and adds CO2 to the price", () => {
    const co2 = { gramPerKwh: fill(300), microPerKg: 100_000 };
    const input = feederOf({ co2 });
    const most = feederDefaults.moveShare * input.demandMicroPerKw;
    let last = fill(0);
    play(input, ({ terms }) => {
      const adders = input.priceMicroPerKwh.map(
        (price, step) => (terms[0]?.priceMicroPerKwh[step] ?? 0) - price - 30_000,
      );
      for (const [step, adder] of adders.entries())
        expect(Math.abs(adder - (last[step] ?? 0))).toBeLessThanOrEqual(most + 1);
      expect(terms.every(({ priceMicroPerKwh }) => priceMicroPerKwh.join() === terms[0]?.priceMicroPerKwh.join())).toBe(
        true,
      );
      last = adders;
    });
    expect(Math.max(...last)).toBeGreaterThan(0);
  });

  it("charges nothing for the peak where a kW of it costs nothing", () => {
    play(feederOf({ demandMicroPerKw: 0 }), ({ terms }) => {
      for (const { levelMicroPerKw, priceMicroPerKwh } of terms) {
        expect(levelMicroPerKw).toBe(0);
        expect(priceMicroPerKwh).toEqual(feederOf().priceMicroPerKwh);
      }
    });
  });

  it("publishes at most once in a quarter of an hour, but an emergency at once", () => {
    const input = feederOf();
    const first = publishFeeder(undefined, input, { forecasts: answers(), nowS: startS });
    if (first.kind !== "published") throw new Error(first.kind);
    const forecasts = answers(first.publication);
    expect(publishFeeder(first.state, input, { forecasts, nowS: startS + 899 })).toEqual({
      kind: "wait",
      untilS: startS + 900,
    });
    const less = { ...input, capacityW: fill(60_000), emergency: true };
    const second = publishFeeder(first.state, less, { forecasts, nowS: startS + 10 });
    if (second.kind !== "published") throw new Error(second.kind);
    expect(second.publication.number).toBe(2);
    for (const { lowerFirstW, capacityW } of second.publication.terms)
      expect(lowerFirstW.every((watts, step) => watts <= (capacityW[step] ?? 0))).toBe(true);
    expect(publishFeeder(second.state, less, { forecasts, nowS: startS + 20 }).kind).toBe("wait");
  });

  it("refuses a capacity below what is guaranteed and names the least that does; an emergency is obeyed and alarmed", () => {
    const input = feederOf({ capacityW: fill(20_000), baseW: fill(10_000) });
    const step = publishFeeder(undefined, input, { forecasts: answers(), nowS: startS });
    expect(step).toEqual({ kind: "refused", leastW: fill(25_000) });
    const obeyed = publishFeeder(undefined, { ...input, emergency: true }, { forecasts: answers(), nowS: startS });
    if (obeyed.kind !== "published") throw new Error(obeyed.kind);
    expect(obeyed.publication.belowGuarantee).toEqual(ids);
    const sumW = obeyed.publication.terms.reduce((sum, { capacityW }) => sum + (capacityW[0] ?? 0), 0);
    expect(sumW).toBeLessThanOrEqual(10_000);
  });

  it("waits for a forecast of every site on its own steps", () => {
    const { a, b } = answers();
    const late = { ...forecastOf(fill(1)), startS: startS + 3600 };
    expect(publishFeeder(undefined, feederOf(), { forecasts: { a: a!, b: b!, c: late }, nowS: startS })).toEqual({
      kind: "missing",
      sites: ["c"],
    });
  });

  it("never gives out more than the feeder has nor less than is guaranteed, whatever is forecast", () => {
    const watts = fc.array(fc.integer({ min: 0, max: 80_000 }), { minLength: steps, maxLength: steps });
    const demand = fc.record({
      ...{ fullSteps: fc.integer({ min: 0, max: 6 }), powerW: fc.integer({ min: 1000, max: 55_000 }) },
      ...{ from: fc.integer({ min: 0, max: 10 }), to: fc.integer({ min: 12, max: 24 }) },
    });
    fc.assert(
      fc.property(
        fc.tuple(watts, watts, watts),
        fc.tuple(demand, demand, demand),
        fc.integer({ min: 50_000, max: 200_000 }),
        (drawn, of, capacityW) => {
          const input = feederOf({ capacityW: fill(capacityW), baseW: fill(20_000) });
          const forecasts = Object.fromEntries(ids.map((id, site) => [id, forecastOf(drawn[site]!)]));
          const check = ({ terms }: FeederPublication): void => {
            for (let step = 0; step < steps; step++) {
              const given = terms.map((own) => own.capacityW[step] ?? 0);
              expect(given.reduce((sum, own) => sum + own, 20_000)).toBeLessThanOrEqual(capacityW);
              expect(Math.min(...given)).toBeGreaterThanOrEqual(5000);
              const shares = terms.reduce((sum, own) => sum + (own.profileShare[step] ?? 0), 0);
              expect(shares).toBeCloseTo(1, 6);
            }
          };
          const first = publishFeeder(undefined, input, { forecasts, nowS: startS });
          if (first.kind !== "published") throw new Error(first.kind);
          check(first.publication);
          play(input, check, of);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("a peak that was metered before", () => {
  const forecasts = Object.fromEntries(ids.map((id) => [id, forecastOf(fill(20_000))]));
  const first = (peakSoFarW: number) => {
    const step = publishFeeder(undefined, feederOf({ peakSoFarW }), { forecasts, nowS: startS });
    if (step.kind !== "published") throw new Error(step.kind);
    return step.publication.terms;
  };

  it("pays for lowering only down to it", () => {
    // 60 kW of sites and 40 kW beside them.
    expect(first(0).map(({ levelFallW }) => levelFallW)).toEqual([100_000, 100_000, 100_000]);
    expect(first(90_000).map(({ levelFallW }) => levelFallW)).toEqual([10_000, 10_000, 10_000]);
    expect(first(110_000).map(({ levelFallW }) => levelFallW)).toEqual([0, 0, 0]);
  });

  it("makes no step dear, and leaves room up to it", () => {
    const given = feederOf().priceMicroPerKwh;
    expect(first(110_000)[0]?.priceMicroPerKwh).toEqual(given);
    expect(first(0)[0]?.priceMicroPerKwh).not.toEqual(given);
    const roomW = first(110_000).reduce((sum, { profileW }) => sum + (profileW[18] ?? 0), 0);
    expect(roomW).toBeCloseTo(110_000 - 40_000, 0);
  });
});

describe("hard capacity", () => {
  it("leaves each site its forecast and a part of what nobody draws, so that a site can want more next time", () => {
    const forecasts = { a: forecastOf(fill(40_000)), b: forecastOf(fill(30_000)), c: forecastOf(fill(5000)) };
    const step = publishFeeder(undefined, feederOf({ baseW: fill(15_000) }), { forecasts, nowS: startS });
    if (step.kind !== "published") throw new Error(step.kind);
    const [a = 0, b = 0, c = 0] = step.publication.terms.map(({ capacityW }) => capacityW[0]);
    expect(a).toBeGreaterThanOrEqual(40_000);
    expect(b).toBeGreaterThanOrEqual(30_000);
    expect(c).toBeGreaterThan(5000 + 5000);
    expect(a + b + c).toBeLessThanOrEqual(105_000);
    expect(a + b + c).toBeGreaterThan(104_990);
  });
});
