import {
  BlockingModels,
  type EngineProblem,
  InProcessModels,
  type LoadedModel,
  type ModelsNow,
} from "@chargepact/predictor";
import { afterEach, describe, expect, test } from "vitest";
import { loaded } from "./manifests.js";
import { dense, hungry, looping, scaled, throwing } from "./onnx.js";

const shape = { features: 4, outputs: 3 };
const row = Float32Array.of(0.1, 0.2, 0.3, 0.4);
const steady = loaded(dense(shape), shape, { id: "steady" });
let problems: EngineProblem[] = [];
const onProblem = (problem: EngineProblem): void => void problems.push(problem);
const open: ModelsNow[] = [];
afterEach(async () => {
  problems = [];
  for (const each of open.splice(0)) await each.close();
});
const kept = <Models extends ModelsNow>(models: Models): Models => {
  open.push(models);
  return models;
};
const kinds: Readonly<Record<string, (models: readonly LoadedModel[]) => Promise<ModelsNow>>> = {
  "a process, waited for": async (models) => kept(await BlockingModels.open({ models, onProblem })),
  "this process": (models) => Promise.resolve(kept(new InProcessModels(models, onProblem))),
};
const ask = (models: ModelsNow, model = 0, features = row): readonly number[] | undefined => {
  const out = new Float32Array(shape.outputs);
  return models.predictNow(model, { features, n: 1, out }) ? [...out] : undefined;
};

describe.each(Object.entries(kinds))("answers within the call, by %s,", (_, make) => {
  test("are what the model computes, the same alone, in a batch and again", async () => {
    const models = await make([steady, loaded(scaled(shape, 3), shape)]);
    expect(ask(models, 1)?.[2]).toBeCloseTo(3, 5);
    const out = new Float32Array(2 * shape.outputs);
    const features = Float32Array.from([...row, 0, 0, 0, 0.5]);
    expect(models.predictNow(0, { features, n: 2, out })).toBe(true);
    expect([...out.subarray(0, 3)]).toEqual(ask(models));
    expect([...out.subarray(3)]).toEqual(ask(models, 0, features.subarray(4)));
  });

  test("are refused where a feature is outside, an answer is no number, or the call fails; the next comes", async () => {
    const models = await make([
      ...[steady, loaded(scaled(shape, Number.NaN), shape), loaded(throwing(shape), shape, { id: "throwing" })],
    ]);
    expect(ask(models, 0, Float32Array.of(0, 0, 0, 2))).toBeUndefined();
    expect(ask(models, 1)).toBeUndefined();
    expect(ask(models, 2)).toBeUndefined();
    expect(ask(models)).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(problems.map(({ kind }) => kind)).toEqual(["ANSWER", "THREW"]);
  });

  test("never come from a model that ONNX Runtime refuses", async () => {
    const unknown = loaded(dense(shape), shape);
    const text = Buffer.from(unknown.bytes).toString("latin1").replace("Relu", "Rely");
    await expect((async () => make([{ ...unknown, bytes: Buffer.from(text, "latin1") }]))()).rejects.toMatchObject({
      code: "MODEL",
      message: expect.stringMatching(/cannot be loaded: ONNX Runtime refuses it: .*Rely/) as string,
    });
  });
});

describe("by a process, waited for,", () => {
  test("what hangs is ended, and stays down: the run goes on without it, the same each time", async () => {
    const models = [loaded(looping(shape, 1e15), shape, { id: "hanging" }), steady];
    const blocking = kept(await BlockingModels.open({ models, hangMs: 500, onProblem }));
    expect(ask(blocking, 1)).toBeDefined();
    expect(ask(blocking, 0)).toBeUndefined();
    expect([ask(blocking, 0), ask(blocking, 1)]).toEqual([undefined, undefined]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(problems).toMatchObject([{ kind: "HANG", model: "hanging" }]);
  });

  test("memory is bounded", async () => {
    const blocking = kept(await BlockingModels.open({ models: [loaded(hungry(shape, 2e9), shape), steady] }));
    expect(ask(blocking, 0)).toBeUndefined();
    if (process.platform === "linux") expect(ask(blocking, 1)).toBeDefined();
  });
});
