import { ChargepactError } from "./errors.js";
import type { Schedule } from "./messages.js";
import type { UnixS, WattHours, Watts } from "./units.js";

/** Contiguous steps of schedule time. */
export interface Grid {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly steps: number;
}

/** Most steps a combination of two grids may have: more means grids that do not fit; resample first. */
const stepsUnionMax = 50_000;

/** `steps` steps at `maxW`; with `minW` the holder may be anywhere between. W, + import, − export. */
export function constantSchedule(grid: Grid, maxW: Watts, minW?: Watts): Schedule {
  const max = Array<Watts>(grid.steps).fill(maxW);
  return scheduleOf(grid, max, minW === undefined ? undefined : Array<Watts>(grid.steps).fill(minW));
}

export function gridOf(schedule: Schedule): Grid {
  return { startS: schedule.startS, stepS: schedule.stepS, steps: schedule.max.length };
}

/** First second after the last step. */
export function endS(schedule: Schedule): UnixS {
  return schedule.startS + schedule.max.length * schedule.stepS;
}

/** W a holder may be at, at most, at `timeS`; undefined outside the window, where the fallback holds. */
export function maxAt(schedule: Schedule, timeS: UnixS): Watts | undefined {
  return schedule.max[stepAt(schedule, timeS)];
}

/** W a holder must be at, at least, at `timeS`; undefined outside the window. */
export function minAt(schedule: Schedule, timeS: UnixS): Watts | undefined {
  return minsOf(schedule)[stepAt(schedule, timeS)];
}

/** The lower bounds: without `min` the plan is fixed. */
export function minsOf(schedule: Schedule): readonly Watts[] {
  return schedule.min ?? schedule.max;
}

/** Same window, same bounds. */
export function schedulesEqual(a: Schedule, b: Schedule): boolean {
  if (a.startS !== b.startS || a.stepS !== b.stepS || a.max.length !== b.max.length) return false;
  const [minA, minB] = [minsOf(a), minsOf(b)];
  return a.max.every((valueW, index) => valueW === b.max[index] && minA[index] === minB[index]);
}

/** Pointwise minimum of both bounds over both windows; a schedule counts as `outsideW` outside its own. */
export function minOfSchedules(a: Schedule, b: Schedule, outsideW: Watts = 0): Schedule {
  return combine(a, b, { join: Math.min, outsideW });
}

/** Pointwise maximum of both bounds over both windows; a schedule counts as `outsideW` outside its own. */
export function maxOfSchedules(a: Schedule, b: Schedule, outsideW: Watts = 0): Schedule {
  return combine(a, b, { join: Math.max, outsideW });
}

/** Pointwise sum of both bounds over both windows; 0 W outside. */
export function addSchedules(a: Schedule, b: Schedule): Schedule {
  return combine(a, b, { join: (valueA, valueB) => valueA + valueB, outsideW: 0 });
}

/** Sum of all; undefined of none. */
export function sumOfSchedules(schedules: readonly Schedule[]): Schedule | undefined {
  const [first, ...others] = schedules;
  return first === undefined ? undefined : others.reduce(addSchedules, first);
}

/** Both bounds held within [lowW, highW]. */
export function clipSchedule(schedule: Schedule, lowW: Watts, highW: Watts): Schedule {
  return mapSchedule(schedule, (valueW) => Math.min(highW, Math.max(lowW, valueW)));
}

/** Both bounds through a non-decreasing `change` of W. */
export function mapSchedule(schedule: Schedule, change: (valueW: Watts, step: number) => Watts): Schedule {
  return scheduleOf(gridOf(schedule), schedule.max.map(change), schedule.min?.map(change));
}

/** True where `a.max ≤ b.max + slackW` all through `a`'s window; outside `b`'s window b counts as `outsideW`. */
export function isAtMost(a: Schedule, b: Schedule, options: { outsideW?: Watts; slackW?: Watts } = {}): boolean {
  const { outsideW = 0, slackW = 0 } = options;
  return a.max.every((valueW, index) => {
    const fromS = a.startS + index * a.stepS;
    return valueW <= extremeIn(b, b.max, { fromS, toS: fromS + a.stepS, outsideW }, Math.min) + slackW;
  });
}

/**
 * The schedule on another grid, on the safe side: a new step's `max` is the smallest and its `min` the largest value
 * under it, held below `max`. Outside the window both are `outsideW`.
 */
export function resampleSchedule(schedule: Schedule, grid: Grid, outsideW: Watts = 0): Schedule {
  const steps = Array.from({ length: grid.steps }, (_, index) => {
    const fromS = grid.startS + index * grid.stepS;
    return { fromS, toS: fromS + grid.stepS, outsideW };
  });
  const max = steps.map((step) => extremeIn(schedule, schedule.max, step, Math.min));
  const { min } = schedule;
  if (min === undefined) return scheduleOf(grid, max);
  const mins = steps.map((step, index) => Math.min(extremeIn(schedule, min, step, Math.max), max[index] ?? outsideW));
  return scheduleOf(grid, max, mins);
}

/** The same in steps of `stepS`, each of its own being a whole number of them; undefined where that is not so. */
export function refineSchedule(schedule: Schedule, stepS: number): Schedule | undefined {
  const times = schedule.stepS / stepS;
  if (times === 1) return schedule;
  if (!Number.isInteger(times)) return undefined;
  const each = (values: readonly Watts[]): Watts[] => values.flatMap((watts) => Array<Watts>(times).fill(watts));
  const { startS, max, min } = schedule;
  return { startS, stepS, max: each(max), ...(min === undefined ? {} : { min: each(min) }) };
}

/** Energy at `max` within [fromS, toS), Wh, + import; nothing outside the window. */
export function energyWh(schedule: Schedule, fromS: UnixS, toS: UnixS): WattHours {
  let wattSeconds = 0;
  for (const [index, valueW] of schedule.max.entries()) {
    const startS = schedule.startS + index * schedule.stepS;
    wattSeconds += valueW * Math.max(0, Math.min(toS, startS + schedule.stepS) - Math.max(fromS, startS));
  }
  return wattSeconds / 3600;
}

/** Wh imported and exported, both ≥ 0, between two instants by one power a step: import where it may import, else export. */
export function energiesWh(
  schedule: Schedule,
  fromS: UnixS,
  toS: UnixS,
): { readonly importWh: WattHours; readonly exportWh: WattHours } {
  const { max, min = max } = schedule;
  const exported = { ...schedule, max: max.map((watts, step) => (watts > 0 ? 0 : Math.max(0, -(min[step] ?? 0)))) };
  const imported = { ...schedule, max: max.map((watts) => Math.max(0, watts)) };
  return { importWh: energyWh(imported, fromS, toS), exportWh: energyWh(exported, fromS, toS) };
}

/** The same plan, `seconds` later. */
export function shiftSchedule(schedule: Schedule, seconds: number): Schedule {
  return { ...schedule, startS: schedule.startS + seconds };
}

/** Without the steps that have ended by `timeS`; undefined when none is left. The grid stays. */
export function cutSchedule(schedule: Schedule, timeS: UnixS): Schedule | undefined {
  const past = Math.max(0, Math.floor((timeS - schedule.startS) / schedule.stepS));
  if (past >= schedule.max.length) return undefined;
  const startS = schedule.startS + past * schedule.stepS;
  return scheduleOf({ ...gridOf(schedule), startS }, schedule.max.slice(past), schedule.min?.slice(past));
}

/**
 * `max` in multiples of `unitW`, so that the energy up to any instant is never above the exact one, and less than one
 * unit in one step below it as long as `boundW` (W per step, ≥ `max`) leaves room: what one step loses the next gets.
 * No step rises above `boundW`. `min` is rounded down.
 */
export function roundByCumulativeEnergy(schedule: Schedule, unitW: Watts, boundW?: readonly Watts[]): Schedule {
  let owedW = 0;
  const max = schedule.max.map((valueW, index) => {
    owedW += valueW;
    const roundedW = Math.min(floorTo(owedW, unitW), floorTo(boundW?.[index] ?? Number.POSITIVE_INFINITY, unitW));
    owedW -= roundedW;
    return roundedW;
  });
  const min = schedule.min?.map((valueW, index) => Math.min(floorTo(valueW, unitW), max[index] ?? valueW));
  return scheduleOf(gridOf(schedule), max, min);
}

/** Largest multiple of `unitW` that is ≤ `valueW`, forgiving a float's last digits. */
export function floorTo(valueW: Watts, unitW: Watts): Watts {
  return Math.floor(valueW / unitW + 1e-9) * unitW;
}

function scheduleOf(grid: Grid, max: readonly Watts[], min?: readonly Watts[]): Schedule {
  const { startS, stepS } = grid;
  return min === undefined ? { startS, stepS, max } : { startS, stepS, max, min };
}

const stepAt = (schedule: Schedule, timeS: UnixS): number => Math.floor((timeS - schedule.startS) / schedule.stepS);

/** The smallest or largest (`better`) of `values` (on the schedule's grid) that holds somewhere in [fromS, toS). */
function extremeIn(
  schedule: Schedule,
  values: readonly Watts[],
  interval: { readonly fromS: UnixS; readonly toS: UnixS; readonly outsideW: Watts },
  better: (a: Watts, b: Watts) => Watts,
): Watts {
  const { fromS, toS, outsideW } = interval;
  let found: Watts | undefined = fromS < schedule.startS || toS > endS(schedule) ? outsideW : undefined;
  const last = Math.min(values.length, Math.ceil((toS - schedule.startS) / schedule.stepS));
  for (let index = Math.max(0, stepAt(schedule, fromS)); index < last; index += 1) {
    const valueW = values[index];
    if (valueW !== undefined) found = found === undefined ? valueW : better(found, valueW);
  }
  return found ?? outsideW;
}

function combine(
  a: Schedule,
  b: Schedule,
  how: { readonly join: (valueA: Watts, valueB: Watts) => Watts; readonly outsideW: Watts },
): Schedule {
  const grid = checkedUnion(a, b);
  const join = (bound: (schedule: Schedule, timeS: UnixS) => Watts | undefined): Watts[] =>
    Array.from({ length: grid.steps }, (_, index) => {
      const timeS = grid.startS + index * grid.stepS;
      return how.join(bound(a, timeS) ?? how.outsideW, bound(b, timeS) ?? how.outsideW);
    });
  return scheduleOf(grid, join(maxAt), a.min === undefined && b.min === undefined ? undefined : join(minAt));
}

/** The coarsest grid on which both are constant in every step. */
export function unionGrid(a: Schedule, b: Schedule): Grid {
  const startS = Math.min(a.startS, b.startS);
  const stepS = [b.stepS, Math.abs(a.startS - b.startS), endS(a) - startS, endS(b) - startS].reduce(gcd, a.stepS);
  return { startS, stepS, steps: (Math.max(endS(a), endS(b)) - startS) / stepS };
}

function checkedUnion(a: Schedule, b: Schedule): Grid {
  const { startS, stepS, steps } = unionGrid(a, b);
  if (steps > stepsUnionMax) {
    const detail = `two schedules would need ${steps} steps of ${stepS} s, limit ${stepsUnionMax}; resample one first`;
    throw new ChargepactError("TOO_LARGE", detail);
  }
  return { startS, stepS, steps };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
