import { describe, expect, test } from "vitest";
import { ShortHorizonHistory, shortHorizonFeatures, shortHorizonSteps } from "./short-horizon.js";
import { apart, pushAll, run, seriesOf, upTo } from "./vectors.test-helper.js";

const stored = seriesOf("short-horizon-nmc-1");
const rows = stored.flatMap((series, index) =>
  series.rows.map((row) => ({ series, row, name: `${index} at ${row.at}` })),
);
const planOf = (features: readonly number[]) => ({
  soc: features[2] ?? 0,
  ambientC: features[1] ?? 0,
  currentC: features.slice(shortHorizonFeatures - shortHorizonSteps),
});

describe("The short horizon of a cell", () => {
  test.each(rows)("hears the same of telemetry as Python does, series $name", ({ series, row }) => {
    const history = new ShortHorizonHistory();
    pushAll(history, upTo(series, row.at, 0.1));
    const told = new Float32Array(shortHorizonFeatures);
    history.write(planOf(row.features), told);
    expect(apart(told, row.features)).toBeLessThan(1e-4);
  });

  test.each(rows)("is what torch makes of it, to 1e-4, series $name", async ({ row }) => {
    const out = await run("short-horizon-nmc-1", Float32Array.from(row.features));
    expect(out).toHaveLength(row.out.length);
    expect(apart(out, row.out)).toBeLessThan(1e-4);
  });

  test("writes where it is told to and nothing else", () => {
    const history = new ShortHorizonHistory();
    const [series] = stored;
    pushAll(history, series?.samples ?? []);
    const told = new Float32Array(shortHorizonFeatures + 2).fill(7);
    history.write({ soc: 0.5, ambientC: 20, currentC: new Float32Array(shortHorizonSteps) }, told, 1);
    expect([told[0], told[shortHorizonFeatures + 1]]).toEqual([7, 7]);
    expect(told.slice(1, -1).every((value) => Number.isFinite(value))).toBe(true);
  });
});
