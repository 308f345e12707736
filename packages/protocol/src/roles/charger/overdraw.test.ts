import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { fallbackW, powerMaxW, Yard } from "../../testing/yard.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

it.each(["post-a", "grid"])("CP-LEDGER-7 a meter that says once that too much is drawn is enough: %s", (id) => {
  const yard = new Yard(hash, fallbackW + powerMaxW);
  yard.start();
  yard.run(30_000);
  const over = (): number => yard.host(id).alarms.filter(({ code }) => code === "OVERDRAW").length;
  yard.host(id).deliver({ kind: "meter", connector: 1, powerW: 25_000 });
  yard.run(9000);
  expect(over()).toBe(0);
  yard.run(3000);
  expect(over()).toBe(1);
});

it.each(["post-a", "grid"])("CP-LEDGER-7 a peak that is over within a ramp is none: %s", (id) => {
  const yard = new Yard(hash, fallbackW + powerMaxW);
  yard.start();
  yard.run(30_000);
  for (const powerW of [25_000, 3000]) {
    yard.host(id).deliver({ kind: "meter", connector: 1, powerW });
    yard.run(1000);
  }
  yard.run(60_000);
  expect(yard.host(id).alarms.map(({ code }) => code)).not.toContain("OVERDRAW");
});
