import type { MicroPerKwh } from "../../units.js";
import type { SumSet } from "./sets.js";
import type { SumProblem } from "./types.js";

const halvings = 60;

/** What the sets asked for: kW per step of each, their prices (µ/kWh), and how stiffly those answer. */
export interface Demand {
  readonly sets: readonly SumSet[];
  readonly askedKw: readonly Float64Array[];
  readonly price: readonly Float64Array[];
  /** ρ, µ/kWh. */
  readonly stiffness: number;
}

/** What the grid and the rows would rather give. */
export interface Supply {
  readonly givenKw: readonly Float64Array[];
  /** µ/kWh per step that the demand charge adds; hours · this sums to no more than the charge. */
  readonly peakMicro: Float64Array;
}

/**
 * The grid's own step of the method: powers Z of the sets, within their rows and the feeder, that cost least in energy
 * and demand charge − Σ price · Z + Σ ρ / (2 · limits) · (Z − asked)². Steps hang together by the peak alone, which is
 * found by halving; in each step one price s, found by halving, says what every set is given.
 */
export function supplyOf(problem: SumProblem, demand: Demand): Supply {
  const hours = hoursOf(problem);
  const slots = Array.from(hours, (_, step) => slotOf(problem, demand, step));
  const chargeMicro = problem.demandMicroPerKw;
  const leastKw = Math.max(problem.peakSoFarW / 1000, ...slots.map((slot) => slot.baseKw + slot.lowKw));
  let [low, high] = [leastKw, Math.max(leastKw, ...slots.map((slot) => slot.baseKw + slot.highKw))];
  const worth = (peakKw: number): Float64Array =>
    Float64Array.from(slots, (slot, step) => (at(hours, step) > 0 ? slot.peakWorth(peakKw) : 0));
  const sum = (micro: Float64Array): number => micro.reduce((all, value, step) => all + value * at(hours, step), 0);
  if (chargeMicro <= 0) low = high;
  else if (sum(worth(low)) <= chargeMicro) high = low;
  for (let count = 0; count < halvings && high - low > 1e-6; count += 1) {
    const middle = (low + high) / 2;
    if (sum(worth(middle)) > chargeMicro) low = middle;
    else high = middle;
  }
  const peakMicro = chargeMicro > 0 ? worth(low) : new Float64Array(hours.length);
  const over = sum(peakMicro) / Math.max(1e-9, chargeMicro);
  return {
    givenKw: demand.sets.map((_, set) => Float64Array.from(slots, (slot) => slot.given(high)[set] ?? 0)),
    peakMicro: over > 1 ? peakMicro.map((value) => value / over) : peakMicro,
  };
}

/** Hours of each step that are still to come. */
export function hoursOf({ grid }: SumProblem): Float64Array {
  return Float64Array.from(grid.usable, (share) => (Math.min(1, Math.max(0, share)) * grid.stepS) / 3600);
}

/** One step. Peaks are net kW at the connection point. */
interface Slot {
  readonly baseKw: number;
  /** kW of the sets together: least and most. */
  readonly lowKw: number;
  readonly highKw: number;
  given(peakKw: number): readonly number[];
  /** µ/kWh that a higher peak would be worth. */
  peakWorth(peakKw: number): MicroPerKwh;
}

function slotOf(problem: SumProblem, { sets, askedKw, price, stiffness }: Demand, step: number): Slot {
  const importPrice = problem.importPrice[step] ?? 0;
  const exportPrice = Math.min(importPrice, problem.exportPrice[step] ?? 0);
  const baseKw = (problem.baseW[step] ?? 0) / 1000;
  const all = sets.map(({ limitKw, lowKw, highKw }, set) => {
    const [asked, own, perKw] = [
      at(askedKw[set], step),
      at(price[set], step),
      stiffness / Math.max(1e-9, at(limitKw, step)),
    ];
    return { asked, own, perKw, low: at(lowKw, step), high: at(highKw, step) };
  });
  const feeder = (watts: readonly number[]): number => Math.max(0, watts[step] ?? 0) / 1000;
  const lowKw = Math.max(0 - feeder(problem.feeder.exportW), total(all.map(({ low }) => low)));
  const highKw = Math.min(feeder(problem.feeder.importW), total(all.map(({ high }) => high)));
  const at_ = (s: MicroPerKwh): number[] =>
    all.map(({ asked, own, perKw, low, high }) => Math.min(high, Math.max(low, asked + (own - s) / perKw)));
  const taken = (s: MicroPerKwh): number => total(at_(s));
  const ends = all.flatMap(({ asked, own, perKw, low, high }) => [
    own + perKw * (asked - low),
    own + perKw * (asked - high),
  ]);
  const priceFor = (wantedKw: number): MicroPerKwh => {
    let [from, to] = [Math.min(exportPrice, ...ends), Math.max(importPrice, ...ends)];
    for (let count = 0; count < halvings; count += 1) {
      const middle = (from + to) / 2;
      if (taken(middle) > wantedKw) from = middle;
      else to = middle;
    }
    return to;
  };
  const priceAt = (mostKw: number): MicroPerKwh => {
    if (taken(importPrice) + baseKw >= 0) return taken(importPrice) > mostKw ? priceFor(mostKw) : importPrice;
    const sold = taken(exportPrice);
    if (sold + baseKw > 0) return priceFor(Math.max(lowKw, Math.min(mostKw, 0 - baseKw)));
    return sold > mostKw ? priceFor(mostKw) : sold < lowKw ? priceFor(lowKw) : exportPrice;
  };
  const most = (peakKw: number): number => Math.max(lowKw, Math.min(highKw, peakKw - baseKw));
  return {
    ...{ baseKw, lowKw, highKw },
    given: (peakKw) => at_(priceAt(most(peakKw))),
    peakWorth: (peakKw) => (most(peakKw) < highKw ? Math.max(0, priceAt(most(peakKw)) - priceAt(highKw)) : 0),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const at = (values: Float64Array | undefined, index: number): number => values?.[index] ?? 0;
