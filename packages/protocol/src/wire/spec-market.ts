import type { BodyOf, ForecastProfile, SiteProfile } from "../messages.js";
import * as f from "./fields.js";
import { limits } from "./limits.js";
import { delta, instant, step } from "./spec-common.js";
import { type FlatVectors, Vectors } from "./vectors.js";

/** Tables of what an operator and the sites below it tell each other: proto/chargepact/v1/market.proto. */

const deltas = (number: number): f.Field<readonly number[]> => f.list(delta(number), 1, limits.steps);
const magnitude = [0, limits.powerMaxW] as const;

const forecastVectors = new Vectors<ForecastProfile>(
  { importP50W: magnitude, importP90W: magnitude, exportP50W: magnitude },
  // CP-WIRE-16
  ({ importP50W, importP90W }) => {
    for (const [step, watts] of importP90W.entries()) {
      const least = importP50W[step] ?? 0;
      if (watts < least) return `importP90W has ${watts} in step ${step}, allowed: ${least} or more`;
    }
    return undefined;
  },
);
export const forecastProfile: f.SpecOf<ForecastProfile> = f.packed(
  f.message<FlatVectors<ForecastProfile>>("ForecastProfile", {
    startS: instant(1),
    stepS: step(2),
    importP50WDeltas: deltas(3),
    importP90WDeltas: deltas(4),
    exportP50WDeltas: deltas(5),
  }),
  forecastVectors.unpack,
  forecastVectors.pack,
);

const siteVectors = new Vectors<SiteProfile>({
  microPerKwh: [-limits.priceMaxMicro, limits.priceMaxMicro],
  capacityW: magnitude,
  profileW: [-limits.powerMaxW, limits.powerMaxW],
  sharePpm: [0, limits.millionths],
});
export const siteProfile: f.SpecOf<SiteProfile> = f.packed(
  f.message<FlatVectors<SiteProfile>>("SiteProfile", {
    startS: instant(1),
    stepS: step(2),
    microPerKwhDeltas: deltas(3),
    capacityWDeltas: deltas(4),
    profileWDeltas: deltas(5),
    sharePpmDeltas: deltas(6),
  }),
  siteVectors.unpack,
  siteVectors.pack,
);

export const forecast = f.checked(
  f.message<BodyOf<"forecast">>("Forecast", {
    profile: f.one(1, forecastProfile),
    shiftableWh: f.amount(2, 0, limits.energyMaxWh),
    children: f.count(3, 0, limits.forecastChildrenMax),
  }),
  // CP-FORECAST-1: a sum of fewer cannot be said.
  ({ children }) => {
    const least = limits.forecastChildrenMin;
    return children > 0 && children < least ? `children is ${children}, allowed: 0, or ${least} or more` : undefined;
  },
);
export const priceNotice = f.message<BodyOf<"priceNotice">>("PriceNotice", {
  number: f.count(1, 1, f.uint32Max),
  terms: f.one(2, siteProfile),
  levelMicroPerKw: f.large(3, 0, limits.moneyMaxMicro),
  levelFallW: f.amount(4, 0, limits.powerMaxW),
});
