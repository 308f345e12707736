import { describe, expect, it } from "vitest";
import { feederOf, fill, forecastOf, ids, startS, stepS, steps } from "./feeder.test-helper.js";
import { publishFeeder } from "./pricing.js";
import { flatForecast, shiftedForecast, shiftedState } from "./shift.js";
import type { FeederState } from "./types.js";

const ramp = fill(0).map((_, step) => 20_000 + 1000 * step);
const begun = (): FeederState => {
  const forecasts = Object.fromEntries(ids.map((id) => [id, forecastOf(ramp)]));
  const step = publishFeeder(undefined, feederOf(), { forecasts, nowS: startS });
  if (step.kind !== "published") throw new Error(step.kind);
  return step.state;
};
/** The same feeder `by` steps later: what was given before stays, a day ahead is as far as before. */
const later = (by: number, sites = feederOf().sites) => {
  const input = feederOf();
  const ahead = (values: readonly number[]) => [...values.slice(by), ...values.slice(steps - by)];
  return {
    ...input,
    ...{ startS: startS + by * stepS, sites },
    priceMicroPerKwh: ahead(input.priceMicroPerKwh),
    baseW: ahead(input.baseW),
  };
};

describe("the loop's state at a later hour", () => {
  it("keeps what was said of the steps that are still to come, and counts new hours as no change of what is given", () => {
    const state = begun();
    const shifted = shiftedState(state, later(3))!;
    expect(shifted.given.startS).toBe(startS + 3 * stepS);
    expect(shifted.tightness).toEqual(state.tightness.slice(3));
    expect(shifted.adderMicroPerKwh).toEqual(state.adderMicroPerKwh.slice(3));
    expect(shifted.level.map((own) => own.length)).toEqual([steps - 3, steps - 3, steps - 3]);
    expect(shifted.given.priceMicroPerKwh).toEqual(later(3).priceMicroPerKwh);
    expect([shifted.number, shifted.turn, shifted.shares]).toEqual([state.number, state.turn, state.shares]);
    const dearer = { ...later(3), priceMicroPerKwh: later(3).priceMicroPerKwh.map((price) => price + 1) };
    expect(shiftedState(state, dearer)?.given.priceMicroPerKwh).not.toEqual(dearer.priceMicroPerKwh);
  });

  it("is the same at the same hour, begins to share anew where a site came, and is none where steps do not meet", () => {
    const state = begun();
    expect(shiftedState(state, feederOf())).toBe(state);
    const joined = [...feederOf().sites, { id: "d", guaranteedW: fill(5000), connectionW: 60_000 }];
    expect(shiftedState(state, later(1, joined))).toMatchObject({ shares: [], level: [], number: state.number });
    expect(shiftedState(state, { ...feederOf(), startS: startS + 100 })).toBeUndefined();
    expect(shiftedState(state, { ...feederOf(), startS: startS - stepS })).toBeUndefined();
    expect(shiftedState(undefined, feederOf())).toBeUndefined();
  });

  it("settles and waits as if nothing had been shifted", () => {
    const input = later(2);
    const grid = { startS: input.startS, stepS, steps };
    const forecasts = Object.fromEntries(ids.map((id) => [id, shiftedForecast(forecastOf(ramp), grid)]));
    const state = shiftedState(begun(), input)!;
    expect(publishFeeder(state, input, { forecasts, nowS: startS + 899 })).toEqual({
      kind: "wait",
      untilS: startS + 900,
    });
  });
});

describe("forecasts on other steps", () => {
  it("say the same watts at the same times and nothing beyond", () => {
    const moved = shiftedForecast(forecastOf(ramp), { startS: startS + 5 * stepS, stepS, steps });
    expect(moved.importP50W).toEqual([...ramp.slice(5), 0, 0, 0, 0, 0]);
    const halves = shiftedForecast(forecastOf(ramp), { startS, stepS: stepS / 2, steps: 4 });
    expect(halves.importP50W).toEqual([20_000, 20_000, 21_000, 21_000]);
    const early = shiftedForecast(forecastOf(ramp), { startS: startS - stepS, stepS, steps: 2 });
    expect(early.importP50W).toEqual([0, 20_000]);
  });

  it("of a silent site are what it is guaranteed", () => {
    expect(flatForecast([5000, 6000], { startS, stepS })).toMatchObject({ importP90W: [5000, 6000], children: 0 });
  });
});
