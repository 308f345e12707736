import assert from "node:assert/strict";
import { chemistries, type Chemistry, type Pack, packOf, type Provenance, quoteQualities } from "@chargepact/protocol";
import type { Draw, DrawOptions } from "./contract-draw.js";

/** What the contracts of predictors share. */

/** What a predictor is asked about; all chemistries unless said. */
export interface PredictorOptions extends DrawOptions {
  /** Chemistries that it answers for, in ordinary conditions (a new NMC pack at 20 °C, half full, at C/6). */
  readonly chemistries?: readonly Chemistry[];
  /** The last in a chain answers where physics is too far to compare with; it is not held against it. */
  readonly lastInChain?: boolean;
}

interface Asked {
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
}
export const pack = (draw: Draw, chemistry: Chemistry) => packOf(chemistry, draw.int(5, 120) * 1_000);
export const everyChemistry: readonly Chemistry[] = chemistries;

/** Mostly ordinary, at times far outside of what anybody has measured. */
export function state(draw: Draw): Asked {
  const odd = draw.int(0, 4) === 0;
  return {
    soc: draw.real(0, 1),
    soh: odd ? draw.real(0.3, 1.1) : draw.real(0.75, 1),
    temperatureC: odd ? draw.real(-60, 95) : draw.real(0, 40),
  };
}

/** Where it says that it has been shown to hold; `cRate` in 1/h is the largest that is asked about. */
export function assertInside({ box }: Provenance, asked: Asked & { readonly cRate: number }): void {
  for (const [name, value] of Object.entries({
    temperatureC: asked.temperatureC,
    cRate: asked.cRate,
    soc: asked.soc,
    soh: asked.soh,
  })) {
    const [low, high] = box[name as keyof typeof box];
    const outside = `answers for ${name} ${value}, and says that it holds from ${low} to ${high}: it must refuse`;
    assert.ok(value >= low && value <= high, outside);
  }
}

export function cRateOf(
  { pack: built, soh }: { readonly pack: Pack; readonly soh: number },
  powersW: readonly number[],
): number {
  const cellW = powersW.map((watts) =>
    watts >= 0 ? watts * built.chargeEfficiency : -watts / built.dischargeEfficiency,
  );
  return Math.max(0, ...cellW) / Math.max(1, built.capacityWh * soh);
}

export function assertProvenance(
  { provenance, quality }: { provenance: Provenance; quality: string },
  of: Chemistry,
): void {
  const { modelId, sha256, engine, chemistry, calibration } = provenance;
  assert.ok(modelId.length > 0, "a prediction names its model");
  assert.equal(chemistry, of, "a prediction is for the chemistry that was asked about");
  assert.match(sha256, engine === "onnx" ? /^[0-9a-f]{64}$/ : /^([0-9a-f]{64})?$/, "the model's hash is 64 hex digits");
  assert.ok((quoteQualities as readonly string[]).includes(quality), `quality ${quality} is unknown`);
  if (calibration === undefined) return;
  const { coverage, count } = calibration;
  assert.ok(coverage >= 0 && coverage <= 1 && count > 0, `a coverage of ${coverage} over ${count} samples`);
}

/** ms after which a predictor counts as one that never answers: far beyond the deadline that an agent gives it. */
const patienceMs = 2_000;

/** What a predictor says; rejects where it throws, or says nothing for two seconds. */
export async function saidBy<Answer>(ask: () => Answer | Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${patienceMs} ms`));
    }, patienceMs);
  });
  try {
    return await Promise.race([ask(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
