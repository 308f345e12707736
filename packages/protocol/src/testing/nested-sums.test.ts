import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { feederW, NestedFeeder, type NestedOptions } from "./nested.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const sums = { replyMs: 2000, deadlineMs: 20_000 };
const companies: NestedOptions = {
  stations: { s1: 4, s2: 3 },
  // Dear in the first hour.
  hourly: [400_000, 50_000, 60_000, 60_000],
  feeder: { sums, stepS: 900, stepsMax: 16 },
};
const running = (ms: number, options: NestedOptions = companies, seed = 5): NestedFeeder => {
  const feeder = new NestedFeeder(hash, seed, options);
  feeder.start();
  feeder.timeline.run(ms);
  return feeder;
};
const summed = (feeder: NestedFeeder) =>
  feeder.host("feeder").traces.flatMap((trace) => (trace.what === "summed" ? [trace] : []));

describe("operators below share by sums", () => {
  it("CP-SUM-1 each site answers prices with one profile, and the plan that follows keeps the feeder", () => {
    const feeder = running(60_000);
    const plans = summed(feeder);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.every(({ rounds, children }) => rounds <= 15 && children === 2)).toBe(true);
    const told = feeder.host("s1").sentEnvelopes.filter(({ recipient }) => recipient === "feeder");
    const counters = told.flatMap(({ body }) => (body.kind === "counterOffer" ? [body] : []));
    expect(counters.length).toBeGreaterThan(0);
    for (const { options, bestValueMicro } of counters) {
      expect(options).toHaveLength(1);
      expect(options[0]?.terms.value.parts).toHaveLength(1);
      expect(bestValueMicro).toBeDefined();
    }
    // No need of a single battery leaves its site.
    const needs = told.flatMap(({ body }) => (body.kind === "need" ? body.parts : []));
    expect(needs.every(({ energyWh }) => energyWh % 10_000 === 0)).toBe(true);
    expect(feeder.watch(300)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });

  it("CP-SUM-1 a site with fewer than three members says no profile and still gets its share", () => {
    const feeder = running(60_000, { ...companies, stations: { s1: 4, s2: 2 } });
    const told = feeder.host("s2").sentEnvelopes.filter(({ recipient }) => recipient === "feeder");
    expect(told.some(({ body }) => body.kind === "counterOffer")).toBe(false);
    expect(told.some(({ body }) => body.kind === "reject" && body.reason === "NOT_NOW")).toBe(true);
    expect(summed(feeder).length).toBeGreaterThan(0);
    expect(feeder.watch(300)).toEqual([]);
    expect(feeder.allowedW("s2")).toBeGreaterThan(12_000);
  });

  it("CP-SUM-1 more goes to whom it is worth more: a site with needs beside one that needs little", () => {
    const feeder = running(60_000, { ...companies, hourly: [50_000] });
    for (const { id } of feeder.batteries.filter(({ site }) => site === "s2")) {
      feeder.host(id).deliver({ kind: "trip", trip: { departureS: feeder.departureS, energyWh: 3000 } });
    }
    expect(feeder.watch(300)).toEqual([]);
    expect(feeder.allowedW("s1")).toBeGreaterThan(feeder.allowedW("s2"));
  });

  it.each([1, 2, 5])("CP-TIME-5 where the feeder's plan falls, all stations have fallen before (seed %i)", (seed) => {
    const feeder = new NestedFeeder(hash, seed, { ...companies, hourly: [50_000, 900_000, 900_000, 900_000] });
    feeder.network.faults = { loss: 0, duplicate: 0, delayMinMs: 5, delayMaxMs: 800 };
    feeder.start();
    const found: string[] = [];
    let falls = 0;
    for (let quarter = 1; quarter <= 6; quarter++) {
      feeder.timeline.run(quarter * 900_000 - 3000);
      let before = feeder.allowedW("s1");
      for (let tenth = 0; tenth < 60; tenth++) {
        feeder.timeline.run(feeder.timeline.now + 100);
        found.push(...feeder.problems());
        if (feeder.allowedW("s1") < before) falls++;
        before = feeder.allowedW("s1");
      }
    }
    expect(found).toEqual([]);
    expect(falls).toBeGreaterThan(0);
  });

  it.each([1, 2, 3])("no limit breaks under loss, repetition and crashes while sums are asked (seed %i)", (seed) => {
    const feeder = new NestedFeeder(hash, seed, companies);
    expect(feeder.harried(["feeder", "s1", "s2", "s1-a", "s2-b"], 8)).toEqual([]);
    feeder.timeline.run(feeder.timeline.now + 1_200_000);
    expect(summed(feeder).length).toBeGreaterThan(1);
    const sum = feeder.sites.reduce((total, site) => total + feeder.allowedW(site), 0);
    expect(sum).toBeLessThanOrEqual(feederW);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });
});
