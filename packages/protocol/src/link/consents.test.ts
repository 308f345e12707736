import { describe, expect, test } from "vitest";
import type { Blend, Embedded, Schedule, Terms } from "../messages.js";
import { Consents } from "./consents.js";

const fallback = { importW: 0, exportW: 0, rampWPerS: 1000 };
const schedule = (...max: number[]): Schedule => ({ startS: 0, stepS: 900, max, min: max.map(() => 0) });
const terms = (hash: string, ...max: number[]): Embedded<Terms> => ({
  value: { parts: [{ connector: 1, schedule: schedule(...max) }] },
  bytes: new Uint8Array(0),
  hash,
});
const half: Blend = {
  connector: 1,
  weights: [
    { hash: "early", weight: 32_768 },
    { hash: "late", weight: 32_768 },
  ],
};

function judged(commit: Embedded<Terms>, blends: readonly Blend[] = [half], now = 10): string {
  const consents = new Consents();
  consents.add(terms("early", 8000, 0), 100);
  consents.add(terms("late", 0, 8000), 50);
  return consents.judge({ terms: commit, blends, inForce: undefined, fallback, nowS: 0, now });
}

describe("CP-NEG-10 a commit with blends", () => {
  test("CP-NEG-10 is agreed to where it is the stated mixture of own options, give or take a unit", () => {
    expect(judged(terms("mixed", 4000, 4000))).toBe("given");
    expect(judged(terms("mixed", 8010, 8010))).toBe("given");
  });

  test("CP-NEG-10 is not agreed to beyond what its options span", () => {
    expect(judged(terms("mixed", 8020, 4000))).toBe("none");
  });

  test("CP-NEG-10 is not agreed to without its blend, or with an option that was never offered", () => {
    expect(judged(terms("mixed", 4000, 4000), [])).toBe("none");
    const foreign = { connector: 1, weights: [{ hash: "foreign", weight: 65_536 }] };
    expect(judged(terms("mixed", 4000, 4000), [foreign])).toBe("none");
  });

  test("CP-NEG-10 has expired once one of its options has", () => {
    expect(judged(terms("mixed", 4000, 4000), [half], 60)).toBe("expired");
  });
});

test("less than an own option, or than what is in force, needs no blend", () => {
  expect(judged(terms("less", 7000, 0), [])).toBe("given");
  expect(judged(terms("late", 0, 8000), [], 60)).toBe("expired");
});
