import type { Watts } from "../../units.js";
import { graphiteV } from "../ensemble/graphite.js";
import { coldRate, type EnvelopeLimits, ownLimit } from "../envelope.js";
import { openCircuitCellV, resistanceOf, seriesOf } from "../pack.js";
import type { Chemistry } from "../types.js";

/** A fast charge to come. */
export interface FastQuestion {
  readonly limits: Omit<EnvelopeLimits, "socMax">;
  readonly soc: number;
  readonly soh: number;
  readonly temperatureC: number;
  readonly ambientC: number;
  readonly targetSoc: number;
  /** s until it shall be ready. */
  readonly leftS: number;
}

export interface FastCurve {
  /** W at the grid side in each step of {@link fastStepS}; the last step may end early. */
  readonly powerW: readonly Watts[];
  /** s until the target is reached; more than was left where limits allow no sooner. */
  readonly readyS: number;
  /** W that it keeps to below its limits: the less the more time there is. */
  readonly capW: Watts;
}

export const fastStepS = 60;
/** A charge that has not ended by then is not looked at further. */
const longestS = 24 * 3600;
/** Standard deviation of a minutes-ahead temperature, K after 300 s, growing with the root of time; and the p90 in it. */
const [sigma300, z90] = [0.29, 1.2816];
/** SoC at which limits against plating are stated: where graphite's potential is near its lowest. */
const limitSoc = 0.7;

/**
 * C-rate (1/h) at which the graphite's potential would reach that of lithium: the limit of the temperature, in proportion
 * to how far the potential is above it at this charge (Safari and Delacourt 2011), so most when empty.
 */
export function platingRate(chemistry: Chemistry, soc: number, temperatureC: number): number {
  return (coldRate(chemistry, temperatureC) * graphiteV(soc)) / graphiteV(limitSoc);
}

/**
 * How fast: along the plating limit, under the lowest even power that is still ready in time. Wear grows with the rate more than
 * in proportion, so that nothing gentler than an even power gives the same in the same time; the limits bend it where they
 * bind. Cold is taken at the p10 of the temperature, heat at its p90.
 */
export function fastCurve(question: FastQuestion): FastCurve {
  let [low, high] = [0, question.limits.ratedW];
  let best = { ...follow(question, high), capW: high };
  if (best.readyS >= question.leftS) return best;
  for (let turn = 0; turn < 16; turn += 1) {
    const capW = (low + high) / 2;
    const curve = follow(question, capW);
    if (curve.readyS <= question.leftS) [high, best] = [capW, { ...curve, capW }];
    else low = capW;
  }
  return best;
}

function follow(question: FastQuestion, capW: Watts): { readonly powerW: readonly Watts[]; readonly readyS: number } {
  const { limits, soh, ambientC, targetSoc } = question;
  const { pack } = limits;
  const holdsWh = pack.capacityWh * soh;
  const cells = seriesOf(pack);
  const decay = Math.exp((-fastStepS * pack.heatLossWPerK) / pack.heatCapacityJPerK);
  const powerW: Watts[] = [];
  let { soc, temperatureC } = question;
  for (let atS = 0; atS < longestS; atS += fastStepS) {
    if (soc >= targetSoc) return { powerW, readyS: atS };
    const spreadC = z90 * sigma300 * Math.sqrt(Math.max(1, atS) / 300);
    const gridW = Math.min(
      capW,
      limitW(question, soc, { coldC: temperatureC - spreadC, hotC: temperatureC + spreadC }),
    );
    const cellW = gridW * pack.chargeEfficiency;
    const part = Math.min(1, ((targetSoc - soc) * holdsWh * 3600) / Math.max(1e-9, cellW * fastStepS));
    powerW.push(gridW);
    if (part < 1 || (part === 1 && gridW > 0 && soc + (cellW * fastStepS) / 3600 / holdsWh >= targetSoc)) {
      return { powerW, readyS: atS + part * fastStepS };
    }
    const amperes = cellW / (openCircuitCellV(pack.chemistry, soc) * cells);
    const settledC = ambientC + (amperes ** 2 * resistanceOf(pack, { soh, temperatureC })) / pack.heatLossWPerK;
    soc += (cellW * fastStepS) / 3600 / holdsWh;
    temperatureC = settledC + (temperatureC - settledC) * decay;
  }
  return { powerW, readyS: Number.POSITIVE_INFINITY };
}

/** W at the grid side that neither plates nor overheats. */
function limitW(
  { limits, soh }: FastQuestion,
  soc: number,
  { coldC, hotC }: { readonly coldC: number; readonly hotC: number },
): Watts {
  const { pack } = limits;
  const platingW = (platingRate(pack.chemistry, soc, coldC) * pack.capacityWh * soh) / pack.chargeEfficiency;
  const own = [coldC, hotC].map((temperatureC) => ownLimit({ ...limits, socMax: 1 }, { soc, soh, temperatureC }).maxW);
  return Math.min(platingW, ...own);
}
