import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packOf, predictWear, type WearCurve } from "../index.js";
import { fastCurve, type FastQuestion, fastStepS, platingRate } from "./fast-curve.js";
import { howFull, socFloor } from "./how-full.js";
import { type ChargeQuestion, planCharge, plannedWear } from "./plan.js";

const holdsWh = 60_000;
const pack = packOf("NMC", holdsWh);
const curveAt = (temperatureC: number): WearCurve =>
  predictWear({ pack, soc: 0.5, soh: 1, temperatureC, powerMaxW: 11_000, exportMaxW: 0, deadlineMs: 25 }).prediction
    .p50;
const mild = curveAt(20);

const night = (given: Partial<ChargeQuestion> = {}): ChargeQuestion => ({
  stepS: 900,
  limitW: Array.from({ length: 52 }, () => 11_000),
  wear: () => mild,
  storedWh: 0.43 * holdsWh,
  targetWh: 0.6 * holdsWh,
  holdsWh,
  powerMinW: 4140,
  chargeEfficiency: 0.92,
  ...given,
});
/** Wh at the cells that a plan brings. */
const broughtWh = ({ stepS, chargeEfficiency }: ChargeQuestion, powerW: readonly number[]): number =>
  powerW.reduce((sum, each) => sum + (each * chargeEfficiency * stepS) / 3600, 0);

describe("how full", () => {
  it("is the floor where nothing is declared, or what is declared leaves the reserve anyway", () => {
    expect(howFull({ holdsWh })).toEqual({ soc: socFloor, reason: "FLOOR" });
    expect(howFull({ holdsWh, declaredWh: 20_000 })).toEqual({ soc: socFloor, reason: "FLOOR" });
  });

  it("is as much as a long drive needs with margin and reserve, and at most full", () => {
    const long = howFull({ holdsWh, declaredWh: 42_000 });
    expect(long.reason).toBe("TRIP");
    expect(long.soc).toBeCloseTo(0.7 * 1.1 + 0.15, 9);
    expect(howFull({ holdsWh, declaredWh: 58_000 }).soc).toBe(1);
    expect(howFull({ holdsWh, declaredWh: 58_000, socMax: 0.9 }).soc).toBe(0.9);
  });

  it("never falls below the floor, and never lets a declared drive end empty where the pack holds enough", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1.2 * holdsWh, noNaN: true }), (declaredWh) => {
        const { soc } = howFull({ holdsWh, declaredWh });
        expect(soc).toBeGreaterThanOrEqual(socFloor);
        if (declaredWh <= holdsWh) expect(soc * holdsWh).toBeGreaterThanOrEqual(declaredWh - 1e-6);
      }),
    );
  });

  it("is more before nights in which cold cells could not catch up, and no more before nights in which they can", () => {
    const nights = [{ reachWh: 15_000, longWh: 42_000, usualWh: 12_000 }];
    const before = howFull({ holdsWh, nights });
    expect(before.reason).toBe("COLD");
    expect(before.soc).toBeCloseTo(0.92 - 3000 / holdsWh, 9);
    expect(howFull({ holdsWh, nights: [{ ...nights[0]!, reachWh: 90_000 }] }).reason).toBe("FLOOR");
  });

  it("looks past the first night: a row of cold ones adds up", () => {
    const cold = { reachWh: 6000, longWh: 42_000, usualWh: 12_000 };
    const one = howFull({ holdsWh, nights: [{ ...cold, reachWh: 25_000 }] }).soc;
    const three = howFull({ holdsWh, nights: [{ ...cold, reachWh: 25_000 }, cold, cold, cold] }).soc;
    expect(three).toBeGreaterThan(one);
  });
});

describe("when and how fast", () => {
  it("holds the target at the end, within a unit, and never passes a limit", () => {
    const limits = fc.array(fc.constantFrom(0, 2000, 5000, 11_000), { minLength: 1, maxLength: 40 });
    const socs = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(limits, socs, socs, (limitW, from, to) => {
        const question = night({ limitW, storedWh: from * holdsWh, targetWh: to * holdsWh });
        const { powerW, missingWh } = planCharge(question);
        const unitWh = (11_000 / 22) * 0.92 * 0.25;
        expect(powerW.every((power, step) => power <= limitW[step]! + 1e-6)).toBe(true);
        const wantedWh = Math.max(0, to - from) * holdsWh;
        const brought = broughtWh(question, powerW);
        expect(brought + missingWh).toBeGreaterThanOrEqual(wantedWh - 1);
        expect(brought).toBeLessThanOrEqual(wantedWh + unitWh);
        // What is missing is missing because nearly all that could flow does.
        const most = broughtWh(question, limitW);
        if (missingWh > 0) expect(brought).toBeGreaterThanOrEqual(most - limitW.length * unitWh - 1e-6);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it("charges late: nothing in the first half of a mild night, and all of it at the end", () => {
    const { powerW } = planCharge(night());
    expect(powerW.slice(0, 26).every((power) => power === 0)).toBe(true);
    expect(powerW.at(-1)).toBeGreaterThan(0);
  });

  it("charges gently where there is time: far below the limit, but for no less than the least power", () => {
    const { powerW } = planCharge(night());
    expect(Math.max(...powerW)).toBeLessThan(7000);
    // One step may be a part of one.
    expect(powerW.filter((power) => power > 0 && power < 4140).length).toBeLessThanOrEqual(1);
  });

  it("charges faster where time is short", () => {
    const gentle = Math.max(...planCharge(night()).powerW);
    const hurried = Math.max(...planCharge(night({ limitW: Array.from({ length: 6 }, () => 11_000) })).powerW);
    expect(hurried).toBeGreaterThan(gentle);
  });

  it("costs no more than any other schedule of the same units", () => {
    const small = night({ limitW: [11_000, 11_000, 11_000, 11_000], storedWh: 30_000, targetWh: 33_000 });
    const cost = (powerW: readonly number[]): number => costOf(small, powerW);
    const best = cost(planCharge(small).powerW);
    const units = [0, ...Array.from({ length: 14 }, (_, index) => (index + 9) * 500)];
    const goal = broughtWh(small, planCharge(small).powerW);
    for (const a of units)
      for (const b of units)
        for (const c of units)
          for (const d of units) {
            if (Math.abs(broughtWh(small, [a, b, c, d]) - goal) > 1) continue;
            expect(cost([a, b, c, d])).toBeGreaterThanOrEqual(best * (1 - 1e-9));
          }
  });

  it("begins while cells are warm from the road where they would be too cold later", () => {
    const limitW = Array.from({ length: 52 }, (_, step) => (step < 8 ? 9000 : 1200));
    const { powerW, missingWh } = planCharge(night({ limitW, wear: (step) => curveAt(step < 8 ? 10 : -2) }));
    expect(missingWh).toBe(0);
    expect(powerW.slice(0, 8).some((power) => power > 0)).toBe(true);
  });

  it("follows prices where they differ by more than wear does", () => {
    const microPerKwh = Array.from({ length: 52 }, (_, step) => (step >= 10 && step < 20 ? 50_000 : 300_000));
    const { powerW } = planCharge(night({ prices: { microPerKwh, microPerAge: 6e9 } }));
    expect(broughtWh(night(), powerW.slice(10, 20)) / broughtWh(night(), powerW)).toBeGreaterThan(0.95);
  });

  it("holds the target of a truck whatever the energy costs", () => {
    const limitW = Array.from({ length: 52 }, () => 350_000);
    const truck = { limitW, holdsWh: 500_000, storedWh: 100_000, targetWh: 400_000 };
    const microPerKwh = limitW.map(() => 500_000);
    const { powerW, missingWh } = planCharge(night({ ...truck, prices: { microPerKwh, microPerAge: 5e10 } }));
    expect(missingWh).toBe(0);
    expect(broughtWh(night(truck), powerW)).toBeGreaterThanOrEqual(300_000 - 1);
  });

  it("counts standing in the cold as standing in mild air, but charging as quoted", () => {
    const wear = plannedWear(curveAt, -5);
    expect(wear.calendar).toEqual(curveAt(18).calendar);
    expect(wear.charge).toEqual(curveAt(-5).charge);
    expect(plannedWear(curveAt, 30)).toEqual(curveAt(30));
  });
});

/** What a schedule costs by the quote, and half of Smith's growth with the rate. */
function costOf(question: ChargeQuestion, powerW: readonly number[]): number {
  let [storedWh, cost] = [question.storedWh, 0];
  const hours = question.stepS / 3600;
  const at = (wattHours: number): number => {
    const [soc, points] = [wattHours / question.holdsWh, mild.calendar];
    const next = points.findIndex((point) => point.soc >= soc);
    const [a, b] = [points[Math.max(0, next - 1)]!, points[next]!];
    return b.soc === a.soc
      ? a.agePerHour
      : a.agePerHour + ((b.agePerHour - a.agePerHour) * (soc - a.soc)) / (b.soc - a.soc);
  };
  for (const power of powerW) {
    const nextWh = storedWh + power * question.chargeEfficiency * hours;
    let [from, charging] = [0, 0];
    for (const band of mild.charge) {
      charging += (band.agePerKwh * Math.max(0, Math.min(power, band.toW) - from)) / 1000;
      from = band.toW;
    }
    const doubted = (0.5 * mild.charge[0]!.agePerKwh * power ** 2) / (question.holdsWh / 3 / 0.92) / 1000;
    cost += hours * ((at(storedWh) + at(nextWh)) / 2 + charging + doubted);
    storedWh = nextWh;
  }
  return cost;
}

describe("a fast charge", () => {
  const stop = (given: Partial<FastQuestion> = {}): FastQuestion => ({
    limits: { pack, ratedW: 150_000 },
    ...{ soc: 0.2, soh: 1, temperatureC: 25, ambientC: 20, targetSoc: 0.8, leftS: 3600 },
    ...given,
  });

  it("is ready in time, and as gentle and even as that allows", () => {
    const { readyS, capW, powerW } = fastCurve(stop());
    expect(readyS).toBeLessThanOrEqual(3600);
    expect(readyS).toBeGreaterThan(3600 - 60);
    expect(Math.max(...powerW)).toBe(capW);
    expect(powerW.filter((power) => power < capW).length).toBeLessThan(powerW.length / 3);
  });

  it("goes to the limits where there is no time, and says when it is ready", () => {
    const curve = fastCurve(stop({ leftS: 300 }));
    expect(curve.capW).toBe(150_000);
    expect(curve.readyS).toBeGreaterThan(300);
  });

  it("slows down as graphite fills where there is no time", () => {
    expect(platingRate("NMC", 0.2, 25)).toBeGreaterThan(1.2 * platingRate("NMC", 0.8, 25));
    const { powerW } = fastCurve(stop({ leftS: 0 }));
    expect(powerW[0]).toBeGreaterThan(1.5 * powerW.at(-1)!);
  });

  it("is gentler the more time there is", () => {
    const caps = [0, 2400, 3600, 7200, 14_400].map((leftS) => fastCurve(stop({ leftS })).capW);
    for (const [index, capW] of caps.entries()) if (index > 0) expect(capW).toBeLessThan(caps[index - 1]!);
  });

  it("never passes the plating limit at the lowest temperature that is likely", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 40, noNaN: true }),
        fc.double({ min: 0.05, max: 0.7, noNaN: true }),
        fc.integer({ min: 600, max: 20_000 }),
        (temperatureC, soc, leftS) => {
          const { powerW } = fastCurve(stop({ temperatureC, ambientC: temperatureC, soc, leftS }));
          let now = soc;
          for (const [step, power] of powerW.entries()) {
            const rate = (power * pack.chargeEfficiency) / holdsWh;
            // Cells only warm while they charge: what they bore at first they bear later.
            const spreadC = 1.2816 * 0.29 * Math.sqrt(Math.max(1, step * fastStepS) / 300);
            if (step === 0) expect(rate).toBeLessThanOrEqual(platingRate("NMC", now, temperatureC - spreadC) + 1e-9);
            now += (rate * fastStepS) / 3600;
          }
          expect(now).toBeLessThanOrEqual(0.8 + 0.02);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it("takes longer in the cold", () => {
    const [cold, warm] = [5, 25].map((temperatureC) => fastCurve(stop({ temperatureC, leftS: 0 })).readyS);
    expect(cold).toBeGreaterThan(2 * warm!);
  });
});
