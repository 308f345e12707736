import { gridPortContract } from "@chargepact/agent";
import { test } from "vitest";
import { fixedGrid } from "./index.js";

const prices = { startS: 0, stepS: 3_600, microPerKwh: [100_000, 250_000] };
const harness = (port: ReturnType<typeof fixedGrid>) => () => ({
  port,
  wait: () => undefined,
  responseMs: 1_000,
  close: () => undefined,
});

for (const port of [
  fixedGrid({ importW: 50_000, exportW: 0 }),
  fixedGrid({ importW: 50_000, exportW: 9_000 }, prices),
]) {
  for (const { title, run } of gridPortContract(harness(port))) test(`a fixed grid: ${title}`, run);
}
