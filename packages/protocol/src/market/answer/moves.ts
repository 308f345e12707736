import type { Watts } from "../../units.js";
import { priceAt, storedPerHour, wearMicroPerHour } from "./declared-cost.js";
import { type AnswerProblem, hoursOf, limitW, type WearStep } from "./problem.js";

/** What a step must do, where that is fixed: +1 charge, 0 stand, −1 discharge, each at `floorW` or more. */
export interface Modes {
  readonly mode: Int8Array;
  /** W; magnitude. */
  readonly floorW: Watts;
}

/** Each step's bands in stored energy, flat: entry `step × width + band`, charging bands first, from 0 W outwards. */
export interface Moves {
  readonly steps: number;
  readonly width: number;
  readonly charging: number;
  readonly hours: Float64Array;
  /** µ per stored Wh: cost of one put in, revenue of one taken out. */
  readonly slopes: Float64Array;
  /** Stored Wh. */
  readonly lengths: Float64Array;
  /** Per step, where a mode is fixed: W, stored Wh and µ of its floor; + put in, + cost. */
  readonly fixedW: Float64Array;
  readonly fixedWh: Float64Array;
  readonly fixedMicro: Float64Array;
}

export function movesOf(problem: AnswerProblem, modes?: Modes): Moves {
  const [steps, charging] = [problem.usable.length, problem.charge.length];
  const width = charging + problem.discharge.length;
  const moves = {
    steps,
    width,
    charging,
    hours: hoursOf(problem),
    slopes: new Float64Array(steps * width),
    lengths: new Float64Array(steps * width),
    fixedW: new Float64Array(steps),
    fixedWh: new Float64Array(steps),
    fixedMicro: new Float64Array(steps),
  };
  for (const direction of [1, -1] as const) {
    const bands = direction > 0 ? problem.charge : problem.discharge;
    for (let step = 0; step < steps; step += 1) {
      const mode = modes === undefined ? direction : modes.mode[step];
      if (mode !== direction) continue;
      const floorW = modes?.floorW ?? 0;
      fill(problem, moves, { step, direction, bands, floorW });
      if (floorW > 0) fix(problem, moves, { step, direction, bands, floorW });
    }
  }
  return moves;
}

interface Way {
  readonly step: number;
  readonly direction: 1 | -1;
  readonly bands: readonly WearStep[];
  readonly floorW: Watts;
}

/** One direction of one step, above its floor. */
function fill(problem: AnswerProblem, moves: Moves, { step, direction, bands, floorW }: Way): void {
  const first = step * moves.width + (direction > 0 ? 0 : moves.charging);
  const storedPerGrid = direction > 0 ? problem.chargeEfficiency : 1 / problem.dischargeEfficiency;
  const storedPerW = at(moves.hours, step) * storedPerGrid;
  const [price, capW] = [priceAt(problem, step, direction), limitW(problem, step, direction)];
  let fromW = floorW;
  for (let index = 0; index < bands.length; index += 1) {
    const band = bands[index];
    if (band === undefined) break;
    const toW = band.toW < capW ? band.toW : capW;
    moves.slopes[first + index] = (price + direction * band.wearMicroPerKwh) / 1000 / storedPerGrid;
    if (toW <= fromW) continue;
    moves.lengths[first + index] = (toW - fromW) * storedPerW;
    fromW = toW;
  }
}

/** The floor of one direction of one step, which its mode fixes. */
function fix(problem: AnswerProblem, moves: Moves, { step, direction, bands, floorW }: Way): void {
  const [hours, powerW] = [at(moves.hours, step), direction * floorW];
  moves.fixedW[step] = powerW;
  moves.fixedWh[step] = storedPerHour(problem, powerW) * hours;
  moves.fixedMicro[step] = (wearMicroPerHour(bands, floorW) + (priceAt(problem, step, powerW) * powerW) / 1000) * hours;
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
