import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Manifest,
  minutesFeatures,
  type OpenPredictors,
  openPredictors,
  sampleOf,
  shortHorizonFeatures,
  ShortHorizonHistory,
} from "@chargepact/predictor";
import { packOf, seriesOf, type ShortHorizonQuery } from "@chargepact/protocol";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { manifestOf } from "./manifests.js";
import { linear } from "./onnx.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-history-"));
afterAll(() => rmSync(folder, { recursive: true }));
const open: OpenPredictors[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A model whose answers at each step are some of its features, p10 = p50 = p90. `heard` names the column that marks its kind. */
function echoing(
  heard: readonly [name: string, count: number],
  answers: Readonly<Record<string, readonly number[]>>,
  rest: Partial<Manifest>,
): Promise<OpenPredictors> {
  const [mark, count] = heard;
  const columns = Object.values(answers).flat();
  const outputs = Object.entries(answers).flatMap(([what, of]) =>
    of.flatMap((_, step) => ["p10", "p50", "p90"].map((level) => ({ name: `${what}_${level}_${step + 1}`, unit: "" }))),
  );
  const rows = Array.from({ length: count }, (_, feature) =>
    columns.flatMap((column) => Array<number>(3).fill(column === feature ? 1 : 0)),
  );
  const bytes = linear(rows, Array<number>(outputs.length).fill(0));
  writeFileSync(join(folder, "echo.onnx"), bytes);
  const manifest = {
    ...manifestOf(bytes, { features: count, outputs: outputs.length }, { file: "echo.onnx", chemistry: "NMC" }),
    inputs: Array.from({ length: count }, (_, index) => ({
      ...{ name: index === 3 ? mark : `x_${index}`, unit: "", min: -100, max: 100 },
    })),
    ...{ outputs, ...rest },
  };
  writeFileSync(join(folder, "echo.json"), JSON.stringify({ manifest: 1, ...manifest }));
  return openPredictors({ models: [join(folder, "echo.json")], mode: "in-process" });
}

const pack = packOf("NMC", 50_000, 1);
const voltageNowV = pack.voltageV;
/** W at which the cells take a tenth of their rated capacity in an hour. */
const tenthW = 5_000;
const recent = Array.from({ length: 8 }, (_, index) => ({
  ...{ ageS: 10 * (index + 1), powerW: tenthW, temperatureC: 25, voltageV: voltageNowV },
}));
const query: ShortHorizonQuery = {
  ...{ pack, soc: 0.5, soh: 0.95, temperatureC: 25, ambientC: 20, deadlineMs: 100 },
  ...{ stepS: 60, powerW: [tenthW, 2 * tenthW, 3 * tenthW, 0, -tenthW], recent, powerNowW: tenthW, voltageNowV },
};
const horizon = { stepS: 60, steps: 5 };

describe("temperature minutes ahead, from what was measured before the question,", () => {
  const asked = async (changed: Partial<ShortHorizonQuery>, columns: readonly number[]) => {
    const made = await echoing(
      ["resistance_30s_vh", minutesFeatures],
      { temperature: columns },
      { kind: "minutes-temperature", horizon },
    );
    open.push(made);
    const found = await made.of("NMC")?.horizon?.predict({ ...query, ...changed });
    return found?.temperatureC.map(({ p50 }) => Number(p50.toFixed(3)));
  };

  test("hears the plan per half minute, as currents over the rated capacity, and what it has drawn", async () => {
    // Temperature, surroundings and mean current of the last minute; then stretches 1, 4 and 10 of the plan.
    expect(await asked({}, [0, 1, 4, 11, 14])).toEqual([25, 20, 0.1, 0.1, 0.2]);
    expect(await asked({}, [20, 21, 24, 5, 8])).toEqual([-0.1, 0.01, 0.04, 0.01, 0]);
  });

  test("refuses without voltages, without a minute of samples, and after a gap", async () => {
    const { voltageNowV: _, ...blind } = query;
    const made = await echoing(
      ["resistance_30s_vh", minutesFeatures],
      { temperature: [0, 0, 0, 0, 0] },
      { kind: "minutes-temperature", horizon },
    );
    open.push(made);
    const { horizon: predictor } = made.of("NMC") ?? {};
    expect(await predictor?.predict(blind)).toBeUndefined();
    expect(await predictor?.predict({ ...query, recent: recent.slice(0, 4) })).toBeUndefined();
    expect(
      await predictor?.predict({ ...query, recent: recent.map((each) => ({ ...each, ageS: 5 * each.ageS })) }),
    ).toBeUndefined();
    expect(await predictor?.predict(query)).toBeDefined();
  });
});

test("voltage and temperature seconds ahead need a history of tenths of seconds, and are asked where there is one", async () => {
  const steps = Array.from({ length: 50 }, (_, index) => index);
  const made = await echoing(
    ["voltage_change_100ms_v", shortHorizonFeatures],
    { voltage: steps.map(() => 3), temperature: steps.map(() => 0) },
    { kind: "short-horizon", horizon: { stepS: 0.1, steps: 50 } },
  );
  open.push(made);
  const history = new ShortHorizonHistory();
  let nowS = 0;
  const { horizon: predictor } = made.of("NMC", { fast: { history, nowS: () => nowS } }) ?? {};
  expect(made.of("NMC")).toBeUndefined();
  const ahead = { ...query, stepS: 0.5, powerW: Array<number>(10).fill(tenthW) };
  for (; nowS < 9; nowS += 0.1)
    history.push(sampleOf(pack, { atS: nowS, powerW: tenthW, temperatureC: 25, voltageV: 410 }));
  expect(await predictor?.predict(ahead)).toBeUndefined();
  for (; nowS < 12; nowS += 0.1)
    history.push(sampleOf(pack, { atS: nowS, powerW: tenthW, temperatureC: 25, voltageV: 410 }));
  const found = await predictor?.predict(ahead);
  expect(found?.voltageV).toHaveLength(10);
  expect(found?.voltageV[0]?.p50).toBeCloseTo(410, 3);
  expect(found?.temperatureC[9]?.p50).toBeCloseTo(25, 5);
  expect(seriesOf(pack)).toBeGreaterThan(90);
  nowS += 1;
  expect(await predictor?.predict(ahead)).toBeUndefined();
});
