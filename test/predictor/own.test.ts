import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shortHorizonContract, wearContract } from "@chargepact/agent";
import { type Manifest, type OpenPredictors, openPredictors, type PredictorsOptions } from "@chargepact/predictor";
import {
  packOf,
  physicsShortHorizon,
  physicsWear,
  type ShortHorizonPrediction,
  type ShortHorizonQuery,
  type WearQuery,
} from "@chargepact/protocol";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { manifestOf } from "./manifests.js";
import { linear } from "./onnx.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-own-"));
afterAll(() => rmSync(folder, { recursive: true }));
const open: OpenPredictors[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
async function opened(models: readonly string[], options: PredictorsOptions = {}): Promise<OpenPredictors> {
  const made = await openPredictors({ models, hangMs: 2_000, ...options });
  open.push(made);
  return made;
}

type Column = readonly [name: string, min: number, max: number];
/** Writes a model and its manifest; columns of features and names of outputs are as given. */
function own(
  name: string,
  bytes: Uint8Array,
  of: { readonly inputs: readonly Column[]; readonly outputs: readonly string[]; readonly rest?: Partial<Manifest> },
): string {
  const inputs = of.inputs.map(([column, min, max]) => ({ name: column, unit: "", min, max }));
  const outputs = of.outputs.map((output) => ({ name: output, unit: "", min: -1e6, max: 1e6 }));
  const shape = { features: inputs.length, outputs: outputs.length };
  writeFileSync(join(folder, `${name}.onnx`), bytes);
  const manifest = manifestOf(bytes, shape, { id: name, file: `${name}.onnx`, inputs, outputs, ...of.rest });
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify({ manifest: 1, ...manifest }));
  return path;
}

const factors = ["rate_factor_p10", "rate_factor_p50", "rate_factor_p90"];
/** Cycling ages by 1.2 and 1.2 + 0.01 for each °C. */
const wearModel = own("my-wear", linear([[0, 0.01, 0.02]], [1.1, 1.2, 1.3]), {
  ...{ inputs: [["temperature_c", 0, 45]], outputs: factors },
});
const wearQuery: WearQuery = {
  ...{ pack: packOf("LFP", 60_000), soc: 0.5, soh: 0.95, temperatureC: 20, deadlineMs: 5_000 },
  ...{ powerMaxW: 11_000, exportMaxW: 5_000 },
};
/** 0.3 K a minute beside what it starts from, more by the plan's C-rate of each step; 0.1 K less and more as quantiles. */
function horizonOf(name: string, stepS: number, count: number): string {
  const steps = Array.from({ length: count }, (_, index) => index + 1);
  const every = stepS / 60;
  const rows = [
    steps.flatMap(() => [1, 1, 1]),
    ...steps.map((of) => steps.flatMap((step) => (step >= of ? [every, every, every] : [0, 0, 0]))),
  ];
  const bias = steps.flatMap((step) => [-0.1, 0, 0.1].map((by) => 0.3 * every * step + by));
  return own(name, linear(rows, bias), {
    inputs: [["temperature_c", 0, 45], ...steps.map((step): Column => [`c_rate_${step}`, -1, 1])],
    outputs: steps.flatMap((step) => ["p10", "p50", "p90"].map((level) => `temperature_${level}_${step}`)),
    rest: { kind: "minutes-temperature", chemistry: "LFP", horizon: { stepS, steps: count } },
  });
}
const horizonModel = horizonOf("my-horizon", 60, 5);
const horizonQuery: ShortHorizonQuery = {
  ...{ pack: packOf("LFP", 50_000, 1), soc: 0.5, soh: 1, temperatureC: 20, ambientC: 20, deadlineMs: 5_000 },
  ...{ stepS: 60, powerW: [10_000, 10_000, 10_000, 0, 0] },
};
const modes = ["process", "blocking", "in-process"] as const;

describe.each(modes)("a user's own models, %s,", (mode) => {
  test("are asked by the names in their manifests, and say where their answer comes from", async () => {
    const { wear } = (await opened([wearModel, horizonModel], { mode })).of("LFP") ?? {};
    const answer = wear?.predict(wearQuery);
    expect(answer instanceof Promise).toBe(mode === "process");
    const found = await answer;
    const physics = physicsWear.predict(wearQuery);
    const ratio = (found?.p50.charge[0]?.agePerKwh ?? 0) / (physics?.p50.charge[0]?.agePerKwh ?? 1);
    expect(ratio).toBeCloseTo(1.2 + 0.01 * 20, 5);
    expect(found?.p50.calendar).toEqual(physics?.p50.calendar);
    expect(found?.provenance).toMatchObject({ modelId: "my-wear", engine: "onnx", chemistry: "LFP" });
  });

  test("of temperature are asked about the plan, and leave the voltage to physics", async () => {
    const { horizon } = (await opened([wearModel, horizonModel], { mode })).of("LFP") ?? {};
    const ahead = await horizon?.predict(horizonQuery);
    const p50s = ahead?.temperatureC.map(({ p50 }) => p50) ?? [];
    for (const [index, expected] of [20.5, 21, 21.5, 21.8, 22.1].entries())
      expect(p50s[index]).toBeCloseTo(expected, 4);
    expect(ahead?.voltageV).toEqual(physicsShortHorizon.predict(horizonQuery)?.voltageV);
    expect(ahead?.provenance).toMatchObject({ modelId: "my-horizon", engine: "onnx" });
  });

  test("refuse what they are not for: another chemistry, outside of the box, a plan beyond their horizon", async () => {
    const { wear, horizon } = (await opened([wearModel, horizonModel], { mode })).of("LFP") ?? {};
    const nmc = packOf("NMC", 60_000);
    expect(await wear?.predict({ ...wearQuery, pack: nmc })).toBeUndefined();
    expect(await wear?.predict({ ...wearQuery, temperatureC: 46 })).toBeUndefined();
    expect(await horizon?.predict({ ...horizonQuery, pack: nmc })).toBeUndefined();
    expect(await horizon?.predict({ ...horizonQuery, soh: 0.5 })).toBeUndefined();
    expect(await horizon?.predict({ ...horizonQuery, powerW: [0, 0, 0, 0, 0, 0] })).toBeUndefined();
  });
});

test("a question's steps may be several of the model's, but no parts of them", async () => {
  const { horizon } = (await opened([horizonModel], { mode: "in-process" })).of("LFP") ?? {};
  const ahead = (await horizon?.predict({
    ...horizonQuery,
    stepS: 120,
    powerW: [10_000, 0],
  })) as ShortHorizonPrediction;
  expect(ahead.temperatureC.map(({ p50 }) => Number(p50.toFixed(4)))).toEqual([21, 21.6]);
  for (const stepS of [30, 90]) expect(await horizon?.predict({ ...horizonQuery, stepS, powerW: [0] })).toBeUndefined();
});

describe("keep the contracts of predictors:", () => {
  const rest = { box: { temperatureC: [0, 44], cRate: [0, 1], soc: [0, 1], soh: [0.7, 1] } } as const;
  const constant = own("steady-wear", linear([[0, 0, 0]], [1.1, 1.2, 1.3]), {
    ...{ inputs: [["soh", 0.7, 1]], outputs: factors, rest },
  });
  test("wear", async () => {
    const { wear } = (await opened([constant], { mode: "in-process" })).of("LFP") ?? {};
    for (const { run } of wearContract(() => wear ?? physicsWear, { chemistries: ["LFP"] })) await run();
  });

  test("temperature, but where physics is far away from a line", async () => {
    const { horizon } = (await opened([horizonOf("fine", 10, 30)], { mode: "in-process" })).of("LFP") ?? {};
    const cases = shortHorizonContract(() => horizon ?? physicsShortHorizon, { chemistries: ["LFP"] });
    for (const { title, run } of cases) if (!/guard/.test(title)) await run();
  });
});

describe("what is wrong with a manifest is said before anything is started:", () => {
  test.each([
    [
      "an input that nobody knows",
      () => own("a", linear([[0, 0, 0]], [1, 1, 1]), { inputs: [["wind", 0, 1]], outputs: factors }),
      /model a: input "wind" is not known; known are soc, soh, temperature_c, capacity_kwh, c_rate_charge, c_rate_discharge/,
    ],
    [
      "an output that is missing",
      () => own("b", linear([[0, 0]], [1, 1]), { inputs: [["soc", 0, 1]], outputs: factors.slice(0, 2) }),
      /model b has no output "rate_factor_p90"; needed are rate_factor_p10, /,
    ],
    [
      "no horizon",
      () => {
        const rest = { kind: "minutes-temperature" } as const;
        return own("c", linear([[0]], [1]), { inputs: [["soc", 0, 1]], outputs: ["temperature_p50_1"], rest });
      },
      /model c has no horizon; a model of kind minutes-temperature needs/,
    ],
    [
      "a step beyond the horizon",
      () => {
        const rest = { kind: "minutes-temperature", horizon: { stepS: 60, steps: 5 } } as const;
        return own("d", linear([[0]], [1]), { inputs: [["c_rate_6", 0, 1]], outputs: ["temperature_p50_1"], rest });
      },
      /model d: input "c_rate_6" is not known; known are .*c_rate_1 to _5/,
    ],
  ])("%s", async (_, write, message) => {
    await expect(openPredictors({ models: [write()] })).rejects.toMatchObject({
      code: "MODEL",
      message: expect.stringMatching(message) as string,
    });
  });
});

test("without a battery's early cycles no model of cycle life is asked; the models of this package load", async () => {
  const all = await openPredictors({ mode: "in-process" });
  open.push(all);
  expect(all.models.length).toBeGreaterThan(1);
  expect(all.names).toEqual(all.models.map(({ id }) => id));
  expect(all.of("LFP")).toBeUndefined();
  const fade = await all.of("NMC")?.wear?.predict({ ...wearQuery, pack: packOf("NMC", 60_000) });
  expect(fade?.provenance.engine).toBe("onnx");
});
