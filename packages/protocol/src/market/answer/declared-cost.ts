import type { MicroPerKwh, WattHours, Watts } from "../../units.js";
import { planUnitW } from "../strategy.js";
import { type AnswerProblem, hoursOf, limitW, type Priced, type WearStep, windowOf } from "./problem.js";
import { standingAt, standingOf } from "./standing.js";

/**
 * Prices any schedule as the holder would follow it: no further than its bands, limits, window and least power let it.
 * `powerW` is what it would do; where that is not what was asked, only `powerW` may be offered as an option. Steps
 * missing from `askedW` are 0 W.
 */
export function declaredCost(problem: AnswerProblem, askedW: readonly Watts[]): Priced {
  const hours = hoursOf(problem);
  const standing = standingOf(problem);
  const powerW: Watts[] = [];
  let [storedWh, micro] = [problem.storedWh, 0];
  for (const [step, duration] of hours.entries()) {
    const watts = followedW(problem, { step, storedWh, hours: duration }, askedW[step] ?? 0);
    const beforeWh = storedWh;
    storedWh += storedPerHour(problem, watts) * duration;
    micro += wearMicroPerHour(watts >= 0 ? problem.charge : problem.discharge, Math.abs(watts)) * duration;
    if (standing !== undefined) {
      micro += ((standingAt(standing, beforeWh) + standingAt(standing, storedWh)) / 2) * duration;
    }
    powerW.push(watts);
  }
  micro += missingMicro(problem, storedWh);
  const deliveredWh = (storedWh - problem.storedWh) / problem.chargeEfficiency;
  return { powerW, costMicro: Math.max(0, Math.ceil(micro - 1e-6)), deliveredWh };
}

/** µ paid for the energy of a schedule at the problem's prices: + cost, − revenue. Not rounded. */
export function energyMicro(problem: AnswerProblem, powerW: readonly Watts[]): number {
  const hours = hoursOf(problem);
  return powerW.reduce(
    (sum, watts, step) => sum + (priceAt(problem, step, watts) * watts * (hours[step] ?? 0)) / 1000,
    0,
  );
}

/** µ/kWh that a power in this direction pays (import) or earns (export). */
export function priceAt(problem: AnswerProblem, step: number, powerW: Watts): MicroPerKwh {
  return (powerW >= 0 ? problem.price : (problem.exportPrice ?? problem.price))[step] ?? 0;
}

/** Stored Wh per hour at a power. */
export function storedPerHour(problem: AnswerProblem, powerW: Watts): number {
  return powerW >= 0 ? powerW * problem.chargeEfficiency : powerW / problem.dischargeEfficiency;
}

/** µ per hour at a power (magnitude, W). */
export function wearMicroPerHour(bands: readonly WearStep[], powerW: Watts): number {
  let [fromW, micro] = [0, 0];
  for (const { toW, wearMicroPerKwh } of bands) {
    micro += ((Math.min(powerW, toW) - fromW) * wearMicroPerKwh) / 1000;
    if (powerW <= toW) break;
    fromW = toW;
  }
  return micro;
}

/** Smallest magnitude above zero that is planned, in plan units. */
export function floorW(problem: AnswerProblem): Watts {
  return Math.ceil(problem.powerMinW / planUnitW - 1e-9) * planUnitW;
}

/** µ; worth of what is missing from full tiers. */
function missingMicro(problem: AnswerProblem, storedWh: WattHours): number {
  let leftWh = (storedWh - (problem.tiersFromWh ?? problem.storedWh)) / problem.chargeEfficiency;
  let micro = 0;
  if (leftWh < 0) {
    micro -= (leftWh * (problem.tiers[0]?.valueMicroPerKwh ?? 0)) / 1000;
    leftWh = 0;
  }
  for (const { energyWh, valueMicroPerKwh } of problem.tiers) {
    micro += (Math.max(0, energyWh - leftWh) * valueMicroPerKwh) / 1000;
    leftWh = Math.max(0, leftWh - energyWh);
  }
  return micro;
}

function followedW(
  problem: AnswerProblem,
  at: { readonly step: number; readonly storedWh: WattHours; readonly hours: number },
  askedW: Watts,
): Watts {
  if (at.hours === 0 || askedW === 0) return 0;
  const direction = askedW > 0 ? 1 : -1;
  const { lowWh, highWh } = windowOf(problem);
  // The last digits of the arithmetic are not a reason to be off.
  const roomWh = (direction > 0 ? highWh - at.storedWh : at.storedWh - lowWh) + 1e-6;
  const perHour = Math.abs(storedPerHour(problem, direction));
  const roomW = Math.max(0, roomWh) / at.hours / perHour;
  const watts = Math.min(Math.abs(askedW), limitW(problem, at.step, direction));
  const followed = roomW >= watts ? watts : Math.floor(roomW);
  return followed >= problem.powerMinW && followed > 0 ? direction * followed : 0;
}
