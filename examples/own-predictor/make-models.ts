/**
 * Writes what the owner of a van knows of it as two models with their manifests: `my-wear`, what charging costs its battery's
 * life, and `my-heat`, how warm that gets. Yours come out of whatever you train with; here they are written byte by byte,
 * so that nothing has to be installed.
 *
 *     node --import tsx examples/own-predictor/make-models.ts
 */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { manyRows, model, node, tensor } from "./onnx.js";

const levels = ["p10", "p50", "p90"] as const;
const box = { temperatureC: [-10, 50], cRate: [0, 1], soc: [0, 1], soh: [0.7, 1] };

function write(name: string, bytes: Uint8Array, said: object): void {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const manifest = {
    ...{ manifest: 1, id: `${name}-1`, file: `${name}.onnx`, sha256, bytes: bytes.length, chemistry: "LFP" },
    ...{ trainedOn: "three years of this van", licence: "Apache-2.0", box, ...said },
  };
  const place = (ending: string): string => fileURLToPath(new URL(`${name}.${ending}`, import.meta.url));
  writeFileSync(place("onnx"), bytes);
  writeFileSync(place("json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  console.log(`${name}.onnx: ${bytes.length} bytes`);
}

// Cycling wears this battery by 8 % more for each degree above 25 °C and by 20 % more for each tenth of a C-rate above a
// third than physics says; the p90 is a fifth above that.
const wear = model({
  nodes: [
    node("Sub", ["features", "from"], "above"),
    node("Relu", ["above"], "excess"),
    node("MatMul", ["excess", "weights"], "more"),
    node("Add", ["more", "least"], "out"),
  ],
  tensors: [
    tensor("from", [2], [25, 1 / 3]),
    tensor("weights", [2, 3], [0.07, 0.08, 0.1, 1.6, 2, 2.4]),
    tensor("least", [3], [1, 1, 1.2]),
  ],
  input: manyRows("features", 2),
  output: manyRows("out", 3),
});
write("my-wear", wear, {
  kind: "wear",
  inputs: [
    { name: "temperature_c", unit: "°C", min: -10, max: 50 },
    { name: "c_rate_charge", unit: "1/h", min: 0, max: 1 },
  ],
  outputs: levels.map((level) => ({ name: `rate_factor_${level}`, unit: "1", min: 0.5, max: 20 })),
});

// Its fan is broken: in each minute it warms by 2.4 K for a C-rate of one, which is far more than physics expects.
const steps = [1, 2, 3, 4, 5];
const heat = model({
  nodes: [node("MatMul", ["features", "weights"], "risen"), node("Add", ["risen", "band"], "out")],
  tensors: [
    tensor(
      "weights",
      [6, 15],
      [
        ...steps.flatMap(() => [1, 1, 1]),
        ...steps.flatMap((of) => steps.flatMap((step) => Array<number>(3).fill(step >= of ? 2.4 : 0))),
      ],
    ),
    tensor(
      "band",
      [15],
      steps.flatMap((step) => [-0.1 * step, 0, 0.1 * step]),
    ),
  ],
  input: manyRows("features", 6),
  output: manyRows("out", 15),
});
write("my-heat", heat, {
  kind: "minutes-temperature",
  horizon: { stepS: 60, steps: 5 },
  inputs: [
    { name: "temperature_c", unit: "°C", min: -10, max: 50 },
    ...steps.map((step) => ({ name: `c_rate_${step}`, unit: "1/h", min: -1, max: 1 })),
  ],
  outputs: steps.flatMap((step) => levels.map((level) => ({ name: `temperature_${level}_${step}`, unit: "°C" }))),
});
