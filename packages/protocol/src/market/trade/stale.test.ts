import { describe, expect, it } from "vitest";
import type { ChildNeed } from "../strategy.js";
import { proposeTrades, staleParty } from "./index.js";
import { startS, windowOf } from "./trade.test-helper.js";

const flat = (watts: number, steps = 8, from = startS) => ({
  ...{ startS: from, stepS: 900, max: Array<number>(steps).fill(watts), min: Array<number>(steps).fill(0) },
});
const child = (id: string, energyWh: number, running: ChildNeed["running"], departureS = startS + 7200): ChildNeed => ({
  ...{ id, ratedW: 11_000, fallbackImportW: 0, ...(running === undefined ? {} : { running }) },
  need: {
    ...{ connector: 1, version: 1, departureS, energyWh, powerMaxW: 11_000, powerMinW: 0, exportMaxW: 0 },
    ...{ phases: [1, 2, 3], blendable: true },
  },
});
const view = { startS, stepS: 900, steps: 4, fromS: startS, nowS: startS, valueMicroPerKwh: 300_000 };

describe("who is asked to trade by a plan that no longer suits the needs", () => {
  it("CP-TRADE-1 a lease of more than is needed is sold to who misses energy", () => {
    const parties = [child("a", 4000, flat(8000)), child("b", 12_000, flat(2000))].map((each) =>
      staleParty(each, view)!,
    );
    const [trade] = proposeTrades(parties, windowOf());
    expect([trade?.seller.holder, trade?.buyer.holder]).toEqual(["a", "b"]);
    // a is left what it needs.
    expect(parties[0]!.costMicro(trade!.seller.powerW)).toBe(0);
    expect(trade!.gainMicro).toBeGreaterThan(0);
  });

  it("counts as cost what is missing at departure, the first half three times, and nothing drawn after it", () => {
    const stays = staleParty(child("a", 4000, flat(0)), view)!;
    expect(stays.costMicro([0, 0, 0, 0])).toBe(2000 * 900 + 1200 * 450 + 800 * 300);
    expect(stays.costMicro([8000, 0, 0, 0])).toBe(1200 * 450 + 800 * 300);
    const leaves = staleParty(child("a", 4000, flat(0), startS + 900), view)!;
    expect(leaves.maxW).toEqual([11_000, 0, 0, 0]);
    expect(leaves.costMicro([0, 8000, 8000, 8000])).toBe(stays.costMicro([0, 0, 0, 0]));
  });

  it("counts of the step that runs what is left of it once a trade is carried out, and what comes before as it is", () => {
    const later = { ...view, nowS: startS + 300, fromS: startS + 600 };
    const party = staleParty(child("a", 4000, flat(0)), later)!;
    const empty = party.costMicro([0, 0, 0, 0]);
    // A third of a quarter of an hour at 6 kW.
    expect(empty - party.costMicro([6000, 0, 0, 0])).toBe(500 * 900);
    const had = staleParty(child("a", 4000, flat(6000)), later)!;
    // 5 minutes as they are, and 7 quarters of an hour with what was in the window before.
    expect(had.costMicro([0, 0, 0, 0])).toBe(0);
    expect(staleParty(child("a", 20_000, flat(6000)), later)!.costMicro([0, 0, 0, 0])).toBe(
      (10_000 - 6500) * 900 + 6000 * 450 + 4000 * 300,
    );
  });

  it("counts what the lease gives beside the window", () => {
    const party = staleParty(child("a", 4000, flat(4000)), { ...view, steps: 1 })!;
    // Seven quarters of an hour at 4 kW come after the window.
    expect(party.costMicro([0])).toBe(0);
  });

  it("asks nobody without a lease on the steps of the window, or with one that exports", () => {
    expect(staleParty(child("a", 4000, undefined), view)).toBeUndefined();
    expect(staleParty(child("a", 4000, { ...flat(4000), stepS: 300 }), view)).toBeUndefined();
    expect(staleParty(child("a", 4000, flat(4000, 8, startS - 100)), view)).toBeUndefined();
    expect(staleParty(child("a", 4000, flat(4000, 2, startS - 1800)), view)).toBeUndefined();
    const gives = { ...flat(4000), min: Array<number>(8).fill(-100) };
    expect(staleParty(child("a", 4000, gives), view)).toBeUndefined();
  });
});
