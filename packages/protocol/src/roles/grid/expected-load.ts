import type { ExpectedLoad } from "../../market/feeder/index.js";
import type { Grid } from "../../schedule.js";
import type { UnixS, Watts } from "../../units.js";
import type { ExpectedNeed } from "./expected.js";

/** Part of what vehicles are expected to draw, and of the bound of other load, by which it may come otherwise. */
const [arrivalSpread, baseSpread] = [0.6, 0.05];

/** Vehicles of which history says that they come after `sinceS`, each drawing evenly while it stays. W by step. */
export function expectedArrivals(needs: readonly ExpectedNeed[], grid: Grid, sinceS: UnixS): ExpectedLoad {
  const importW: Watts[] = Array<Watts>(grid.steps).fill(0);
  for (const { arriveS, departureS, energyWh, powerMaxW } of needs) {
    if (arriveS <= sinceS || departureS <= arriveS) continue;
    const evenW = Math.min(powerMaxW, (energyWh * 3600) / (departureS - arriveS));
    for (const [step, watts] of importW.entries()) {
      const [fromS, toS] = [grid.startS + step * grid.stepS, grid.startS + (step + 1) * grid.stepS];
      const hereS = Math.max(0, Math.min(toS, departureS) - Math.max(fromS, arriveS));
      importW[step] = watts + (evenW * hereS) / grid.stepS;
    }
  }
  return { importW, spreadW: importW.map((watts) => arrivalSpread * watts) };
}

/** Load that is not controlled, at its bound. */
export const baseLoad = (baseW: readonly Watts[]): ExpectedLoad => ({
  importW: baseW,
  spreadW: baseW.map((watts) => baseSpread * watts),
});
