import { type Day } from "@chargepact/sim";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { resolveDay, swarmOptions } from "../swarm-options.js";
import { agentIds, loadScenario, resolveScenario, sessionDrawMaxW, uncontrolledPeakW, valueAt } from "./index.js";

const seeds = ["1", "2", "3", "4", "5"];
const dayOf = (seed: string) => resolveDay(swarmOptions(undefined, { strategy: "llf", seed })).day;
const requestedWh = (day: Day) => day.sessions.reduce((sum, session) => sum + session.energyWh, 0);

/** Energy that least laxity first delivers at one-minute steps under the capacity less the base load, Wh. */
function deliveredWh(day: Day): number {
  const stepS = 60;
  const left = day.sessions.map((session) => ({
    session,
    wh: session.energyWh + 0,
    maxW: sessionDrawMaxW(session, day.stations),
  }));
  for (let atS = day.fromS; atS < day.toS; atS += stepS) {
    const laxity = (one: (typeof left)[number]) => one.session.departS - atS - (one.wh * 3600) / one.maxW;
    let roomW = day.capacityW - valueAt(day.baseLoadBound, atS);
    const here = left.filter(({ session, wh }) => session.arriveS <= atS && session.departS > atS && wh > 0);
    for (const one of here.sort((a, b) => laxity(a) - laxity(b))) {
      const powerW = Math.max(0, Math.min(one.maxW, roomW, (one.wh * 3600) / stepS));
      roomW -= powerW;
      one.wh -= (powerW * stepS) / 3600;
    }
  }
  return requestedWh(day) - left.reduce((sum, { wh }) => sum + wh, 0);
}

/** The day of a file in examples/scenarios. */
const exampleDay = (name: string): Day =>
  resolveScenario(loadScenario(fileURLToPath(new URL(`../../../../examples/scenarios/${name}.yaml`, import.meta.url))))
    .day;

describe("the default day", () => {
  it("is the same for the same seed and another for another", () => {
    expect(dayOf("1")).toEqual(dayOf("1"));
    expect(dayOf("1").sessions).not.toEqual(dayOf("2").sessions);
    expect(resolveDay(swarmOptions(undefined, { strategy: "llf" })).day).toEqual(dayOf("1"));
  });

  it("has 54 vehicles of five models and three states of health at 27 stations, and a storage site", () => {
    const day = dayOf("1");
    expect(new Set(day.sessions.map(({ vehicle }) => vehicle.model.name)).size).toBe(5);
    expect([...new Set(day.sessions.map(({ vehicle }) => vehicle.soh))].sort()).toEqual([0.75, 0.88, 1]);
    expect(day.stations).toHaveLength(27);
    expect(day.storage?.packs).toBe(4);
    expect(new Set(agentIds(day)).size).toBe(54 + 27 + 2);
  });

  it.each(seeds)(
    "of seed %s can be delivered by shifting alone, though uncontrolled it is far over capacity",
    (seed) => {
      const day = dayOf(seed);
      const peak = uncontrolledPeakW(day.sessions, day.stations, day.baseLoad);
      expect(peak.powerW / day.capacityW).toBeGreaterThan(seed === "1" ? 1.5 : 1.3);
      expect((peak.atS % 86_400) / 3600).toBeGreaterThan(11);
      expect((peak.atS % 86_400) / 3600).toBeLessThan(14);
      expect(deliveredWh(day) / requestedWh(day)).toBeGreaterThan(0.99);
    },
  );

  it.each(seeds)("of seed %s keeps within what it states: bounds, connectors, rooms and hours", (seed) => {
    const day = dayOf(seed);
    const fallbacksW = day.stations.reduce((sum, station) => sum + station.fallbackW, 0);
    expect(day.guaranteedW).toBeGreaterThanOrEqual(Math.max(...day.baseLoadBound.values) + fallbacksW);
    day.baseLoad.values.forEach((load, i) => {
      expect(day.baseLoadBound.values[i]).toBeGreaterThanOrEqual(load);
      expect(day.baseLoadBound.values[i]).toBeLessThanOrEqual(load * 1.01 + 1);
    });
    for (const session of day.sessions) {
      const { model, soh } = session.vehicle;
      expect(session.soc + session.energyWh / (model.capacityWh * soh)).toBeLessThanOrEqual(0.901);
      expect(session.arriveS).toBeGreaterThanOrEqual(day.fromS);
      expect(session.departS).toBeLessThanOrEqual(day.toS);
      const same = day.sessions.filter(
        (other) => other.station === session.station && other.connector === session.connector && other !== session,
      );
      expect(same.every((other) => other.departS <= session.arriveS || other.arriveS >= session.departS)).toBe(true);
    }
  });

  it("has a small sibling among the examples", () => {
    const day = exampleDay("small");
    expect([day.sessions.length, day.stations.length, (day.toS - day.fromS) / 3600]).toEqual([10, 5, 4]);
    expect(deliveredWh(day) / requestedWh(day)).toBeGreaterThan(0.99);
  });
});

describe("the other examples", () => {
  it("scarce-workplace has a third of the power that would be drawn, and half of the energy", () => {
    const day = exampleDay("scarce-workplace");
    const peak = uncontrolledPeakW(day.sessions, day.stations, day.baseLoad);
    expect(day.capacityW / peak.powerW).toBeCloseTo(1 / 3, 1);
    expect(deliveredWh(day) / requestedWh(day)).toBeLessThan(0.6);
  });

  it("three-phase-depot has buses that take 6 A on three phases or nothing, vans on one, and a limit on each phase", () => {
    const day = exampleDay("three-phase-depot");
    const models = day.sessions.map(({ vehicle }) => vehicle.model);
    expect(new Set(models.map(({ name, phases, powerMinW }) => `${name} ${phases} ${powerMinW}`))).toEqual(
      new Set(["bus-250 3 4140", "van-45 1 1380"]),
    );
    expect(day.phaseCapacityW).toBe(day.capacityW / 3);
    expect(
      new Set(day.stations.filter(({ id }) => id.startsWith("wall")).flatMap(({ phases }) => phases.flat())).size,
    ).toBe(3);
  });

  it("negative-prices pays for three hours", () => {
    const { prices } = exampleDay("negative-prices");
    expect(prices.values.filter((price) => price < 0)).toHaveLength(3);
  });
});
