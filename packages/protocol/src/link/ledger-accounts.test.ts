import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Embedded, LeaseVersion, Terms } from "../messages.js";
import { stepConstant, stepValueAt } from "../step-function.js";
import { embedTerms } from "../wire/index.js";
import type { LedgerRow } from "./booking.js";
import { Ledger } from "./ledger.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const nowS = 1_800_000_000;
/** A site, and a phase that carries a third of connector 1 and nothing of connector 2. */
const rows: readonly LedgerRow[] = [
  { id: "site", share: () => 1 },
  { id: "phase", share: (_, connector) => (connector === 1 ? 1 / 3 : 0) },
];
const terms = (importW: number, exportW = 0, connector = 1): Embedded<Terms> =>
  embedTerms({ parts: [{ connector, schedule: { startS: nowS, stepS: 900, max: [importW], min: [-exportW] } }] }, hash);
const version = (counter: number): LeaseVersion => ({ epoch: 1, counter });

function opened({ siteW = 10_000, phaseW = 10_000 } = {}): Ledger {
  const ledger = new Ledger(rows);
  ledger.setCapacity("site", stepConstant(siteW), stepConstant(siteW));
  ledger.setCapacity("phase", stepConstant(phaseW), stepConstant(phaseW));
  for (const holder of ["a", "b"]) ledger.open(holder, [1, 2]);
  return ledger;
}
const issue = (ledger: Ledger, holder: string, counter: number, given: Embedded<Terms>, expiresAt = 100) =>
  ledger.tryApply(holder, { version: version(counter), terms: given, expiresAt }, nowS);
const booked = (ledger: Ledger, row: string, ...holders: readonly string[]): number =>
  stepValueAt(ledger.bookedImport(row, holders), nowS);
const free = (ledger: Ledger, row: string): number => stepValueAt(ledger.freeImport(row), nowS);

describe("accounts of the ledger", () => {
  it("has room for nobody before a capacity is stated", () => {
    const ledger = new Ledger(rows);
    ledger.open("a", [1]);
    expect(issue(ledger, "a", 1, terms(1))).toMatchObject({ row: "site", direction: "import", overW: 1 });
    expect(issue(ledger, "a", 1, terms(0, 1))).toMatchObject({ row: "site", direction: "export", overW: 1 });
    expect(stepValueAt(ledger.capacityOf("site").importW, nowS)).toBe(0);
    expect(stepValueAt(ledger.capacityOf("site").exportW, nowS)).toBe(0);
  });

  it("gives back all of a holder that is gone, once, and takes nothing more for it", () => {
    const ledger = opened();
    issue(ledger, "a", 1, terms(6000));
    issue(ledger, "b", 2, terms(1000));
    ledger.close("a");
    expect(free(ledger, "site")).toBe(9000);
    ledger.close("a");
    ledger.close("nobody");
    expect(free(ledger, "site")).toBe(9000);
    expect(ledger.holders()).toEqual(["b"]);
    expect(ledger.fallbackOf("a")).toEqual({ importW: 0, exportW: 0 });
    expect(ledger.connectorsOf("a")).toEqual([]);
    expect(booked(ledger, "site", "a", "b")).toBe(1000);
    expect(issue(ledger, "a", 3, terms(1))).toMatchObject({ row: "holder" });
  });

  it("CP-LEDGER-3 counts the share of a connector's power on each row, rounded up, import and export", () => {
    const ledger = opened();
    issue(ledger, "a", 1, terms(1000, 1000));
    expect(booked(ledger, "site", "a")).toBe(1000);
    expect(booked(ledger, "phase", "a")).toBe(334);
    expect(booked(ledger, "none", "a")).toBe(0);
    const tight = opened({ phaseW: 333 });
    expect(issue(tight, "a", 1, terms(0, 1000))).toMatchObject({ row: "phase", direction: "export", overW: 1 });
    expect(issue(tight, "a", 1, terms(0, 999))).toBeUndefined();
    expect(issue(tight, "b", 2, terms(9000, 9000, 2))).toBeUndefined();
  });

  it("CP-LEDGER-1 books the larger of two exports that may both be in force", () => {
    const ledger = opened({ siteW: 1000 });
    issue(ledger, "a", 1, terms(0, 800));
    issue(ledger, "a", 2, terms(0, 300));
    expect(issue(ledger, "b", 3, terms(0, 201))).toMatchObject({ direction: "export", overW: 1 });
    expect(issue(ledger, "b", 3, terms(0, 200))).toBeUndefined();
  });

  it("tries a fallback without booking it", () => {
    const ledger = opened({ siteW: 1000 });
    expect(ledger.fallbackMisfit("a", { importW: 1000, exportW: 0 }, nowS)).toBeUndefined();
    expect(ledger.fallbackOf("a")).toEqual({ importW: 0, exportW: 0 });
    expect(free(ledger, "site")).toBe(1000);
    expect(ledger.fallbackMisfit("a", { importW: 1001, exportW: 0 }, nowS)).toMatchObject({ overW: 1 });
    expect(ledger.fallbackMisfit("a", { importW: 0, exportW: 1002 }, nowS)).toMatchObject({
      direction: "export",
      overW: 2,
    });
  });

  it("tries terms of several holders in place of their leases, and leaves what others have", () => {
    const ledger = opened({ siteW: 1000 });
    ledger.open("c", [1]);
    issue(ledger, "a", 1, terms(700));
    issue(ledger, "b", 2, terms(200));
    issue(ledger, "c", 3, terms(100));
    const swap = (aW: number, bW: number) =>
      ledger.togetherMisfit(
        new Map([
          ["a", terms(aW).value],
          ["gone", terms(5000).value],
          ["b", terms(bW).value],
        ]),
        nowS,
      );
    expect(swap(200, 700)).toBeUndefined();
    expect(swap(300, 700)).toMatchObject({ row: "site", direction: "import", overW: 100 });
    expect(booked(ledger, "site", "a")).toBe(700);
    // An earlier version that may still be in force goes with the newest: a trade is of what both hold.
    issue(ledger, "a", 4, terms(300));
    expect(swap(200, 700)).toBeUndefined();
    expect(new Ledger(rows).togetherMisfit(new Map(), nowS)).toBeUndefined();
  });

  it("CP-LEDGER-1 tries terms of a holder that has no lease against its fallback alone", () => {
    const ledger = opened({ siteW: 1000 });
    ledger.admitFallback("a", { importW: 400, exportW: 0 }, nowS);
    issue(ledger, "b", 1, terms(600));
    expect(ledger.togetherMisfit(new Map([["a", terms(900).value]]), nowS)).toBeUndefined();
    expect(ledger.togetherMisfit(new Map([["b", terms(601).value]]), nowS)).toMatchObject({ overW: 1 });
  });

  it("CP-LEASE-4 a confirmation moves the end of that version alone, and never to an earlier instant", () => {
    const ledger = opened();
    issue(ledger, "a", 1, terms(4000), 100);
    issue(ledger, "a", 2, terms(1000), 100);
    ledger.confirm("a", version(2), 300);
    ledger.confirm("a", version(2), 200);
    ledger.confirm("nobody", version(2), 900);
    expect(ledger.versionsOf("a").map(({ expiresAt }) => expiresAt)).toEqual([100, 300]);
    expect(ledger.expire(250)).toEqual(["a"]);
    expect(booked(ledger, "site", "a")).toBe(1000);
  });

  it("CP-LEDGER-1 ends a reservation at its own instant, and a version beside it at its own", () => {
    const ledger = opened();
    issue(ledger, "a", 1, terms(1000), 200);
    ledger.reserve("a", terms(5000), 100, nowS);
    expect(ledger.nextExpiry()).toBe(100);
    expect(ledger.expire(99)).toEqual([]);
    expect(booked(ledger, "site", "a")).toBe(5000);
    expect(ledger.expire(100)).toEqual(["a"]);
    expect(booked(ledger, "site", "a")).toBe(1000);
    ledger.reserve("a", terms(5000), 900, nowS);
    expect(ledger.expire(200)).toEqual(["a"]);
    expect(booked(ledger, "site", "a")).toBe(5000);
    expect(ledger.nextExpiry()).toBe(900);
    expect(ledger.expire(900)).toEqual(["a"]);
    expect(ledger.nextExpiry()).toBeUndefined();
    expect(free(ledger, "site")).toBe(10_000);
  });

  it("says the capacity, what is free and what is booked of the row that was asked for", () => {
    const ledger = opened({ siteW: 5000, phaseW: 2000 });
    issue(ledger, "a", 1, terms(3000));
    issue(ledger, "b", 2, terms(300));
    expect(stepValueAt(ledger.capacityOf("phase").importW, nowS)).toBe(2000);
    expect(free(ledger, "site")).toBe(1700);
    expect(free(ledger, "phase")).toBe(900);
    expect(booked(ledger, "phase", "a", "b")).toBe(1100);
    expect(booked(ledger, "phase", "b")).toBe(100);
    expect(ledger.importAt("nobody", nowS)).toBe(0);
  });

  it("CP-LEDGER-8 names the first row that is over when the capacity falls, though an earlier one is not", () => {
    const ledger = opened();
    issue(ledger, "a", 1, terms(3000));
    expect(ledger.firstOver(nowS)).toBeUndefined();
    ledger.setCapacity("phase", stepConstant(600), stepConstant(0));
    expect(ledger.firstOver(nowS)).toEqual({ row: "phase", direction: "import", atS: nowS, overW: 400 });
  });
});
