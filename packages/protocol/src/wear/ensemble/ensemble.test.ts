import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { graphiteV } from "./graphite.js";
import { grow, type Growth } from "./growth.js";
import { Ageing, dailyStress, lifeModels, stressOf } from "./index.js";

/** A day at 15 minutes: 50 %, a drive to 30 % in an hour, and back in two hours in the evening. */
const day = Array.from({ length: 97 }, (_, index) => {
  const hour = index / 4;
  if (hour <= 8 || hour > 20) return 0.5;
  if (hour <= 9) return 0.5 - 0.2 * (hour - 8);
  return hour <= 18 ? 0.3 : 0.3 + 0.1 * (hour - 18);
});
const dayAt = (temperatureC: number, lift = 0) =>
  stressOf({ stepS: 900, soc: day.map((soc) => soc + lift), temperatureC: day.map(() => temperatureC) }, 0, 96);

/** Loss after ten years of that day at 20 °C, computed apart from this code from the published formulas. */
const published: Readonly<Record<string, number>> = {
  "lfp-naumann-2020": 0.14172,
  "nmc111-schmalstieg-2014": 0.17314,
  "nmc622-smith-2021": 0.0991,
  "nmc-kokam-2017": 0.01843,
  "nmc-75ah-a-2023": 0.00741,
  "nmc-50ah-b1-2023": 0.03822,
  "nmc-50ah-b2-2023": 0.02405,
  "nmc811-mj1-2020": 0.55259,
  "nmc811-m50-2021": 0.23486,
  "nca-panasonic-2018": 0.10119,
  "nca-si-vtc5a-2023": 0.16203,
  "lfp-schimpe-2018": 0.10555,
  "lfp-gasper-2022": 0.08517,
  "lfp-250ah-2023": 0.04427,
  "lmo-leaf-2022": 0.20219,
};

describe("growth of a loss", () => {
  const growths: fc.Arbitrary<Growth> = fc
    .record({
      rate: fc.double({ min: 1e-4, max: 1, noNaN: true }),
      exponent: fc.double({ min: 0.3, max: 2, noNaN: true }),
      end: fc.double({ min: 0.05, max: 1, noNaN: true }),
      dx: fc.double({ min: 0.01, max: 3, noNaN: true }),
    })
    .chain(({ rate, exponent, end, dx }) =>
      fc.constantFrom<Growth>({ kind: "power", rate, exponent, dx }, { kind: "sigmoid", end, rate, exponent, dx }),
    );

  it("comes to the same in one stretch or in two", () => {
    fc.assert(
      fc.property(growths, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (growth, part) => {
        const whole = grow(0, growth);
        const halves = grow(grow(0, { ...growth, dx: part * growth.dx }), { ...growth, dx: (1 - part) * growth.dx });
        expect(halves).toBeCloseTo(whole, 8);
      }),
    );
  });

  it("never shrinks, and a sigmoid never passes its end", () => {
    fc.assert(
      fc.property(growths, fc.double({ min: 0, max: 1, noNaN: true }), (growth, lost) => {
        const after = grow(lost, growth);
        expect(after).toBeGreaterThanOrEqual(lost * (1 - 1e-9));
        if (growth.kind === "sigmoid") expect(after).toBeLessThanOrEqual(Math.max(lost, growth.end) + 1e-12);
      }),
    );
  });

  it("goes on from where another stress left it, not from the beginning", () => {
    const fast: Growth = { kind: "power", rate: 0.02, exponent: 0.5, dx: 1 };
    const slow: Growth = { ...fast, rate: 0.01 };
    // 0.02 is what the slow curve loses in 4 units: one more makes it the root of 5.
    expect(grow(grow(0, fast), slow)).toBeCloseTo(0.01 * Math.sqrt(5), 12);
  });
});

describe("published models", () => {
  it.each(lifeModels.map((model) => [model.id, model] as const))("%s loses what its formulas say", (id, model) => {
    const loss = new Ageing(model, [dayAt(20)]).lossAfter(10);
    expect(loss / (published[id] ?? Number.NaN)).toBeCloseTo(1, 2);
  });

  it("each says where it comes from, and no id is there twice", () => {
    expect(new Set(lifeModels.map(({ id }) => id)).size).toBe(lifeModels.length);
    for (const { source, box } of lifeModels) {
      expect(source).toMatch(/\b20[12]\d\b/);
      expect(box.temperatureC[0]).toBeLessThan(box.temperatureC[1]);
    }
  });

  it("each ages faster at 35 °C than at 20 °C", () => {
    for (const model of lifeModels) {
      const [mild, warm] = [20, 35].map((celsius) => new Ageing(model, [dayAt(celsius)]).lossAfter(8));
      expect(warm, model.id).toBeGreaterThan(mild ?? Infinity);
    }
  });

  it("graphite's potential falls as it fills", () => {
    const volts = Array.from({ length: 101 }, (_, index) => graphiteV(index / 100));
    for (const [index, value] of volts.entries()) if (index > 0) expect(value).toBeLessThan(volts[index - 1]!);
    expect(graphiteV(0.5)).toBeCloseTo(0.123, 2);
  });
});

describe("stress of a series", () => {
  it("counts a drive and its charge as their depth, once", () => {
    const stress = dayAt(20);
    expect(stress.cycles).toBeCloseTo(0.2, 9);
    expect(stress.socMax - stress.socMin).toBeCloseTo(0.2, 9);
    expect([stress.rateDischarge, stress.rateCharge]).toEqual([expect.closeTo(0.2, 9), expect.closeTo(0.1, 9)]);
    expect(stress.rateMean).toBeCloseTo(0.4 / 24, 9);
    expect(stress.days).toBe(1);
  });

  it("covers a series without gap or overlap, at changing hours", () => {
    const soc = Array.from({ length: 96 * 10 + 1 }, (_, index) => 0.5 + 0.1 * Math.sin(index));
    const days = dailyStress({ stepS: 900, soc, temperatureC: soc.map(() => 20) });
    expect(days.reduce((sum, each) => sum + each.days, 0)).toBeCloseTo(10, 9);
    const throughput = soc.reduce((sum, value, index) => sum + Math.abs(value - (soc[index - 1] ?? value)), 0) / 2;
    expect(days.reduce((sum, each) => sum + each.cycles, 0)).toBeCloseTo(throughput, 1);
  });
});

describe("a life", () => {
  it("lasts until the loss is there: losses after those years are the same", () => {
    for (const model of lifeModels) {
      const ageing = new Ageing(model, [dayAt(25)]);
      const loss = ageing.lossAfter(6);
      expect(ageing.yearsTo(loss), model.id).toBeCloseTo(6, 1);
    }
  });

  it("is the same day by day as by the growth of each part alone", () => {
    const days = [dayAt(5), dayAt(30, 0.2), dayAt(20)];
    for (const model of lifeModels) {
      let parts: readonly number[] = [];
      for (let turn = 0; turn < 300; turn += 1) {
        parts = model.growths(days[turn % 3]!).map((growth, part) => grow(parts[part] ?? 0, growth));
      }
      const lost = model.lossOf?.(parts) ?? parts.reduce((sum, each) => sum + each, 0);
      expect(new Ageing(model, days).lossAfter(300 / 365.25 - 1e-9) / lost, model.id).toBeCloseTo(1, 9);
    }
  });

  it("is as long as it is followed where it does not end", () => {
    const [kokam] = lifeModels.filter(({ id }) => id === "nmc-kokam-2017");
    expect(new Ageing(kokam!, [dayAt(5)]).yearsTo(0.9)).toBe(200);
  });
});
