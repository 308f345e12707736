import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BandScale, learnBand, type Quantiles, scaleBand, unscaledBand, widthRatio } from "./index.js";

/** Standard normal numbers from a seed (mulberry32 and Box–Muller). */
function normals(seed: number): () => number {
  let state = seed >>> 0 || 1;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
}

/** Coverage and mean width after a time of getting used to, at ten samples a second. */
function run(
  error: (index: number) => number,
  raw: Quantiles = { p10: -1.2816, p50: 0, p90: 1.2816 },
): { coverage: number; width: number } {
  let scale: BandScale = unscaledBand;
  let [within, width] = [0, 0];
  const [used, counted] = [3_000, 6_000];
  for (let index = 0; index < used + counted; index++) {
    const band = scaleBand(raw, scale);
    const measured = error(index);
    if (index >= used) {
      within += measured >= band.p10 && measured <= band.p90 ? 1 : 0;
      width += widthRatio(raw, scale);
    }
    scale = learnBand(scale, raw, measured);
  }
  return { coverage: within / counted, width: width / counted };
}

describe("a band of one battery", () => {
  test.each([
    ["as its predictor says", 1, 0],
    ["half as wide", 0.5, 0],
    ["twice as wide", 2, 0],
    ["off to one side", 1, 0.8],
    ["far off to one side", 0.7, -1.5],
  ])("covers 78 to 82 %% after five minutes where errors are %s", (_, sigma, bias) => {
    for (const seed of [1, 2, 3]) {
      const normal = normals(seed);
      const { coverage } = run(() => bias + sigma * normal());
      expect(coverage).toBeGreaterThan(0.78);
      expect(coverage).toBeLessThan(0.82);
    }
  });

  test("is at most 1.3 times as wide as its predictor says where that was right", () => {
    for (const seed of [1, 2, 3]) {
      const normal = normals(seed);
      expect(run(() => normal()).width).toBeLessThan(1.3);
    }
  });

  test("covers 78 to 82 % where errors hang together for half a minute, and where they grow during the day", () => {
    const normal = normals(4);
    let error = 0;
    const slow = run(() => (error = 0.997 * error + Math.sqrt(1 - 0.997 ** 2) * normal()));
    const grows = run((index) => (0.5 + index / 6_000) * normal());
    for (const { coverage } of [slow, grows]) {
      expect(coverage).toBeGreaterThan(0.78);
      expect(coverage).toBeLessThan(0.82);
    }
  });

  test("keeps its quantiles in order and its state bounded, finite and plain, whatever is measured", () => {
    const number = fc.double({ noDefaultInfinity: false, noNaN: false });
    fc.assert(
      fc.property(
        fc.array(number, { maxLength: 300 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (errors, width) => {
          const raw = { p10: -width, p50: 0, p90: width };
          let scale: BandScale = unscaledBand;
          for (const error of errors) scale = learnBand(scale, raw, error);
          const { p10, p50, p90 } = scaleBand(raw, scale);
          expect(p10).toBeLessThanOrEqual(p50);
          expect(p50).toBeLessThanOrEqual(p90);
          expect(Math.abs(scale.low)).toBeLessThanOrEqual(4);
          expect(Math.abs(scale.high)).toBeLessThanOrEqual(4);
          expect(JSON.parse(JSON.stringify(scale))).toEqual(scale);
          expect(scale.within).toBeLessThanOrEqual(scale.met);
        },
      ),
    );
  });
});
