import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { PriceNotice } from "../messages.js";
import { shortOf } from "../roles/grid/short.js";
import { feederW, NestedFeeder, type NestedOptions, siteBaseW } from "./nested.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const priced: NestedOptions = {
  stations: { s1: 4, s2: 3 },
  hourly: [100_000, 90_000, 80_000, 70_000, 60_000],
  feeder: { pricing: { demandMicroPerKw: 300_000 } },
};
const running = (ms: number, options: NestedOptions = priced, seed = 5): NestedFeeder => {
  const feeder = new NestedFeeder(hash, seed, options);
  feeder.start();
  feeder.timeline.run(ms);
  return feeder;
};
const published = (feeder: NestedFeeder) =>
  feeder.host("feeder").traces.flatMap((trace) => (trace.what === "published" ? [trace] : []));
/** Each notice that was sent to a site, once, in order. */
const noticesTo = (feeder: NestedFeeder, site: string): readonly PriceNotice[] => {
  const seen = new Set<number>();
  return feeder.host("feeder").sentEnvelopes.flatMap(({ body, recipient, seq }) => {
    if (body.kind !== "priceNotice" || recipient !== site || seen.has(seq)) return [];
    seen.add(seq);
    return [body];
  });
};

describe("a feeder that publishes prices to the sites below it", () => {
  it("CP-FORECAST-1 hears from each site what three and more do together, or what is expected without them", () => {
    const feeder = running(120_000, { ...priced, stations: { s1: 4, s2: 2 } });
    for (const [site, children] of [
      ["s1", [0, 4]],
      ["s2", [0]],
    ] as const) {
      const told = feeder.host(site).sentEnvelopes.flatMap(({ body }) => (body.kind === "forecast" ? [body] : []));
      expect([...new Set(told.map((forecast) => forecast.children))]).toEqual(children);
      expect(told.every(({ profile }) => profile.importP50W[0] !== undefined && profile.importP50W[0] >= 2000)).toBe(
        true,
      );
    }
    expect(
      feeder
        .host("s1")
        .sentEnvelopes.every(({ body, recipient }) => body.kind !== "forecast" || recipient === "feeder"),
    ).toBe(true);
  });

  it("CP-PRICE-4 publishes at most once in a quarter of an hour; each site plans by what it was told, and it grants nothing", () => {
    const feeder = running(60_000);
    expect(feeder.watch(3600)).toEqual([]);
    const at = published(feeder).map(({ atS }) => atS);
    expect(at.length).toBeGreaterThan(1);
    for (const [index, atS] of at.slice(1).entries()) expect(atS - (at[index] ?? 0)).toBeGreaterThanOrEqual(900);
    for (const site of feeder.sites) {
      const { startS, stepS, microPerKwh } = noticesTo(feeder, site).at(-1)!.terms;
      expect(feeder.grid(site)!.prices()).toEqual({ startS, stepS, microPerKwh });
    }
    const rooms = feeder.sites.map((site) => noticesTo(feeder, site).at(-1)?.terms.capacityW ?? []);
    const sums = rooms[0]?.map((_, step) => rooms.reduce((sum, own) => sum + (own[step] ?? 0), 0)) ?? [];
    expect(sums.length).toBeGreaterThan(0);
    expect(Math.max(...sums)).toBeLessThanOrEqual(feederW);
  });

  it("CP-PRICE-4 an operator that begins anew, or whose clock goes back, publishes no sooner", () => {
    const feeder = running(290_000);
    const [first] = published(feeder);
    const before = published(feeder).length;
    expect(before).toBe(1);
    feeder.host("feeder").restart();
    feeder.timeline.run(320_000);
    expect(feeder.watch(60)).toEqual([]);
    expect(published(feeder)).toHaveLength(before);
    // Time is before the first step of what was published.
    feeder.host("feeder").wallErrorMs = -800_000;
    feeder.timeline.run(600_000);
    expect(published(feeder)).toHaveLength(before);
    // Whoever greets again hears what the earlier life published.
    expect(noticesTo(feeder, "s2").at(-1)?.terms.startS).toBe(first?.startS);
    feeder.timeline.run(2_400_000);
    expect(published(feeder).length).toBeGreaterThan(before);
    expect(published(feeder).at(-1)?.number).toBeGreaterThan(first!.number);
  });

  it("CP-PRICE-4 an emergency is published at once, below what is guaranteed too", () => {
    const feeder = running(120_000);
    const before = published(feeder).length;
    feeder.emergency(16_000, 600_000);
    expect(published(feeder).length).toBe(before + 1);
    expect(published(feeder).at(-1)?.belowGuarantee).toEqual(["s1", "s2"]);
    feeder.timeline.run(feeder.timeline.now + 5000);
    expect(feeder.watch(300, 16_000)).toEqual([]);
    expect(feeder.host("feeder").alarms.map(({ code }) => code)).toContain("EMERGENCY_SHORT");
  });

  it("CP-PRICE-5 a site that begins anew hears again what was published last", () => {
    const feeder = running(120_000);
    const [last] = noticesTo(feeder, "s1").slice(-1);
    const before = noticesTo(feeder, "s1").length;
    feeder.host("s1").restart();
    feeder.timeline.run(feeder.timeline.now + 30_000);
    expect(noticesTo(feeder, "s1").length).toBeGreaterThan(before);
    expect(noticesTo(feeder, "s1").at(-1)?.terms).toEqual(last?.terms);
    expect(feeder.grid("s1")?.prices()?.microPerKwh).toEqual(last?.terms.microPerKwh);
  });

  it.each([1, 2, 3, 4])(
    "no limit breaks under loss, repetition and crashes while prices are published (seed %i)",
    (seed) => {
      const feeder = new NestedFeeder(hash, seed, priced);
      expect(feeder.harried(["feeder", "s1", "s2", "s1-a", "s2-b"], 10)).toEqual([]);
      feeder.timeline.run(feeder.timeline.now + 1_200_000);
      expect(published(feeder).length).toBeGreaterThan(1);
      for (const site of feeder.sites) expect(feeder.allowedW(site)).toBeGreaterThan(12_000);
    },
  );
});

describe("a plan below what an operator's children may draw in any case", () => {
  const lowered = (feeder: NestedFeeder, watts: number): void => {
    const { desk } = feeder.grid("feeder")!;
    const startS = Math.floor(feeder.grid("feeder")!.nowS() / 300) * 300;
    const schedule = { startS, stepS: 300, max: Array<number>(24).fill(watts), min: Array<number>(24).fill(0) };
    const terms = desk.embed({ parts: [{ connector: 1, schedule }] });
    desk.execute(999, new Map([["s1", { terms, reasons: ["CAPACITY"], consented: false }]]));
    feeder.host("feeder").deliver({ kind: "meter", connector: 1, powerW: 10_000 });
  };

  it("CP-FALL-9 is refused with the least feasible terms; what was held stays, and the operator above is alarmed", () => {
    const feeder = running(60_000, { stations: { s1: 2, s2: 2 } });
    lowered(feeder, 5000);
    expect(feeder.watch(60)).toEqual([]);
    const refusals = feeder
      .host("s1")
      .sentEnvelopes.flatMap(({ body }) => (body.kind === "reject" && body.reason === "INFEASIBLE" ? [body] : []));
    // Base load of 2000 W and two stations of 4140 W each.
    expect(refusals[0]?.detail).toContain("5000 W in step 0, allowed: 10280 W or more");
    expect(refusals[0]?.feasible?.value.parts[0]?.schedule.max[0]).toBe(10_280);
    const alarms = feeder.host("feeder").alarms.filter(({ code }) => code === "CAPACITY_SHORT");
    expect(alarms[0]?.detail).toMatch(/s1 cannot go so low: .*10280 W or more/);
    expect(feeder.grid("s1")?.up?.phase).toBe("active");
  });

  it("CP-FALL-9 counts the load of each step that was offered, however long the operator above makes its steps", () => {
    const feeder = running(60_000, { stations: { s1: 2, s2: 2 } });
    const site = feeder.grid("s1")!;
    const startS = Math.floor(site.nowS() / 3600) * 3600;
    // 2 kW more from the third hour on.
    const max = [siteBaseW, siteBaseW, siteBaseW + 2000, siteBaseW + 2000];
    feeder.host("s1").deliver({ kind: "baseLoad", bound: { startS, stepS: 3600, max } });
    const offered = (watts: number) =>
      shortOf(site, 20_000, {
        parts: [{ connector: 1, schedule: { startS, stepS: 3600, max: Array<number>(4).fill(watts) } }],
      });
    expect(offered(12_280)).toBeUndefined();
    expect(offered(12_279)?.feasible?.value.parts[0]?.schedule.max).toEqual([12_279, 12_279, 12_280, 12_280]);
  });

  it("CP-FALL-9 at the least feasible is taken", () => {
    const feeder = running(60_000, { stations: { s1: 2, s2: 2 } });
    lowered(feeder, 10_280);
    feeder.timeline.run(feeder.timeline.now + 3000);
    expect(
      feeder.host("s1").sentEnvelopes.some(({ body }) => body.kind === "reject" && body.reason === "INFEASIBLE"),
    ).toBe(false);
    expect(feeder.allowedW("s1")).toBeLessThanOrEqual(10_280);
    expect(feeder.watch(60)).toEqual([]);
  });
});
