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

it("CP-LEDGER-7 power that stays when its port is told less is noticed without another word of the meter", () => {
  const yard = new Yard(hash, fallbackW + powerMaxW);
  yard.start();
  yard.run(30_000);
  yard.host("post-a").deliver({ kind: "meter", connector: 1, powerW: 3600 });
  yard.host("car-a").deliver({ kind: "personLimit", connector: 1, maxW: 0 });
  yard.host("post-a").deliver({ kind: "personLimit", connector: 1, maxW: 0 });
  yard.run(12_000);
  expect(yard.host("post-a").alarms.map(({ code }) => code)).toContain("OVERDRAW");
});

it("CP-LEDGER-7 a vehicle that ramps down when its port is told less draws nothing too much", () => {
  const yard = new Yard(hash, fallbackW + powerMaxW);
  yard.start();
  yard.run(30_000);
  yard.host("post-a").deliver({ kind: "meter", connector: 1, powerW: 3600 });
  yard.host("post-a").deliver({ kind: "personLimit", connector: 1, maxW: 0 });
  for (const powerW of [2700, 1500, 300, 0]) {
    yard.run(800);
    yard.host("post-a").deliver({ kind: "meter", connector: 1, powerW });
  }
  yard.run(30_000);
  expect(yard.host("post-a").alarms.map(({ code }) => code)).not.toContain("OVERDRAW");
});
