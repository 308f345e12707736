import type { Solver } from "@chargepact/agent";
import { aggregateForecast, calibrate, calibrationBegin } from "@chargepact/protocol";
import { figure } from "../market/figure.js";
import type { Shape } from "../market/instance.js";
import type { Figure } from "../report.js";
import { split } from "./day.js";
import { optimum } from "./optimum.js";
import { netOf } from "./outcome.js";

/** s between two forecasts of a site. */
const everyS = 3600;
/** The site's own guess of the deviation: part of what its vehicles are expected to draw, and W beside it. */
const [guessShare, guessW] = [0.4, 500];

/**
 * Whether nine in ten metered steps lie under the p90 that was told before. A site knows who came on the days before and
 * what it would plan for them at the same prices; metered is its plan for those who really came. It forecasts every hour
 * and learns from each step once it is metered, so no step counts after something was learned of it.
 */
export async function coverage(
  online: readonly (readonly [day: Shape, expected: Shape])[],
  solver: Solver,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const calibrations = [calibrationBegin, calibrationBegin, calibrationBegin];
  const shares: number[] = [];
  let [under, all] = [0, 0];
  for (const [index, [shape, other]] of online.entries()) {
    const [real, expected] = [split({ ...shape, stepS: 900 }, index), split({ ...other, stepS: 900 }, index)];
    let [dayUnder, dayAll] = [0, 0];
    for (const [site, instance] of real.entries()) {
      const other = expected[site];
      if (other === undefined) continue;
      const meteredW = (await importOf(instance, solver)).map((watts) => Math.max(0, watts));
      const planW = await importOf(other, solver);
      const { startS, stepS } = instance.problem.grid;
      const told: { readonly leadS: number; readonly p90W: number }[][] = meteredW.map(() => []);
      for (const [step, watts] of meteredW.entries()) {
        if ((step * stepS) % everyS === 0) tell(step);
        for (const { leadS, p90W } of told[step] ?? []) {
          dayAll += 1;
          dayUnder += watts <= p90W ? 1 : 0;
          calibrations[site] = calibrate(calibrations[site] ?? calibrationBegin, { leadS, p90W, meteredW: watts });
        }
      }
      function tell(from: number): void {
        const left = planW.slice(from);
        // Nobody is counted: who is here already is no part of this figure.
        const forecast = aggregateForecast(undefined, {
          expected: [{ importW: left, spreadW: left.map((watts) => guessShare * watts + guessW) }],
          grid: { startS: startS + from * stepS, stepS, steps: left.length },
          calibration: calibrations[site] ?? calibrationBegin,
        });
        for (const [ahead, p90W] of forecast.importP90W.entries())
          told[from + ahead]?.push({ leadS: ahead * stepS, p90W });
      }
    }
    under += dayUnder;
    all += dayAll;
    shares.push((100 * dayUnder) / dayAll);
    say(`${shape.name}: ${((100 * dayUnder) / dayAll).toFixed(1)} % of metered under p90`);
  }
  const share = (100 * under) / all;
  return [
    figure("grid.p90.low", share, "%", ">= 85", "of metered steps under the p90 told before; all days", shares),
    figure("grid.p90.high", share, "%", "<= 95", "the same", shares),
  ];
}

/** W by step, by the day's own prices. */
async function importOf(instance: Parameters<typeof netOf>[0], solver: Solver): Promise<readonly number[]> {
  const [plan] = await optimum([instance], { price: instance.problem.importPrice }, solver);
  return netOf(instance, plan ?? new Map<string, readonly number[]>());
}
