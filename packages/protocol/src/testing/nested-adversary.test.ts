import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Depot } from "./depot.test-helper.js";
import { baseT } from "./host.test-helper.js";
import { feederW, NestedFeeder } from "./nested.test-helper.js";
import { equalShare } from "../market/index.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const running = (ms = 60_000, seed = 5): NestedFeeder => {
  const feeder = new NestedFeeder(hash, seed);
  feeder.start();
  feeder.timeline.run(ms);
  return feeder;
};
const depotOf = (ms = 20_000): Depot => {
  const depot = new Depot(hash, 5);
  depot.strategy = equalShare;
  depot.network.recording = true;
  depot.start();
  depot.timeline.run(ms);
  return depot;
};
const importOf = (depot: Depot): number =>
  ["c1", "c2", "c3", "store"].reduce((sum, id) => sum + depot.allowedW(id), 4000);

describe("emergencies of an operator", () => {
  it("CP-EMERG-1 last also through a restart of the operator that has them from its own port", () => {
    const depot = depotOf();
    depot.host("grid").deliver({ kind: "emergency", importMaxW: 22_000, durationMs: 3_600_000 });
    depot.timeline.run(depot.timeline.now + 60_000);
    expect(importOf(depot)).toBeLessThanOrEqual(22_000);
    depot.host("grid").restart({ sameBoot: true });
    for (let second = 0; second < 600; second++) {
      depot.timeline.run(depot.timeline.now + 1000);
      expect(importOf(depot)).toBeLessThanOrEqual(22_000);
    }
  });

  it("CP-EMERG-1 last to their end though more than is allowed was metered meanwhile", () => {
    const depot = depotOf();
    depot.host("grid").deliver({ kind: "emergency", importMaxW: 22_000, durationMs: 3_600_000 });
    depot.timeline.run(depot.timeline.now + 60_000);
    for (let second = 0; second < 4; second++) {
      depot.host("grid").deliver({ kind: "meter", connector: 1, powerW: 26_000 });
      depot.timeline.run(depot.timeline.now + 1000);
    }
    expect(depot.host("grid").alarms.map(({ code }) => code)).toContain("OVERDRAW");
    depot.timeline.run(depot.timeline.now + 10_000);
    for (let second = 0; second < 600; second++) {
      depot.timeline.run(depot.timeline.now + 1000);
      expect(importOf(depot)).toBeLessThanOrEqual(22_000);
    }
  });

  it("CP-EMERG-1 are over when they end, however much was metered above them: that is less than the limit then", () => {
    const depot = depotOf();
    depot.host("grid").deliver({ kind: "emergency", importMaxW: 22_000, durationMs: 60_000 });
    for (let second = 0; second < 900; second++) {
      if (second > 20) depot.host("grid").deliver({ kind: "meter", connector: 1, powerW: 26_000 });
      depot.timeline.run(depot.timeline.now + 1000);
    }
    const overdrawn = depot.host("grid").alarms.filter(({ code }) => code === "OVERDRAW");
    expect(overdrawn.length).toBeGreaterThan(0);
    expect(overdrawn.filter(({ atMs }) => atMs > 90_000)).toEqual([]);
    expect(importOf(depot)).toBeGreaterThan(30_000);
  });

  it("CP-EMERG-1 of the operator above and of one's own port count both, each to its own end", () => {
    const feeder = running();
    feeder.emergency(26_000, 600_000);
    feeder.timeline.run(feeder.timeline.now + 5000);
    const held = feeder.allowedW("s1");
    expect(held).toBeLessThanOrEqual(13_000);
    feeder.emergency(30_000, 60_000, "s1");
    for (let second = 0; second < 500; second++) {
      feeder.timeline.run(feeder.timeline.now + 1000);
      expect(feeder.sites.reduce((sum, site) => sum + feeder.allowedW(site), 0)).toBeLessThanOrEqual(26_000);
    }
  });

  it("CP-EMERG-1 of one's own port outlast one of the operator above that is lifted", () => {
    const feeder = running();
    feeder.emergency(8000, 1_200_000, "s1");
    feeder.timeline.run(feeder.timeline.now + 10_000);
    expect(feeder.allowedW("s1")).toBeLessThanOrEqual(8000);
    feeder.emergency(26_000, 20_000);
    feeder.timeline.run(feeder.timeline.now + 30_000);
    for (let second = 0; second < 300; second++) {
      feeder.timeline.run(feeder.timeline.now + 1000);
      expect(feeder.allowedW("s1")).toBeLessThanOrEqual(8000);
    }
  });
});

describe("an operator below that lost its store", () => {
  it("CP-STORE-7 acknowledges no decrease above while leases that it forgot may still be in force", () => {
    const feeder = running();
    // Nothing is drawn just now, so that no meter tells.
    for (const { id } of feeder.batteries) feeder.host(id).deliver({ kind: "personLimit", connector: 1, maxW: 0 });
    feeder.timeline.run(feeder.timeline.now + 5000);
    const lost = feeder.timeline.now;
    feeder.host("s1").restart({ afterMs: 1000, lost: true });
    feeder.timeline.run(lost + 5000);
    const limits = { importW: 26_000, exportW: 20_000 };
    feeder.host("feeder").deliver({ kind: "limits", limits, reasons: [] });
    const found: string[] = [];
    while (feeder.timeline.now < lost + 185_000) {
      feeder.timeline.run(feeder.timeline.now + 1000);
      found.push(...feeder.problems(feederW).filter((problem) => problem.startsWith("S2: s1 ")));
    }
    expect(found).toEqual([]);
  });

  it("CP-FALL-3 says of no lower fallback while its children's are booked higher", () => {
    const feeder = running();
    const own = feeder.grid("s1")?.up?.terms.fallbackHeld.importW ?? 0;
    expect(own).toBe(12_000);
    feeder.network.partition("s1", "s1-a");
    feeder.network.partition("s1", "s1-b");
    // What it asks for finds no room any more where it was.
    feeder.host("feeder").deliver({ kind: "limits", limits: { importW: 8000, exportW: 0 }, reasons: [] });
    feeder.timeline.run(feeder.timeline.now + 1000);
    feeder.host("s1").restart({ afterMs: 1000, lost: true });
    feeder.timeline.run(feeder.timeline.now + 20_000);
    const stations = ["s1-a", "s1-b"].reduce((sum, id) => sum + feeder.host(id).failsafe.importW, 0);
    expect(stations).toBe(8280);
    expect(feeder.grid("feeder")?.desk.ledger.fallbackOf("s1").importW).toBeGreaterThanOrEqual(stations);
  });
});

describe("an operator between two others", () => {
  it("CP-LEASE-9 acknowledges no decrease before all below it have", () => {
    const feeder = running();
    const booked = (): number =>
      feeder.grid("feeder")?.desk.ledger.importAt("s1", (baseT + feeder.timeline.now) / 1000) ?? 0;
    const before = booked();
    feeder.network.lose = ({ sender, body }) => sender === "s1-a" && body.kind === "commitAck";
    feeder.host("feeder").deliver({ kind: "limits", limits: { importW: 28_000, exportW: 0 }, reasons: [] });
    feeder.timeline.run(feeder.timeline.now + 8000);
    expect(booked()).toBe(before);
    feeder.network.lose = () => false;
    feeder.timeline.run(feeder.timeline.now + 40_000);
    expect(booked()).toBeLessThan(before);
  });
});

describe("what an operator below guarantees", () => {
  it("CP-FALL-4 is no more export than the operator above has admitted to it", () => {
    const feeder = running();
    const held = feeder.grid("s1")?.up?.terms.fallbackHeld;
    expect(held?.exportW).toBe(0);
    expect(feeder.grid("s1")?.guaranteed().exportW).toBe(0);
  });
});

describe("a charger that starts again with its ledger", () => {
  it("CP-STORE-6 books what its batteries hold on the row of their connector, too", () => {
    const depot = depotOf();
    const rows = (): readonly number[] =>
      [1, 2].map((connector) => {
        const { desk } = depot.host("c1").core as unknown as {
          desk: { ledger: { bookedImport(row: string, ids: readonly string[]): { values: readonly number[] } } };
        };
        return Math.max(...desk.ledger.bookedImport(`connector-${connector}`, [`c1-b${connector}`]).values);
      });
    const before = rows();
    expect(Math.min(...before)).toBeGreaterThan(0);
    depot.host("c1").restart({ sameBoot: true, afterMs: 10 });
    depot.timeline.run(depot.timeline.now + 12);
    expect(rows()).toEqual(before);
  });
});
