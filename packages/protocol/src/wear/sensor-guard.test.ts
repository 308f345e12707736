import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freshSensors, heldTemperature, type SensorSample, type SensorState, watchSensors } from "./index.js";

const spec = { nominalV: 400, ohm: 0.08, heatCapacityJPerK: 430_000, heatLossWPerK: 12 };
/** Noise of a sensor, K, the same each time. */
const noise = (index: number): number => 0.15 * Math.sin(index * 12.9898) + 0.1 * Math.sin(index * 78.233);
const usual = (index: number, everyS = 1): SensorSample => ({
  ...{ atS: index * everyS, temperatureC: 25 + noise(index), ambientC: 24, currentA: 20 + 5 * Math.sin(index) },
  voltageV: 400 + 0.08 * 5 * Math.sin(index) + 0.01 * noise(index),
});

function run(samples: readonly SensorSample[], from: SensorState = freshSensors) {
  let state = from;
  const faults = samples.flatMap((sample) => {
    const seen = watchSensors(state, sample, spec);
    state = seen.state;
    return seen.faults.map(({ channel, fault }) => ({ atS: sample.atS, channel, fault }));
  });
  return { state, faults };
}
const calm = Array.from({ length: 200 }, (_, index) => usual(index));
const after = (index: number, change: Partial<SensorSample>): SensorSample => ({ ...usual(200 + index), ...change });

describe("sensors that say", () => {
  test.each([1, 10, 60])("what cells do every %s s are believed", (everyS) => {
    expect(run(Array.from({ length: 500 }, (_, index) => usual(index, everyS))).faults).toEqual([]);
  });

  test("what nothing has, or no number, are not believed", () => {
    const { state } = run(calm);
    const fault = (change: Partial<SensorSample>) => run([after(0, change)], state).faults.map((each) => each.fault);
    expect(fault({ temperatureC: Number.NaN })).toEqual(["NON_FINITE"]);
    expect(fault({ temperatureC: -273 })).toEqual(["RANGE"]);
    expect(fault({ voltageV: 0 })).toEqual(["RANGE"]);
    expect(fault({ voltageV: Infinity })).toEqual(["NON_FINITE"]);
  });

  test("a jump are not believed at that very sample, and what was believed before is held", () => {
    const { state } = run(calm);
    const jumped = run([after(0, { temperatureC: 32 })], state);
    expect(jumped.faults).toEqual([{ atS: 200, channel: "temperature", fault: "RATE" }]);
    expect(heldTemperature(jumped.state)).toBeCloseTo(25, 0);
    expect(heldTemperature(run([after(1, {})], jumped.state).state)).toBeUndefined();
  });

  test("another temperature for a minute are believed in the end", () => {
    const hot = Array.from({ length: 70 }, (_, index) => after(index, { temperatureC: 45 + noise(index) }));
    const { faults, state } = run(hot, run(calm).state);
    expect(faults[0]).toMatchObject({ atS: 200, fault: "RATE" });
    expect(heldTemperature(run([after(70, { temperatureC: 45 })], state).state)).toBeUndefined();
  });

  test("the same again and again, where they never did, are stuck", () => {
    const { faults } = run(
      Array.from({ length: 20 }, (_, index) => after(index, { temperatureC: 25.03 })),
      run(calm).state,
    );
    expect(faults[0]).toMatchObject({ channel: "temperature", fault: "STUCK" });
  });

  test("the same voltage while the current makes steps are stuck, and at rest are not", () => {
    const stuck = (amps: (index: number) => number) =>
      run(
        Array.from({ length: 20 }, (_, index) => after(index, { voltageV: 401, currentA: amps(index) })),
        run(calm).state,
      ).faults.filter(({ channel }) => channel === "voltage");
    expect(stuck((index) => 40 * (index % 2))[0]).toMatchObject({ fault: "STUCK" });
    expect(stuck(() => 20)).toEqual([]);
  });

  test("a drift that neither current nor ambient explains are found within two minutes", () => {
    const drift = Array.from({ length: 120 }, (_, index) =>
      after(index, { temperatureC: 25 + noise(index) + 0.05 * index }),
    );
    expect(run(drift, run(calm).state).faults[0]?.fault).toBe("DRIFT");
  });

  test("two things at a time are found where there are several", () => {
    const several = (byK: number) => (index: number) => after(index, { sensorsC: [25, 25.2, 25.1 + byK] });
    const settled = run(
      Array.from({ length: 50 }, (_, index) => several(0)(index)),
      run(calm).state,
    ).state;
    expect(run([several(9)(50)], settled).faults).toMatchObject([{ fault: "SENSORS" }]);
    expect(run([several(1)(50)], settled).faults).toEqual([]);
  });
});

test("whatever sensors say, the state stays plain, of constant size, and finite", () => {
  const number = fc.oneof(fc.double(), fc.double({ min: -100, max: 500 }));
  const aSample = fc.record(
    {
      atS: fc.double({ min: 0, max: 1e6, noNaN: true }),
      temperatureC: number,
      currentA: number,
      voltageV: number,
      ambientC: fc.double({ min: -50, max: 60, noNaN: true }),
      sensorsC: fc.array(number, { maxLength: 4 }),
    },
    { requiredKeys: ["atS", "temperatureC"] },
  );
  fc.assert(
    fc.property(fc.array(aSample, { maxLength: 60 }), (samples) => {
      const { state } = run(samples);
      expect(JSON.stringify(state).length).toBeLessThan(1_000);
      const held = heldTemperature(state);
      if (held !== undefined) expect(Number.isFinite(held)).toBe(true);
    }),
  );
});

describe("reports that are five minutes apart", () => {
  test("of a cold pack that is warmed before it charges are believed: it is not held to the cold it came from", () => {
    const warmed = Array.from({ length: 12 }, (_, index) => ({
      ...usual(index, 300),
      temperatureC: Math.min(24, -5 + 4.9 * index) + noise(index),
    }));
    const { state, faults } = run(warmed);
    expect(faults).toEqual([]);
    expect(heldTemperature(state)).toBeUndefined();
  });
});

describe("a sensor that says no number for once", () => {
  test("is a fault while it lasts, and believed again after it", () => {
    let state: SensorState = freshSensors;
    const spec = { nominalV: 400, ohm: 0.08, heatCapacityJPerK: 430_000, heatLossWPerK: 12 };
    const faults = Array.from({ length: 60 }, (_, atS) => {
      const sensorsC = [20, atS === 30 ? Number.NaN : 20.2, 20.1, 20.3];
      const seen = watchSensors(state, { atS, temperatureC: 20 + 0.01 * (atS % 3), sensorsC }, spec);
      state = seen.state;
      return seen.faults[0]?.fault;
    });
    expect(faults[30]).toBe("SENSORS");
    expect(faults.slice(31)).toEqual(Array.from({ length: 29 }, () => undefined));
  });
});
