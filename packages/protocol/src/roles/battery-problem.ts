import { type AnswerProblem, type Tier, usableOf, type WearStep } from "../market/answer/index.js";
import { tiersOf } from "../market/tiers.js";
import type { PriceVector } from "../messages.js";
import type { Micro, UnixS, WattHours, Watts } from "../units.js";
import type { WearBand, WearPrediction } from "../wear/index.js";
import { type BatteryView, deriveNeed, packFor } from "./battery-decide.js";

export interface BatteryQuestion {
  readonly view: BatteryView;
  /** Its p90 is declared. */
  readonly prediction: WearPrediction;
  /** Prices on the grid of the answer; it should reach departure: what is not delivered by its end counts as missing. */
  readonly prices: PriceVector;
  /** Charging ends here; default departure. Earlier by a margin where the plan shall be done in time. */
  readonly untilS?: UnixS;
  /** W ≥ 0 that may be exported (V2G), and the SoC below which nothing is; default none. */
  readonly exportMaxW?: Watts;
  readonly socMin?: number;
}

/**
 * A battery's problem from now until departure: its wear bands and calendar in money, its tiers, and as window what it
 * may hold. Without V2G it takes its need and no more (with a least power, up to one step at it more).
 */
export function batteryProblem(question: BatteryQuestion): AnswerProblem {
  const { view, prediction, prices, socMin = 0 } = question;
  const { config, telemetry, nowS } = view;
  const [need, pack] = [deriveNeed(view), packFor(config)];
  const { startS, stepS, microPerKwh } = prices;
  const capacityWh = pack.capacityWh * telemetry.soh;
  const storedWh = telemetry.soc * capacityWh;
  const floorWh = socMin * capacityWh;
  // At the floor or below it there is nothing to export in this plan.
  const exportMaxW = storedWh > floorWh ? (question.exportMaxW ?? 0) : 0;
  const overWh = (need.powerMinW * stepS) / 3600;
  const wantedWh = need.energyWh > 0 ? (need.energyWh + overWh) * pack.chargeEfficiency : 0;
  const fullWh = Math.max(storedWh, config.socMax * capacityWh);
  const toS = Math.min(question.untilS ?? need.departureS, need.departureS);
  const wear = (bands: readonly WearBand[], limitW: Watts): readonly WearStep[] =>
    stepsOf(bands, { limitW, microPerAge: config.priceMicroPerAge });
  return {
    startS,
    stepS,
    usable: usableOf({ startS, stepS, steps: microPerKwh.length }, { fromS: nowS, toS }),
    price: microPerKwh,
    charge: wear(prediction.p90.charge, need.powerMaxW),
    discharge: wear(prediction.p90.discharge, exportMaxW),
    chargeEfficiency: pack.chargeEfficiency,
    dischargeEfficiency: pack.dischargeEfficiency,
    storedWh,
    storedMinWh: exportMaxW > 0 ? floorWh : storedWh,
    storedMaxWh: exportMaxW > 0 ? fullWh : Math.min(fullWh, storedWh + wantedWh),
    ...(exportMaxW > 0
      ? tiersAsked(view, { storedWh, energyWh: need.energyWh, efficiency: pack.chargeEfficiency })
      : { tiers: tiersLeft(view, need.energyWh) }),
    calendar: prediction.p90.calendar.map(({ soc, agePerHour }) => ({
      storedWh: soc * capacityWh,
      microPerHour: agePerHour * config.priceMicroPerAge,
    })),
    powerMinW: need.powerMinW,
  };
}

/** All tiers of the trip, from what was stored as it was asked for: what was delivered may be taken out again. */
function tiersAsked(
  { config, trip, deliveredWh = 0 }: BatteryView,
  at: { readonly storedWh: WattHours; readonly energyWh: WattHours; readonly efficiency: number },
): Pick<AnswerProblem, "tiers" | "tiersFromWh"> {
  const askedWh = at.energyWh > 0 ? deliveredWh + at.energyWh : Math.min(trip.energyWh, deliveredWh);
  return {
    // Of something at least: what lies below is worth as much as the first of it.
    tiers: tiersOf(Math.max(1, askedWh), config.valueMicroPerKwh),
    tiersFromWh: at.storedWh - deliveredWh * at.efficiency,
  };
}

/** Tiers of the whole trip less what was delivered: a need that is half met does not begin with tier 1 again. */
function tiersLeft({ deliveredWh = 0, firstMaxWh, config }: BatteryView, energyWh: WattHours): readonly Tier[] {
  if (energyWh === 0) return [];
  let doneWh = deliveredWh;
  const wholeWh = deliveredWh + energyWh;
  const firstWh = Math.min(firstMaxWh ?? Infinity, wholeWh / 2);
  return tiersOf(wholeWh, config.valueMicroPerKwh, firstWh).flatMap((tier) => {
    const skippedWh = Math.min(doneWh, tier.energyWh);
    doneWh -= skippedWh;
    return skippedWh < tier.energyWh ? [{ ...tier, energyWh: tier.energyWh - skippedWh }] : [];
  });
}

/** Bands up to a limit, in money; the last slope holds beyond the last band. */
function stepsOf(
  bands: readonly WearBand[],
  of: { readonly limitW: Watts; readonly microPerAge: Micro },
): readonly WearStep[] {
  if (of.limitW <= 0) return [];
  const steps: WearStep[] = [];
  for (const [index, { toW, agePerKwh }] of bands.entries()) {
    const last = index === bands.length - 1 || toW >= of.limitW;
    steps.push({ toW: last ? of.limitW : toW, wearMicroPerKwh: agePerKwh * of.microPerAge });
    if (last) break;
  }
  return steps;
}
