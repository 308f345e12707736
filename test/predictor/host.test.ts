import { afterAll, expect, test } from "vitest";
import { ModelHost } from "@chargepact/predictor";
import { dense } from "./onnx.js";
import { loaded } from "./manifests.js";

const shape = { features: 4, outputs: 3 };
test("host", async () => {
  const t = performance.now();
  const host = await ModelHost.open({ models: [loaded(dense(shape), shape)], onProblem: (p) => console.log(p) });
  console.log(performance.now() - t);
  console.log(await host.predict(0, Float32Array.of(0.1, 0.2, 0.3, 0.4), { deadlineMs: 250 }), host.stats);
  host.close();
});
