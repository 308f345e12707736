import type { Day } from "@chargepact/sim";
import { beforeAll, describe, expect, it } from "vitest";
import { checkScenario } from "../scenario/load.js";
import { resolveScenario } from "../scenario/index.js";
import { responseOf, windowsText } from "./fault-windows.js";
import { checkRunnable } from "./faults.js";
import { runVirtual } from "./run-virtual.js";
import { swarmTerms } from "./terms.js";
import { tinyScenario } from "./tiny.fixture.js";

/** The tiny day with faults. */
const dayWith = (...faults: readonly string[]): Day => {
  const text = `${tinyScenario}faults: ${JSON.stringify(faults)}\n`;
  return resolveScenario(checkScenario(text, "tiny.yaml")).day;
};
const run = async (...faults: readonly string[]) => {
  const done = await runVirtual(dayWith(...faults), { strategy: "llf", insecure: true });
  return { ...done, outcome: done.swarm.world.outcome() };
};
/** Two ttl of the longest lease on a vehicle's path, s. */
const servedWithinS = 2 * 180;

describe("a day with a fault keeps every limit and recovers", () => {
  let undisturbed: number;
  beforeAll(async () => {
    undisturbed = (await run()).outcome.energyDeliveredWh;
  });

  it.each([
    ["broker-restart@10:50"],
    ["kill:grid@10:50"],
    ["kill:post-1@10:50"],
    ["kill:ev-new@10:50"],
    ["emergency:0.6@10:50/10m"],
  ])("%s", async (fault) => {
    const { faults, outcome, swarm } = await run(fault);
    expect(outcome.violations).toEqual([]);
    expect(outcome.energyDeliveredWh).toBeGreaterThan(0.9 * undisturbed);
    expect(faults).toMatchObject([{ fault, atS: swarm.day.fromS + 50 * 60 }]);
    expect(faults[0]?.recoveredAfterS).toBeGreaterThan(0);
    expect(faults[0]?.recoveredAfterS).toBeLessThan(servedWithinS);
  });

  it("drop:0.2, all day, loses a fifth of the messages and has nothing to recover from", async () => {
    const { faults, outcome, net } = await run("drop:0.2");
    expect(outcome.violations).toEqual([]);
    expect(faults).toEqual([{ fault: "drop:0.2", atS: null, recoveredAfterS: null }]);
    expect(net.counts.dropped / (net.counts.dropped + net.counts.delivered)).toBeCloseTo(0.2, 1);
  });

  it("kill:storage touches no vehicle, so there is nothing to wait for", async () => {
    const { faults, outcome, swarm } = await run("kill:storage@10:50");
    expect(outcome.violations).toEqual([]);
    expect(faults[0]?.recoveredAfterS).toBe(0);
    expect(swarm.handles.get("storage")?.epoch).toBe(2);
  });

  it("several at once: an emergency while the operator is dead is told to its next life", async () => {
    const { faults, outcome, swarm } = await run("kill:grid@10:50", "emergency:0.6@10:50:30/10m", "drop:0.1");
    expect(outcome.violations).toEqual([]);
    expect(faults.map(({ fault }) => fault)).toEqual(swarm.day.faults.map(({ text }) => text));
    const atMs = (swarm.day.fromS + 55 * 60) * 1000;
    const during = swarm.world.samples.filter((sample) => sample.atMs >= atMs && sample.atMs < atMs + 300_000);
    for (const { siteW, capacityW } of during) expect(siteW).toBeLessThanOrEqual(capacityW);
    expect(during[0]?.capacityW).toBeLessThan(swarm.day.capacityW);
  });

  it("a killed agent lives again from its store, and the same faults give the same run", async () => {
    const [one, other] = [await run("kill:post-1@10:50"), await run("kill:post-1@10:50")];
    expect(one.swarm.handles.get("post-1")?.epoch).toBe(2);
    expect(one.swarm.handles.get("post-2")?.epoch).toBe(1);
    expect(other.net.counts).toEqual(one.net.counts);
    expect(other.outcome).toEqual(one.outcome);
  });
});

describe("the window after which a lowered capacity is judged", () => {
  const windowS = (speed: number, ...faults: readonly string[]): number => {
    const day = dayWith(...faults);
    const emergency = day.faults.find((fault) => fault.kind === "emergency");
    return responseOf(day, swarmTerms(day, speed))((emergency?.atS ?? 0) * 1000) / 1000;
  };

  it("is the response time, and ttl + grace of who is unreachable through another fault just then", () => {
    const emergency = "emergency:0.6@11:00";
    expect(windowS(1, emergency)).toBe(5);
    expect(windowS(1, emergency, "kill:post-1@10:30")).toBe(5);
    expect(windowS(1, emergency, "kill:post-1@10:59:30")).toBe(190);
    expect(windowS(1, emergency, "kill:ev-new@10:59:30")).toBe(70);
    expect(windowS(1, emergency, "broker-restart@11:00:02")).toBe(190);
  });

  it("leaves time for lost messages to be repeated, and in a scaled run for the real ones to travel", () => {
    expect(windowS(1, "emergency:0.6@11:00", "drop:0.2")).toBe(5);
    expect(windowS(1, "emergency:0.6@11:00", "drop:0.5")).toBeCloseTo(7.25, 5);
    expect(windowS(100, "emergency:0.6@11:00")).toBe(23);
    expect(windowsText(swarmTerms(dayWith(), 100))).toBe(
      "a lowered capacity is judged after 23 s, where a fault makes holders unreachable after 315 s (0.2 s and 3.2 s of real time)",
    );
  });
});

it("a broker of somebody else is not restarted: the fault is refused with the way out", () => {
  expect(() => checkRunnable(dayWith("broker-restart@10:50"), true)).toThrow(
    /broker-restart@10:50: .*--broker.*embedded one/,
  );
  expect(() => checkRunnable(dayWith("broker-restart@10:50"), false)).not.toThrow();
  expect(() => checkRunnable(dayWith("kill:grid@10:50"), true)).not.toThrow();
});
