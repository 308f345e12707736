import { inspectModel, judge, modelLimits } from "@chargepact/predictor";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { manifestOf } from "./manifests.js";
import { dense, ends, file, graph, looping, node, number, part, scaled, tensor, value, weights } from "./onnx.js";

const shape = { features: 4, outputs: 3 };
const good = dense(shape);
const fine = {
  nodes: [node("MatMul", [["features", "w"], ["out"]])],
  tensors: [tensor("w", [4, 3], weights(12))],
  ...ends(shape),
};
const one = (parts: Partial<typeof fine>, options = {}): Uint8Array => file(graph({ ...fine, ...parts }), options);
const refused = (bytes: Uint8Array): readonly string[] =>
  inspectModel(bytes).refusals.map(({ rule, text }) => `${rule} ${text}`);

test("a good model is not refused, and its shape is read", () => {
  expect(inspectModel(good)).toEqual({ refusals: [], notes: [], shape });
  expect(inspectModel(one({}))).toMatchObject({ refusals: [], shape });
});

test("a loop is noted: how long it takes cannot be told from the file", () => {
  expect(inspectModel(looping(shape, 10))).toMatchObject({ refusals: [], notes: [/it has Loop/] });
});

describe("refused, with what was found, what is allowed and what to do:", () => {
  const location = [...part(1, "location"), ...part(2, "/etc/passwd")];
  const nested = (content: readonly number[]) => [...part(1, "body"), ...part(6, content), ...number(20, 5)];
  const inner = graph({
    nodes: [],
    inputs: [],
    outputs: [],
    tensors: [tensor("in", [1], weights(1), part(13, location))],
  });
  const deep = Array.from({ length: 12 }).reduce<readonly number[]>(
    (content) => graph({ nodes: [node("If", [[], []], { attributes: [nested(content)] })], inputs: [], outputs: [] }),
    [],
  );
  const cases: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
    nothing: [new Uint8Array(), /^SIZE the file has 0 bytes; allowed are 1 to 4194304/],
    "a large file": [new Uint8Array(modelLimits.bytes + 1), /^SIZE .*smaller net/],
    "a manifest": [new TextEncoder().encode('{"manifest": 1}'), /^FORMAT .*name the \.onnx file/],
    text: [new TextEncoder().encode("<html>404 not found</html>"), /^FORMAT the file is no whole ONNX model/],
    zeros: [new Uint8Array(500), /^FORMAT .*a field has number 0, at byte 0 of 500/],
    "a graph without nodes": [one({ nodes: [] }), /^FORMAT the file has no graph/],
    "data in other files": [
      one({ tensors: [tensor("w", [4, 3], weights(12), [...part(13, location), ...number(14, 1)])] }),
      /^EXTERNAL_DATA data of 1 tensors \("w"\) lie in other files; all must lie in this one/,
    ],
    "data in other files, of a nested graph": [
      one({ nodes: [...fine.nodes, node("If", [["c"], ["d"]], { attributes: [nested(inner)] })] }),
      /^EXTERNAL_DATA .*"in"/,
    ],
    "data in other files, of an attribute": [
      one({
        nodes: [
          ...fine.nodes,
          node("Constant", [[], ["c"]], {
            attributes: [[...part(1, "value"), ...part(5, number(14, 1)), ...number(20, 4)]],
          }),
        ],
      }),
      /^EXTERNAL_DATA/,
    ],
    "operators of others": [
      one({ nodes: [node("Shell", [["features"], ["out"]], { domain: "com.evil" })] }),
      /^DOMAIN it uses operators of "com.evil"; only ONNX' own/,
    ],
    "an import of others": [
      one({}, { extra: part(8, [...part(1, "com.microsoft"), ...number(2, 1)]) }),
      /^DOMAIN it imports operators of "com.microsoft"/,
    ],
    "an old operator set": [
      one({}, { opset: 9 }),
      /^OPSET operator set 9; allowed are 13 to 21: export with opset_version=13/,
    ],
    "one of the future": [one({}, { opset: 99 }), /^OPSET operator set 99/],
    "none at all": [Uint8Array.from(part(7, graph(fine))), /^OPSET .*imported 0 times/],
    functions: [one({}, { extra: part(25, part(1, "f")) }), /^FUNCTIONS 1 functions of its own; none are allowed/],
    "a graph for training": [one({}, { extra: part(20, []) }), /^FUNCTIONS .*inference only/],
    chance: [
      one({ nodes: [node("RandomNormalLike", [["features"], ["out"]])] }),
      /^RANDOM operator RandomNormalLike draws at random; the same question must have the same answer/,
    ],
    "a huge tensor": [
      one({ tensors: [tensor("w", [1_000_000, 1_000_000], weights(2))] }),
      /^SHAPE tensor "w" is \[1000000, 1000000\], 1000000000000 elements; allowed are 1048576/,
    ],
    "a tensor of negative size": [one({ tensors: [tensor("w", [-1n, 3], weights(3))] }), /^SHAPE tensor "w"/],
    "a tensor that lacks data": [
      one({ tensors: [tensor("w", [400, 300], weights(2))] }),
      /^SHAPE tensor "w" is \[400, 300\], 120000 elements, and carries 8 bytes; the file is damaged/,
    ],
    "many tensors, huge together": [
      one({
        tensors: Array.from({ length: 3 }, (_, index) => tensor(`w${index}`, [1000, 1000], new Float32Array(250_000))),
      }),
      /^SHAPE 3000000 elements in all tensors; allowed are 2097152/,
    ],
    "a sparse tensor": [file([...graph(fine), ...part(15, [])]), /^SHAPE 1 sparse tensors/],
    "a wrong input name": [
      one({ inputs: [value("x", ["n", 4])] }),
      /^INPUT the input is named "x"; needed is exactly one input, "features", float32 \[n, 1 to 1024\], n free/,
    ],
    "two inputs": [one({ inputs: [...fine.inputs, value("y", ["n", 4])] }), /^INPUT 2 inputs \("features", "y"\)/],
    doubles: [one({ inputs: [value("features", ["n", 4], 11)] }), /^INPUT .*element type 11, not 1 \(float32\)/],
    "a fixed number of rows": [one({ inputs: [value("features", [1, 4])] }), /^INPUT .*is \[1, 4\], for 1 rows alone/],
    "free columns": [one({ outputs: [value("out", ["n", "k"])] }), /^OUTPUT output "out" is \[n, k\]/],
    "too many outputs": [one({ outputs: [value("out", ["n", 100_000])] }), /^OUTPUT output "out" is \[n, 100000\]/],
    "no output": [one({ outputs: [] }), /^OUTPUT 0 outputs/],
    "graphs in graphs": [
      one({ nodes: [node("If", [[], []], { attributes: [nested(deep)] })] }),
      /^FORMAT .*nested more than 4 deep/,
    ],
    "many nodes": [
      one({ nodes: Array.from({ length: 5_001 }, () => node("Relu", [["a"], ["b"]])) }),
      /^FORMAT .*more than 5000 nodes/,
    ],
    "many dimensions": [
      one({ tensors: [tensor("w", Array<number>(9).fill(1), weights(1))] }),
      /^FORMAT .*more than 8 dimensions/,
    ],
  };
  test.each(Object.entries(cases))("%s", (_, [bytes, message]) => {
    expect(refused(bytes)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });
});

describe("held against its manifest", () => {
  const manifest = manifestOf(good, shape);
  const rules = (bytes: Uint8Array, against = manifest): readonly string[] =>
    judge(bytes, against).refusals.map(({ rule }) => rule);

  test("the right file passes", () => {
    expect(rules(good)).toEqual([]);
  });

  test("cut off anywhere, it is refused", () => {
    for (let part = 0; part < 50; part++) {
      expect(rules(good.subarray(0, Math.floor((good.length * part) / 50)))).toContain("HASH");
    }
  });

  test("cut off anywhere, it is refused by what is left of it too, where nobody knows the hash", () => {
    for (let part = 0; part < 50; part++) {
      expect(inspectModel(good.subarray(0, Math.floor((good.length * part) / 50))).refusals).not.toEqual([]);
    }
  });

  test("with any byte flipped, it is refused", () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const flipped = good.slice();
        flipped[at] = (flipped[at] ?? 0) ^ bits;
        expect(rules(flipped)).toContain("HASH");
      }),
    );
  });

  test("swapped for another good model, it is refused, and both hashes are named", () => {
    const other = dense({ ...shape, seed: 7 });
    expect(inspectModel(other).refusals).toEqual([]);
    const [refusal] = judge(other, manifest).refusals;
    expect(refusal).toMatchObject({ rule: "HASH", text: expect.stringContaining(manifest.sha256) as string });
    expect(refusal?.text).toMatch(/changed, cut off or swapped/);
  });

  test("a manifest with another number of inputs or outputs does not fit", () => {
    const narrow = manifestOf(good, { features: 3, outputs: 3 });
    expect(judge(good, narrow).refusals).toEqual([
      { rule: "MANIFEST", text: 'the manifest lists 3 inputs, the model has 4: mend "inputs"' },
    ]);
    expect(rules(scaled(shape, 1), manifestOf(scaled(shape, 1), { features: 4, outputs: 9 }))).toEqual(["MANIFEST"]);
  });
});

test("whatever the bytes are, reading them ends, and never throws", () => {
  const damaged = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 })
    .map((changes) => {
      const bytes = good.slice();
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes;
    });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), (bytes) => {
      expect(Array.isArray(inspectModel(bytes).refusals)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
