import { property, assert, double, record } from "fast-check";
import { expect, test } from "vitest";
import { currentForPower } from "./plan.js";

const cells = record({
  voltageV: double({ min: 2.8, max: 4.2, noNaN: true }),
  currentC: double({ min: -2, max: 2, noNaN: true }),
  resistanceVh: double({ min: 0.01, max: 0.3, noNaN: true }),
});

test("The current that a power needs gives that power at the voltage which it causes", () => {
  assert(
    property(cells, double({ min: -4, max: 8, noNaN: true }), (cell, powerPerAh) => {
      const current = currentForPower(powerPerAh, cell);
      const voltageV = cell.voltageV + cell.resistanceVh * (current - cell.currentC);
      expect(current * voltageV).toBeCloseTo(powerPerAh, 6);
    }),
  );
});

test("Of a power that no current gives, the most that the cell can give is assumed", () => {
  const cell = { voltageV: 3.6, currentC: 0, resistanceVh: 0.3 };
  const most = currentForPower(-1000, cell);
  expect(most).toBeCloseTo(-6);
  for (const current of [-5.9, -6.1])
    expect(current * (3.6 + 0.3 * current)).toBeGreaterThan(most * (3.6 + 0.3 * most));
});
