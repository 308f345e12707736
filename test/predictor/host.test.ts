import { expect, test } from "vitest";
import { ModelHost, BlockingModels, InProcessModels } from "@chargepact/predictor";
import { dense, looping, hungry, throwing } from "./onnx.js";
import { loaded } from "./manifests.js";

const shape = { features: 4, outputs: 3 };
const lat = async (f: () => unknown) => { const ts = []; for (let i = 0; i < 5000; i++) { const t = performance.now(); await f(); ts.push(performance.now() - t); } ts.sort((a, b) => a - b); return [ts[2500]!, ts[4950]!].map((x) => x * 1e3); };
const f = Float32Array.of(0.1, 0.2, 0.3, 0.4);
test("host", async () => {
  let t = performance.now();
  const models = [dense(shape), looping(shape, 1e15), hungry(shape, 1e9), throwing(shape)].map((b) => loaded(b, shape));
  const host = await ModelHost.open({ models, onProblem: (p) => console.log(p) });
  console.log(performance.now() - t);
  console.log(await host.predict(0, f, { deadlineMs: 250 }), host.stats);
  console.log("async", await lat(() => host.predict(0, f, { deadlineMs: 250 })));
  for (const m of [2, 3, 1]) { t = performance.now(); console.log(m, await host.predict(m, f, { deadlineMs: 25 }), performance.now() - t, host.stats); }
  await new Promise((r) => setTimeout(r, 400));
  console.log(await host.predict(0, f, { deadlineMs: 250 }), host.stats);
  host.close();
  t = performance.now();
  const blocking = await BlockingModels.open({ models, hangMs: 1000, onProblem: (p) => console.log(p) });
  console.log("blocking", performance.now() - t);
  const out = new Float32Array(3);
  console.log("blocking", await lat(() => blocking.predictNow(0, { features: f, n: 1, out })));
  console.log(out);
  for (const m of [2, 3, 1, 0]) { t = performance.now(); console.log(m, blocking.predictNow(m, { features: f, n: 1, out }), performance.now() - t); }
  await blocking.close();
  const inp = new InProcessModels(models);
  console.log("inproc", await lat(() => inp.predictNow(0, { features: f, n: 1, out })));
  console.log(out);
});
