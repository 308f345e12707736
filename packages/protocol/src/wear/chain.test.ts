import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as wear from "./index.js";
import type { ShortHorizonQuery, WatchState, WearCurve } from "./index.js";

const pack = wear.packOf("NMC", 60_000);
const horizon = (changes: Partial<ShortHorizonQuery> = {}): ShortHorizonQuery => ({
  ...{ pack, soc: 0.5, soh: 0.95, temperatureC: 30, ambientC: 25, stepS: 60, deadlineMs: 25 },
  powerW: [7000, 7000, 7000, 7000, 7000],
  ...changes,
});
const temperature = fc.double({ min: -30, max: 70, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("a limit that looks ahead", () => {
  const limits = { pack, ratedW: 50_000, socMax: 1 };
  const aState = fc.record({
    soc: share,
    soh: fc.double({ min: 0.4, max: 1, noNaN: true }),
    temperatureC: temperature,
    ambientC: temperature,
  });
  const anAhead = fc.record({ horizonS: fc.constant(300), leadK: fc.double({ min: -5, max: 15, noNaN: true }) });

  test("is never above the envelope, whatever is forecast", () => {
    fc.assert(
      fc.property(aState, anAhead, (state, ahead) => {
        const import_ = wear.limitAhead(limits, state, ahead).maxW;
        expect(import_).toBeGreaterThanOrEqual(0);
        expect(import_).toBeLessThanOrEqual(wear.ownLimit(limits, state).maxW);
        const floor = { pack, ratedW: 10_000, socFloor: 0.2 };
        const export_ = wear.exportLimitAhead(floor, state, ahead).maxW;
        expect(export_).toBeGreaterThanOrEqual(0);
        expect(export_).toBeLessThanOrEqual(wear.ownExportLimit(floor, state).maxW);
      }),
    );
  });

  test("only falls as the p90 rises, and holds at the temperature that it leads to", () => {
    fc.assert(
      fc.property(aState, share, (state, part) => {
        const at = (leadK: number): number => wear.limitAhead(limits, state, { horizonS: 300, leadK }).maxW;
        const [low, high] = [at(10 * part), at(10 * part + 1)];
        expect(high).toBeLessThanOrEqual(low + 1e-6);
        const p90C = wear.temperatureAfter({ pack, ...state }, { powerW: high, stepS: 300 }) + 10 * part + 1;
        // 50 kW × 1/15 a kelvin, and twelve halvings.
        if (high > 0) expect(high).toBeLessThanOrEqual(Math.max(0, (55 - p90C) / 15) * 50_000 + 50);
      }),
    );
  });

  test("says that heat is why", () => {
    const state = { soc: 0.3, soh: 1, temperatureC: 38, ambientC: 35 };
    expect(wear.ownLimit(limits, state).reasons).toEqual([]);
    expect(wear.limitAhead(limits, state, { horizonS: 300, leadK: 6 }).reasons[0]).toBe("THERMAL");
  });

  test("is that of the tighter of two temperatures while a sensor is not believed", () => {
    const state = { soc: 0.3, soh: 1, temperatureC: 20, ambientC: 20 };
    const held = wear.limitAhead(limits, state, { horizonS: 300, leadK: 0.4, heldC: 50 });
    expect(held.maxW).toBeLessThanOrEqual(wear.ownLimit(limits, { ...state, temperatureC: 50 }).maxW);
    const cold = wear.limitAhead(limits, state, { horizonS: 300, leadK: 0.4, heldC: -5 });
    expect(cold.maxW).toBeLessThan(5_000);
  });
});

describe("the chain of forecasts", () => {
  test("goes from the model to physics to the vendor's table, and each is ordered", () => {
    const model = { ...wear.physicsShortHorizon.predict(horizon())!, quality: "MODEL" as const };
    expect(wear.believeHorizon(horizon(), model).prediction.quality).toBe("MODEL");
    expect(wear.believeHorizon(horizon(), undefined).prediction.quality).toBe("PHYSICS");
    expect(wear.believeHorizon(horizon({ soh: 0.3 }), undefined).prediction.quality).toBe("STATIC");
    const outside = wear.believeHorizon(horizon({ temperatureC: 80 }), model);
    expect(outside.prediction.quality).toBe("STATIC");
    expect(outside.faults).toHaveLength(1);
  });

  test("a vendor's table of warming is never cooler at p90 than physics", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), temperature, (powerW, temperatureC) => {
        const query = horizon({ powerW: Array<number>(5).fill(powerW), temperatureC, ambientC: temperatureC });
        const [table, physics] = [wear.staticShortHorizon.predict(query), wear.physicsShortHorizon.predict(query)];
        if (physics === undefined || temperatureC < 0) return;
        for (const [step, { p90 }] of physics.temperatureC.entries()) {
          expect(table.temperatureC[step]!.p90 + 0.6).toBeGreaterThan(p90);
        }
      }),
    );
  });
});

describe("what a model says of wear", () => {
  const aSlope = fc.double({ min: 0, max: 1e-3, noNaN: true });
  const aCurve = fc
    .record({
      ends: fc.uniqueArray(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 8 }),
      slopes: fc.array(aSlope, { minLength: 8, maxLength: 8 }),
      calendar: fc.array(aSlope, { minLength: 5, maxLength: 5 }),
    })
    .map(({ ends, slopes, calendar }): WearCurve => {
      const rising = [...slopes].sort((a, b) => a - b);
      const bands = [...ends].sort((a, b) => a - b).map((toW, index) => ({ toW, agePerKwh: rising[index]! }));
      const points = calendar.map((agePerHour, index) => ({ soc: index / 4, agePerHour }));
      return { charge: bands, discharge: bands, calendar: wear.lowerHull(points) };
    });

  test("is never cheaper than the median of physics, and stays convex", () => {
    fc.assert(
      fc.property(aCurve, aCurve, fc.integer({ min: 0, max: 60_000 }), share, (curve, floor, powerW, soc) => {
        const both = wear.atLeast(curve, floor);
        expect(wear.shapeFault(both)).toBeUndefined();
        for (const one of [curve, floor]) {
          const least = wear.agePerHourAt(one.charge, powerW);
          expect(wear.agePerHourAt(both.charge, powerW)).toBeGreaterThanOrEqual(least * (1 - 1e-9) - 1e-15);
          const rest = wear.calendarAt(one.calendar, soc);
          expect(wear.calendarAt(both.calendar, soc)).toBeGreaterThanOrEqual(rest * (1 - 1e-9) - 1e-15);
        }
      }),
    );
  });

  test("changes by less than half from 100 % to 95 % of health", () => {
    for (const chemistry of ["NMC", "LFP"] as const) {
      const cost = (soh: number): number => {
        const query = { pack: wear.packOf(chemistry, 60_000), soc: 0.5, soh, temperatureC: 20 };
        const { prediction } = wear.predictWear({ ...query, powerMaxW: 11_000, exportMaxW: 0, deadlineMs: 25 });
        return wear.wearCost(prediction, [{ powerW: 11_000, hours: 2, socFrom: 0.3, socTo: 0.6 }], 6e9).p90Micro;
      };
      const ratio = cost(0.95) / cost(1);
      expect(Math.max(ratio, 1 / ratio)).toBeLessThan(1.5);
    }
  });
});

describe("a predictor that is watched", () => {
  const answer = (query: ShortHorizonQuery, offK = 0) => {
    const said = wear.physicsShortHorizon.predict(query)!;
    const shift = ({ p10, p50, p90 }: wear.Quantiles) => ({ p10: p10 + offK, p50: p50 + offK, p90: p90 + offK });
    return { ...said, temperatureC: said.temperatureC.map(shift) };
  };

  test("is stuck where it says the same to the third different question", () => {
    const stuck = answer(horizon());
    let state: WatchState = wear.unwatched;
    const faults = [30, 30.1, 30.5, 31, 31.5].map((temperatureC) => {
      const seen = wear.watchAnswer(state, horizon({ temperatureC }), stuck);
      state = seen.state;
      return seen.fault?.fault;
    });
    expect(faults).toEqual([undefined, undefined, undefined, "STUCK", "STUCK"]);
    const seen = wear.watchAnswer(state, horizon({ temperatureC: 32 }), answer(horizon({ temperatureC: 32 })));
    expect(seen.fault).toBeUndefined();
  });

  test("is not stuck where it is asked the same", () => {
    let state: WatchState = wear.unwatched;
    for (let turn = 0; turn < 20; turn++) {
      const seen = wear.watchAnswer(state, horizon(), answer(horizon()));
      expect(seen.fault).toBeUndefined();
      state = seen.state;
    }
  });

  test("drifts where it is off by more than 1.5 K on the average, and is believed again below 0.75 K", () => {
    let state: WatchState = wear.unwatched;
    for (let turn = 0; turn < 8; turn++) state = wear.watchFelt(state, 0.3 * turn);
    expect(state.drifting).toBe(false);
    for (let turn = 8; turn < 20; turn++) state = wear.watchFelt(state, 0.3 * turn);
    expect(wear.watchAnswer(state, horizon(), answer(horizon(), 2)).fault?.fault).toBe("DRIFT");
    for (let turn = 0; turn < 30; turn++) state = wear.watchFelt(state, 0.1);
    expect(wear.watchAnswer(state, horizon(), answer(horizon())).fault).toBeUndefined();
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

describe("chemistries without open ageing parameters", () => {
  test.each(["SODIUM_ION", "LTO", "OTHER"] as const)("%s has a static table and says so", (chemistry) => {
    const query = { pack: wear.packOf(chemistry, 60_000), soc: 0.5, soh: 0.9, temperatureC: 20, powerMaxW: 11_000 };
    const { prediction } = wear.predictWear({ ...query, exportMaxW: 5_000, deadlineMs: 25 });
    expect(prediction.quality).toBe("STATIC");
    expect(prediction.provenance.chemistry).toBe(chemistry);
    expect(wear.shapeFault(prediction.p90)).toBeUndefined();
  });
});

describe("an owner is advised", () => {
  test.each([
    [0.95, { p10: 60, p50: 80, p90: 100 }, "NONE"],
    [0.81, { p10: 3, p50: 5, p90: 9 }, "PLAN_REPLACEMENT"],
    [0.75, { p10: 20, p50: 30, p90: 40 }, "SECOND_LIFE"],
    [0.55, { p10: 0, p50: 0, p90: 0 }, "RETIRE"],
  ] as const)("at %s SoH", (soh, months, advice) => {
    expect(wear.adviceFor(soh, months)).toBe(advice);
  });
});
