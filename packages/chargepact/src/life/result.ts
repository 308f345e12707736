import { type LifePolicyName, lifePolicyNames } from "@chargepact/sim";
import type { LifeOptions } from "../cli/life-options.js";
import { figuresOf, type GainSpread, type Lived, type RunFigures, spreadOf } from "./lived.js";
import type { MadeStudy } from "./study.js";

/** One model's verdict. */
export interface ModelResult {
  readonly id: string;
  readonly name: string;
  readonly chemistry: string;
  readonly source: string;
  /** Against each of the other policies: share gained, both lives in years, and the loss at which they are compared. */
  readonly against: Readonly<
    Partial<Record<LifePolicyName, { gain: number; years: number; yearsReference: number; loss: number }>>
  >;
}

/** The one document that `--json` prints. */
export interface LifeResult {
  readonly policy: LifePolicyName;
  readonly years: number;
  readonly seed: number;
  /** null with --ambient. */
  readonly climate: string | null;
  readonly pack: MadeStudy["study"]["pack"];
  readonly trips: number;
  /** Trips that the policy did not meet. */
  readonly unmet: number;
  readonly policies: Readonly<Record<string, RunFigures>>;
  readonly gains: Readonly<Partial<Record<LifePolicyName, GainSpread>>>;
  readonly models: readonly ModelResult[];
}

export function lifeResultOf({ study }: MadeStudy, lived: Lived, options: LifeOptions): LifeResult {
  const first = [...lived.gains.values()][0] ?? [];
  return {
    policy: lived.policy,
    years: options.years,
    seed: options.seed,
    climate: options.ambient === undefined ? options.climate : null,
    pack: study.pack,
    trips: study.trips.length,
    unmet: lived.runs[lived.policy].unmet.length,
    policies: Object.fromEntries(lifePolicyNames.map((name) => [name, figuresOf(lived.runs[name])])),
    gains: Object.fromEntries([...lived.gains].map(([name, gains]) => [name, spreadOf(gains)])),
    models: first.map(({ model: { id, name, chemistry, source } }, index) => ({
      ...{ id, name, chemistry, source },
      against: Object.fromEntries(
        [...lived.gains].flatMap(([policy, gains]) => {
          const gain = gains[index];
          if (gain === undefined) return [];
          const { years, yearsReference, loss } = gain;
          return [[policy, { gain: gain.gain, years, yearsReference, loss }]];
        }),
      ),
    })),
  };
}
