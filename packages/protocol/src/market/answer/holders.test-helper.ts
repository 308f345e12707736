import fc from "fast-check";
import type { AnswerProblem, StandingCost, Tier, WearStep } from "./problem.js";

const steps = { minLength: 1, maxLength: 20 };
/** Thousandths, so that no energy is smaller than the tolerances of a solver. */
const share = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1000 * min, max: 1000 * max }).map((value) => value / 1000);

/** Multiples of the plan unit: what a limit loses to rounding is not the answer's doing. */
const tens = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min / 10, max: max / 10 }).map((value) => 10 * value);

/** Bands from fractions of a limit and rises of wear. */
const bands = (limitW: number): fc.Arbitrary<WearStep[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 40_000 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts) => {
      const total = parts.reduce((sum, [part]) => sum + part, 0);
      let [done, wearMicroPerKwh] = [0, 0];
      return parts.map(([more, rise]) => {
        done += more;
        wearMicroPerKwh += rise;
        return { toW: (limitW * done) / total, wearMicroPerKwh };
      });
    });

const tiersOf = (energyWh: number): fc.Arbitrary<Tier[]> =>
  fc
    .array(fc.integer({ min: 0, max: 1_500_000 }), { minLength: 1, maxLength: 3 })
    .map((values) =>
      values
        .sort((a, b) => b - a)
        .map((valueMicroPerKwh) => ({ energyWh: energyWh / values.length, valueMicroPerKwh })),
    );

/** Points that need not be convex. */
const calendarOf = (capacityWh: number): fc.Arbitrary<StandingCost[]> =>
  fc
    .array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 8 })
    .map((costs) =>
      costs.map((microPerHour, index) => ({ storedWh: (capacityWh * (index + 0.5)) / costs.length, microPerHour })),
    );

export interface HolderKind {
  readonly exports?: boolean;
  readonly calendar?: boolean;
  /** µ/kWh; default 0. */
  readonly priceMin?: number;
  /** Export earns another price than import costs. */
  readonly ownExportPrice?: boolean;
  readonly powerMinW?: number;
}

/** Any holder of a kind: window, need, partial and missing steps, limits per step. */
export function holder(kind: HolderKind): fc.Arbitrary<AnswerProblem> {
  const price = fc.integer({ min: kind.priceMin ?? 0, max: 600_000 });
  return fc
    .record({
      usable: fc.array(
        fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: share(0, 1) }),
        steps,
      ),
      capacityWh: fc.integer({ min: 3000, max: 80_000 }),
      limitW: tens(2000, 22_000),
      at: share(0, 1),
      low: share(0, 0.5),
      high: share(0.5, 1),
      need: share(0, 1),
      efficiencies: fc.tuple(share(0.8, 1), share(0.8, 1)),
    })
    .chain(({ usable, capacityWh, limitW, at, low, high, need, efficiencies }) => {
      const row = fc.array(price, { minLength: usable.length, maxLength: usable.length });
      const limits = fc.array(tens(0, 22_000), {
        minLength: usable.length,
        maxLength: usable.length,
      });
      const storedWh = capacityWh * at;
      return fc.record(
        {
          startS: fc.constant(0),
          stepS: fc.constantFrom(300, 900, 3600),
          usable: fc.constant(usable),
          price: row,
          ...(kind.ownExportPrice === true ? { exportPrice: row } : {}),
          charge: bands(limitW),
          discharge: kind.exports === true ? bands(limitW) : fc.constant([]),
          chargeMaxW: limits,
          dischargeMaxW: limits,
          chargeEfficiency: fc.constant(efficiencies[0]),
          dischargeEfficiency: fc.constant(efficiencies[1]),
          storedWh: fc.constant(storedWh),
          storedMinWh: fc.constant(capacityWh * low),
          storedMaxWh: fc.constant(capacityWh * high),
          tiers: tiersOf((capacityWh - storedWh) * need),
          ...(kind.exports === true ? { tiersFromWh: fc.constantFrom(storedWh, capacityWh * low) } : {}),
          ...(kind.calendar === true ? { calendar: calendarOf(capacityWh) } : {}),
          powerMinW: fc.constant(kind.powerMinW ?? 0),
        },
        {
          noNullPrototype: true,
          requiredKeys: [
            "startS",
            "stepS",
            "usable",
            "price",
            "charge",
            "discharge",
            "chargeEfficiency",
            "dischargeEfficiency",
            "storedWh",
            "storedMinWh",
            "storedMaxWh",
            "tiers",
            "powerMinW",
          ],
        },
      );
    });
}
