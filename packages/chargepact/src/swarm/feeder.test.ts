import { describe, expect, test } from "vitest";
import { nestedDay, runNested } from "./feeder.fixture.js";
import { reckonFeeder, violationsOf } from "./feeder-reckon.js";
import { feederResultOf } from "./feeder-result.js";
import { feederTable } from "./feeder-table.js";
import type { FeederSwarm } from "./feeder-swarm.js";
import type { SwarmRun } from "./run.js";
import { Watch } from "./watch.js";

const resultOf = (run: SwarmRun<FeederSwarm>, watches: readonly Watch[] = []) =>
  feederResultOf(run, reckonFeeder(run.swarm), { watches, broker: "memory", speed: null, wallMs: 1 });

describe("sites under a feeder", () => {
  test("share what the feeder has: nobody is above a limit on any level, where uncontrolled charging is", async () => {
    const fromMs = nestedDay().feeder.fromS * 1000;
    const [own, below] = [new Watch(fromMs), new Watch(fromMs)];
    const run = await runNested([], { observer: own, observerOf: () => below });
    const reckoning = reckonFeeder(run.swarm);
    const result = resultOf(run, [own, below]);
    expect(own.problems.concat(below.problems)).toEqual([]);
    expect(result.limitViolations).toBe(0);
    expect(result.feeder.peakImportW).toBeLessThanOrEqual(30_000);
    expect(result.uncontrolled.limitViolations).toBeGreaterThan(0);
    // Each site has fewer than three children and asks for its whole connection, and the feeder shares equally: some of it
    // lies idle while another site could use it.
    expect(result.energyDeliveredWh).toBeGreaterThan(0.9 * result.energyDeliverableWh);
    expect(result.agents).toEqual({ battery: 5, charger: 4, storage: 1, grid: 4 });
    expect(result.sites.map(({ id }) => id)).toEqual(["north", "south", "depot"]);
    const sum = result.sites.reduce((total, site) => total + site.energyDeliveredWh, 0);
    expect(Math.abs(sum - result.energyDeliveredWh)).toBeLessThanOrEqual(2);
    expect(result.leases.granted).toBeGreaterThanOrEqual(3 + 4 + 5);
    const text = feederTable(result, reckoning.stopped);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toContain("north · 25.0 kW");
  });

  test("the same day and seed give the same run, message by message", async () => {
    const [one, other] = [await runNested(), await runNested()];
    expect(resultOf(one)).toEqual(resultOf(other));
    expect(one.swarm.world.samples).toEqual(other.swarm.world.samples);
  });

  test("the feeder's meter is the sum of its sites' meters and its own load, at every tick", async () => {
    const off: number[] = [];
    await runNested([], {
      onProgress: ({ sites, world }) => {
        const drawnW = sites.reduce((sum, { swarm }) => sum + swarm.world.siteW, world.baseLoadW);
        off.push(Math.abs(drawnW - world.feederW));
      },
    });
    expect(off.length).toBeGreaterThan(10);
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });

  test.each([
    ["kill:north@10:40", "a site's operator"],
    ["kill:feeder@10:40", "the feeder's operator"],
    ["kill:south-post-1@10:40", "a station"],
    ["drop:0.2", "a fifth of all messages"],
    ["broker-restart@10:40", "the broker"],
  ])("%s: without %s no limit breaks on any level, and all leases come back", async (fault) => {
    const run = await runNested([fault]);
    expect(violationsOf(reckonFeeder(run.swarm).run)).toBe(0);
    if (fault.includes("@")) expect(run.faults[0]?.recoveredAfterS).toBeLessThan(300);
  });

  test("CP-EMERG-2 an emergency at the feeder lowers every site within the response time, and they come back", async () => {
    const run = await runNested(["emergency:0.4@10:40/20m"]);
    const { run: went, capacityW } = reckonFeeder(run.swarm);
    expect(capacityW).toBe(12_000);
    expect(violationsOf(went)).toBe(0);
    const within = went.samples.filter((sample) => sample.capacityW < 30_000);
    expect(within.length).toBeGreaterThan(15);
    const later = went.samples.filter(({ atMs }) => atMs > (run.swarm.day.fromS + 62 * 60) * 1000);
    expect(Math.max(...later.map(({ feederW }) => feederW))).toBeGreaterThan(12_000);
  });
});
