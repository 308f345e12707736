import { lowerHull } from "../../wear/curve.js";
import type { WattHours } from "../../units.js";
import type { CostToGo } from "./cost-to-go.js";
import { type AnswerProblem, at, type Window } from "./problem.js";

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

/** Writes `cost` plus `hours` of standing into `into`. */
export function addStanding(
  cost: CostToGo,
  into: CostToGo,
  of: { readonly standing: Standing; readonly hours: number; readonly window: Window },
): void {
  const { standing, hours } = of;
  into.begin(cost.lowWh, cost.lowMicro + hours * standingAt(standing, cost.lowWh), of.window);
  let [fromWh, piece] = [cost.lowWh, 0];
  for (let index = 0; index < cost.count; index += 1) {
    const slope = at(cost.slopes, index);
    let leftWh = at(cost.lengths, index);
    while (leftWh > 0) {
      while (at(standing.endsWh, piece) <= fromWh) piece += 1;
      const partWh = Math.min(leftWh, at(standing.endsWh, piece) - fromWh);
      into.add(slope - hours * at(standing.slopes, piece), partWh);
      leftWh -= partWh;
      fromWh = leftWh > 0 ? at(standing.endsWh, piece) : fromWh + partWh;
    }
  }
}
