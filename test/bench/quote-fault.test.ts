import { physicsWear, type WearCurve, type WearPrediction } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { quoteFault } from "./predictor/quote-fault.js";
import { anyQuery, numbersFrom } from "./predictor/quote-states.js";

/** How many of the states that physics answers have a fault once its curves are changed. */
function faulty(
  change: (curve: WearCurve) => WearCurve,
  only: "p50" | "both" = "both",
): { faults: number; of: number } {
  const random = numbersFrom(7);
  const found = { faults: 0, of: 0 };
  while (found.of < 300) {
    const query = anyQuery(random);
    const physics = physicsWear.predict(query);
    if (physics === undefined) continue;
    found.of += 1;
    const changed: WearPrediction = {
      ...physics,
      p50: change(physics.p50),
      p90: only === "both" ? change(physics.p90) : physics.p90,
    };
    if (quoteFault(random, query, changed) !== undefined) found.faults += 1;
  }
  return found;
}
const bands = (change: (age: number, index: number) => number) => (curve: WearCurve) => ({
  ...curve,
  charge: curve.charge.map((band, index) => ({ ...band, agePerKwh: change(band.agePerKwh, index) })),
});

test("a state has a fault where a curve is bent, falls, crosses or is no number, and none where it is physics'", () => {
  expect(faulty((curve) => curve).faults).toBe(0);
  const broken = [
    faulty(bands((age, index) => (index === 5 ? 0 : age))),
    faulty(bands((age, index) => (index === 7 ? -age : age))),
    faulty(
      bands((age) => age * 2),
      "p50",
    ),
    faulty(bands(() => Number.NaN)),
  ];
  for (const { faults, of } of broken) expect(faults).toBe(of);
});
