import {
  fastCurve,
  type FastQuestion,
  fastStepS,
  type LifeModel,
  lifeModels,
  openCircuitCellV,
  packOf,
  resistanceOf,
  seriesOf,
  type Stress,
  stressOf,
} from "@chargepact/protocol";

/** The models of the ensemble whose cycle loss knows how fast a cell was charged, not only how much. */
const rateAware = ["nmc622-smith-2021", "lfp-naumann-2020", "lfp-schimpe-2018"];
const pack = packOf("NMC", 60_000, 0.95);
const stationW = 150_000;

/** Fast charges: from 20 to 80 %, cells as they come from the road, ready in three quarters of an hour to an hour and a half. */
const stops: readonly FastQuestion[] = [15, 20, 25, 30].flatMap((temperatureC) =>
  [45, 60, 90].map((minutes) => ({
    limits: { pack, ratedW: stationW },
    ...{ soc: 0.2, soh: 1, temperatureC, ambientC: temperatureC - 5, targetSoc: 0.8, leftS: minutes * 60 },
  })),
);

/** Damage of the fast charges of a year by a model, ours over another way to the same charge at the same time. */
export interface FastOutcome {
  readonly model: LifeModel;
  /** Other way: as fast as the limits allow, then standing until ready. */
  readonly againstMost: number;
  /** Other way: one constant power that takes as long as ours. */
  readonly againstEven: number;
}

/** Charges at all stops three ways, and judges the cycle loss. */
export function fastOutcomes(): readonly FastOutcome[] {
  const charges = stops.map((stop) => {
    const ours = fastCurve(stop);
    const most = fastCurve({ ...stop, leftS: 0 });
    const spanS = Math.max(stop.leftS, ours.readyS, most.readyS);
    const evenW = ((stop.targetSoc - stop.soc) * pack.capacityWh * 3600) / pack.chargeEfficiency / ours.readyS;
    const even = Array.from({ length: Math.ceil(ours.readyS / fastStepS) }, () => evenW);
    return {
      ours: stressAt(stop, ours.powerW, spanS),
      most: stressAt(stop, most.powerW, spanS),
      even: stressAt(stop, even, spanS),
    };
  });
  return lifeModels
    .filter(({ id }) => rateAware.includes(id))
    .map((model) => {
      const sum = (of: (charge: (typeof charges)[number]) => Stress): number =>
        charges.reduce((total, charge) => total + cycleDamage(model, of(charge)), 0);
      const ours = sum((charge) => charge.ours);
      return {
        model,
        againstMost: ours / sum((charge) => charge.most),
        againstEven: ours / sum((charge) => charge.even),
      };
    });
}

/** How much of a life the cycles cost: what each part of the loss adds up in, all parts but the first, which is time. */
function cycleDamage(model: LifeModel, stress: Stress): number {
  return model.growths(stress).reduce((sum, growth, part) => {
    if (part === 0 || growth.kind !== "power") return sum;
    return sum + (growth.rate / 0.2) ** (1 / growth.exponent) * growth.dx;
  }, 0);
}

/** State of charge and temperature while powers (W, grid side, a step each) flow and then none. */
function stressAt(stop: FastQuestion, powerW: readonly number[], spanS: number): Stress {
  const steps = Math.ceil(spanS / fastStepS);
  const [soc, temperatureC] = [[stop.soc], [stop.temperatureC]];
  const decay = Math.exp((-fastStepS * pack.heatLossWPerK) / pack.heatCapacityJPerK);
  for (let step = 0; step < steps; step += 1) {
    const [before, warm] = [soc[step] ?? 0, temperatureC[step] ?? 20];
    const cellW = (powerW[step] ?? 0) * pack.chargeEfficiency;
    const after = Math.min(stop.targetSoc, before + (cellW * fastStepS) / 3600 / pack.capacityWh);
    const flowing = ((after - before) * pack.capacityWh * 3600) / fastStepS;
    const amperes = flowing / (openCircuitCellV(pack.chemistry, before) * seriesOf(pack));
    const heatW = amperes ** 2 * resistanceOf(pack, { soh: 1, temperatureC: warm });
    const settledC = stop.ambientC + heatW / pack.heatLossWPerK;
    soc.push(after);
    temperatureC.push(settledC + (warm - settledC) * decay);
  }
  return stressOf({ stepS: fastStepS, soc, temperatureC }, 0, steps);
}
