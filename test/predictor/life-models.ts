import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Calibration,
  calibratedWear,
  cycleLifeCalibration,
  type EarlyCycles,
  fadeCalibration,
  InProcessModels,
  type LoadedModel,
  loadModel,
  twoStepRate,
} from "@chargepact/predictor";
import type { WearPredictorNow } from "@chargepact/protocol";

const folder = new URL("../../packages/predictor/models/", import.meta.url);
export const cycleLifeId = "cycle-life-lfp-1";
export const fadeId = "fade-nmc-1";

export const bundled = (id: string): Promise<LoadedModel> => loadModel(fileURLToPath(new URL(`${id}.json`, folder)));

/** What the training wrote beside its models: rows that no cell ever had, and the answers to them. */
export interface Vectors {
  readonly features: readonly (readonly number[])[];
  readonly out: readonly (readonly number[])[];
  readonly curves?: {
    readonly ratedAh: number;
    readonly cycles: readonly number[];
    /** Ah by cell, cycle and voltage. */
    readonly charge: readonly (readonly (readonly number[])[])[];
    readonly policy: readonly (readonly [first: number, until: number, second: number])[];
    readonly features: readonly (readonly number[])[];
  };
}
export const vectorsOf = (id: string): Vectors =>
  JSON.parse(readFileSync(new URL(`vectors/${id}.json`, folder), "utf8")) as Vectors;

/** Made-up cells as a battery would know them. */
export function madeUpCells(): readonly EarlyCycles[] {
  const { curves } = vectorsOf(cycleLifeId);
  if (curves === undefined) throw new Error("no made-up cells beside the model");
  return curves.charge.map((cell, index) => {
    const at = (cycle: number): readonly number[] => cell[curves.cycles.indexOf(cycle)] ?? [];
    const [first, until, second] = curves.policy[index] ?? [0, 0, 0];
    return {
      ratedAh: curves.ratedAh,
      ...{ chargeAh10: at(10), chargeAh30: at(30), chargeAh100: at(100) },
      ...{ capacityAh2: at(2).at(-1) ?? 0, capacityAh50: at(50).at(-1) ?? 0 },
      chargeRate: twoStepRate(first, until, second),
    };
  });
}

/** An ordinary cell of the kind that the model was trained on, made up: it sinks by `fall` of its capacity until cycle 100. */
export function earlyCycles(fall = 0.03): EarlyCycles {
  const curve = (by: number): readonly number[] =>
    Array.from(
      { length: 50 },
      (_, index) => (1.18 - 1.1 * by) / (1 + Math.exp((20 - index) / 3)) - 0.1 * (1 - index / 49),
    );
  return {
    ratedAh: 1.1,
    ...{ chargeAh10: curve(0), chargeAh30: curve(fall / 8), chargeAh100: curve(fall) },
    ...{ capacityAh2: 1.06, capacityAh50: (curve(0).at(-1) ?? 0) / 2 + (curve(fall).at(-1) ?? 0) / 2 + 0.003 },
    chargeRate: 4.8,
  };
}

/** What both bundled models calibrate, `battery` is the LFP cell's beginning. */
export async function bundledModels(
  battery: EarlyCycles = earlyCycles(),
): Promise<{ readonly models: readonly LoadedModel[]; readonly calibrations: readonly [Calibration, Calibration] }> {
  const [life, fade] = await Promise.all([bundled(cycleLifeId), bundled(fadeId)]);
  const calibrations = [cycleLifeCalibration(life.manifest, battery), fadeCalibration(fade.manifest)] as const;
  return { models: [life, fade], calibrations };
}

/** Wear of both bundled models in this thread. */
export async function bundledWear(battery?: EarlyCycles): Promise<WearPredictorNow> {
  const { models, calibrations } = await bundledModels(battery);
  const engine = new InProcessModels(models);
  return calibratedWear(
    calibrations.map((calibration, index) => ({
      calibration,
      predictBatch: (features, n, out) => engine.predictNow(index, { features, n, out }),
    })),
  );
}
