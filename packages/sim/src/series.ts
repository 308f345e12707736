import type { Series } from "./model.js";

/** Value of a step series at an instant (s); before its start the first value, after its end the last. */
export function seriesAt<T extends number>(series: Series<T>, atS: number): number {
  const last = series.values.length - 1;
  const index = Math.floor((atS - series.startS) / series.stepS);
  return series.values[Math.min(Math.max(index, 0), last)] ?? 0;
}

/** Linear interpolation in ascending (x, y) points; constant beyond both ends; 0 without points. */
export function interpolate(points: readonly (readonly [x: number, y: number])[], x: number): number {
  let before = points[0];
  if (before === undefined) return 0;
  for (const point of points) {
    if (point[0] >= x) {
      const width = point[0] - before[0];
      return width <= 0 ? point[1] : before[1] + ((point[1] - before[1]) * (x - before[0])) / width;
    }
    before = point;
  }
  return before[1];
}
