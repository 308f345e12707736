/**
 * Writes `my-wear.onnx` and `my-wear.json`: what the owner of a battery knows of its wear, as a model. Your own comes out of
 * whatever you train with; here it is written byte by byte, so that nothing has to be installed.
 *
 *     node --import tsx examples/own-predictor/make-model.ts
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

type Bytes = readonly number[];
function varint(value: number): Bytes {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
const number = (field: number, value: number): Bytes => [...varint(8 * field), ...varint(value)];
function part(field: number, content: Bytes | string): Bytes {
  const bytes = typeof content === "string" ? [...Buffer.from(content)] : content;
  return [...varint(8 * field + 2), ...varint(bytes.length), ...bytes];
}
const float32 = 1;
const raw = (values: readonly number[]): Bytes => [...new Uint8Array(Float32Array.from(values).buffer)];
const tensor = (name: string, dims: readonly number[], values: readonly number[]): Bytes => [
  ...dims.flatMap((dim) => number(1, dim)),
  ...[...number(2, float32), ...part(8, name), ...part(9, raw(values))],
];
const node = (op: string, inputs: readonly string[], output: string): Bytes => [
  ...[...inputs.flatMap((name) => part(1, name)), ...part(2, output), ...part(4, op)],
];
/** Any number of rows, `columns` wide. */
const port = (name: string, columns: number): Bytes => {
  const shape = [...part(1, part(2, "n")), ...part(1, number(1, columns))];
  return [...part(1, name), ...part(2, part(1, [...number(1, float32), ...part(2, shape)]))];
};

// Factor = 1 + 0.08 for each degree above 25 °C + 2 × C-rate above a third; never below 1. Its p90 is a fifth more.
const inputs = [
  { name: "temperature_c", unit: "°C", min: -10, max: 50 },
  { name: "c_rate_charge", unit: "1/h", min: 0, max: 1 },
];
const outputs = ["p10", "p50", "p90"].map((level) => ({ name: `rate_factor_${level}`, unit: "1", min: 0.5, max: 20 }));
const graph = [
  ...part(1, node("Sub", ["features", "from"], "above")),
  ...part(1, node("Relu", ["above"], "excess")),
  ...part(1, node("MatMul", ["excess", "weights"], "more")),
  ...part(1, node("Add", ["more", "least"], "out")),
  ...part(2, "my-wear"),
  ...part(5, tensor("from", [2], [25, 1 / 3])),
  ...part(5, tensor("weights", [2, 3], [0.07, 0.08, 0.1, 1.6, 2, 2.4])),
  ...part(5, tensor("least", [3], [1, 1, 1.2])),
  ...part(11, port("features", inputs.length)),
  ...part(12, port("out", outputs.length)),
];
const opset = [...part(1, ""), ...number(2, 13)];
const model = Uint8Array.from([...number(1, 7), ...part(8, opset), ...part(7, graph)]);

const manifest = {
  manifest: 1,
  id: "my-wear-1",
  kind: "wear",
  file: "my-wear.onnx",
  sha256: createHash("sha256").update(model).digest("hex"),
  bytes: model.length,
  chemistry: "LFP",
  trainedOn: "three years of this van",
  licence: "Apache-2.0",
  inputs,
  outputs,
  box: { temperatureC: [-10, 50], cRate: [0, 1], soc: [0, 1], soh: [0.7, 1] },
};
const place = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
writeFileSync(place("my-wear.onnx"), model);
writeFileSync(place("my-wear.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
console.log(`my-wear.onnx: ${model.length} bytes`);
