import type { WattHours } from "../../units.js";
import { floorW } from "./declared-cost.js";
import { type Moves, movesOf } from "./moves.js";
import { type AnswerProblem, limitW } from "./problem.js";

const modes = [0, 1, -1] as const;
const bisections = 14;

/** A set of modes and the Wh it stores when stored energy is worth what was assumed. */
interface Found {
  readonly mode: Int8Array;
  readonly storedWh: WattHours;
}

/** Which steps to charge, stand or discharge in, with few changes, if a stored Wh has a given worth in each step. */
export class OnOffSearch {
  private readonly steps: number;
  /** By direction: 0 charging, 1 discharging. */
  private readonly moves: readonly Moves[];
  /** By step and mode: µ and stored Wh of a step. */
  private readonly micro: Float64Array;
  private readonly stored: Float64Array;
  private readonly allowed: Uint8Array;

  constructor(
    private readonly problem: AnswerProblem,
    private readonly changesMax: number,
  ) {
    const [steps, floor] = [problem.usable.length, floorW(problem)];
    this.steps = steps;
    this.moves = [1, -1].map((mode) => movesOf(problem, { mode: new Int8Array(steps).fill(mode), floorW: floor }));
    this.micro = new Float64Array(3 * steps);
    this.stored = new Float64Array(3 * steps);
    this.allowed = new Uint8Array(3 * steps).fill(1);
    for (let step = 0; step < steps; step += 1) {
      for (const direction of [1, -1] as const) {
        if (limitW(problem, step, direction) < floor) this.allowed[3 * step + modes.indexOf(direction)] = 0;
      }
    }
  }

  allows(mode: Int8Array): boolean {
    return mode.every((value, step) => this.allowed[3 * step + modes.indexOf(value as 0 | 1 | -1)] === 1);
  }

  /** Distinct sets met while the worth is raised or lowered until `storedWh` is stored, nearest first. */
  around(worth: Float64Array, storedWh: WattHours): Int8Array[] {
    const found: Found[] = [];
    let range = (2 * (this.problem.tiers[0]?.valueMicroPerKwh ?? 0)) / 1000 / this.problem.chargeEfficiency;
    for (const value of worth) range = Math.max(range, 2 * Math.abs(value));
    let [low, high] = [-range, range];
    for (let count = 0; count < bisections; count += 1) {
      const middle = (low + high) / 2;
      const next = this.best(worth, middle);
      if (!found.some(({ mode }) => mode.every((value, step) => value === next.mode[step]))) found.push(next);
      if (next.storedWh < storedWh) low = middle;
      else high = middle;
    }
    const distance = (of: Found): number => Math.abs(of.storedWh - storedWh);
    return found.sort((a, b) => distance(a) - distance(b)).map(({ mode }) => mode);
  }

  /** Dynamic programming over steps, modes and changes so far. */
  private best(worth: Float64Array, raise: number): Found {
    this.price(worth, raise);
    const width = 3 * (this.changesMax + 1);
    const from = new Int8Array(this.steps * width);
    let [cost, next] = [new Float64Array(width).fill(Infinity), new Float64Array(width)];
    cost[0] = 0;
    for (let step = 0; step < this.steps; step += 1) {
      for (let state = 0; state < width; state += 1) {
        const [mode, changes] = [state % 3, Math.floor(state / 3)];
        let [least, source] = [at(cost, state), mode];
        for (let before = 0; before < 3 && changes > 0; before += 1) {
          const micro = at(cost, 3 * (changes - 1) + before);
          if (before !== mode && micro < least) [least, source] = [micro, before];
        }
        next[state] = least + at(this.micro, 3 * step + mode);
        from[step * width + state] = source;
      }
      [cost, next] = [next, cost];
    }
    return this.trace(from, cost);
  }

  private trace(from: Int8Array, cost: Float64Array): Found {
    const width = cost.length;
    let state = cost.reduce((best, micro, index) => (micro < at(cost, best) ? index : best), 0);
    let storedWh = 0;
    const mode = new Int8Array(this.steps);
    for (let step = this.steps - 1; step >= 0; step -= 1) {
      const index = state % 3;
      mode[step] = modes[index as 0 | 1 | 2];
      storedWh += at(this.stored, 3 * step + index);
      const source = from[step * width + state] ?? 0;
      state = source === index ? state : state - index - 3 + source;
    }
    return { mode, storedWh };
  }

  /** What each step costs in each mode at its best power, less the worth of what it stores. */
  private price(worth: Float64Array, raise: number): void {
    for (const [direction, moves] of this.moves.entries()) {
      const sign = direction === 0 ? 1 : -1;
      for (let step = 0; step < this.steps; step += 1) {
        const index = 3 * step + direction + 1;
        const value = at(worth, step) + raise;
        let [micro, storedWh] = [at(moves.fixedMicro, step), at(moves.fixedWh, step)];
        for (let band = step * moves.width; band < (step + 1) * moves.width; band += 1) {
          const lengthWh = sign * at(moves.lengths, band);
          if (sign * (at(moves.slopes, band) - value) >= 0) continue;
          micro += lengthWh * at(moves.slopes, band);
          storedWh += lengthWh;
        }
        this.micro[index] = this.allowed[index] === 1 ? micro - value * storedWh : Infinity;
        this.stored[index] = storedWh;
      }
    }
  }
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
