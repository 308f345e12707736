import { beforeAll, describe, expect, it } from "vitest";
import { compareStrategies, type Comparison } from "../compare.js";
import { tinyDay } from "../tiny.fixture.js";
import { comparePage } from "./compare-page.js";

let comparison: Comparison;
beforeAll(async () => {
  comparison = await compareStrategies(tinyDay(), { strategies: ["llf", "equal-share"], insecure: true });
});

/** Start and width of each piece of a strategy's bar, in thousandths. */
function pieces(page: string, kind: string): number[][] {
  const rects = page.matchAll(
    new RegExp(`<rect\\s+class="m-${kind}"\\s+x="([-\\d.]+)"\\s+y="0"\\s+width="([-\\d.]+)"`, "g"),
  );
  return [...rects].map(([, x, width]) => [Number(x), Number(width)]);
}

describe("the report of a comparison", () => {
  it("needs nothing from elsewhere, and shows every strategy as power over the day and as a bar", () => {
    const page = comparePage(comparison);
    expect(page).not.toMatch(/https?:|url\(|@import|<script|<link|<img|\bsrc=|\bhref=/i);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
    for (const { strategy } of comparison.runs) {
      expect(page).toContain(`aria-label="Power over the day with ${strategy}:`);
      expect(page).toContain(`aria-label="${strategy}: energy `);
    }
    expect(page).toMatch(/<h1>\S+ came to the least: [\d.]+.EUR, with no limit broken<\/h1>/);
  });

  it("puts cost, wear and what is unserved end to end", () => {
    const page = comparePage(comparison);
    const [cost, wear, unserved] = ["cost", "wear", "unserved"].map((kind) => pieces(page, kind)[0] ?? []);
    expect(wear?.[0]).toBeCloseTo((cost?.[0] ?? 0) + (cost?.[1] ?? 0), 1);
    expect(unserved?.[0]).toBeCloseTo((wear?.[0] ?? 0) + (wear?.[1] ?? 0), 1);
  });

  it("draws what was earned to the left of zero", () => {
    const earning = comparison.runs.map((run) => ({ ...run, outcome: { ...run.outcome, costMicro: -2e6 } }));
    const page = comparePage({ ...comparison, runs: earning });
    for (const [from, width] of pieces(page, "cost")) expect([from, (from ?? 0) + (width ?? 0) > 0]).toEqual([0, true]);
    expect(page).toContain("was earned, and lessens the sum");
  });

  it("of a comparison that was stopped at once is a page too", () => {
    const page = comparePage({ ...comparison, runs: [], missing: ["llf"] });
    expect(page).toContain("No strategy was run to the end of the day");
    expect(page).toContain("and so without llf");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("escapes what comes from a scenario", () => {
    const page = comparePage({ ...comparison, day: { ...comparison.day, name: "<img src=x>", currency: "<b>" } });
    expect(page).not.toMatch(/<img|<b>\./);
  });
});
