import {
  ageingsOf,
  gainsOf,
  type LifeGain,
  type LifePolicyName,
  lifePolicyNames,
  lifePolicyOf,
  type LifeRun,
  type LifeStudy,
  runLife,
} from "@chargepact/sim";

/** One study lived with a policy and with each of the others. */
export interface Lived {
  readonly policy: LifePolicyName;
  readonly runs: Readonly<Record<LifePolicyName, LifeRun>>;
  /** Years by each model, and what the policy gains over each of the others. */
  readonly gains: ReadonlyMap<LifePolicyName, readonly LifeGain[]>;
}

/** What is being computed: a policy and the share of its years that is done. */
export type OnLived = (policy: LifePolicyName, share: number) => void;

/** Lives through a study with all policies. */
export function liveAll(study: LifeStudy, policy: LifePolicyName, onLived: OnLived): Lived {
  const live = (name: LifePolicyName): LifeRun =>
    runLife(study, lifePolicyOf(name, study), (step, steps) => {
      if (step % 96 === 0) onLived(name, step / steps);
    });
  const runs = {
    negotiated: live("negotiated"),
    asap100: live("asap100"),
    asap80: live("asap80"),
    late80: live("late80"),
  };
  onLived(policy, 1);
  const ageings = new Map(lifePolicyNames.map((name) => [name, ageingsOf(runs[name])]));
  const ours = ageings.get(policy) ?? [];
  const others = lifePolicyNames.filter((name) => name !== policy);
  return { policy, runs, gains: new Map(others.map((name) => [name, gainsOf(ours, ageings.get(name) ?? [])])) };
}

/** Middle, least and most of gains, shares. */
export interface GainSpread {
  readonly median: number;
  readonly worst: number;
  readonly best: number;
}

export function spreadOf(gains: readonly LifeGain[]): GainSpread {
  const sorted = gains.map(({ gain }) => gain).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)] ?? Number.NaN, sorted[Math.ceil(middle)] ?? Number.NaN];
  return { median: (low + high) / 2, worst: sorted[0] ?? Number.NaN, best: sorted.at(-1) ?? Number.NaN };
}

/** Figures of a run that a driver understands. SoC as fraction, °C, Wh. */
export interface RunFigures {
  readonly socMean: number;
  /** Share of the time above 80 %. */
  readonly highShare: number;
  readonly temperatureMeanC: number;
  readonly chargedWh: number;
  readonly conditionedWh: number;
  readonly unmet: number;
}

export function figuresOf(run: LifeRun): RunFigures {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    socMean: mean(run.soc),
    highShare: run.soc.filter((soc) => soc > 0.805).length / run.soc.length,
    temperatureMeanC: mean(run.temperatureC),
    chargedWh: run.chargedWh,
    conditionedWh: run.conditionedWh,
    unmet: run.unmet.length,
  };
}
