import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkModel, loadModel } from "@chargepact/predictor";
import { afterAll, describe, expect, test } from "vitest";
import { manifestOf } from "./manifests.js";
import { dense, ends, file, graph, looping, node, scaled, tensor, weights, whole } from "./onnx.js";

const shape = { features: 4, outputs: 3 };
const good = dense(shape);
const folder = mkdtempSync(join(tmpdir(), "chargepact-model-"));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, content: Uint8Array | object): string => {
  const path = join(folder, name);
  writeFileSync(path, content instanceof Uint8Array ? content : JSON.stringify(content));
  return path;
};
const manifest = write("good.json", { manifest: 1, ...manifestOf(good, shape, { file: "good.onnx" }) });
const model = write("good.onnx", good);

/** The command as a user runs it. */
function chargepact(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const cli = fileURLToPath(new URL("../../packages/chargepact/src/cli.ts", import.meta.url));
  const args = ["--import", "tsx", "--conditions=chargepact-source", cli, "model", "check", ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe("chargepact model check", () => {
  test("ends with 0 for a model that can be used, and says how fast it answers", async () => {
    const { code, stdout, stderr } = await chargepact(model);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^.*good\.onnx: \d+ bytes, sha256 [0-9a-f]{64}\n {2}features 4, outputs 3\n {2}manifest test-1: wear/,
    );
    expect(stdout).toMatch(/ready in \d+ ms, one row in \d+\.\d\d ms, \d+\.\d µs each of 64\nusable\n$/);
  });

  test("ends with 5 for one that is refused, with --json as one document with every reason", async () => {
    const swapped = write(
      "swapped.onnx",
      file(graph({ nodes: [node("Relu", [["x"], ["out"]])], inputs: [], outputs: [] }), { opset: 7 }),
    );
    const { code, stdout } = await chargepact(swapped, "--manifest", manifest, "--json");
    expect(code).toBe(5);
    const { usable, refusals, trial } = JSON.parse(stdout) as {
      usable: boolean;
      refusals: { rule: string }[];
      trial: null;
    };
    expect([usable, trial]).toEqual([false, null]);
    expect(refusals.map(({ rule }) => rule)).toEqual(["HASH", "OPSET", "INPUT", "OUTPUT"]);
  });

  test("ends with 2 where there is no such file", async () => {
    const { code, stderr } = await chargepact(join(folder, "none.onnx"));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error BAD_INPUT: .*none\.onnx cannot be read: ENOENT/);
  });
});

describe("a model is tried, and refused where it", () => {
  const rules: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
    "answers no number": [scaled(shape, Number.NaN), /within the ranges of its inputs, it did not answer: y_0 is NaN/],
    hangs: [looping(shape, 1e15), /did not answer: no answer within 2000 ms/],
    "mixes rows up": [
      file(
        graph({
          nodes: [
            node("ReduceSum", [["features", "axes"], ["all"]], { attributes: [whole("keepdims", 1)] }),
            node("Add", [["features", "all"], ["mixed"]]),
            node("MatMul", [["mixed", "w"], ["out"]]),
          ],
          tensors: [tensor("axes", [1], BigInt64Array.of(0n)), tensor("w", [4, 3], weights(12))],
          ...ends(shape),
        }),
      ),
      /rows must not depend on each other/,
    ],
    "is of operators that there are not": [
      file(graph({ nodes: [node("Frobnicate", [["features"], ["out"]])], ...ends(shape) })),
      /cannot be loaded: ONNX Runtime refuses it: .*Frobnicate/,
    ],
    "has an answer of another shape than it says": [
      file(
        graph({
          nodes: [node("MatMul", [["features", "w"], ["out"]])],
          tensors: [tensor("w", [4, 5], weights(20))],
          ...ends(shape),
        }),
      ),
      /cannot be loaded: ONNX Runtime refuses it/,
    ],
  };
  test.each(Object.entries(rules))("%s", async (name, [bytes, reason]) => {
    const path = write(`${name}.onnx`, bytes);
    const own = write(`${name}.json`, { manifest: 1, ...manifestOf(bytes, shape, { file: `${name}.onnx` }) });
    const { refusals, trial } = await checkModel(path, own);
    expect(trial).toBeUndefined();
    expect(refusals.map(({ text }) => text)).toEqual([expect.stringMatching(reason)]);
  });

  test("is too large to be read", async () => {
    const { refusals } = await checkModel(write("large.onnx", new Uint8Array(5_000_000)));
    expect(refusals).toMatchObject([{ rule: "SIZE", text: /large\.onnx has 5000000 bytes; allowed are 4194304/ }]);
  });

  test("has a manifest that is none", async () => {
    const { refusals } = await checkModel(model, write("none.json", { manifest: 1, id: "x" }));
    expect(refusals).toMatchObject([{ rule: "MANIFEST", text: /none\.json: "sha256" is missing; it must be text/ }]);
  });
});

describe("loading by a manifest", () => {
  test("reads the file beside it, once: what is run is what was checked", async () => {
    const one = await loadModel(manifest);
    write("good.onnx", scaled(shape, 1));
    expect(Buffer.from(one.bytes).equals(Buffer.from(good))).toBe(true);
    await expect(loadModel(manifest)).rejects.toMatchObject({
      code: "MODEL",
      message: expect.stringMatching(/swapped/) as string,
    });
    write("good.onnx", good);
  });

  test("says which file is missing", async () => {
    await expect(loadModel(join(folder, "no.json"))).rejects.toMatchObject({ code: "BAD_INPUT" });
    const lonely = write("lonely.json", { manifest: 1, ...manifestOf(good, shape, { file: "gone.onnx" }) });
    await expect(loadModel(lonely)).rejects.toMatchObject({
      code: "BAD_INPUT",
      message: expect.stringContaining("gone.onnx cannot be read") as string,
    });
  });
});
