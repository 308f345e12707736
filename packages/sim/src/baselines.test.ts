import { describe, expect, it } from "vitest";
import { runEqualShare, runUncontrolled } from "./baselines.js";
import { deliverableWh } from "./deliverable.js";
import { dayFixture, dayStartS } from "./plant/day.fixture.js";

const scarce = dayFixture({ capacityW: 36_000 });

describe("uncontrolled", () => {
  it("serves everybody and exceeds a scarce capacity", () => {
    const outcome = runUncontrolled(scarce);
    expect(outcome.limitViolations).toBeGreaterThan(0);
    expect(outcome.peakImportW).toBeGreaterThan(scarce.capacityW);
    expect(outcome.overLimitMaxW).toBe(outcome.peakImportW - scarce.capacityW);
    expect(outcome.energyDeliveredWh).toBeCloseTo(201_000, -1);
    expect(outcome.unservedMicro).toBeLessThan(2_000);
  });
});

describe("equal share", () => {
  const emergency = {
    kind: "emergency",
    fraction: 0.5,
    atS: dayStartS + 11 * 3600 - 3,
    durationS: 1800,
    text: "emergency",
  } as const;

  it("never exceeds any row: scarce, by phase, in an emergency, for several seeds", () => {
    for (const seed of [1, 2, 3, 4]) {
      for (const changes of [{}, { phaseCapacityW: 13_000 }, { faults: [emergency] }]) {
        const outcome = runEqualShare({ ...scarce, seed, ...changes });
        expect(outcome.violations).toEqual([]);
        expect(outcome.energyDeliveredWh).toBeGreaterThan(100_000);
      }
    }
  });

  it("takes turns where not all can have the minimum current", () => {
    const outcome = runEqualShare(dayFixture({ capacityW: 26_000 }));
    expect(outcome.violations).toEqual([]);
    for (const session of outcome.perSession) expect(session.deliveredWh).toBeGreaterThan(0);
  });

  it("serves everybody where there is enough", () => {
    const outcome = runEqualShare(dayFixture({ capacityW: 200_000 }));
    expect(outcome.energyDeliveredWh).toBeCloseTo(201_000, -1);
  });
});

describe("deliverable energy", () => {
  it("is what the uncontrolled day delivers where nothing is scarce", () => {
    const plenty = dayFixture({
      capacityW: 200_000,
      sessions: dayFixture().sessions.map((s) => ({ ...s, soc: 0.75 })),
    });
    const delivered = runUncontrolled(plenty).energyDeliveredWh;
    expect(delivered).toBeLessThan(190_000);
    expect(deliverableWh(plenty) / delivered).toBeGreaterThanOrEqual(1);
    expect(deliverableWh(plenty) / delivered).toBeLessThan(1.001);
  });

  it("is never less than what a lawful controller delivers, and falls with the capacity", () => {
    const bounds = [45_000, 36_000, 30_000, 26_000].map((capacityW) => {
      const day = dayFixture({ capacityW });
      const bound = deliverableWh(day);
      expect(bound).toBeGreaterThanOrEqual(runEqualShare(day).energyDeliveredWh);
      return bound;
    });
    expect(bounds).toEqual([...bounds].sort((one, other) => other - one));
    expect(bounds.at(-1)).toBeLessThan(150_000);
  });

  it("grows by the storage's discharge and shrinks by phase limits and emergencies", () => {
    const day = dayFixture({ capacityW: 30_000 });
    const bound = deliverableWh(day);
    const storage = { id: "bess", packs: 1, energyWh: 20_000, powerW: 5_000 };
    const fault = { kind: "emergency", fraction: 0, atS: dayStartS + 9 * 3600, durationS: 7200, text: "" } as const;
    expect(deliverableWh({ ...day, storage })).toBeGreaterThan(bound);
    expect(deliverableWh({ ...day, phaseCapacityW: 8_000 })).toBeLessThan(bound);
    expect(deliverableWh({ ...day, faults: [fault], guaranteedW: 22_000 })).toBeLessThan(bound);
  });
});
