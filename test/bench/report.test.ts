import { expect, test } from "vitest";
import { document, type Figure, machine, meets, table } from "./report.js";
import { offerSize } from "./size.js";
import { median, quantile } from "./statistics.js";

const on = { cpu: "some cpu", cores: 2, memoryGb: 8, node: "v20", platform: "linux x64", load: [0.5, 1, 2] };
const figures: readonly Figure[] = [
  { id: "a.rate", value: 0.65432, unit: "× raw", bar: ">= 0.6", reference: "raw", runs: [0.6, 0.65432, 0.7] },
  { id: "a.longer", value: 1234.56, unit: "µs", bar: "<= 1000", reference: "raw", runs: [] },
  { id: "a.shown", value: 12, unit: "/s", bar: "", reference: "", runs: [12] },
  { id: "a.failed", value: Number.NaN, unit: "s", bar: "<= 3", reference: "", runs: [] },
];

test("a bar is met, missed or absent, and what was not measured meets none", () => {
  expect([meets(3, "<= 3"), meets(3, "< 3"), meets(3, ">= 3"), meets(3, "> 3")]).toEqual([true, false, true, false]);
  expect(meets(1, "")).toBe(null);
  expect(meets(Number.NaN, "<= 3")).toBe(false);
  expect(() => meets(1, "about 3")).toThrow(/bar "about 3"/);
});

test("the document has bench, machine and one entry for each figure", () => {
  const parsed = JSON.parse(JSON.stringify(document(["a", "b"], on, figures))) as Record<string, unknown>;
  expect(Object.keys(parsed)).toEqual(["bench", "machine", "bars"]);
  expect(parsed["bench"]).toBe("a b");
  expect(parsed["machine"]).toEqual(on);
  expect(parsed["bars"]).toEqual([
    { id: "a.rate", value: 0.654, unit: "× raw", bar: ">= 0.6", ok: true, reference: "raw", runs: [0.6, 0.654, 0.7] },
    { id: "a.longer", value: 1235, unit: "µs", bar: "<= 1000", ok: false, reference: "raw", runs: [] },
    { id: "a.shown", value: 12, unit: "/s", bar: "", ok: null, reference: "", runs: [12] },
    { id: "a.failed", value: null, unit: "s", bar: "<= 3", ok: false, reference: "", runs: [] },
  ]);
});

test("the table has a line for each figure, columns aligned, and the machine below", () => {
  const lines = table(on, figures).split("\n");
  expect(lines[1]).toMatch(/^a\.rate +0\.654 +× raw +>= 0\.6 +ok +0\.6\.\.0\.7 \(3\) +raw$/);
  expect(lines[2]).toMatch(/^a\.longer +1235 +µs +<= 1000 +MISSED/);
  expect(lines[1]?.indexOf("× raw")).toBe(lines[2]?.indexOf("µs"));
  expect(lines.at(-2)).toBe("some cpu, 2 cores, 8 GB, node v20, linux x64, load 0.5 1 2");
});

test("the machine is described in words and numbers", () => {
  const { cores, node, load } = machine();
  expect(cores).toBeGreaterThan(0);
  expect(node).toBe(process.version);
  expect(load).toHaveLength(3);
});

test("medians and quantiles lie between the values", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
  expect(median([])).toBeNaN();
});

test("an offer of the checked-in proposal is as small as its bars say", () => {
  const { bytes, jsonBytes } = offerSize();
  expect(bytes).toBeLessThanOrEqual(250);
  expect(jsonBytes / bytes).toBeGreaterThanOrEqual(3);
});
