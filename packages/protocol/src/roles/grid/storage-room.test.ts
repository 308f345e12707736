import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { fallbackW, powerMaxW, Yard } from "../../testing/yard.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
it.each([
  ["at once", 30_000],
  ["when the storage site's wish is over", 3_700_000],
])("CP-LEDGER-1 storage makes room for a vehicle that comes, beside a station's fallback: %s", (_, afterMs) => {
  // Both vehicles, one of them below its station's fallback, and 160 W for the storage site.
  const yard = new Yard(hash, fallbackW + powerMaxW + 160);
  yard.start();
  yard.run(afterMs);
  yard.arrive();
  yard.run(60_000);
  expect(yard.appliedW("post-a")).toBe(3660);
  expect(yard.appliedW("post-b")).toBe(powerMaxW);
  expect(yard.appliedW("store")).toBeLessThanOrEqual(160);
});
