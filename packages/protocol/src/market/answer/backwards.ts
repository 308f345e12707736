import { worthOf } from "../tiers.js";
import { CostToGo } from "./cost-to-go.js";
import type { Moves } from "./moves.js";
import { type AnswerProblem, type Window, windowOf } from "./problem.js";
import { addStanding, type Standing, standingAt, standingOf } from "./standing.js";

/** What the backward pass leaves for the forward pass. */
export interface Thresholds {
  /**
   * Stored Wh, by step and band as in {@link Moves}: a charging band is used below it, a discharging band above it.
   */
  readonly toWh: Float64Array;
  /** Cost to go after a step, its standing included, where it was asked for. */
  readonly after: ReadonlyMap<number, CostToGo>;
  /** µ; least cost from the start; infinite where no schedule stays within the window. */
  readonly leastMicro: number;
}

/**
 * Dynamic programming from the end: the cost to go is convex in stored energy, a step merges its bands into it and what
 * leaves the window is cut off. Where a step's discharging pays more than its charging costs, merging allows both at
 * once: the least cost is then that of a relaxation, still a lower bound.
 */
export function backwards(problem: AnswerProblem, moves: Moves, keep: (step: number) => boolean): Thresholds {
  const window = windowOf(problem);
  const standing = standingOf(problem);
  const toWh = new Float64Array(moves.steps * moves.width);
  const after = new Map<number, CostToGo>();
  let [cost, spare] = [new CostToGo(), new CostToGo()];
  const stand = (hours: number): void => {
    if (standing === undefined || hours === 0) return;
    addStanding(cost, spare, { standing, hours });
    [cost, spare] = [spare, cost];
  };
  worthAtEnd(problem, cost, window);
  for (let step = moves.steps - 1; step >= 0; step -= 1) {
    // By the trapezoidal rule an instant between two steps counts half of each.
    stand((at(moves.hours, step) + (step + 1 < moves.steps ? at(moves.hours, step + 1) : 0)) / 2);
    if (idle(moves, step)) continue;
    if (keep(step)) after.set(step, cost.copy());
    merge({ cost, moves, step, toWh }, spare, window);
    [cost, spare] = [spare, cost];
    if (cost.empty) return { toWh, after, leastMicro: Infinity };
  }
  const startMicro = standing === undefined ? 0 : standingMicro(standing, problem, moves);
  return { toWh, after, leastMicro: cost.valueAt(problem.storedWh) + startMicro };
}

const standingMicro = (standing: Standing, problem: AnswerProblem, moves: Moves): number =>
  (moves.steps === 0 ? 0 : at(moves.hours, 0) / 2) * standingAt(standing, problem.storedWh);

/** Worth of what is missing from full tiers. */
function worthAtEnd(problem: AnswerProblem, into: CostToGo, window: Window): void {
  const { tiers, chargeEfficiency } = problem;
  const tiersFromWh = problem.tiersFromWh ?? problem.storedWh;
  const fromWh = Math.min(tiersFromWh, window.lowWh);
  const first = (tiers[0]?.valueMicroPerKwh ?? 0) / 1000 / chargeEfficiency;
  const all = worthOf(tiers);
  into.begin(fromWh, all + (tiersFromWh - fromWh) * first, window);
  into.add(first, tiersFromWh - fromWh);
  for (const tier of tiers) {
    into.add(tier.valueMicroPerKwh / 1000 / chargeEfficiency, tier.energyWh * chargeEfficiency);
  }
  into.add(0, Math.max(0, window.highWh - fromWh));
}

/** Nothing can or must be moved in this step: it changes nothing, and its thresholds are not read. */
function idle({ lengths, fixedW, width }: Moves, step: number): boolean {
  if (at(fixedW, step) !== 0) return false;
  for (let band = step * width; band < (step + 1) * width; band += 1) if (at(lengths, band) > 0) return false;
  return true;
}

/** Merges a step's bands, steepest first, into the cost after it; notes each band's threshold. */
function merge(
  from: { readonly cost: CostToGo; readonly moves: Moves; readonly step: number; readonly toWh: Float64Array },
  into: CostToGo,
  window: Window,
): void {
  const { cost, moves, step, toWh } = from;
  const { slopes, lengths, width, charging } = moves;
  const base = step * width;
  let [topWh, topMicro] = [at(moves.fixedWh, step), at(moves.fixedMicro, step)];
  for (let band = base; band < base + charging; band += 1) {
    topWh += at(lengths, band);
    topMicro += at(lengths, band) * at(slopes, band);
  }
  into.begin(cost.lowWh - topWh, cost.lowMicro + topMicro, window);
  let piece = 0;
  let [charge, discharge] = [base + charging - 1, base + charging];
  for (let left = width; left > 0; left -= 1) {
    const chargeFirst = charge >= base && (discharge >= base + width || at(slopes, charge) >= at(slopes, discharge));
    const band = chargeFirst ? charge-- : discharge++;
    const slope = at(slopes, band);
    piece = into.addFrom(cost, piece, slope);
    toWh[band] = cost.lowWh + into.passedWh;
    into.add(slope, at(lengths, band));
  }
  into.addFrom(cost, piece, -Infinity);
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
