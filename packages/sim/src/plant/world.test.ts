import { describe, expect, it } from "vitest";
import type { Day } from "../model.js";
import { seriesAt } from "../series.js";
import { dayFixture, dayStartS, sessionFixture } from "./day.fixture.js";
import { BaseLoad, Capacity } from "./feeder.js";
import { RowMonitor, type Violation } from "./monitor.js";
import { World } from "./world.js";

const atS = (hour: number): number => dayStartS + hour * 3600;
const all = { minW: 0, maxW: Infinity };

/** A world whose vehicles all charge as they like. */
function openWorld(day: Day): World {
  const world: World = new World(day, {
    onArrive: ({ id, station, connector }) => {
      world.vehicle(id)?.apply(all, Infinity, world.nowMs);
      world.charger(station).apply(connector, all, Infinity, world.nowMs);
    },
  });
  return world;
}

describe("a violation", () => {
  const overloads = (spans: readonly (readonly [lengthMs: number, powerW: number])[]): readonly Violation[] => {
    const found: Violation[] = [];
    const monitor = new RowMonitor("site", found);
    let nowMs = 0;
    for (const [lengthMs, powerW] of spans) {
      monitor.observe({ fromMs: nowMs, toMs: nowMs + lengthMs }, powerW, 10_000);
      nowMs += lengthMs;
    }
    return found;
  };

  it("is 2 s above the limit, once, with its largest excess", () => {
    expect(
      overloads([
        [1000, 9_000],
        [1000, 10_500],
        [1000, 10_700],
        [5000, 9_000],
      ]),
    ).toEqual([{ row: "site", fromMs: 1000, toMs: 3000, overMaxW: 700 }]);
  });
  it("is not 0.9 s, not exactly 1 s, and not 0.9 s twice with a pause", () => {
    expect(
      overloads([
        [900, 12_000],
        [1000, 9_000],
      ]),
    ).toEqual([]);
    expect(
      overloads([
        [1000, 12_000],
        [1000, 9_000],
      ]),
    ).toEqual([]);
    expect(
      overloads([
        [900, 12_000],
        [100, 9_000],
        [900, 12_000],
        [100, 9_000],
      ]),
    ).toEqual([]);
  });
  it("counts again after the load was back below the limit", () => {
    expect(
      overloads([
        [2000, 12_000],
        [1000, 9_000],
        [2000, 12_000],
      ]),
    ).toHaveLength(2);
  });

  it("is seen at the feeder, on the phase that is overloaded", () => {
    const day = dayFixture({
      phaseCapacityW: 6_500,
      capacityW: 100_000,
      sessions: [sessionFixture(0, { arriveS: atS(5), departS: atS(7) })],
    });
    const world: World = new World(day);
    world.advance(atS(6) * 1000);
    world.vehicle("s0")?.apply(all, Infinity, world.nowMs);
    world.charger("st1").apply(1, { minW: 0, maxW: 3_600 }, 4_000, world.nowMs);
    world.advance(atS(8) * 1000);
    const { violations, limitViolations, overLimitMaxW } = world.outcome();
    expect(limitViolations).toBe(1);
    expect(violations[0]?.row).toBe("phase l1");
    const lengthMs = (violations[0]?.toMs ?? 0) - (violations[0]?.fromMs ?? 0);
    expect(lengthMs).toBeGreaterThan(1000);
    expect(lengthMs).toBeLessThan(8000);
    expect(overLimitMaxW).toBeGreaterThan(300);
  });
});

describe("capacity", () => {
  const emergency = { kind: "emergency", fraction: 0.4, atS: atS(14), durationS: 1800, text: "emergency" } as const;

  it("falls to the fraction, never below what is guaranteed, and is judged after the response time", () => {
    const capacity = new Capacity(dayFixture({ capacityW: 80_000, guaranteedW: 25_000, faults: [emergency] }));
    const second = atS(14) * 1000;
    expect([capacity.at(second - 1), capacity.at(second)]).toEqual([80_000, 32_000]);
    expect([capacity.judgedAt(second + 4_999), capacity.judgedAt(second + 5_000)]).toEqual([80_000, 32_000]);
    expect([capacity.at(second + 1_800_000), capacity.judgedAt(second + 1_800_000)]).toEqual([80_000, 80_000]);
    expect(new Capacity(dayFixture({ faults: [{ ...emergency, fraction: 0 }] })).at(second)).toBe(25_000);
  });

  it("is the lowest of two emergencies while both last", () => {
    const longer = { ...emergency, fraction: 0.6, atS: atS(13), durationS: 7200 };
    const capacity = new Capacity(dayFixture({ capacityW: 80_000, faults: [emergency, longer] }));
    expect([13.5, 14.2, 14.8, 15.1].map((hour) => capacity.at(atS(hour) * 1000))).toEqual([
      48_000, 32_000, 48_000, 80_000,
    ]);
  });

  it("a base load never exceeds its bound and follows its series", () => {
    const day = dayFixture();
    const baseLoad = new BaseLoad({ ...day, baseLoadBound: { ...day.baseLoad } });
    let sum = 0;
    for (let minute = 0; minute < 1440; minute += 1) {
      const powerW = baseLoad.at((day.fromS + minute * 60) * 1000);
      expect(powerW).toBeLessThanOrEqual(seriesAt(day.baseLoad, day.fromS + minute * 60));
      sum += powerW / 1440;
    }
    expect(sum).toBeGreaterThan(0.98 * (day.baseLoad.values.reduce((one, other) => one + other, 0) / 24));
  });
});

describe("a world", () => {
  it("runs the same day twice to the last bit, whatever the length of its steps", () => {
    const day = dayFixture();
    const [once, twice, seldom] = [openWorld(day), openWorld(day), openWorld(day)];
    for (let second = day.fromS; second <= day.toS; second += 1) {
      once.advance(second * 1000);
      twice.advance(second * 1000);
      if (second % 7 === 0) seldom.advance(second * 1000);
    }
    seldom.advance(day.toS * 1000);
    expect(twice.outcome()).toEqual(once.outcome());
    expect(seldom.outcome()).toEqual(once.outcome());
    expect(seldom.samples).toEqual(once.samples);
  });

  it("another seed is another day", () => {
    const [one, other] = [openWorld(dayFixture()), openWorld(dayFixture({ seed: 8 }))];
    for (const world of [one, other]) world.advance(world.day.toS * 1000);
    expect(one.outcome().wearMicro).not.toBe(other.outcome().wearMicro);
  });

  it("plugs and unplugs at the second of the session, departures first", () => {
    const seen: string[] = [];
    const day = dayFixture({
      sessions: [
        sessionFixture(0, { arriveS: atS(8), departS: atS(9) }),
        sessionFixture(2, { arriveS: atS(9), departS: atS(10), station: "st1", connector: 1 }),
      ],
    });
    const world: World = new World(day, {
      onArrive: ({ id }) => seen.push(`${id}+${world.nowMs / 1000 - dayStartS}`),
      onDepart: ({ id }) => seen.push(`${id}-${world.nowMs / 1000 - dayStartS}`),
    });
    world.advance(day.toS * 1000);
    expect(seen).toEqual(["s0+28800", "s0-32400", "s2+32400", "s2-36000"]);
    expect(world.outcome().perSession.map(({ deliveredWh }) => deliveredWh)).toEqual([0, 0]);
    expect(world.outcome().unservedMicro).toBe(29 * 300_000);
  });

  it("its meters, its record and its bill agree", () => {
    const day = dayFixture({ prices: { startS: dayStartS, stepS: 3600, values: [50_000] } });
    const world = openWorld(day);
    world.advance(day.toS * 1000);
    const outcome = world.outcome();
    expect(outcome.costMicro).toBeCloseTo((outcome.energyDeliveredWh / 1000) * 50_000, -1);
    const recordedWh = world.samples.reduce((sum, sample) => sum + sample.vehiclesW / 60, 0);
    expect(Math.abs(recordedWh - outcome.energyDeliveredWh)).toBeLessThan(0.005 * outcome.energyDeliveredWh);
    for (const sample of world.samples) {
      expect(Math.abs(sample.siteW - sample.baseLoadW - sample.vehiclesW - sample.storageW)).toBeLessThanOrEqual(2);
      const sessionsW = Object.values(sample.sessionsW).reduce((sum, powerW) => sum + powerW, 0);
      expect(Math.abs(sessionsW - sample.vehiclesW)).toBeLessThanOrEqual(12);
    }
    expect(outcome.peakImportW).toBeGreaterThanOrEqual(Math.max(...world.samples.map(({ siteW }) => siteW)));
  });

  it("storage earns at a high price what it took at a low one, less its losses", () => {
    const day = dayFixture({ sessions: [], storage: { id: "bess", packs: 2, energyWh: 40_000, powerW: 20_000 } });
    const world = new World(day);
    world.advance(atS(1) * 1000);
    world.storage?.apply({ minW: 10_000, maxW: 10_000 }, 3_600_000, world.nowMs);
    world.advance(atS(20) * 1000);
    const boughtMicro = world.outcome().costMicro;
    expect(boughtMicro).toBeGreaterThan(10 * 40_000);
    world.storage?.apply({ minW: -9_000, maxW: -9_000 }, 3_600_000, world.nowMs);
    world.advance(day.toS * 1000);
    expect(world.outcome().costMicro).toBeCloseTo(boughtMicro - 9 * 80_000, -3.5);
    expect(world.outcome().wearMicro).toBeGreaterThan(0);
  });
});
