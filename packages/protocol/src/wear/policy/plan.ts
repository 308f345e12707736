import type { Micro, MicroPerKwh, WattHours, Watts } from "../../units.js";
import { agePerHourAt, calendarAt } from "../curve.js";
import type { WearCurve } from "../types.js";

/** A stay at a connector, in even steps from now to when the battery shall be ready. */
export interface ChargeQuestion {
  readonly stepS: number;
  /** W at the grid side that pack and connection can be counted on for in each step; its length is that of the stay. */
  readonly limitW: ArrayLike<Watts>;
  /** What use costs in each step: by the temperature that is forecast for it. */
  readonly wear: (step: number) => WearCurve;
  readonly storedWh: WattHours;
  /** Wh to be held at the end, and held when full. */
  readonly targetWh: WattHours;
  readonly holdsWh: WattHours;
  /** W; it draws nothing or at least this, though not always for a whole step. */
  readonly powerMinW: Watts;
  readonly chargeEfficiency: number;
  /** µ per kWh at the grid side in each step, and what a life costs; without prices wear alone counts. */
  readonly prices?: { readonly microPerKwh: ArrayLike<MicroPerKwh>; readonly microPerAge: Micro };
}

export interface ChargePlan {
  /** W at the grid side in each step. */
  readonly powerW: readonly Watts[];
  /** Wh of the target that no plan within the limits reaches. */
  readonly missingWh: WattHours;
}

/**
 * °C at which standing counts where it is colder: models agree that cold saves life, but not how much (activation energies
 * from 9 to 58 kJ/mol in the ensemble), so a night near freezing is no licence to stand full.
 */
const mildC = 18;

/** Wear to plan with at a temperature, from curves that are quoted for temperatures. */
export function plannedWear(curveAt: (temperatureC: number) => WearCurve, temperatureC: number): WearCurve {
  const curve = curveAt(temperatureC);
  return temperatureC >= mildC ? curve : { ...curve, calendar: curveAt(mildC).calendar };
}

/** Wh that are as good as none. */
const smallWh = 1;
/** Steps of power between nothing and the most of the stay. */
const levels = 22;
/** Power at which models agree on what a rate costs; below it some see no effect and some (Smith 2021) one in proportion. */
const rateAgreed = 1 / 3;
/** So half of that proportion counts. */
const rateDoubt = 0.5;

/**
 * When and how fast: the schedule that costs least life (and money, where there are prices) among those that hold the
 * target at the end, or come nearest to it. Exact over multiples of a 22nd of the highest limit, by dynamic programming from
 * the end: standing full costs by the hour, speed by the kilowatt, so that it charges late, and gently where there is time.
 */
export function planCharge(question: ChargeQuestion): ChargePlan {
  const { storedWh, targetWh, stepS, limitW } = question;
  const steps = limitW.length;
  const mostW = Math.max(0, ...Array.from(limitW));
  const unitW = mostW / levels;
  const unitWh = (unitW * question.chargeEfficiency * stepS) / 3600;
  const wantedWh = Math.max(0, targetWh - storedWh);
  const none = Array.from({ length: steps }, () => 0);
  if (wantedWh < smallWh) return { powerW: none, missingWh: 0 };
  if (mostW === 0) return { powerW: none, missingWh: wantedWh };
  // What all steps together could hold bounds the table, however little they hold.
  const goal = Math.min(levels * steps, Math.ceil(wantedWh / unitWh - 1e-6));
  const choices = backwards(question, { goal, unitW, unitWh });
  const powerW: Watts[] = [];
  let held = 0;
  for (let step = 0; step < steps; step += 1) {
    const taken = choices[step * (goal + 1) + held] ?? 0;
    powerW.push(taken * unitW);
    held += taken;
  }
  const missingWh = wantedWh - held * unitWh;
  return { powerW, missingWh: missingWh < smallWh ? 0 : missingWh };
}

/** The best number of units to take in each step at each number held. */
function backwards(
  question: ChargeQuestion,
  { goal, unitW, unitWh }: { readonly goal: number; readonly unitW: Watts; readonly unitWh: WattHours },
): Uint8Array {
  const { limitW, stepS, powerMinW, storedWh, holdsWh } = question;
  const steps = limitW.length;
  const choices = new Uint8Array(steps * (goal + 1));
  const hours = stepS / 3600;
  const least = Math.ceil(powerMinW / unitW - 1e-6);
  // What is missing at the end outweighs anything that could be saved.
  const missing = missingCost(question, unitW * hours);
  let ahead = Float64Array.from({ length: goal + 1 }, (_, held) => (goal - held) * missing);
  for (let step = steps - 1; step >= 0; step -= 1) {
    const most = Math.min(levels, Math.floor((limitW[step] ?? 0) / unitW + 1e-6));
    const cost = stepCost(question, step);
    const standing = Float64Array.from({ length: goal + 1 }, (_, held) =>
      cost.standing((storedWh + held * unitWh) / holdsWh),
    );
    const taking = Float64Array.from({ length: most + 1 }, (_, units) => hours * cost.taking(units * unitW));
    const now = new Float64Array(goal + 1);
    for (let held = 0; held <= goal; held += 1) {
      let [best, units] = [(ahead[held] ?? 0) + hours * (standing[held] ?? 0), 0];
      // Less than the least power is taken for a part of the step: the last of it, or what a cold pack bears.
      const top = Math.min(most, goal - held);
      for (let take = Math.max(1, Math.min(least, top)); take <= top; take += 1) {
        const between = (hours * ((standing[held] ?? 0) + (standing[held + take] ?? 0))) / 2;
        const total = (ahead[held + take] ?? 0) + between + (taking[take] ?? 0);
        if (total < best) [best, units] = [total, take];
      }
      now[held] = best;
      choices[step * (goal + 1) + held] = units;
    }
    ahead = now;
  }
  return choices;
}

/** What a missing unit counts, in lives (or µ): many lives, and more than the unit itself could cost. */
function missingCost({ prices }: ChargeQuestion, unitWh: WattHours): number {
  if (prices === undefined) return 1e6;
  const dearest = Array.from(prices.microPerKwh).reduce((most, price) => Math.max(most, Math.abs(price)), 0);
  return Math.max(1e6, 10 * prices.microPerAge + (2 * dearest * unitWh) / 1000);
}

/** Cost per hour of a step, in lives (or µ where there are prices). */
function stepCost(
  { wear, prices, holdsWh, chargeEfficiency }: ChargeQuestion,
  step: number,
): { standing: (soc: number) => number; taking: (powerW: Watts) => number } {
  const curve = wear(step);
  const scale = prices?.microPerAge ?? 1;
  const perKwh = prices?.microPerKwh[step] ?? 0;
  const agreedW = (rateAgreed * holdsWh) / chargeEfficiency;
  const gentlest = curve.charge[0]?.agePerKwh ?? 0;
  return {
    standing: (soc) => scale * calendarAt(curve.calendar, soc),
    taking: (powerW) => {
      const doubted = (rateDoubt * gentlest * powerW * powerW) / agreedW / 1000;
      return scale * (agePerHourAt(curve.charge, powerW) + doubted) + (perKwh * powerW) / 1000;
    },
  };
}
