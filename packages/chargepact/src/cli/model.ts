import { existsSync } from "node:fs";
import type { ModelReport } from "@chargepact/predictor";
import { exitCodes } from "./failure.js";
import type { ModelCheckOptions } from "./model-options.js";
import { loadPredictor } from "./predictor.js";

/** `chargepact model check`: what is wrong with a model file. Resolves with the exit code. */
export async function runModelCheck(file: string, { manifest, json }: ModelCheckOptions): Promise<number> {
  const { checkModel } = await loadPredictor();
  const beside = file.replace(/\.onnx$/i, ".json");
  const own = manifest ?? (beside !== file && existsSync(beside) ? beside : undefined);
  const report = await checkModel(file, own);
  process.stdout.write(`${json === true ? JSON.stringify(documentOf(report)) : textOf(report)}\n`);
  return report.refusals.length === 0 ? exitCodes.ok : exitCodes.refused;
}

function documentOf({ file, bytes, sha256, shape, manifest, refusals, notes, trial }: ModelReport): object {
  const usable = refusals.length === 0;
  return {
    file,
    usable,
    bytes,
    sha256,
    id: manifest?.id ?? null,
    shape: shape ?? null,
    refusals,
    notes,
    trial: trial ?? null,
  };
}

function textOf({ file, bytes, sha256, shape, manifest, refusals, notes, trial }: ModelReport): string {
  const lines = [`${file}: ${bytes} bytes, sha256 ${sha256 || "not read"}`];
  if (shape !== undefined) lines.push(`  features ${shape.features}, outputs ${shape.outputs}`);
  if (manifest !== undefined) {
    lines.push(`  manifest ${manifest.id}: ${manifest.kind}, ${manifest.chemistry}, trained on ${manifest.trainedOn}`);
  }
  for (const { rule, text } of refusals) lines.push(`  refused ${rule}: ${text}`);
  for (const note of notes) lines.push(`  note: ${note}`);
  if (trial !== undefined) {
    const { startMs, oneMs, eachUs } = trial;
    lines.push(
      `  ready in ${startMs.toFixed(0)} ms, one row in ${oneMs.toFixed(2)} ms, ${eachUs.toFixed(1)} µs each of 64`,
    );
  }
  if (refusals.length > 0) lines.push(`not usable: ${refusals.length} ${refusals.length === 1 ? "reason" : "reasons"}`);
  else if (manifest === undefined) lines.push("usable, but it needs a manifest (docs/predictor.md has its fields)");
  else lines.push("usable");
  return lines.join("\n");
}
