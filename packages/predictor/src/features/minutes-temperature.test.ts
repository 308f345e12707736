import { describe, expect, test } from "vitest";
import { MinutesHistory, minutesFeatures, minutesSegments } from "./minutes-temperature.js";
import { apart, pushAll, run, seriesOf, upTo } from "./vectors.test-helper.js";

const rows = seriesOf("minutes-temperature-nmc-1").flatMap((series, index) =>
  series.rows.map((row) => ({ series, row, name: `${index} at ${row.at}` })),
);
const planOf = (features: readonly number[]) => ({
  soc: features[2] ?? 0,
  ambientC: features[1] ?? 0,
  currentC: features.slice(minutesFeatures - 2 * minutesSegments, minutesFeatures - minutesSegments),
  heatingC2: features.slice(minutesFeatures - minutesSegments),
});

describe("The temperature minutes ahead", () => {
  test.each(rows)("hears the same of telemetry as Python does, series $name", ({ series, row }) => {
    const history = new MinutesHistory();
    pushAll(history, upTo(series, row.at, 1));
    const told = new Float32Array(minutesFeatures);
    history.write(planOf(row.features), told);
    expect(apart(told, row.features)).toBeLessThan(1e-4);
  });

  test.each(rows)("is what torch makes of it, to 1e-4, series $name", async ({ row }) => {
    const out = await run("minutes-temperature-nmc-1", Float32Array.from(row.features));
    expect(out).toHaveLength(row.out.length);
    expect(apart(out, row.out)).toBeLessThan(1e-4);
  });
});
