import { Ageing, dailyStress, type LifeModel, lifeModels } from "@chargepact/protocol";
import { asap, late } from "./habits.js";
import { Negotiated } from "./negotiated.js";
import type { LifePolicy } from "./policy.js";
import { type LifeRun, type LifeStudy, stepS } from "./run.js";

export const lifePolicyNames = ["negotiated", "asap100", "asap80", "late80"] as const;
export type LifePolicyName = (typeof lifePolicyNames)[number];

export function lifePolicyOf(name: LifePolicyName, { pack, ambientC }: LifeStudy): LifePolicy {
  switch (name) {
    case "negotiated":
      return new Negotiated(pack, ambientC);
    case "asap100":
      return asap(name, pack, 1);
    case "asap80":
      return asap(name, pack, 0.8);
    case "late80":
      return late(name, pack, 0.8);
  }
}

/** How each model's cell ages by the series of a run, repeated without end. */
export function ageingsOf(run: LifeRun, models: readonly LifeModel[] = lifeModels): readonly Ageing[] {
  const days = dailyStress({ stepS, soc: run.soc, temperatureC: run.temperatureC });
  return models.map((model) => new Ageing(model, days));
}

/** A life is over at 80 % SoH. */
const lossAtEnd = 0.2;
/** Years after which a reference that still lives sets the loss to compare at. */
const referenceYears = 40;

/** Two lives by one model. */
export interface LifeGain {
  readonly model: LifeModel;
  /** Loss to which both are followed: 0.2, or what the reference has lost after 40 years where that is less. */
  readonly loss: number;
  readonly years: number;
  readonly yearsReference: number;
  /** How much longer than the reference, as a share of it; negative: shorter. */
  readonly gain: number;
}

/** What the one gains over the other, model by model. */
export function gainsOf(
  ours: readonly Ageing[],
  reference: readonly Ageing[],
  models: readonly LifeModel[] = lifeModels,
): readonly LifeGain[] {
  return models.flatMap((model, index): LifeGain[] => {
    const [own, other] = [ours[index], reference[index]];
    if (own === undefined || other === undefined) return [];
    const loss = Math.min(lossAtEnd, other.lossAfter(referenceYears));
    const [years, yearsReference] = [own.yearsTo(loss), other.yearsTo(loss)];
    return [{ model, loss, years, yearsReference, gain: years / yearsReference - 1 }];
  });
}
