import type { Watts } from "../../units.js";
import { type AnswerProblem, at, hoursOf, limitW, type WearStep } from "./problem.js";

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
  const [slopes, lengths] = [new Float64Array(steps * width), new Float64Array(steps * width)];
  const [fixedW, fixedWh, fixedMicro] = [0, 1, 2].map(() => new Float64Array(steps)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const moves = { steps, width, charging, hours: hoursOf(problem), slopes, lengths, fixedW, fixedWh, fixedMicro };
  for (let step = 0; step < steps; step += 1) {
    const mode = modes?.mode[step];
    if (mode === undefined || mode > 0) fill(problem, moves, { step, direction: 1, floorW: modes?.floorW ?? 0 });
    if (mode === undefined || mode < 0) fill(problem, moves, { step, direction: -1, floorW: modes?.floorW ?? 0 });
  }
  return moves;
}

/** One direction of one step: what lies below the floor is fixed, what lies above it may be chosen. */
function fill(
  problem: AnswerProblem,
  moves: Moves,
  of: { readonly step: number; readonly direction: 1 | -1; readonly floorW: Watts },
): void {
  const { step, direction, floorW } = of;
  const bands = direction > 0 ? problem.charge : problem.discharge;
  const first = step * moves.width + (direction > 0 ? 0 : moves.charging);
  const [hours, capW] = [at(moves.hours, step), limitW(problem, step, direction)];
  const storedPerGrid = direction > 0 ? problem.chargeEfficiency : 1 / problem.dischargeEfficiency;
  let fromW = 0;
  for (const [index, band] of bands.entries()) {
    const toW = Math.min(band.toW, capW);
    const micro = gridMicro(problem, step, band, direction) / 1000;
    const belowW = Math.max(0, Math.min(toW, floorW) - fromW);
    const aboveW = Math.max(0, toW - Math.max(fromW, floorW));
    moves.slopes[first + index] = micro / storedPerGrid;
    moves.lengths[first + index] = aboveW * hours * storedPerGrid;
    moves.fixedW[step] = at(moves.fixedW, step) + direction * belowW;
    moves.fixedWh[step] = at(moves.fixedWh, step) + direction * belowW * hours * storedPerGrid;
    moves.fixedMicro[step] = at(moves.fixedMicro, step) + direction * belowW * hours * micro;
    fromW = Math.max(fromW, toW);
  }
}

/** µ per kWh at the grid side: cost of one imported, revenue of one exported. */
function gridMicro(problem: AnswerProblem, step: number, band: WearStep, direction: 1 | -1): number {
  const price = (direction > 0 ? problem.price : (problem.exportPrice ?? problem.price))[step] ?? 0;
  return price + direction * band.wearMicroPerKwh;
}
