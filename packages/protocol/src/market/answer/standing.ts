import { lowerHull } from "../../wear/curve.js";
import type { WattHours } from "../../units.js";
import type { CostToGo } from "./cost-to-go.js";
import { type AnswerProblem } from "./problem.js";

/** Cost of standing, µ per hour, convex in stored energy: pieces that end at `endsWh`, the last without end. */
export interface Standing {
  readonly endsWh: Float64Array;
  /** µ per hour and Wh, not falling. */
  readonly slopes: Float64Array;
  /** µ per hour where the first piece ends. */
  readonly firstMicro: number;
}

/** Lower hull of the calendar; beyond its ends the end slope where it costs more, else constant. */
export function standingOf({ calendar }: AnswerProblem): Standing | undefined {
  if (calendar === undefined || calendar.length === 0) return undefined;
  const hull = lowerHull(calendar.map(({ storedWh, microPerHour }) => ({ soc: storedWh, agePerHour: microPerHour })));
  const inner = hull.slice(1).map((point, index) => {
    const before = hull[index] ?? point;
    return (point.agePerHour - before.agePerHour) / (point.soc - before.soc);
  });
  return {
    endsWh: Float64Array.from([...hull.map(({ soc }) => soc), Infinity]),
    slopes: Float64Array.from([Math.min(0, inner[0] ?? 0), ...inner, Math.max(0, inner.at(-1) ?? 0)]),
    firstMicro: hull[0]?.agePerHour ?? 0,
  };
}

/** µ per hour. */
export function standingAt(standing: Standing, storedWh: WattHours): number {
  const { endsWh, slopes } = standing;
  let [fromWh, micro] = [at(endsWh, 0), standing.firstMicro];
  if (storedWh <= fromWh) return micro + at(slopes, 0) * (storedWh - fromWh);
  for (let piece = 1; piece < slopes.length; piece += 1) {
    const toWh = Math.min(storedWh, at(endsWh, piece));
    micro += at(slopes, piece) * (toWh - fromWh);
    fromWh = toWh;
    if (toWh === storedWh) break;
  }
  return micro;
}

/** Writes `cost` plus `hours` of standing into `into`: the same interval, cut at the ends of the standing's pieces. */
export function addStanding(cost: CostToGo, into: CostToGo, of: { standing: Standing; hours: number }): void {
  const { endsWh, slopes: rates } = of.standing;
  into.begin(cost.lowWh, cost.lowMicro + of.hours * standingAt(of.standing, cost.lowWh), {
    lowWh: cost.lowWh,
    highWh: Infinity,
  });
  into.reserve(cost.count + rates.length);
  const { slopes, lengths } = into;
  let [fromWh, piece, count] = [cost.lowWh, 0, 0];
  for (let index = 0; index < cost.count; index += 1) {
    const slope = at(cost.slopes, index);
    let leftWh = at(cost.lengths, index);
    while (leftWh > 0) {
      while (at(endsWh, piece) <= fromWh) piece += 1;
      const roomWh = at(endsWh, piece) - fromWh;
      slopes[count] = slope - of.hours * at(rates, piece);
      lengths[count] = leftWh < roomWh ? leftWh : roomWh;
      count += 1;
      fromWh = leftWh <= roomWh ? fromWh + leftWh : at(endsWh, piece);
      leftWh -= roomWh;
    }
  }
  into.count = count;
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
