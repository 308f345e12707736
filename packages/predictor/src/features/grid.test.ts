import { expect, test } from "vitest";
import { type CellSample } from "./grid.js";
import { ShortHorizonHistory, shortHorizonFeatures } from "./short-horizon.js";

const cell: CellSample = { atS: 0, voltageV: 3.7, currentC: -0.5, temperatureC: 20 };
const plan = { soc: 0.5, ambientC: 20, currentC: new Float32Array(50) };

/** A history of `seconds` at 10 Hz that ends at `toS`. */
function filled(seconds: number, toS: number, history = new ShortHorizonHistory()): ShortHorizonHistory {
  const samples = Math.round(seconds * 10);
  for (let sample = samples; sample >= 0; sample--) history.push({ ...cell, atS: toS - sample / 10 });
  return history;
}
const told = (history: ShortHorizonHistory): number[] => {
  const out = new Float32Array(shortHorizonFeatures);
  history.write(plan, out);
  return [...out];
};

test("Without telemetry a forecast is refused, and it says what is needed", () => {
  expect(new ShortHorizonHistory().refusal(0)).toEqual({
    kind: "EMPTY",
    message: "no telemetry yet; voltage, current and temperature are needed every 0.1 s",
  });
});

test("A forecast is refused until ten seconds are known, and made from then on", () => {
  const history = filled(9.8, 9.8);
  expect(history.refusal(9.8)?.kind).toBe("SHORT");
  expect(history.refusal(9.8)?.message).toContain("9.8 s since");
  filled(0.3, 10.2, history);
  expect(history.refusal(10.2)).toBeUndefined();
});

test("A history whose last sample is old is refused, with its age", () => {
  const refusal = filled(20, 20).refusal(20.5);
  expect(refusal?.kind).toBe("STALE");
  expect(refusal?.message).toContain("0.50 s old");
});

test("After a gap all starts anew, though the seconds before it were enough", () => {
  const history = filled(20, 20);
  filled(1, 21.5, history);
  expect(history.refusal(21.5)?.kind).toBe("SHORT");
});

test("A clock that was set back starts anew rather than mixing two times", () => {
  const history = filled(20, 1000);
  filled(1, 500, history);
  expect(history.refusal(500)?.kind).toBe("SHORT");
});

test("One lost sample is bridged by a straight line", () => {
  const [whole, holed] = [new ShortHorizonHistory(), new ShortHorizonHistory()];
  for (let sample = 0; sample <= 200; sample++) {
    const given = { ...cell, atS: sample / 10, voltageV: 3.5 + sample / 1000 };
    whole.push(given);
    if (sample !== 150) holed.push(given);
  }
  const [one, other] = [told(whole), told(holed)];
  expect(Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))))).toBeLessThan(1e-6);
});

test("Samples that repeat, go back a little or are not finite change nothing", () => {
  const [plain, noisy] = [filled(20, 20), filled(20, 20)];
  for (const atS of [20, 19.9, 20.005]) noisy.push({ ...cell, atS, voltageV: 1 });
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) noisy.push({ ...cell, atS: 20.1, voltageV: bad });
  expect(told(noisy)).toEqual(told(plain));
});

test("A resistance that changes of current have shown outlives an hour of steady charge", () => {
  const history = new ShortHorizonHistory();
  for (let sample = 0; sample <= 600; sample++) {
    const currentC = sample % 20 < 10 ? -1 : 0;
    history.push({ ...cell, atS: sample / 10, currentC, voltageV: 3.7 + 0.05 * currentC });
  }
  const before = told(history)[9] ?? 0;
  for (let sample = 601; sample <= 36_000; sample++) history.push({ ...cell, atS: sample / 10, currentC: 0 });
  expect(before).toBeCloseTo(0.05, 2);
  expect(told(history)[9]).toBeCloseTo(before, 3);
});
