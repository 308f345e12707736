import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { fallbackW, powerMaxW, Yard } from "../../testing/yard.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
/** Messages that may be said in a minute by two that only renew, with some to spare; at round-trip speed it is thousands. */
const aFew = 40;

/** A vehicle charges at a station whose operator is gone for longer than any lease. */
function alone(): Yard {
  const yard = new Yard(hash, fallbackW + powerMaxW);
  yard.start();
  yard.run(30_000);
  yard.host("grid").kill();
  yard.run(240_000);
  return yard;
}
const saidIn = (yard: Yard, ms: number): number => {
  const before = yard.network.lines("post-a", "car-a").length;
  yard.run(ms);
  return yard.network.lines("post-a", "car-a").length - before;
};

it("CP-NEG-1 a battery that takes less than its share of the fallback is not asked again and again", () => {
  const yard = alone();
  expect(yard.appliedW("post-a")).toBe(3660);
  expect(saidIn(yard, 60_000)).toBeLessThan(aFew);
  expect(yard.appliedW("post-a")).toBe(3660);
});

it("CP-NEG-1 nor while the operator recovers", () => {
  const yard = alone();
  yard.host("grid").start({ lost: true });
  yard.run(5000);
  expect(yard.network.lines("RECOVERING").length).toBeGreaterThan(0);
  expect(saidIn(yard, 60_000)).toBeLessThan(aFew);
  yard.run(240_000);
  expect(yard.appliedW("post-a")).toBe(3660);
});
