import {
  ageingsOf,
  ambientOf,
  climates,
  type ClimateName,
  defaultLifePack,
  gainsOf,
  type LifeGain,
  lifePolicyOf,
  lifeStepS,
  runLife,
  usualTrips,
} from "@chargepact/sim";
import { fastOutcomes } from "./life/fast.js";
import type { Figure } from "./report.js";
import { median } from "./statistics.js";

const seeds = [1, 2, 3, 4, 5];
const days = 365;

interface Year {
  readonly gains: readonly LifeGain[];
  readonly unmet: number;
}

/** How much longer a battery lives by the negotiated policy than charged at once to 80 %, by published ageing models. */
export function life(say: (line: string) => void): readonly Figure[] {
  const unmet: number[] = [];
  const figures = (["temperate", "hot"] as const).flatMap((climate) => {
    const years = seeds.map((seed) => {
      say(`life: ${climate}, seed ${seed}`);
      return yearOf(climate, seed);
    });
    unmet.push(...years.map((year) => year.unmet));
    return climateFigures(climate, years);
  });
  say("life: fast charges");
  return [...figures, { ...unmetFigure(unmet) }, ...fastFigures()];
}

function yearOf(climate: ClimateName, seed: number): Year {
  const steps = (days * 86_400) / lifeStepS;
  const pack = defaultLifePack;
  const trips = usualTrips(days, { capacityWh: pack.capacityWh, seed });
  const study = { pack, trips, ambientC: ambientOf(climates[climate], { steps, stepS: lifeStepS, seed }) };
  const ours = runLife(study, lifePolicyOf("negotiated", study));
  const reference = runLife(study, lifePolicyOf("asap80", study));
  return { gains: gainsOf(ageingsOf(ours), ageingsOf(reference)), unmet: ours.unmet.length };
}

function climateFigures(climate: ClimateName, years: readonly Year[]): readonly Figure[] {
  const percent = (gains: readonly LifeGain[]): readonly number[] => gains.map(({ gain }) => 100 * gain);
  const medians = years.map(({ gains }) => median(percent(gains)));
  const least = years.map(({ gains }) => Math.min(...percent(gains)));
  const models = years[0]?.gains.map(({ model }) => model.name) ?? [];
  const all = years.flatMap(({ gains }) => gains);
  const worst = all.find(({ gain }) => 100 * gain === Math.min(...least))?.model.name ?? "";
  const reference = `life to 80 % SoH against asap80, one year repeated; ${models.length} models, ${seeds.length} seeds`;
  return [
    {
      id: `life.${climate}.median`,
      value: median(medians),
      unit: "%",
      bar: ">= 25",
      reference,
      runs: medians,
    },
    {
      id: `life.${climate}.worst`,
      value: Math.min(...least),
      unit: "%",
      bar: ">= 0",
      reference: `the model that gains least, of all seeds: ${worst}`,
      runs: least,
    },
    ...(years[0]?.gains ?? []).map(({ model }, index) => {
      const runs = years.map(({ gains }) => 100 * (gains[index]?.gain ?? Number.NaN));
      return {
        id: `life.${climate}.${model.id}`,
        value: median(runs),
        unit: "%",
        bar: "",
        reference: model.name,
        runs,
      };
    }),
  ];
}

const unmetFigure = (unmet: readonly number[]): Figure => ({
  id: "life.unmet",
  value: unmet.reduce((sum, each) => sum + each, 0),
  unit: "trips",
  bar: "<= 0",
  reference: `not met by the negotiated policy, of ${unmet.length * days}`,
  runs: unmet,
});

function fastFigures(): readonly Figure[] {
  const outcomes = fastOutcomes();
  const most = outcomes.map(({ againstMost }) => againstMost);
  const even = outcomes.map(({ againstEven }) => againstEven);
  const names = outcomes.map(({ model }) => model.name).join("; ");
  return [
    {
      id: "life.fast",
      value: Math.max(...most),
      unit: "×",
      bar: "<= 0.85",
      reference: `cycle damage of fast charges against the most the limits allow, ready at the same time; the worst of ${names}`,
      runs: most,
    },
    {
      id: "life.fast.even",
      value: Math.max(...even),
      unit: "×",
      bar: "",
      reference: "against one constant power that takes as long",
      runs: even,
    },
  ];
}
