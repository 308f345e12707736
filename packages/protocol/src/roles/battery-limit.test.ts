import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Band } from "../core.js";
import type { HolderLink } from "../link/holder.js";
import type { OwnBounds } from "./battery-limit.js";
import { batteryLimit } from "./battery-limit.js";

const hourS = 3600;
/** A link with this lease, mixed from own options unless said otherwise. */
function linkOf(
  band: Band,
  more: { readonly mixed?: boolean; readonly cap?: { readonly importW: number; readonly exportW: number } } = {},
): HolderLink {
  const limit = { band, validForMs: 60_000, reasons: [], nextInMs: undefined };
  const terms = {
    emergencyCap: () => more.cap && { until: 600_000, ...more.cap },
    fallbackHeld: { importW: 4000, exportW: 0 },
    blends: () => (more.mixed === false ? [] : [{ connector: 1, weights: [] }]),
  };
  const context = { now: { mono: 0, t: 0 } };
  return { limit: () => limit, terms, context } as unknown as HolderLink;
}
function own(
  changes: { readonly telemetry?: object; readonly trip?: object } & Partial<
    Omit<OwnBounds, "telemetry" | "trip">
  > = {},
): OwnBounds {
  const { telemetry, trip, ...more } = changes;
  return {
    config: {
      chemistry: "NMC",
      capacityWh: 60_000,
      acPowerMaxW: 11_000,
      powerMinW: 0,
      exportMaxW: 10_000,
      phases: [1, 2, 3],
      chargeEfficiency: 0.9,
      socMax: 1,
      valueMicroPerKwh: 400_000,
      priceMicroPerAge: 6_000_000_000,
    },
    telemetry: { soc: 0.6, soh: 0.95, temperatureC: 20, ambientC: 20, powerW: 0, ...telemetry },
    trip: { departureS: 6 * hourS, energyWh: 10_000, ...trip },
    deliveredWh: 12_000,
    nowS: 0,
    personW: undefined,
    ...more,
  };
}
const selling = { minW: -8000, maxW: 0 };

describe("what a battery that can export holds", () => {
  test("is the one power of its lease", () => {
    expect(batteryLimit(linkOf(selling), own()).band).toEqual({ minW: -8000, maxW: -8000 });
    expect(batteryLimit(linkOf({ minW: 0, maxW: 5000 }), own()).band).toEqual({ minW: 0, maxW: 5000 });
  });

  test("CP-NEG-12 is no export, and no more than was asked for, by a lease that is no mixture of its own options", () => {
    const accepted = (band: Band, bounds = own()): Band => batteryLimit(linkOf(band, { mixed: false }), bounds).band;
    expect(accepted(selling)).toEqual({ minW: 0, maxW: 0 });
    expect(accepted({ minW: 0, maxW: 5000 })).toEqual({ minW: 0, maxW: 0 });
    expect(accepted({ minW: 0, maxW: 5000 }, own({ deliveredWh: 4000 })).maxW).toBe(5000);
    // Who chooses how full asks for no more than that, whatever the most that its driver allows.
    const choosing = (soc: number): OwnBounds => own({ deliveredWh: 0, trip: { drive: {} }, telemetry: { soc } });
    expect(accepted({ minW: 0, maxW: 5000 }, choosing(0.7)).maxW).toBe(0);
    expect(accepted({ minW: 0, maxW: 5000 }, choosing(0.5)).maxW).toBe(5000);
  });

  test("ends at its floor, and at what its driver wants kept", () => {
    expect(batteryLimit(linkOf(selling), own({ telemetry: { soc: 0.2 } })).band).toEqual({ minW: 0, maxW: 0 });
    const kept = batteryLimit(linkOf(selling), own({ telemetry: { soc: 0.5 }, trip: { reserveSoc: 0.5 } }));
    expect(kept.band).toEqual({ minW: 0, maxW: 0 });
    expect(kept.reasons).toContain("SOC_WINDOW");
  });

  test("ends where too little time is left to have what was asked for by departure", () => {
    const late = own({ deliveredWh: 0, nowS: 5.2 * hourS });
    expect(batteryLimit(linkOf(selling), late)).toMatchObject({ band: { minW: 0, maxW: 0 }, reasons: ["DEPARTURE"] });
    expect(batteryLimit(linkOf(selling), own({ deliveredWh: 0, nowS: 4 * hourS })).band.minW).toBe(-8000);
  });

  test("is less when hot or cold, by a person's limit and in an emergency", () => {
    const exported = (bounds: OwnBounds, cap?: { importW: number; exportW: number }): number =>
      0 - batteryLimit(linkOf(selling, cap === undefined ? {} : { cap }), bounds).band.minW;
    expect(exported(own({ telemetry: { temperatureC: 50 } }))).toBeLessThan(4000);
    expect(exported(own({ telemetry: { temperatureC: -12 } }))).toBeLessThan(5000);
    expect(exported(own({ personW: 3000 }))).toBe(3000);
    expect(exported(own(), { importW: 0, exportW: 2000 })).toBe(2000);
    expect(exported(own({ telemetry: { temperatureC: Number.NaN } }))).toBe(0);
  });

  test("CP-EMERG-1 holds as long as an emergency that leaves less than the fallback, though its lease ends before", () => {
    const held = (importW: number): number =>
      batteryLimit(linkOf({ minW: 0, maxW: 8000 }, { cap: { importW, exportW: 0 } }), own({ deliveredWh: 0 }))
        .validForMs;
    const leaseMs = linkOf({ minW: 0, maxW: 8000 }).limit(1).validForMs;
    expect(held(3000)).toBe(600_000);
    expect(held(5000)).toBe(leaseMs);
  });

  test("is never beyond its lease, its own limits or its floor, whatever the lease says", () => {
    const aBand = fc.tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -20_000, max: 20_000 }));
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        aBand,
        unit,
        unit,
        fc.integer({ min: -30, max: 70 }),
        fc.integer({ min: -30_000, max: 30_000 }),
        fc.boolean(),
        ([a, b], soc, reserveSoc, temperatureC, deliveredWh, mixed) => {
          const lease = { minW: Math.min(a, b), maxW: Math.max(a, b) };
          const bounds = own({ telemetry: { soc, temperatureC }, trip: { reserveSoc }, deliveredWh });
          const { band } = batteryLimit(linkOf(lease, { mixed }), bounds);
          expect(band.minW).toBeLessThanOrEqual(band.maxW);
          expect(band.maxW).toBeLessThanOrEqual(Math.max(0, lease.maxW));
          expect(band.maxW).toBeLessThanOrEqual(11_000);
          expect(band.minW).toBeGreaterThanOrEqual(Math.max(-10_000, Math.min(0, lease.minW)));
          if (soc <= Math.max(0.2, reserveSoc) || temperatureC >= 55 || !mixed)
            expect(band.minW).toBeGreaterThanOrEqual(0);
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });
});
