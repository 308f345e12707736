import type { Schedule } from "./messages.js";

/**
 * A piecewise constant function of schedule time for the ledger: exact on any mixture of grids. `values[i]` holds in
 * [times[i], times[i+1]), the last value for ever. `times` ascend strictly and begin with −Infinity; neighbours differ.
 * Times in s, values in W (any sign); integers stay exact.
 */
export interface StepFunction {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

const at = (list: readonly number[], index: number): number => list[index] ?? Number.NaN;

/** The same value, W, at all times. */
export function stepConstant(valueW: number): StepFunction {
  return { times: [Number.NEGATIVE_INFINITY], values: [valueW] };
}

/** A schedule's `max` (or `min`) within its window; `beforeW` before and `afterW` (the fallback) from its end on. */
export function stepFromSchedule(
  schedule: Schedule,
  outside: { readonly beforeW: number; readonly afterW: number },
  bound: "max" | "min" = "max",
): StepFunction {
  const source = bound === "max" ? schedule.max : (schedule.min ?? schedule.max);
  const built = new Builder();
  built.push(Number.NEGATIVE_INFINITY, outside.beforeW);
  for (const [index, valueW] of source.entries()) built.push(schedule.startS + index * schedule.stepS, valueW);
  built.push(schedule.startS + source.length * schedule.stepS, outside.afterW);
  return built;
}

/** W at `timeS`. */
export function stepValueAt(f: StepFunction, timeS: number): number {
  return at(f.values, indexAt(f, timeS));
}

/** Pointwise maximum, W. */
export function stepMax(a: StepFunction, b: StepFunction): StepFunction {
  return combine(a, b, Math.max);
}

/** Pointwise minimum, W. */
export function stepMin(a: StepFunction, b: StepFunction): StepFunction {
  return combine(a, b, Math.min);
}

/** a − b, W. */
export function stepLess(a: StepFunction, b: StepFunction): StepFunction {
  return combine(a, b, (valueA, valueB) => valueA - valueB);
}

/** Pointwise sum, W; 0 of none. Merged in pairs, so that n functions cost n·log n rather than n². */
export function stepSum(functions: readonly StepFunction[]): StepFunction {
  let level = functions;
  while (level.length > 1) {
    const next: StepFunction[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left, right] = [level[index], level[index + 1]];
      if (left !== undefined) next.push(right === undefined ? left : combine(left, right, add));
    }
    level = next;
  }
  return level[0] ?? stepConstant(0);
}

/** Every value through `change`, for example the import part `(w) => Math.max(0, w)`. */
export function stepMap(f: StepFunction, change: (valueW: number) => number): StepFunction {
  const built = new Builder();
  for (const [index, timeS] of f.times.entries()) built.push(timeS, change(at(f.values, index)));
  return built;
}

/** `f` before `timeS`, the constant `afterW` from then on. */
export function stepUntil(f: StepFunction, timeS: number, afterW: number): StepFunction {
  const built = new Builder();
  for (let index = 0; index < f.times.length && at(f.times, index) < timeS; index += 1) {
    built.push(at(f.times, index), at(f.values, index));
  }
  built.push(timeS, afterW);
  return built;
}

/** The constant `beforeW` before `timeS`, `f` from then on. */
export function stepFrom(f: StepFunction, timeS: number, beforeW: number): StepFunction {
  const built = new Builder();
  built.push(Number.NEGATIVE_INFINITY, beforeW);
  const first = indexAt(f, timeS);
  built.push(timeS, at(f.values, first));
  for (let index = first + 1; index < f.times.length; index += 1) built.push(at(f.times, index), at(f.values, index));
  return built;
}

/** First instant from `fromS` on at which a > b, s (`fromS` itself may be −Infinity); undefined where there is none. */
export function stepFirstAbove(a: StepFunction, b: StepFunction, fromS = Number.NEGATIVE_INFINITY): number | undefined {
  let [indexA, indexB] = [indexAt(a, fromS), indexAt(b, fromS)];
  let nowS = fromS;
  for (;;) {
    if (at(a.values, indexA) > at(b.values, indexB)) return nowS;
    const [nextA, nextB] = [a.times[indexA + 1], b.times[indexB + 1]];
    if (nextA === undefined && nextB === undefined) return undefined;
    nowS = Math.min(nextA ?? Number.POSITIVE_INFINITY, nextB ?? Number.POSITIVE_INFINITY);
    if (nextA === nowS) indexA += 1;
    if (nextB === nowS) indexB += 1;
  }
}

/** True where a ≤ b at every instant from `fromS` on. */
export function stepLessEqual(a: StepFunction, b: StepFunction, fromS = Number.NEGATIVE_INFINITY): boolean {
  return stepFirstAbove(a, b, fromS) === undefined;
}

/** Largest value, W, in [fromS, toS); at least the value at `fromS`. */
export function maxOverInterval(f: StepFunction, fromS: number, toS: number): number {
  return overInterval(f, { fromS, toS }, Math.max);
}

/** Smallest value, W, in [fromS, toS); at most the value at `fromS`. */
export function minOverInterval(f: StepFunction, fromS: number, toS: number): number {
  return overInterval(f, { fromS, toS }, Math.min);
}

/** What `f` is at least within `aheadS` ≥ 0 from each instant on, both ends included, W. */
export function stepMinAhead(f: StepFunction, aheadS: number): StepFunction {
  const timesS = [...new Set(f.times.flatMap((timeS) => [timeS - aheadS, timeS]))].sort((a, b) => a - b);
  const built = new Builder();
  for (const timeS of timesS) {
    built.push(timeS, Math.min(minOverInterval(f, timeS, timeS + aheadS), stepValueAt(f, timeS + aheadS)));
  }
  return built;
}

function overInterval(
  f: StepFunction,
  interval: { readonly fromS: number; readonly toS: number },
  better: (a: number, b: number) => number,
): number {
  let index = indexAt(f, interval.fromS);
  let found = at(f.values, index);
  for (index += 1; index < f.times.length && at(f.times, index) < interval.toS; index += 1) {
    found = better(found, at(f.values, index));
  }
  return found;
}

const add = (a: number, b: number): number => a + b;

/** Index of the piece that holds `timeS`, by bisection. */
function indexAt(f: StepFunction, timeS: number): number {
  let [low, high] = [0, f.times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(f.times, middle) <= timeS) low = middle;
    else high = middle - 1;
  }
  return low;
}

function combine(a: StepFunction, b: StepFunction, join: (a: number, b: number) => number): StepFunction {
  const built = new Builder();
  let [indexA, indexB, nowS] = [0, 0, Number.NEGATIVE_INFINITY];
  for (;;) {
    built.push(nowS, join(at(a.values, indexA), at(b.values, indexB)));
    const nextA = a.times[indexA + 1] ?? Number.POSITIVE_INFINITY;
    const nextB = b.times[indexB + 1] ?? Number.POSITIVE_INFINITY;
    nowS = Math.min(nextA, nextB);
    if (nowS === Number.POSITIVE_INFINITY) return built;
    if (nextA === nowS) indexA += 1;
    if (nextB === nowS) indexB += 1;
  }
}

/** Appends pieces in time order, joining equal neighbours. */
class Builder implements StepFunction {
  readonly times: number[] = [];
  readonly values: number[] = [];
  push(timeS: number, valueW: number): void {
    if (this.values.at(-1) === valueW) return;
    this.times.push(timeS);
    this.values.push(valueW);
  }
}
