import type { AnswerProblem, SumProblem } from "@chargepact/protocol";
import { chance } from "../market/instance.js";

/** What the default day is drawn from: `fitted.ts`, which is not part of the library. */
interface Fitted {
  readonly arrivalH: readonly number[];
  readonly stayH: readonly number[];
  readonly energyKwh: readonly number[];
  readonly stayEnergyCorrelation: number;
  readonly priceMeanEurPerKwh: number;
  readonly priceShape: readonly number[];
  readonly officeLoadShape: readonly number[];
}

/** Many batteries of several organisations under one feeder, and the plan that is to be cleared. */
export interface SumFleet {
  readonly problem: SumProblem;
  /** By child, in the order of the problem's children. */
  readonly holders: readonly AnswerProblem[];
}

export interface SumFleetShape {
  readonly count: number;
  readonly organisations: number;
  /** Feeder limit, and the last organisation's, over the peak of charging at once at full power. */
  readonly limitShare: number;
  readonly demandMicroPerKw: number;
  readonly seed: number;
}

const [stepS, fromH, steps] = [900, 6, 68];
const startS = 1_750_140_000;
/** Energies are of 2014–2015, whose vehicles had half the battery of today's. */
const energyScale = 2;
/** µ/kWh; what a kWh not delivered is worth at least. */
const valueMicro = 500_000;
const tierShares = [
  [0.5, 3],
  [0.3, 1.5],
  [0.2, 1],
] as const;

export async function sumFleet(shape: SumFleetShape): Promise<SumFleet> {
  const place = new URL("../../../packages/chargepact/src/scenario/fitted.ts", import.meta.url).href;
  const fitted = (await import(place)) as Fitted;
  const next = chance(shape.seed);
  const hourOf = (step: number): number => fromH + (step * stepS) / 3600;
  const importPrice = Array.from({ length: steps }, (_, step) =>
    Math.round(1e6 * fitted.priceMeanEurPerKwh * (fitted.priceShape[Math.floor(hourOf(step)) % 24] ?? 1)),
  );
  const holders = Array.from({ length: shape.count }, () => vehicle(fitted, next));
  const organisationOf = (index: number): number => index % shape.organisations;
  const peakW = peakOf(holders);
  const limitW = Math.round(peakW * shape.limitShare);
  const row = (watts: number) => ({ importW: Array<number>(steps).fill(Math.round(watts)), exportW: [] });
  const problem: SumProblem = {
    grid: { startS, stepS, usable: Array<number>(steps).fill(1) },
    ...{ importPrice, exportPrice: importPrice.map((price) => price - 5000) },
    ...{ demandMicroPerKw: shape.demandMicroPerKw, peakSoFarW: 0.3 * limitW },
    baseW: importPrice.map((_, step) =>
      Math.round(0.3 * limitW * (fitted.officeLoadShape[Math.floor(hourOf(step)) % 24] ?? 0)),
    ),
    feeder: row(limitW),
    // The last is short by itself, the others are not.
    groups: Array.from({ length: shape.organisations }, (_, organisation) => ({
      id: `company-${organisation}`,
      ...row(
        peakOf(holders.filter((_, index) => organisationOf(index) === organisation)) *
          (organisation === shape.organisations - 1 ? 0.8 * shape.limitShare : 1),
      ),
    })),
    children: holders.map(({ usable, charge }, index) => ({
      id: `v${String(index).padStart(5, "0")}`,
      group: `company-${organisationOf(index)}`,
      importMaxW: usable.map((share) => (share > 0 ? (charge.at(-1)?.toW ?? 0) : 0)),
      exportMaxW: [],
      fallbackW: [],
    })),
  };
  return { problem, holders };
}

function vehicle(fitted: Fitted, next: () => number): AnswerProblem {
  const [a, b] = normalPair(next);
  const joined = fitted.stayEnergyCorrelation * a + Math.sqrt(1 - fitted.stayEnergyCorrelation ** 2) * b;
  const arriveH = quantile(fitted.arrivalH, next());
  const first = Math.max(0, Math.ceil(((arriveH - fromH) * 3600) / stepS));
  const stay = Math.max(1, Math.floor((quantile(fitted.stayH, below(a)) * 3600) / stepS));
  const end = Math.min(steps, first + stay);
  const powerMaxW = next() < 0.4 ? 11_000 : next() < 0.5 ? 7_360 : 3_680;
  const possibleWh = (0.9 * powerMaxW * (end - first) * stepS) / 3600;
  const energyWh = Math.round(Math.min(1000 * energyScale * quantile(fitted.energyKwh, below(joined)), possibleWh));
  const wear = 5_000 + 55_000 * next() * next();
  const efficiency = 0.9 + 0.05 * next();
  return {
    ...{ startS, stepS, usable: Array.from({ length: steps }, (_, step) => (step >= first && step < end ? 1 : 0)) },
    price: [],
    charge: [
      { toW: Math.round(powerMaxW / 20) * 10, wearMicroPerKwh: Math.round(wear) },
      { toW: powerMaxW, wearMicroPerKwh: Math.round(1.8 * wear) },
    ],
    discharge: [],
    ...{ chargeEfficiency: efficiency, dischargeEfficiency: efficiency },
    ...{ storedWh: 10_000, storedMinWh: 10_000, storedMaxWh: 10_000 + energyWh * efficiency },
    tiers: tierShares.map(([share, times]) => ({ energyWh: share * energyWh, valueMicroPerKwh: times * valueMicro })),
    powerMinW: 0,
  };
}

/** W of everybody charging at once at full power from arrival. */
function peakOf(holders: readonly AnswerProblem[]): number {
  const totalW = new Float64Array(steps);
  for (const { usable, charge, tiers } of holders) {
    let leftWh = tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
    for (let step = 0; step < steps; step += 1) {
      const watts = Math.min((usable[step] ?? 0) * (charge.at(-1)?.toW ?? 0), (leftWh * 3600) / stepS);
      totalW[step] = (totalW[step] ?? 0) + watts;
      leftWh -= (watts * stepS) / 3600;
    }
  }
  return Math.max(...totalW);
}

function quantile(values: readonly number[], probability: number): number {
  const position = Math.min(1, Math.max(0, probability)) * (values.length - 1);
  const index = Math.min(Math.floor(position), values.length - 2);
  const [low = 0, high = 0] = values.slice(index, index + 2);
  return low + (position - index) * (high - low);
}

function normalPair(next: () => number): readonly [number, number] {
  const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - next())), 2 * Math.PI * next()];
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Probability that a standard normal number is below `x`: a logistic that is right to 0.01. */
const below = (x: number): number => 1 / (1 + Math.exp(-1.5976 * x - 0.07056 * x ** 3));
