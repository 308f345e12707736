import { ChargepactError } from "../../errors.js";
import type { Watts } from "../../units.js";
import { declaredCost } from "../answer/declared-cost.js";
import { type AnswerProblem, hoursOf, limitW, type Priced } from "../answer/problem.js";
import type { SumAsk } from "./types.js";

const iterationsMax = 100;

/**
 * A battery's answer to one round of the sum mode, exact but for rounding to whole watts (energy is carried from step to
 * step): the profile of least declared cost + Σ hours · (price · x + ρ / (2 · limit) · (x − centre)²),
 * x in kW. Import only: the worth ν of one more kWh is the dual of energy; power follows from it in each step by itself, and the energy
 * that it makes rises with ν in straight pieces, so that Newton's method within brackets ends. The problem's own
 * prices do not count, nor does calendar wear. O(steps × bands) for each of some ten tries.
 * Throws `UNSUPPORTED` where the holder exports or has a least power.
 */
export function proxAnswer(problem: AnswerProblem, ask: SumAsk, own: ProxOwn): Priced {
  if (problem.discharge.length > 0 || problem.powerMinW > 0)
    throw new ChargepactError("UNSUPPORTED", "the sum mode's exact answer is for import without a least power");
  const steps = stepsOf(problem, ask, own);
  const curve = energyAt(steps, problem);
  curve.settle(worthOf(problem, curve));
  return declaredCost(problem, whole(steps, curve.powerKw, problem.usable.length));
}

/** What a battery answers from besides its own problem, W per step. */
export interface ProxOwn {
  readonly centreW: readonly Watts[];
  /** What it declared; the larger of import and export. */
  readonly limitW: readonly Watts[];
}

/** The steps in which it can charge. */
interface Steps {
  readonly index: readonly number[];
  readonly hours: Float64Array;
  readonly capKw: Float64Array;
  /** µ/kWh: price − ρ · centre / limit; a kWh at no power costs this, and at each kW more `perKw` more. */
  readonly baseMicro: Float64Array;
  readonly perKw: Float64Array;
}

function stepsOf(problem: AnswerProblem, ask: SumAsk, { centreW, limitW: declaredW }: ProxOwn): Steps {
  const hours = hoursOf(problem);
  const index = [...hours.keys()].filter((step) => at(hours, step) > 0 && limitW(problem, step, 1) > 0);
  const limit = (step: number): number => Math.max(1, declaredW[step] ?? 0) / 1000;
  const centre = (step: number): number => (centreW[step] ?? 0) / 1000 / limit(step);
  return {
    index,
    hours: Float64Array.from(index, (step) => at(hours, step)),
    capKw: Float64Array.from(index, (step) => limitW(problem, step, 1) / 1000),
    baseMicro: Float64Array.from(index, (step) => (ask.price[step] ?? 0) - ask.stiffness * centre(step)),
    perKw: Float64Array.from(index, (step) => ask.stiffness / limit(step)),
  };
}

/** Energy (kWh) as a function of what a kWh is worth (µ/kWh): continuous, rising, made of straight pieces. */
interface Curve {
  readonly powerKw: Float64Array;
  /** Sets the power of each step, gives the energy. */
  settle(worth: number): number;
  /** kWh per µ/kWh at the worth that was settled last. */
  slope(): number;
  /** Below the first nothing is charged, above the second all that can be. */
  readonly range: readonly [number, number];
}

function energyAt(steps: Steps, { charge }: AnswerProblem): Curve {
  const [count, bands] = [steps.index.length, charge.length];
  const toKw = Float64Array.from(charge, ({ toW }) => toW / 1000);
  const wear = Float64Array.from(charge, ({ wearMicroPerKwh }) => wearMicroPerKwh);
  const powerKw = new Float64Array(count);
  let slope = 0;
  const settle = (worth: number): number => {
    let energy = 0;
    slope = 0;
    for (let step = 0; step < count; step += 1) {
      const [gain, cap, hours] = [worth - at(steps.baseMicro, step), at(steps.capKw, step), at(steps.hours, step)];
      const perKw = at(steps.perKw, step);
      let kw = 0;
      for (let band = 0; band < bands && kw < cap; band += 1) {
        const best = (gain - at(wear, band)) / perKw;
        const end = Math.min(cap, at(toKw, band));
        if (best <= kw) break;
        if (best < end) {
          kw = best;
          slope += hours / perKw;
          break;
        }
        kw = Math.max(kw, end);
      }
      powerKw[step] = kw;
      energy += kw * hours;
    }
    return energy;
  };
  let [low, high] = [0, 0];
  for (let step = 0; step < count; step += 1) {
    const base = at(steps.baseMicro, step);
    low = Math.min(low, base + at(wear, 0));
    high = Math.max(high, base + at(wear, bands - 1) + at(steps.perKw, step) * at(steps.capKw, step));
  }
  return { powerKw, settle, slope: () => slope, range: [low - 1, high + 1] };
}

/** ν, µ/kWh: where the energy it makes is where its worth falls to it. */
function worthOf(problem: AnswerProblem, curve: Curve): number {
  const roomKwh = Math.max(0, problem.storedMaxWh - problem.storedWh) / problem.chargeEfficiency / 1000;
  // Grid-side kWh that are in already, counted from where the tiers begin; < 0: still below them.
  let doneKwh = (problem.storedWh - (problem.tiersFromWh ?? problem.storedWh)) / problem.chargeEfficiency / 1000;
  let [fromKwh, before] = [0, curve.range[1]];
  const first = problem.tiers[0]?.valueMicroPerKwh ?? 0;
  const below = doneKwh < 0 ? [{ energyWh: -doneKwh * 1000, valueMicroPerKwh: first }] : [];
  doneKwh = Math.max(0, doneKwh);
  const beyond = { energyWh: Number.POSITIVE_INFINITY, valueMicroPerKwh: 0 };
  for (const { energyWh, valueMicroPerKwh } of [...below, ...problem.tiers, beyond]) {
    const lengthKwh = Math.max(0, energyWh / 1000 - doneKwh);
    doneKwh = Math.max(0, doneKwh - energyWh / 1000);
    const energyKwh = curve.settle(valueMicroPerKwh);
    if (energyKwh < fromKwh) return solve(curve, fromKwh, [valueMicroPerKwh, Math.max(before, valueMicroPerKwh)]);
    const toKwh = Math.min(roomKwh, fromKwh + lengthKwh);
    if (energyKwh <= toKwh) return valueMicroPerKwh;
    if (toKwh >= roomKwh) return solve(curve, roomKwh, [Math.min(curve.range[0], valueMicroPerKwh), valueMicroPerKwh]);
    [fromKwh, before] = [toKwh, valueMicroPerKwh];
  }
  return 0;
}

/** Worth between two at which just so much energy is charged. */
function solve(curve: Curve, wantedKwh: number, [from, to]: readonly [number, number]): number {
  let [low, high, worth] = [from, to, to];
  for (let count = 0; count < iterationsMax; count += 1) {
    const missing = wantedKwh - curve.settle(worth);
    if (Math.abs(missing) < 1e-9) break;
    if (missing > 0) low = worth;
    else high = worth;
    const next = curve.slope() > 0 ? worth + missing / curve.slope() : Number.NaN;
    worth = next > low && next < high ? next : (low + high) / 2;
    if (high - low < 1e-9) break;
  }
  return worth;
}

/** Whole watts; what one step loses the next ones get, so that the energy is right to less than a watt-step. */
function whole({ index, hours, capKw }: Steps, powerKw: Float64Array, steps: number): readonly Watts[] {
  const powerW = Array<number>(steps).fill(0);
  let carryWh = 0;
  for (const [own, step] of index.entries()) {
    const exactW = at(powerKw, own) * 1000;
    const watts = Math.min(Math.floor(at(capKw, own) * 1000), Math.floor(exactW + carryWh / at(hours, own) + 1e-6));
    carryWh += (exactW - watts) * at(hours, own);
    powerW[step] = watts;
  }
  return powerW;
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
