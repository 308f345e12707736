import type { Micro, Watts } from "../../units.js";
import type { RoundsLevel } from "./types.js";

/** Steps in which a site has less of the level than this bind nothing: a kW there would weigh as hundreds. */
const shareLeast = 0.01;

/** Share of the level in a step, 0 where the step binds nothing. `h`: its hours that are still to come. */
export function levelShare({ share }: RoundsLevel, step: number, h: number): number {
  const own = share[step] ?? 0;
  return h > 0 && own >= shareLeast ? own : 0;
}

/** kW ≤ 0 below which the lift pays nothing more. */
export const leastOf = ({ leastKw }: RoundsLevel): number => leastKw ?? Number.NEGATIVE_INFINITY;

/** kW by which a net power lifts the common level, negative where it lowers it; 0 where no step binds. */
export function liftKw(level: RoundsLevel, netW: readonly Watts[], hours: readonly number[]): number {
  let lift = Number.NEGATIVE_INFINITY;
  for (const [step, h] of hours.entries()) {
    const own = levelShare(level, step, h);
    if (own > 0) lift = Math.max(lift, ((netW[step] ?? 0) - (level.profileW[step] ?? 0)) / 1000 / own);
  }
  return Number.isFinite(lift) ? Math.max(lift, leastOf(level)) : 0;
}

/** What one step costs by its net power: µ per kW imported and exported, between these kW. */
export interface StepCost {
  readonly importMicro: Micro;
  readonly exportMicro: Micro;
  /** ≥ 0 */
  readonly importKw: number;
  readonly exportKw: number;
}

/**
 * The least that net powers within reach cost together with the level that they make, µ. Import costs no less than what
 * export is paid, so that each step's cost is convex in its net power and all of it in the lift: the least is at a corner.
 */
export function leastWithLevel(level: RoundsLevel, costs: readonly StepCost[], hours: readonly number[]): Micro {
  let free = 0;
  let leastZ = leastOf(level);
  const bound: {
    readonly cost: StepCost;
    readonly bestKw: number;
    readonly profileKw: number;
    readonly own: number;
  }[] = [];
  const corners: number[] = [];
  for (const [step, cost] of costs.entries()) {
    const own = levelShare(level, step, hours[step] ?? 0);
    const bestKw = bestOf(cost);
    if (own === 0) {
      free += costAt(cost, bestKw);
      continue;
    }
    const profileKw = (level.profileW[step] ?? 0) / 1000;
    bound.push({ cost, bestKw, profileKw, own });
    leastZ = Math.max(leastZ, (-cost.exportKw - profileKw) / own);
    corners.push((bestKw - profileKw) / own, -profileKw / own);
  }
  if (bound.length === 0) return free;
  const at = (z: number): Micro =>
    bound.reduce((sum, { cost, bestKw, profileKw, own }) => {
      const capKw = Math.max(-cost.exportKw, profileKw + z * own);
      return sum + costAt(cost, Math.min(bestKw, capKw));
    }, level.microPerKw * z);
  return free + [leastZ, ...corners.filter((z) => z > leastZ)].reduce((least, z) => Math.min(least, at(z)), Infinity);
}

/** kW of net import that costs least by itself. */
function bestOf({ importMicro, exportMicro, importKw, exportKw }: StepCost): number {
  if (importMicro < 0) return importKw;
  return exportMicro < 0 ? -exportKw : 0;
}

const costAt = ({ importMicro, exportMicro }: StepCost, netKw: number): Micro =>
  netKw >= 0 ? importMicro * netKw : -exportMicro * netKw;
