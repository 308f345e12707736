import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NestedFeeder } from "./nested.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const running = (ms: number, seed = 5): NestedFeeder => {
  const feeder = new NestedFeeder(hash, seed);
  feeder.start();
  feeder.timeline.run(ms);
  return feeder;
};

describe("operators under an operator", () => {
  it("serve their batteries from what the feeder has, shared equally, and no more", () => {
    const feeder = running(60_000);
    expect(feeder.problems()).toEqual([]);
    expect(feeder.grid("s1")?.up?.phase).toBe("active");
    for (const site of feeder.sites) {
      expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
      expect(feeder.allowedW(site)).toBeLessThanOrEqual(18_000);
    }
    expect(feeder.watch(600)).toEqual([]);
    expect(feeder.batteries.every(({ wh }) => wh > 1000)).toBe(true);
  });

  it("CP-EMERG-2 an emergency at the feeder lowers every station under every site within seconds, and they come back", () => {
    const feeder = running(60_000);
    feeder.emergency(26_000, 600_000);
    feeder.timeline.run(feeder.timeline.now + 5000);
    expect(feeder.watch(590, 26_000)).toEqual([]);
    expect(feeder.watch(120)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(13_000);
  });

  it("a feeder that has less lowers the sites, which lower their stations before they acknowledge", () => {
    const feeder = running(60_000);
    const limits = { importW: 28_000, exportW: 20_000 };
    feeder.host("feeder").deliver({ kind: "limits", limits, reasons: [] });
    feeder.timeline.run(feeder.timeline.now + 10_000);
    expect(feeder.watch(300, 28_000)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(10_000);
  });

  it("CP-LEASE-9 a site acknowledges as soon as all below it have, and does not wait for its next meter report", () => {
    const feeder = running(62_500);
    const limits = { importW: 28_000, exportW: 20_000 };
    feeder.host("feeder").deliver({ kind: "limits", limits, reasons: [] });
    feeder.timeline.run(feeder.timeline.now + 5_000);
    for (const site of feeder.sites) expect(feeder.grid("feeder")?.desk.link(site).commitOpen).toBe(false);
  });

  it("CP-LEASE-7 a site without a feeder falls to its fallback, and no station below it keeps more", () => {
    const feeder = running(60_000);
    feeder.host("feeder").kill();
    expect(feeder.watch(960)).toEqual([]);
    for (const site of feeder.sites) {
      expect(feeder.grid(site)?.up?.phase).toBe("fallback");
      expect(feeder.allowedW(site)).toBeLessThanOrEqual(12_000);
    }
    feeder.host("feeder").restart({ afterMs: 1, lost: true });
    expect(feeder.watch(1200)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });

  it("CP-LEDGER-7 a site that draws more than its lease by its own meter takes that from its stations", () => {
    const feeder = running(60_000);
    feeder.strayW.set("s1", 5000);
    feeder.timeline.run(feeder.timeline.now + 75_000);
    const found: number[] = [];
    for (let second = 0; second < 200; second++) {
      feeder.timeline.run(feeder.timeline.now + 1000);
      found.push(feeder.meterW("s1"));
    }
    expect(Math.max(...found)).toBeLessThanOrEqual(18_000);
    expect(feeder.host("s1").alarms.map(({ code }) => code)).toContain("OVERDRAW");
    feeder.strayW.delete("s1");
    feeder.timeline.run(feeder.timeline.now + 600_000);
    expect(feeder.allowedW("s1")).toBeGreaterThan(12_000);
  });

  it("a site that starts again from its store goes on within its lease", () => {
    const feeder = running(60_000);
    feeder.host("s1").restart({ afterMs: 5000, sameBoot: true });
    expect(feeder.watch(400)).toEqual([]);
    expect(feeder.allowedW("s1")).toBeGreaterThan(12_000);
  });

  it.each([1, 2, 3, 4, 5, 6])("no limit breaks on any level under loss, repetition and crashes (seed %i)", (seed) => {
    const feeder = new NestedFeeder(hash, seed);
    expect(feeder.harried(["feeder", "s1", "s2", "s1-a", "s2-b"], 12)).toEqual([]);
    feeder.timeline.run(feeder.timeline.now + 1_200_000);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });
});

describe("a feeder under a substation", () => {
  const substationW = 32_000;
  const begun = (seed = 5): NestedFeeder => new NestedFeeder(hash, seed, { substationW });

  it("gives its sites what the substation leaves it, inside the lease it holds there", () => {
    const feeder = begun();
    feeder.start();
    feeder.timeline.run(120_000);
    expect(feeder.grid("feeder")?.up?.phase).toBe("active");
    expect(feeder.watch(600, substationW)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });

  it("CP-EMERG-2 an emergency at the substation reaches every station, two operators below", () => {
    const feeder = begun();
    feeder.start();
    feeder.timeline.run(120_000);
    feeder.emergency(26_000, 600_000, "substation");
    feeder.timeline.run(feeder.timeline.now + 6000);
    expect(feeder.watch(580, 26_000)).toEqual([]);
    expect(feeder.watch(120, substationW)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(13_000);
  });

  it("CP-LEASE-7 without the substation all below fall to what is guaranteed, and come back", () => {
    const feeder = begun();
    feeder.start();
    feeder.timeline.run(120_000);
    feeder.host("substation").kill();
    expect(feeder.watch(1900, substationW)).toEqual([]);
    expect(feeder.grid("feeder")?.up?.phase).toBe("fallback");
    const sum = feeder.sites.reduce((total, site) => total + feeder.allowedW(site), 0);
    expect(sum).toBeLessThanOrEqual(24_000);
    feeder.host("substation").restart({ afterMs: 1, lost: true });
    expect(feeder.watch(2400, substationW)).toEqual([]);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });

  it.each([1, 2, 3, 4])("no limit breaks on three levels under loss, repetition and crashes (seed %i)", (seed) => {
    const feeder = begun(seed);
    expect(feeder.harried(["substation", "feeder", "s1", "s2", "s1-a"], 10, substationW)).toEqual([]);
    feeder.timeline.run(feeder.timeline.now + 2_400_000);
    for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
  });
});
