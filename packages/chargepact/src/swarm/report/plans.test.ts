import { beforeAll, describe, expect, it } from "vitest";
import { runTiny, tinyDay, type TinyRun } from "../tiny.fixture.js";
import type { PlanRecord } from "../plans.js";
import { endTable } from "../table.js";
import { planSection } from "./plans.js";
import { reportPage } from "./page.js";

const day = tinyDay();
const atMs = (minute: number): number => (day.fromS + 60 * minute) * 1000;
const bounded: PlanRecord = {
  atMs: atMs(10),
  plan: 1,
  rounds: 3,
  upperMicro: 2_000_000,
  lowerMicro: 1_900_000,
  gapPpm: 50_000,
  boundComplete: true,
  origin: "option-rounds",
  ended: "gap",
  trail: [
    { round: 1, gap: 0.4 },
    { round: 2, gap: 0.01 },
  ],
};
const unbounded: PlanRecord = {
  atMs: atMs(30),
  plan: 2,
  rounds: 1,
  upperMicro: 1_500_000,
  boundComplete: false,
  origin: "llf",
  ended: "deadline",
  trail: [{ round: 1, gap: Number.NaN }],
};
const textOf = (markup: string): string => markup.replace(/<[^>]*>/g, " ").replaceAll(/[\s\u00a0]+/g, " ");
const bounds = (markup: string): number => markup.match(/<path\s+class="l-bound"/g)?.length ?? 0;

describe("the section on plans", () => {
  it("is not there where no option rounds cleared", () => {
    expect(planSection([], day).text).toBe("");
  });

  it("says how many plans there were, and how near the cheapest half of them are for certain", () => {
    const text = textOf(planSection([bounded], day).text);
    expect(text).toContain("1 time the grid operator asked all holders at prices, 3.0 rounds on average");
    expect(text).toContain("could save more than 5.0 % of the cost");
    expect(text).toContain("the rounds came near enough to the bound 1 100.0 % 3 5.0 %");
  });

  it("draws a bound only for plans that have one", () => {
    const [none, gap] = [planSection([unbounded], day).text, planSection([bounded, unbounded, bounded], day).text];
    expect(bounds(none)).toBe(0);
    expect(none).not.toContain("f-gap");
    expect(textOf(none)).toContain("nothing can be said about how near the cheapest it is");
    // Two stretches of cost and bound, and the middle gap of the rounds.
    expect(bounds(gap)).toBe(3);
    expect(textOf(gap)).toContain("1 plan has none");
    expect(textOf(gap)).toContain("seed: least laxity first 1 33.3 % 1 no bound");
    expect(none + gap).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("never draws a bound that lies above the cost", () => {
    expect(bounds(planSection([{ ...bounded, lowerMicro: 2_500_000, gapPpm: 0 }], day).text)).toBe(0);
  });
});

describe("a day cleared by option rounds", () => {
  let tiny: TinyRun;
  beforeAll(async () => {
    tiny = await runTiny(day, { strategy: "option-rounds" });
  }, 60_000);

  it("has its plans in report, table and result", () => {
    const { result, reckoning, recorder } = tiny;
    const page = reportPage({ result, reckoning, recorder, notes: [] });
    expect(result.optionRounds.plans).toBe(recorder.plans.length);
    expect(result.optionRounds.plans).toBeGreaterThan(3);
    expect(textOf(page)).toContain(`${result.optionRounds.plans} times the grid operator asked all holders`);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    expect(endTable(result, reckoning)).toMatch(/^plans +\d+ by option rounds, \d+ with a bound/m);
  });
});
