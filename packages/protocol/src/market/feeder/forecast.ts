import type { Grid } from "../../schedule.js";
import type { Watts } from "../../units.js";
import { type Calibration, p90Of } from "./calibration.js";
import { type Cohort, cohortLeast } from "./cohort.js";
import type { AggregateForecast } from "./types.js";

/** Load that nobody has asked for yet, W ≥ 0 by step: sessions that will come, buildings. */
export interface ExpectedLoad {
  readonly importW: readonly Watts[];
  /** The site's own guess of its standard deviation. */
  readonly spreadW: readonly Watts[];
}

/** Part of a child's own plan by which it may come otherwise. */
const planSpread = 0.1;

/**
 * What a site tells its feeder: the plans of all that are counted, and the expected load, added up by step. Where fewer than
 * three children are counted it is the expected load alone: history, which tells nothing of who is here. p90 is as wide as
 * `calibration` has found necessary for the lead time. Whole W and Wh; a step's lead is that of its start after the first.
 */
export function aggregateForecast(
  cohort: Cohort | undefined,
  of: { readonly expected: readonly ExpectedLoad[]; readonly grid: Grid; readonly calibration: Calibration },
): AggregateForecast {
  const counted = Object.values(cohort?.plans ?? {});
  const plans = counted.length < cohortLeast ? [] : counted;
  const { startS, stepS } = of.grid;
  const steps = Array.from({ length: of.grid.steps }, (_, step) => step);
  const planned = steps.map((step) => plans.reduce((sum, { importW }) => sum + (importW[step] ?? 0), 0));
  const importP50W = steps.map((step) =>
    Math.round(of.expected.reduce((sum, { importW }) => sum + (importW[step] ?? 0), planned[step] ?? 0)),
  );
  return {
    ...{ startS, stepS, importP50W },
    importP90W: steps.map((step) => {
      const spreads = of.expected.map(({ spreadW }) => spreadW[step] ?? 0);
      const spreadW = Math.hypot(planSpread * (planned[step] ?? 0), ...spreads);
      return p90Of(of.calibration, { leadS: step * stepS, p50W: importP50W[step] ?? 0, spreadW });
    }),
    exportP50W: steps.map((step) => Math.round(plans.reduce((sum, { exportW }) => sum + (exportW[step] ?? 0), 0))),
    shiftableWh: Math.round(plans.reduce((sum, { shiftableWh }) => sum + shiftableWh, 0)),
    children: plans.length,
  };
}
