import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as wear from "./index.js";
import type { Chemistry, ShortHorizonPrediction, Usage, WearPrediction, WearQuery } from "./index.js";

const queryOf = (query: Partial<WearQuery> = {}, chemistry: Chemistry = "NMC"): WearQuery => ({
  pack: wear.packOf(chemistry, 60_000),
  soc: 0.5,
  soh: 0.95,
  temperatureC: 20,
  powerMaxW: 11_000,
  exportMaxW: 11_000,
  deadlineMs: 25,
  ...query,
});
const aQuery = fc
  .record({
    chemistry: fc.constantFrom<Chemistry>("NMC", "LFP", "NCA", "OTHER"),
    soc: fc.double({ min: 0, max: 1, noNaN: true }),
    soh: fc.double({ min: 0.6, max: 1, noNaN: true }),
    temperatureC: fc.double({ min: -20, max: 60, noNaN: true }),
    powerMaxW: fc.integer({ min: 1000, max: 80_000 }),
    exportMaxW: fc.integer({ min: 0, max: 20_000 }),
  })
  .map(({ chemistry, ...query }) => queryOf(query, chemistry));
const aUsage = fc.record({
  powerW: fc.integer({ min: -20_000, max: 20_000 }),
  hours: fc.double({ min: 0.01, max: 10, noNaN: true }),
  socFrom: fc.double({ min: 0, max: 1, noNaN: true }),
  socTo: fc.double({ min: 0, max: 1, noNaN: true }),
});
const physics = (query: WearQuery): WearPrediction => {
  const prediction = wear.physicsWear.predict(query);
  if (prediction === undefined) throw new Error("refused");
  return prediction;
};

describe("a wear curve", () => {
  test("is additive: cutting a plan anywhere changes nothing", () => {
    fc.assert(
      fc.property(aQuery, aUsage, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (query, usage, at) => {
        const { p90 } = wear.predictWear(query).prediction;
        const socAt = usage.socFrom + at * (usage.socTo - usage.socFrom);
        const cut: Usage[] = [
          { ...usage, hours: usage.hours * at, socTo: socAt },
          { ...usage, hours: usage.hours * (1 - at), socFrom: socAt },
        ];
        const whole = wear.ageOf(p90, [usage]);
        expect(Math.abs(wear.ageOf(p90, cut) - whole)).toBeLessThanOrEqual(1e-9 * whole + 1e-15);
      }),
    );
  });

  test("is non-decreasing and convex in power, either way, and never negative", () => {
    fc.assert(
      fc.property(
        aQuery,
        fc.integer({ min: 0, max: 90_000 }),
        fc.integer({ min: 1, max: 5000 }),
        (query, powerW, step) => {
          const { p50, p90 } = wear.predictWear(query).prediction;
          for (const curve of [p50, p90]) {
            expect(wear.shapeFault(curve)).toBeUndefined();
            for (const bands of [curve.charge, curve.discharge]) {
              const [a = 0, b = 0, c = 0] = [0, 1, 2].map((n) => wear.agePerHourAt(bands, powerW + n * step));
              expect(a).toBeGreaterThanOrEqual(0);
              expect(b).toBeGreaterThanOrEqual(a);
              expect(c - b).toBeGreaterThanOrEqual((b - a) * (1 - 1e-9) - 1e-15);
            }
          }
        },
      ),
    );
  });

  test("stands at the lower convex hull of calendar ageing", () => {
    const points = [0, 0.25, 0.5, 0.75, 1].map((soc, index) => ({ soc, agePerHour: [1, 3, 2, 2.6, 6][index]! }));
    expect(wear.lowerHull(points).map(({ soc }) => soc)).toEqual([0, 0.5, 0.75, 1]);
  });

  test("is refused when it is not convex, not finite or not rising", () => {
    const { p50 } = physics(queryOf());
    const dented = {
      ...p50,
      charge: [
        { toW: 1000, agePerKwh: 2 },
        { toW: 2000, agePerKwh: 1 },
      ],
    };
    expect(wear.shapeFault(dented)).toContain("below");
    expect(wear.shapeFault({ ...p50, charge: [{ toW: 1000, agePerKwh: Number.NaN }] })).toContain("finite");
    expect(wear.shapeFault({ ...p50, calendar: [{ soc: 0, agePerHour: -1 }] })).toContain("calendar");
  });
});

describe("physics", () => {
  const perKwhMicro = (query: WearQuery, powerW = 11_000): number =>
    ((wear.agePerHourAt(physics(query).p50.charge, powerW) * 1000) / powerW) * 6e9;

  test("prices a cycle of a 100 €/kWh NMC pack near 33 000 µ€ per kWh, half of it for charging", () => {
    expect(perKwhMicro(queryOf({ temperatureC: 25, soh: 1 }))).toBeCloseTo((100e6 / 3000 / 2) * 0.92, -3);
  });

  test("prices a cycle of NCA by 2 000 a life, and its years by the published calendar loss", () => {
    expect(perKwhMicro(queryOf({ temperatureC: 25, soh: 1 }, "NCA"))).toBeCloseTo((100e6 / 2000 / 2) * 0.92, -3);
    // 75.4·exp((−3340 + 353/2)/298.15)·t^0.512 reaches 20 % after these days.
    const days = (0.2 / (75.4 * Math.exp((-3340 + 176.5) / 298.15))) ** (1 / 0.512);
    const curve = physics(queryOf({ temperatureC: 25 }, "NCA")).p50.calendar;
    expect(1 / (24 * wear.calendarAt(curve, 0.5)) / days).toBeCloseTo(1, 2);
  });

  test("finds charging dearer in the cold, and dearer fast than slow there", () => {
    expect(perKwhMicro(queryOf({ temperatureC: 0 }))).toBeGreaterThan(2 * perKwhMicro(queryOf()));
    const cold = queryOf({ temperatureC: 5 });
    expect(perKwhMicro(cold, 11_000)).toBeGreaterThan(1.2 * perKwhMicro(cold, 3000));
  });

  test.each(["NMC", "LFP", "NCA"] as const)("ages %s faster hot and full than mild and half", (chemistry) => {
    const at = (temperatureC: number, soc: number): number =>
      wear.calendarAt(physics(queryOf({ temperatureC }, chemistry)).p50.calendar, soc);
    expect(at(40, 0.5)).toBeGreaterThan(1.5 * at(20, 0.5));
    expect(at(20, 1)).toBeGreaterThan(1.2 * at(20, 0.5));
    expect(1 / (8766 * at(25, 0.5))).toBeGreaterThan(8);
    expect(1 / (8766 * at(25, 0.5))).toBeLessThan(40);
  });

  test("refuses outside its box, and the vendor table answers instead and says so", () => {
    for (const query of [queryOf({ temperatureC: -30 }), queryOf({ soh: 0.4 }), queryOf({}, "OTHER")]) {
      expect(wear.physicsWear.predict(query)).toBeUndefined();
      expect(wear.predictWear(query).prediction.quality).toBe("STATIC");
    }
    expect(wear.predictWear(queryOf()).prediction.quality).toBe("PHYSICS");
  });

  test("gives a worn battery fewer months than a new one", () => {
    const months = (soh: number): number => physics(queryOf({ soh })).endOfLifeMonths.p50;
    expect(months(1)).toBeGreaterThan(60);
    expect(months(1)).toBeLessThan(300);
    expect(months(0.85)).toBeLessThan(months(0.95));
    expect(months(0.801)).toBeLessThan(3);
    // A second life begins, down to 60 %.
    expect(months(0.79)).toBeGreaterThan(12);
    expect(months(0.6)).toBeCloseTo(0, 6);
  });

  test("turns health into virtual age and back", () => {
    expect(wear.sohOfAge(0)).toBeCloseTo(1, 9);
    expect(wear.sohOfAge(1)).toBeCloseTo(0.8, 3);
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 0.999, noNaN: true }), (soh) => {
        expect(wear.sohOfAge(wear.ageOfSoh(soh))).toBeCloseTo(soh, 6);
      }),
    );
  });
});

describe("the guard", () => {
  const query = queryOf();
  const good = physics(query);
  const lying = (prediction: WearPrediction) =>
    wear.predictWear(query, [{ predict: () => prediction }, wear.physicsWear]);

  test("lets physics pass and hands over to it when a model is not believed", () => {
    expect(wear.wearFault(query, good, good)).toBeUndefined();
    const cheap = { ...good, p50: scaled(good, 0.01), p90: scaled(good, 0.02) };
    const got = lying(cheap);
    expect(got.faults.map(({ fault }) => fault)).toEqual(["DISTANCE"]);
    expect(got.prediction).toEqual(good);
    expect(lying({ ...good, p50: scaled(good, 3) }).faults[0]?.fault).toBe("QUANTILES");
    const box = { ...good.provenance.box, soc: [0.6, 1] as const };
    expect(lying({ ...good, provenance: { ...good.provenance, box } }).faults[0]?.fault).toBe("BOX");
    const dented = { ...good.p50, charge: [{ toW: Number.POSITIVE_INFINITY, agePerKwh: Number.NaN }] };
    expect(lying({ ...good, p50: dented }).faults[0]?.fault).toBe("SHAPE");
  });

  test("believes a model that lets an empty battery age, where physics says next to nothing of it, and not much more", () => {
    expect(wear.calendarAt(good.p90.calendar, 0)).toBe(0);
    const full = wear.calendarAt(good.p90.calendar, 1);
    const emptyAt = (agePerHour: number): WearPrediction => {
      const raised = (curve: WearPrediction["p50"]) => ({
        ...curve,
        calendar: [
          { soc: 0, agePerHour },
          { soc: 1, agePerHour: Math.max(full, agePerHour) },
        ],
      });
      return { ...good, p50: raised(good.p50), p90: raised(good.p90) };
    };
    expect(wear.wearFault(query, emptyAt(full / 2), good)).toBeUndefined();
    expect(wear.wearFault(query, emptyAt(full * 3), good)?.fault).toBe("DISTANCE");
  });

  test("rejects forecasts that are not finite, out of range, too fast, crossed or far from physics", () => {
    const plan = { ...query, ambientC: 20, stepS: 10, powerW: Array<number>(30).fill(11_000) };
    const forecast = wear.physicsShortHorizon.predict(plan)!;
    const faultOf = (
      change: (steps: ShortHorizonPrediction["temperatureC"]) => ShortHorizonPrediction["temperatureC"],
    ) => wear.shortHorizonFault(plan, { ...forecast, temperatureC: change(forecast.temperatureC) }, forecast)?.fault;
    const moved = (by: number) =>
      faultOf((steps) => steps.map(({ p10, p50, p90 }) => ({ p10: p10 + by, p50: p50 + by, p90: p90 + by })));
    expect(faultOf((steps) => steps)).toBeUndefined();
    expect(faultOf((steps) => steps.slice(1))).toBe("LENGTH");
    expect(faultOf((steps) => steps.map((step) => ({ ...step, p90: Number.NaN })))).toBe("NON_FINITE");
    expect(faultOf((steps) => steps.map((step) => ({ ...step, p90: 0 })))).toBe("QUANTILES");
    expect(moved(100)).toBe("RANGE");
    expect(moved(30)).toBe("RATE");
    const drifting = faultOf((steps) =>
      steps.map(({ p10, p50, p90 }, n) => ({ p10: p10 + n, p50: p50 + n, p90: p90 + n })),
    );
    expect(drifting).toBe("DISTANCE");
  });
});

const scaled = (prediction: WearPrediction, factor: number) => ({
  charge: prediction.p50.charge.map((band) => ({ ...band, agePerKwh: band.agePerKwh * factor })),
  discharge: prediction.p50.discharge.map((band) => ({ ...band, agePerKwh: band.agePerKwh * factor })),
  calendar: prediction.p50.calendar.map((point) => ({ ...point, agePerHour: point.agePerHour * factor })),
});

describe("the short horizon", () => {
  const forecast = (powerW: number, soh = 0.95) =>
    wear.physicsShortHorizon.predict({
      ...queryOf({ soh }),
      ambientC: 20,
      stepS: 60,
      powerW: Array<number>(60).fill(powerW),
    })!;

  test("heats with the square of the power and cools to ambient without it", () => {
    const rise = (powerW: number): number => forecast(powerW).temperatureC.at(-1)!.p50 - 20;
    expect(rise(40_000)).toBeGreaterThan(3 * rise(20_000) * 0.9);
    expect(Math.abs(rise(0))).toBeLessThan(1e-9);
    expect(rise(40_000)).toBeLessThan(20);
  });

  test("sees a higher voltage while charging than while discharging, more so when worn", () => {
    const volts = (powerW: number, soh: number): number => forecast(powerW, soh).voltageV[5]!.p50;
    expect(volts(40_000, 0.95)).toBeGreaterThan(volts(-40_000, 0.95));
    expect(volts(40_000, 0.8)).toBeGreaterThan(volts(40_000, 1));
  });
});

describe("the envelope", () => {
  const limit = (
    state: Partial<{ soc: number; soh: number; temperatureC: number }>,
    chemistry: Chemistry = "NMC",
    capacityWh = 60_000,
  ) =>
    wear.ownLimit(
      { pack: wear.packOf(chemistry, capacityWh), ratedW: 11_000, socMax: 0.98 },
      { soc: 0.5, soh: 1, temperatureC: 22, ...state },
    );

  test("leaves a new battery at a mild temperature its whole rating", () => {
    expect(limit({})).toEqual({ maxW: 11_000, reasons: [] });
  });

  test("derates hot, cold, worn and full batteries and says why, most binding first", () => {
    expect(limit({ temperatureC: 47.5 })).toEqual({ maxW: 5500, reasons: ["THERMAL"] });
    expect(limit({ temperatureC: 55 })).toEqual({ maxW: 0, reasons: ["THERMAL"] });
    expect(limit({ temperatureC: 10 }, "LFP").reasons).toEqual(["COLD"]);
    expect(limit({ soh: 0.65 }, "NMC", 30_000).reasons).toEqual(["WORN"]);
    expect(limit({ soc: 0.97 }).reasons).toEqual(["ACCEPTANCE"]);
    expect(limit({ soc: 0.98 })).toMatchObject({ maxW: 0, reasons: ["SOC_WINDOW", "ACCEPTANCE"] });
    expect(limit({ temperatureC: 50, soh: 0.65 }, "NMC", 30_000).reasons).toEqual(["THERMAL", "WORN"]);
    expect(limit({ temperatureC: Number.NaN })).toEqual({ maxW: 0, reasons: ["EQUIPMENT"] });
  });

  test("never allows more when hotter above 40 °C, colder below 25 °C, more worn or fuller", () => {
    const aPart = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        aPart,
        aPart,
        aPart,
        fc.constantFrom<Chemistry>("NMC", "LFP", "NCA", "OTHER"),
        (a, b, other, chemistry) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const most = (state: Parameters<typeof limit>[0]): number => limit({ soc: other, ...state }, chemistry).maxW;
          expect(most({ temperatureC: 40 + 20 * high })).toBeLessThanOrEqual(most({ temperatureC: 40 + 20 * low }));
          expect(most({ temperatureC: 25 * low })).toBeLessThanOrEqual(most({ temperatureC: 25 * high }));
          expect(most({ soh: low })).toBeLessThanOrEqual(most({ soh: high }));
          expect(most({ soc: high })).toBeLessThanOrEqual(most({ soc: low }));
        },
      ),
    );
  });
});

test("following a schedule uses it until the need is met and stands until departure", () => {
  const schedule = { startS: 0, stepS: 900, max: [8000, 8000, 8000], min: [0, 0, 0] };
  const of = { pack: wear.packOf("NMC", 60_000), soc: 0.5, soh: 1, nowS: 450, departureS: 3600, powerMaxW: 11_000 };
  const some = wear.followSchedule(schedule, { ...of, neededWh: 2000 });
  expect(some.deliveredWh).toBeCloseTo(2000, 6);
  expect(some.missingWh).toBeCloseTo(0, 6);
  expect(some.usage.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo((3600 - 450) / 3600, 9);
  expect(some.usage.at(-1)?.socTo).toBeCloseTo(0.5 + (2000 * 0.92) / 60_000, 9);
  expect(wear.followSchedule(schedule, { ...of, neededWh: 9000 }).missingWh).toBeCloseTo(9000 - 8000 * 0.625, 6);
  const microPerAge = wear.packPrice(100e6).microPerAge(of.pack);
  expect(microPerAge).toBe(6e9);
  const cost = wear.wearCost(physics(queryOf()), some.usage, microPerAge);
  expect(cost).toMatchObject({ quality: "PHYSICS", modelHash: "" });
  expect(cost.p90Micro).toBeGreaterThan(cost.p50Micro);
});
