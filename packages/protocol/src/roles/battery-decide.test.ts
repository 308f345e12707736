import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { constantSchedule, energyWh, isAtMost } from "../schedule.js";
import { answerOffer, type OfferView } from "./battery-answer.js";
import { type BatteryConfig, type BatteryView, deriveNeed, needChanged, preferredRate } from "./battery-decide.js";

const nowS = 1_700_000_100;
const config: BatteryConfig = {
  chemistry: "NMC",
  capacityWh: 60_000,
  acPowerMaxW: 11_000,
  powerMinW: 4140,
  phases: [1, 2, 3],
  chargeEfficiency: 0.92,
  socMax: 1,
  valueMicroPerKwh: 500_000,
  priceMicroPerAge: 6_000_000_000,
};
const healthy = { soc: 0.3, soh: 0.98, temperatureC: 22, ambientC: 18, powerW: 0 };
const viewOf = (telemetry: Partial<typeof healthy> = {}, more: Partial<BatteryView> = {}): BatteryView => ({
  config,
  telemetry: { ...healthy, ...telemetry },
  trip: { departureS: nowS + 8 * 3600, energyWh: 20_000 },
  nowS,
  ...more,
});
const proposalOf = (watts: number, steps = 32) => constantSchedule({ startS: nowS, stepS: 900, steps }, watts, 0);
const answer = (telemetry: Partial<typeof healthy>, more: Partial<OfferView> = {}) =>
  answerOffer({ ...viewOf(telemetry), proposal: proposalOf(11_000), ...more });

describe("a need", () => {
  test("is the trip's energy, the own limit and the departure, without state of charge or health", () => {
    expect(deriveNeed(viewOf())).toEqual({
      energyWh: 20_000,
      departureS: nowS + 8 * 3600,
      powerMaxW: 11_000,
      powerMinW: 4140,
      exportMaxW: 0,
      reasons: [],
    });
  });

  test("of a full battery is 0 Wh", () => {
    expect(deriveNeed(viewOf({ soc: 1 }))).toMatchObject({
      energyWh: 0,
      powerMaxW: 0,
      reasons: expect.arrayContaining(["SOC_WINDOW"]) as unknown,
    });
    expect(answer({ soc: 1 })).toEqual({ kind: "accept" });
  });

  test("is no more than the room that the battery has left, as worn as it is", () => {
    expect(deriveNeed(viewOf({ soc: 0.8, soh: 0.9 })).energyWh).toBe(Math.floor((0.2 * 54_000) / 0.92 - 1e-9));
  });

  test("loses what has been delivered and ends with it", () => {
    expect(deriveNeed(viewOf({}, { deliveredWh: 15_000 })).energyWh).toBe(5000);
    expect(deriveNeed(viewOf({}, { deliveredWh: 19_980 })).energyWh).toBe(0);
    expect(deriveNeed(viewOf({}, { nowS: nowS + 9 * 3600 })).energyWh).toBe(0);
  });

  test("of a battery that chooses how full is what lifts it to the floor, or to what a declared drive needs", () => {
    const chosen = (drive: { energyWh?: number; floorSoc?: number }, soc = 0.43) => {
      const trip = { departureS: nowS + 8 * 3600, energyWh: 60_000, drive };
      return (deriveNeed(viewOf({ soc, soh: 1 }, { trip })).energyWh * 0.92) / 60_000 + soc;
    };
    expect(chosen({})).toBeCloseTo(0.6, 4);
    expect(chosen({ energyWh: 20_000 })).toBeCloseTo(0.6, 4);
    expect(chosen({ energyWh: 42_000 })).toBeCloseTo(0.7 * 1.1 + 0.15, 4);
    expect(chosen({ energyWh: 59_000 })).toBeCloseTo(1, 4);
    expect(chosen({ floorSoc: 0.8 })).toBeCloseTo(0.8, 4);
    expect(chosen({}, 0.7)).toBeCloseTo(0.7, 9);
  });

  test("of a battery that chooses how full is never more than its driver asked for", () => {
    const trip = { departureS: nowS + 8 * 3600, energyWh: 5000, drive: { energyWh: 42_000 } };
    expect(deriveNeed(viewOf({}, { trip })).energyWh).toBe(5000);
    expect(deriveNeed(viewOf({}, { trip, deliveredWh: 3000 })).energyWh).toBe(2000);
  });

  test("asks for the equipment's minimum where the battery itself would draw less", () => {
    expect(deriveNeed(viewOf({ temperatureC: 1 }))).toMatchObject({ powerMaxW: 6510, reasons: ["COLD"] });
    expect(deriveNeed(viewOf({ temperatureC: -2 }))).toMatchObject({ powerMaxW: 4140, reasons: ["COLD"] });
    expect(deriveNeed(viewOf({ temperatureC: -12 }))).toMatchObject({ powerMaxW: 0 });
  });

  test("says DEPARTURE when it cannot be met even at full power", () => {
    const trip = { departureS: nowS + 3600, energyWh: 20_000 };
    expect(deriveNeed(viewOf({}, { trip })).reasons).toEqual(["DEPARTURE"]);
  });
});

describe("a changed need", () => {
  const asked = deriveNeed(viewOf());
  test("is told when departure, power or energy leave the band around what was asked", () => {
    expect(needChanged(asked, { ...asked, departureS: asked.departureS + 1 }, 0)).toBe(true);
    expect(needChanged(asked, { ...asked, powerMaxW: 10_400 }, 0)).toBe(true);
    expect(needChanged(asked, { ...asked, energyWh: 18_000 }, 0)).toBe(true);
    expect(needChanged(asked, { ...asked, energyWh: 0 }, 20_000)).toBe(true);
    expect(needChanged(asked, { ...asked, powerMaxW: 0 }, 0)).toBe(true);
  });
  test("is not told when only what was promised has been delivered or a limit trembles", () => {
    expect(needChanged(asked, { ...asked, energyWh: 8000 }, 12_300)).toBe(false);
    expect(needChanged(asked, { ...asked, powerMaxW: 10_600 }, 0)).toBe(false);
    expect(needChanged(asked, { ...asked, reasons: ["THERMAL"] }, 0)).toBe(false);
  });
});

describe("an offer of 11 kW", () => {
  test("is accepted by a new battery at a mild temperature", () => {
    expect(preferredRate(viewOf())).toEqual({ powerW: 11_000, reasons: [] });
    expect(answer({})).toEqual({ kind: "accept" });
  });

  test.each([
    ["hot", { temperatureC: 46 }, "THERMAL", 7000],
    ["cold", { temperatureC: 4 }, "COLD", 7000],
    ["worn", { soh: 0.78 }, "WORN", 9500],
  ] as const)(
    "is countered by a %s one with a slower schedule that still meets the trip",
    (_, telemetry, reason, belowW) => {
      const got = answer(telemetry);
      if (got.kind !== "counter") throw new Error("accepted");
      expect(got.reasons[0]).toBe(reason);
      expect(isAtMost(got.option, proposalOf(11_000))).toBe(true);
      expect(Math.max(...got.option.max)).toBeLessThan(belowW);
      expect(got.option.max.every((watts) => watts === 0 || watts >= 4140)).toBe(true);
      expect(energyWh(got.option, nowS, nowS + 8 * 3600)).toBeGreaterThanOrEqual(19_800);
      expect(got).toMatchObject({ quality: "PHYSICS", modelHash: "" });
      expect(got.costMicro).toBeGreaterThan(0);
      expect(got.quoteId).toMatch(/^[0-9a-f]{16}$/);
      expect(answer(telemetry)).toEqual(got);
    },
  );

  test("is taken by a worn battery that needs it to leave in time", () => {
    const trip = { departureS: nowS + 2 * 3600, energyWh: 20_000 };
    expect(answer({ soh: 0.88 }, { trip, proposal: proposalOf(10_560) })).toEqual({ kind: "accept" });
  });

  test("is spread over more of the stay by a worn battery where the plan was done early", () => {
    const early = { ...proposalOf(0), max: Array.from({ length: 32 }, (_, step) => (step < 8 ? 11_000 : 0)) };
    const slow = answer({ soh: 0.78 }, { proposal: early });
    if (slow.kind !== "counter") throw new Error("accepted");
    expect(slow.option.max.filter((watts) => watts > 0).length).toBeGreaterThan(8);
    expect(energyWh(slow.option, nowS, nowS + 8 * 3600)).toBeGreaterThanOrEqual(19_900);
  });
});

test("a battery with rounds left asks for more when the proposal would leave it short, and takes it when none are", () => {
  const proposal = proposalOf(1000);
  expect(answer({}, { proposal })).toEqual({ kind: "accept" });
  const got = answer({}, { proposal, mayAskFaster: true });
  expect(got).toMatchObject({ kind: "counter", reasons: ["DEPARTURE"] });
  if (got.kind === "counter") expect(got.option.max[0]).toBe(11_000);
});

test("a counter-offer is never above the own limit, never below the minimum, and gives up no energy", () => {
  const aTelemetry = fc.record({
    soc: fc.double({ min: 0, max: 1, noNaN: true }),
    soh: fc.double({ min: 0.6, max: 1, noNaN: true }),
    temperatureC: fc.double({ min: -20, max: 60, noNaN: true }),
    ambientC: fc.constant(15),
    powerW: fc.constant(0),
  });
  const aMax = fc.array(fc.constantFrom(0, 4140, 6000, 11_000, 22_000), { minLength: 4, maxLength: 40 });
  const aTrip = fc.record({
    departureS: fc.integer({ min: nowS - 10, max: nowS + 9 * 3600 }),
    energyWh: fc.integer({ min: 0, max: 70_000 }),
  });
  fc.assert(
    fc.property(aTelemetry, aMax, aTrip, fc.constantFrom("NMC", "LFP", "OTHER"), (telemetry, max, trip, chemistry) => {
      const proposal = { startS: nowS - 300, stepS: 900, max, min: max.map(() => 0) };
      const view = { config: { ...config, chemistry }, telemetry, trip, nowS };
      const got = answerOffer({ ...view, proposal });
      const need = deriveNeed(view);
      if (got.kind === "accept") {
        expect(need.energyWh === 0 || Math.max(...max) <= need.powerMaxW * 1.01).toBe(true);
        return;
      }
      for (const watts of got.option.max) {
        expect(watts).toBeLessThanOrEqual(need.powerMaxW);
        expect(watts === 0 || watts >= 4140).toBe(true);
      }
      expect(Number.isInteger(got.costMicro) && got.costMicro >= 0).toBe(true);
      const possible = { ...proposal, max: max.map((watts) => Math.min(watts, need.powerMaxW)) };
      const before = Math.min(need.energyWh, energyWh(possible, nowS, trip.departureS));
      const after = Math.min(need.energyWh, energyWh(got.option, nowS, trip.departureS));
      expect(after).toBeGreaterThanOrEqual(before - 0.005 * need.energyWh - (need.powerMaxW * 900) / 3600 - 1);
    }),
    { numRuns: 300 },
  );
});
