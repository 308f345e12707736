import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Embedded, LeaseVersion, Schedule, Terms } from "../messages.js";
import { stepConstant, stepValueAt } from "../step-function.js";
import { embedTerms } from "../wire/index.js";
import type { LedgerRow } from "./booking.js";
import { Ledger } from "./ledger.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const site: LedgerRow = { id: "site", share: () => 1 };
/** `a` loads phase 1 alone; the wiring of others is unknown. */
const phase = (number: number): LedgerRow => ({
  id: `phase-${number}`,
  share: (holder) => (holder === "a" ? (number === 1 ? 1 : 0) : 1),
});
const startS = 1_800_000_000;
const nowS = startS;
const terms = (schedule: Partial<Schedule> & Pick<Schedule, "max">, connector = 1): Embedded<Terms> =>
  embedTerms({ parts: [{ connector, schedule: { startS, stepS: 900, ...schedule } }] }, hash);
const flat = (w: number): Embedded<Terms> => terms({ max: [w, w, w, w], min: [Math.min(0, w), 0, 0, 0] });
const version = (counter: number): LeaseVersion => ({ epoch: 1, counter });
const ledgerOf = (capacityW: number, rows: readonly LedgerRow[] = [site]): Ledger => {
  const ledger = new Ledger(rows);
  for (const row of rows) ledger.setCapacity(row.id, stepConstant(capacityW), stepConstant(capacityW));
  for (const holder of ["a", "b", "c"]) ledger.open(holder, [1]);
  return ledger;
};
const apply = (ledger: Ledger, holder: string, counter: number, w: number, expiresAt = 100) =>
  ledger.tryApply(holder, { version: version(counter), terms: flat(w), expiresAt }, nowS);

describe("the ledger", () => {
  it("CP-LEDGER-1 books the maximum of acknowledged and later versions, the reservation and the fallback", () => {
    const ledger = ledgerOf(10_000);
    apply(ledger, "a", 1, 4000);
    ledger.acknowledge("a", version(1));
    apply(ledger, "a", 2, 1000);
    expect(ledger.importAt("a", nowS)).toBe(4000);
    ledger.reserve("a", flat(6000), 50, nowS);
    expect(ledger.importAt("a", nowS)).toBe(6000);
    ledger.release("a");
    ledger.admitFallback("a", { importW: 5000, exportW: 0 }, nowS);
    expect(ledger.importAt("a", nowS)).toBe(5000);
  });

  it("says what the fallbacks of some holders take on each row", () => {
    const ledger = ledgerOf(10_000, [site, phase(1), phase(2)]);
    ledger.admitFallback("a", { importW: 1380, exportW: 0 }, nowS);
    ledger.admitFallback("b", { importW: 2000, exportW: 0 }, nowS);
    const taken = (row: string, holders: readonly string[]): number => ledger.fallbackImport(row, holders);
    expect(taken("site", ["a", "b", "c"])).toBe(3380);
    expect(taken("phase-1", ["a", "b"])).toBe(3380);
    expect(taken("phase-2", ["a", "b"])).toBe(2000);
    expect(taken("site", [])).toBe(0);
  });

  it("CP-LEDGER-1 books a later version until its own end, and the one before it until it is acknowledged", () => {
    const ledger = ledgerOf(10_000);
    apply(ledger, "a", 1, 4000, 100);
    apply(ledger, "a", 2, 1000, 200);
    ledger.expire(99);
    expect(ledger.importAt("a", nowS)).toBe(4000);
    expect(ledger.expire(100)).toEqual(["a"]);
    expect(ledger.importAt("a", nowS)).toBe(1000);
    ledger.confirm("a", version(2), 300);
    expect(ledger.expire(200)).toEqual([]);
    expect(ledger.expire(300)).toEqual(["a"]);
    expect(ledger.importAt("a", nowS)).toBe(0);
  });

  it("CP-LEDGER-2 drops only versions below the one that was acknowledged", () => {
    const ledger = ledgerOf(10_000);
    for (const [counter, w] of [1000, 3000, 2000].entries()) apply(ledger, "a", counter + 1, w);
    ledger.acknowledge("a", version(2));
    expect(ledger.versionsOf("a").map((each) => each.version.counter)).toEqual([2, 3]);
    expect(ledger.importAt("a", nowS)).toBe(3000);
    ledger.drop("a", version(2));
    expect(ledger.versionsOf("a").map((each) => each.version.counter)).toEqual([3]);
  });

  it("CP-LEDGER-3 books import and export apart: an export makes no room for an import", () => {
    const ledger = ledgerOf(1000);
    const exporting = terms({ max: [0], min: [-1000] });
    expect(ledger.tryApply("a", { version: version(1), terms: exporting, expiresAt: 100 }, nowS)).toBeUndefined();
    expect(apply(ledger, "b", 2, 1000)).toBeUndefined();
    expect(apply(ledger, "c", 3, 1)).toMatchObject({ row: "site", direction: "import", overW: 1 });
    const more = terms({ max: [0], min: [-1] });
    expect(ledger.tryApply("c", { version: version(4), terms: more, expiresAt: 100 }, nowS)).toMatchObject({
      direction: "export",
    });
  });

  it("CP-LEDGER-3 always allows 0 W, and whatever only lowers, even while bookings exceed the capacity", () => {
    const ledger = ledgerOf(1000);
    apply(ledger, "a", 1, 1000);
    ledger.setCapacity("site", stepConstant(100), stepConstant(100));
    expect(ledger.firstOver(nowS)).toBeDefined();
    expect(apply(ledger, "b", 2, 0)).toBeUndefined();
    expect(apply(ledger, "a", 3, 400)).toBeUndefined();
    expect(apply(ledger, "b", 4, 1)).toBeDefined();
  });

  it("CP-LEDGER-4 checks an increase against what is booked at that very instant", () => {
    const ledger = ledgerOf(1000);
    apply(ledger, "a", 1, 800);
    ledger.acknowledge("a", version(1));
    apply(ledger, "a", 2, 200);
    expect(apply(ledger, "b", 3, 500)).toMatchObject({ overW: 300 });
    ledger.acknowledge("a", version(2));
    expect(apply(ledger, "b", 4, 500)).toBeUndefined();
  });

  it("CP-LEDGER-6 counts a holder on the phases of its wiring, and on every phase where that is unknown", () => {
    const ledger = ledgerOf(1000, [phase(1), phase(2)]);
    apply(ledger, "a", 1, 1000);
    expect(apply(ledger, "b", 2, 1)).toMatchObject({ row: "phase-1" });
    expect(ledger.capacityOf("phase-2").importW.values).toEqual([1000]);
    expect(stepValueAt(ledger.freeImport("phase-2"), nowS)).toBe(1000);
  });

  it("CP-LEDGER-7 books overdraw on top, so that it is taken from the others", () => {
    const ledger = ledgerOf(1000);
    apply(ledger, "a", 1, 400);
    ledger.setOverdraw("a", 300);
    expect(ledger.importAt("a", nowS)).toBe(700);
    expect(apply(ledger, "b", 2, 301)).toBeDefined();
    expect(apply(ledger, "b", 3, 300)).toBeUndefined();
    ledger.setOverdraw("a", 0);
    expect(ledger.importAt("a", nowS)).toBe(400);
  });

  it("CP-LEDGER-7 books what is fed back beyond agreements as export, which makes no room for import", () => {
    const ledger = ledgerOf(1000);
    const selling = (holder: string, counter: number, watts: number) => {
      const exported = terms({ max: [0, 0], min: [-watts, 0] });
      return ledger.tryApply(holder, { version: version(counter), terms: exported, expiresAt: 100 }, nowS);
    };
    expect(selling("a", 1, 400)).toBeUndefined();
    ledger.setOverdraw("a", -300);
    expect(selling("b", 2, 301)).toMatchObject({ direction: "export" });
    expect(selling("b", 3, 300)).toBeUndefined();
    expect(apply(ledger, "c", 4, 1001)).toMatchObject({ direction: "import" });
  });

  it("CP-NEG-4 keeps one reservation, replaced by the next, spent by a commit and kept beside a decrease", () => {
    const ledger = ledgerOf(1000);
    ledger.reserve("a", flat(900), 50, nowS);
    ledger.reserve("a", flat(300), 50, nowS);
    expect(ledger.importAt("a", nowS)).toBe(300);
    ledger.tryApply("a", { version: version(1), terms: flat(100), expiresAt: 99, keepsReservation: true }, nowS);
    expect(ledger.importAt("a", nowS)).toBe(300);
    apply(ledger, "a", 2, 200);
    expect(ledger.importAt("a", nowS)).toBe(200);
  });

  it("CP-LEDGER-8 never passes its capacity, at any instant, under any interleaving on any grids", () => {
    const schedule = fc
      .record({
        offsetS: fc.constantFrom(-1800, -600, 0, 300, 900, 1200),
        stepS: fc.constantFrom(60, 300, 420, 900),
        values: fc.array(fc.tuple(fc.integer({ min: -500, max: 900 }), fc.nat(400)), { minLength: 1, maxLength: 8 }),
      })
      .map(({ offsetS, stepS, values }) =>
        terms({
          startS: startS + offsetS,
          stepS,
          max: values.map(([max]) => max),
          min: values.map(([max, span]) => max - span),
        }),
      );
    const holder = fc.constantFrom("a", "b", "c");
    const step = fc.oneof(
      fc.record({ do: fc.constant("reserve" as const), holder, terms: schedule }),
      fc.record({ do: fc.constant("apply" as const), holder, terms: schedule, keep: fc.boolean() }),
      fc.record({ do: fc.constant("acknowledge" as const), holder, back: fc.nat(3) }),
      fc.record({ do: fc.constant("drop" as const), holder, back: fc.nat(3) }),
      fc.record({ do: fc.constant("confirm" as const), holder }),
      fc.record({ do: fc.constant("release" as const), holder }),
      fc.record({ do: fc.constant("fallback" as const), holder, importW: fc.nat(900), exportW: fc.nat(500) }),
      fc.record({ do: fc.constant("wait" as const), ms: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ledger = ledgerOf(1000, [site, phase(1), phase(2)]);
        let [now, counter, taken] = [0, 0, 0];
        for (const each of steps) {
          if (each.do === "reserve") ledger.reserve(each.holder, each.terms, now + 30, nowS);
          else if (each.do === "apply") {
            const issue = { version: version(++counter), terms: each.terms, expiresAt: now + 50 };
            if (ledger.tryApply(each.holder, { ...issue, keepsReservation: each.keep }, nowS) === undefined) taken++;
          } else if (each.do === "acknowledge") ledger.acknowledge(each.holder, version(counter - each.back));
          else if (each.do === "drop") ledger.drop(each.holder, version(counter - each.back));
          else if (each.do === "confirm") {
            const newest = ledger.versionsOf(each.holder).at(-1);
            if (newest !== undefined) ledger.confirm(each.holder, newest.version, now + 50);
          } else if (each.do === "release") ledger.release(each.holder);
          else if (each.do === "fallback") ledger.admitFallback(each.holder, each, nowS);
          else ledger.expire((now += each.ms));
          expect(ledger.firstOver(nowS)).toBeUndefined();
          for (const held of ["a", "b", "c"]) expect(sound(ledger, held)).toBe(true);
        }
        fc.pre(steps.length < 20 || taken > 0);
      }),
      { numRuns: 300 },
    );
  });
});

/** What is booked for a holder is never less than any of its versions. */
function sound(ledger: Ledger, holder: string): boolean {
  return ledger.versionsOf(holder).every((each) => {
    const [power] = each.power;
    if (power === undefined) return false;
    return [0, 333, 900, 1500, 4000].every(
      (s) => stepValueAt(power.importW, nowS + s) <= ledger.importAt(holder, nowS + s),
    );
  });
}
