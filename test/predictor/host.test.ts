import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type EngineProblem, inspectModel, type LoadedModel, ModelHost } from "@chargepact/predictor";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { loaded } from "./manifests.js";
import { dense, hungry, looping, scaled, throwing } from "./onnx.js";

const shape = { features: 4, outputs: 3 };
const row = Float32Array.of(0.1, 0.2, 0.3, 0.4);
const deadlineMs = 5_000;
const steady = loaded(dense(shape), shape, { id: "steady" });
const hanging = loaded(looping(shape, 1e15), shape, { id: "hanging" });

const open: ModelHost[] = [];
let problems: EngineProblem[] = [];
/** Problems are gathered; the hang limit is such that a busy machine is not taken for a hang. */
async function host(models: readonly LoadedModel[], options: object = {}): Promise<ModelHost> {
  problems = [];
  const made = await ModelHost.open({ models, hangMs: 2_000, onProblem: (each) => problems.push(each), ...options });
  open.push(made);
  return made;
}
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** relu(features · W) · V as the file has it, from the weights themselves. */
async function answered(answer: Promise<Float32Array | undefined>): Promise<readonly number[]> {
  const found = await answer;
  expect(found).toBeDefined();
  return [...(found ?? [])];
}
const isAlive = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const from = performance.now(); !(await condition());) {
    if (performance.now() - from > 15_000) throw new Error("it did not happen within 15 s");
    await sleep(20);
  }
}

describe("answers", () => {
  test("are what the model computes, the same alone, in a batch, and again", async () => {
    const sums = await host([loaded(scaled(shape, 2), shape), steady]);
    const [first] = await answered(sums.predict(0, row, { deadlineMs }));
    expect(first).toBeCloseTo(2, 5);
    const rows = Float32Array.from([...row, 0, 0, 0, 0.5]);
    const both = await answered(sums.predict(1, rows, { n: 2, deadlineMs }));
    expect(both.slice(0, 3)).toEqual(await answered(sums.predict(1, row, { deadlineMs })));
    expect(both).toEqual(await answered(sums.predict(1, rows, { n: 2, deadlineMs })));
  });

  test("to many who ask at once come from a few batches, each his own", async () => {
    const one = await host([loaded(scaled(shape, 1), shape)]);
    const asked = Array.from({ length: 200 }, (_, index) => Float32Array.of(index / 256, 0, 0, 0));
    const all = await Promise.all(asked.map((each) => answered(one.predict(0, each, { deadlineMs }))));
    expect(all.map(([first]) => first)).toEqual(asked.map(([first]) => first));
    expect(one.stats).toMatchObject({ answered: 200, batches: 4 });
  });

  test("belong to what was asked, though the caller's array changes meanwhile", async () => {
    const one = await host([loaded(scaled(shape, 1), shape)]);
    const mine = Float32Array.of(0.5, 0, 0, 0);
    const answer = one.predict(0, mine, { deadlineMs });
    mine.fill(1);
    expect(await answered(answer)).toEqual([0.5, 0.5, 0.5]);
  });
});

describe("no answer, rather than a bad one,", () => {
  test("where a feature is no number, or outside of what the model was made for", async () => {
    const one = await host([steady]);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -0.1, 1.1]) {
      expect(await one.predict(0, Float32Array.of(0, 0, 0, bad), { deadlineMs })).toBeUndefined();
    }
    expect(await one.predict(0, Float32Array.of(0, 0, 0), { deadlineMs })).toBeUndefined();
    expect(one.stats).toMatchObject({ refused: 5, batches: 0 });
  });

  test.each([
    ["NaN", scaled(shape, Number.NaN), /y_0 is NaN 1, allowed are/],
    ["infinite", scaled(shape, Number.POSITIVE_INFINITY), /y_0 is Infinity/],
    ["huge", scaled(shape, 1e30), /y_0 is 1e\+?30|y_0 is \d\.\d+e\+30/],
    ["hugely negative", scaled(shape, -1e30), /y_0 is -\d/],
    ["below what its manifest allows", scaled(shape, -0.5), /y_0 is -0\.5 1, allowed are 0 to 10/],
  ])("where it is %s", async (_, bytes, detail) => {
    const positive = _.startsWith("below") ? { min: 0, max: 10 } : {};
    const model = loaded(bytes, shape);
    const outputs = model.manifest.outputs.map((each) => ({ ...each, ...positive }));
    const one = await host([{ ...model, manifest: { ...model.manifest, outputs } }]);
    expect(await one.predict(0, row, { deadlineMs })).toBeUndefined();
    expect(problems).toEqual([
      { kind: "ANSWER", model: "test-1", count: 1, detail: expect.stringMatching(detail) as string },
    ]);
  });

  test("where the model fails in a call; the next is answered", async () => {
    const both = await host([loaded(throwing(shape), shape, { id: "throwing" }), steady]);
    expect(await both.predict(0, row, { deadlineMs })).toBeUndefined();
    expect(problems).toMatchObject([{ kind: "THREW", model: "throwing", detail: /Gather/ }]);
    await answered(both.predict(1, row, { deadlineMs }));
  });

  test("where it is slow: what comes too late is dropped, and the next question gets its own answer", async () => {
    const slow = await host([loaded(looping(shape, 200_000), shape), loaded(scaled(shape, 1), shape)], {
      hangMs: 15_000,
    });
    const late = slow.predict(0, row, { deadlineMs: 3 });
    const own = slow.predict(1, row, { deadlineMs: 15_000 });
    expect(await late).toBeUndefined();
    expect((await answered(own))[0]).toBeCloseTo(1, 5);
    expect(slow.stats).toMatchObject({ late: 1, ended: 0 });
  });
});

describe("a model that hangs", () => {
  test("is ended with its process, which starts again: its neighbour answers before and after", async () => {
    const both = await host([steady, hanging], { restart: { minMs: 10, maxMs: 100 } });
    const before = await answered(both.predict(0, row, { deadlineMs }));
    const { pid } = both;
    expect(await both.predict(1, row, { deadlineMs: 25 })).toBeUndefined();
    await until(() => both.stats.ended === 1);
    await until(() => !isAlive(pid));
    expect(problems).toMatchObject([{ kind: "HANG", model: "hanging" }]);
    await until(async () => (await both.predict(0, row, { deadlineMs: 100 })) !== undefined);
    expect(await answered(both.predict(0, row, { deadlineMs }))).toEqual(before);
  });

  test("holds nobody up: others are refused at once while the process is down", async () => {
    const both = await host([steady, hanging], { hangMs: 100, restart: "never" });
    void both.predict(1, row, { deadlineMs: 25 });
    expect(await both.predict(0, row, { deadlineMs })).toBeUndefined();
    expect(await both.predict(0, row, { deadlineMs })).toBeUndefined();
    expect(both.pid).toBeUndefined();
  });

  test("already while it is loaded is refused", async () => {
    const always = loaded(looping(shape, 1e15, true), shape);
    await expect(host([steady, always], { loadMs: 3_000 })).rejects.toMatchObject({
      code: "MODEL",
      message: expect.stringMatching(/test\.onnx cannot be loaded: it was not ready within 3000 ms/) as string,
    });
  });

  test("does not outlive who asked it", async () => {
    const one = await host([hanging]);
    const { pid } = one;
    void one.predict(0, row, { deadlineMs: 25 });
    await sleep(20);
    one.close();
    await until(() => !isAlive(pid));
  });
});

describe("memory", () => {
  test("beyond the bound is not given: the call fails, the process lives", async () => {
    const greedy = await host([loaded(hungry(shape, 2e9), shape), steady]);
    expect(await greedy.predict(0, row, { deadlineMs })).toBeUndefined();
    await answered(greedy.predict(1, row, { deadlineMs }));
    if (process.platform !== "linux") return;
    expect(problems).toMatchObject([{ kind: "THREW", detail: /alloc|memory/i }]);
    const peakKb = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${greedy.pid ?? 0}/status`, "utf8"))?.[1]);
    expect(peakKb * 1024).toBeLessThan(268_435_456);
  });

  test("less than the engine itself needs is a setting that cannot be used", async () => {
    await expect(host([steady], { memoryMaxBytes: 16_000_000 })).rejects.toMatchObject({
      code: "BAD_CONFIG",
      message: "memoryMaxBytes is 16000000; allowed are 167772160 and more, for the engine itself needs most of that",
    });
  });
});

test("a process that is killed from outside starts again after a pause that doubles", async () => {
  const one = await host([steady], { restart: { minMs: 10, maxMs: 1_000 } });
  for (let times = 1; times <= 2; times++) {
    process.kill(one.pid ?? 0, "SIGKILL");
    await until(() => one.stats.ended === times);
    await until(async () => (await one.predict(0, row, { deadlineMs: 100 })) !== undefined);
  }
  expect(problems).toMatchObject([{ kind: "ENDED", detail: /SIGKILL/ }, { count: 2 }]);
});

describe("without ONNX Runtime", () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "chargepact-engine-"));
    await build({
      ...{ bundle: true, platform: "node", format: "esm", logLevel: "silent", conditions: ["chargepact-source"] },
      entryPoints: [fileURLToPath(new URL("../../packages/predictor/src/engine/child.ts", import.meta.url))],
      external: ["onnxruntime-node"],
      outfile: join(folder, "engine.mjs"),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const opened = () => host([steady], { module: pathToFileURL(join(folder, "engine.mjs")) });

  test("it says so, and what to do", async () => {
    await expect(opened()).rejects.toMatchObject({
      code: "ENGINE",
      message: expect.stringMatching(
        /Cannot find module 'onnxruntime-node.*npm install @chargepact\/predictor, with ONNXRUNTIME_NODE_INSTALL=skip where/,
      ) as string,
    });
  });

  test("that this machine can load, it says why", async () => {
    const package_ = join(folder, "node_modules/onnxruntime-node");
    mkdirSync(join(package_, "dist"), { recursive: true });
    writeFileSync(join(package_, "dist/binding.js"), 'throw new Error("libonnxruntime.so.1: wrong ELF class");');
    await expect(opened()).rejects.toMatchObject({
      code: "ENGINE",
      message: expect.stringContaining("wrong ELF") as string,
    });
    writeFileSync(join(package_, "dist/binding.js"), "exports.other = 1;");
    writeFileSync(join(package_, "index.js"), "exports.Tensor = class {};");
    await expect(opened()).rejects.toMatchObject({
      code: "ENGINE",
      message: expect.stringContaining("1.30") as string,
    });
  });
});

test("whatever bytes of a model are flipped, it is refused, or answers, or is refused an answer", async () => {
  const bytes = dense(shape);
  let tried = 0;
  for (let at = 3; at < bytes.length && tried < 3; at += 61) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] ?? 0) ^ 0x55;
    if (inspectModel(flipped).refusals.length > 0) continue;
    tried += 1;
    try {
      const one = await host([loaded(flipped, shape)]);
      await one.predict(0, row, { deadlineMs });
    } catch (error) {
      expect(error).toMatchObject({ code: "MODEL" });
    }
  }
  expect(tried).toBe(3);
});
