// run-onnx.mjs MODEL FEATURES WIDTH OUT: float32 rows of WIDTH columns through a model, in batches, on one thread.
import { readFileSync, writeFileSync } from "node:fs";
import { InferenceSession, Tensor } from "onnxruntime-node";

const [model, features, width, out] = process.argv.slice(2);
const columns = Number(width);
const bytes = readFileSync(features);
const rows = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const session = await InferenceSession.create(model, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
});
const batch = 256;
const parts = [];
for (let row = 0; row * columns < rows.length; row += batch) {
  const part = rows.slice(row * columns, (row + batch) * columns);
  const made = await session.run({ features: new Tensor("float32", part, [part.length / columns, columns]) });
  parts.push(Buffer.from(Float32Array.from(made.out.data).buffer));
}
writeFileSync(out, Buffer.concat(parts));
