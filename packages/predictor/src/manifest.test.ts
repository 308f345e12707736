import { isChargepactError } from "@chargepact/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseManifest } from "./manifest.js";

const good = {
  ...{ manifest: 1, id: "lfp-1", kind: "wear", file: "lfp.onnx", bytes: 400, chemistry: "LFP" },
  ...{ sha256: "a".repeat(64), trainedOn: "cells", licence: "CC-BY-4.0" },
  inputs: [{ name: "soc", unit: "1", min: 0, max: 1 }],
  outputs: [{ name: "factor_p50", unit: "1" }],
  box: { temperatureC: [0, 45], cRate: [0, 2], soc: [0, 1], soh: [0.7, 1] },
};
const parse = (changed: object) => parseManifest(JSON.stringify({ ...good, ...changed }), "lfp.json");

test("a manifest with all that is needed is read; what is not said of answers is wide", () => {
  const { id, outputs, horizon, calibration } = parse({});
  expect([id, horizon, calibration]).toEqual(["lfp-1", undefined, undefined]);
  expect(outputs).toEqual([{ name: "factor_p50", unit: "1", min: -1e12, max: 1e12 }]);
  expect(parse({ calibration: { coverage: 0.8, count: 90 } }).calibration).toEqual({
    coverage: 0.8,
    count: 90,
    scale: 1,
  });
});

describe("a message names the file, the field, its value, and what is allowed", () => {
  test.each([
    [{ manifest: 2 }, /lfp\.json: "manifest" is 2; it must be 1/],
    [{ id: undefined }, /"id" is missing; it must be text of 1 to 64/],
    [{ kind: "magic" }, /"kind" is "magic"; it must be one of short-horizon, .*wear/],
    [
      { file: "../../etc/passwd" },
      /"file" is "..\/..\/etc\/passwd"; it must be the name of a file in the manifest's own/,
    ],
    [{ sha256: "A".repeat(64) }, /"sha256" is "A+…?"?.*; it must be 64 lower-case hex digits/],
    [{ bytes: 1e9 }, /"bytes" is 1000000000; it must be a number from 1 to 4194304/],
    [{ inputs: [] }, /"inputs" is \[\]; it must be a list of 1 to 1024/],
    [{ inputs: [{ name: "soc", unit: "1", min: 0 }] }, /"inputs\[0\].max" is missing; it must be a number/],
    [
      { inputs: [{ name: "soc", unit: "1", min: 2, max: 1 }] },
      /"inputs\[0\].max" is 1; it must not be below min, which is 2/,
    ],
    [{ inputs: [good.inputs[0], good.inputs[0]] }, /"inputs\[1\].name" is "soc"; it is there twice/],
    [{ outputs: [{ name: "y", unit: 5 }] }, /"outputs\[0\].unit" is 5; it must be text/],
    [{ box: { ...good.box, soc: [1, 0] } }, /"box.soc" is \[1,0\]; it must have the lower number first/],
    [{ box: { ...good.box, soh: [0.7] } }, /"box.soh" is \[0.7\]; it must be two numbers/],
    [{ horizon: { stepS: 0.1, steps: 2.5 } }, /"horizon.steps" is 2.5; it must be a whole number/],
    [{ calibration: { coverage: 80, count: 5 } }, /"calibration.coverage" is 80; it must be a number from 0 to 1/],
  ])("%j", (changed, message) => {
    expect(() => parse(changed)).toThrow(message);
  });

  test("what is no JSON, or too long", () => {
    expect(() => parseManifest("{", "x.json")).toThrow(/manifest x\.json: it is no JSON/);
    expect(() => parseManifest(" ".repeat(300_000), "x.json")).toThrow(/300000 characters; allowed are 262144/);
  });
});

test("whatever JSON it is, a manifest is read or refused as MODEL", () => {
  const part = fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(good)));
  const any = fc.oneof(fc.jsonValue(), fc.record(Object.fromEntries(Object.keys(good).map((key) => [key, part]))));
  fc.assert(
    fc.property(any, (json) => {
      try {
        parseManifest(JSON.stringify(json), "x.json");
      } catch (error) {
        expect(isChargepactError(error) && error.code).toBe("MODEL");
      }
    }),
    { numRuns: 500 },
  );
});
