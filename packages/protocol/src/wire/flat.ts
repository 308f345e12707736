import type { PriceVector, Schedule } from "../messages.js";
import { limits } from "./limits.js";

/**
 * Schedules and prices as they travel: differences between neighbours, in units that divide every value. Counted loops:
 * iterators over hundreds of numbers were the most of what an exchange allocated.
 */

/** CP-WIRE-12: value[i] = unitW · (delta[0] + … + delta[i]), W; deltas missing at the end are 0. */
export interface FlatSchedule {
  readonly startS: number;
  readonly stepS: number;
  readonly stepCount: number;
  readonly unitW: number;
  readonly maxDeltas: readonly number[];
  /** Empty: the plan is fixed. */
  readonly minDeltas: readonly number[];
}
export interface FlatPrices {
  readonly startS: number;
  readonly stepS: number;
  readonly microPerKwhDeltas: readonly number[];
  /** Empty: an exported kWh earns the import price. */
  readonly exportMicroPerKwhDeltas: readonly number[];
}

/** CP-WIRE-12: the schedule, or what is wrong with it. The differences become the values: they are the caller's no more. */
export function unpackSchedule({
  startS,
  stepS,
  stepCount,
  unitW,
  maxDeltas,
  minDeltas,
}: FlatSchedule): Schedule | string {
  if (maxDeltas.length > stepCount) return `maxDeltas has ${maxDeltas.length} values, allowed: 1 to ${stepCount}`;
  if (minDeltas.length > stepCount) return `minDeltas has ${minDeltas.length} values, allowed: 0 to ${stepCount}`;
  const max = sums(maxDeltas, unitW, stepCount);
  const outside = outsideOf(max, limits.powerMaxW);
  if (outside !== undefined) return `max ${outside}`;
  if (minDeltas.length === 0) return { startS, stepS, max };
  const min = sums(minDeltas, unitW, stepCount);
  const problem = problemOfMin(min, max);
  return problem ?? { startS, stepS, max, min };
}

export function packSchedule({ startS, stepS, max, min }: Schedule): FlatSchedule | string {
  const problem = lengthProblem("max", max) ?? valueProblem("max", max, limits.powerMaxW);
  if (problem !== undefined) return problem;
  const wrong = min === undefined ? undefined : edgeProblem(min, max);
  if (wrong !== undefined) return wrong;
  const unitW = unitOf(max, min);
  const maxDeltas = differences(max, unitW, withoutTail(max));
  const minDeltas = min === undefined ? [] : differences(min, unitW, withoutTail(min));
  return { startS, stepS, stepCount: max.length, unitW, maxDeltas, minDeltas };
}

export function unpackPrices(flat: FlatPrices): PriceVector | string {
  const { startS, stepS, microPerKwhDeltas, exportMicroPerKwhDeltas } = flat;
  const microPerKwh = sums(microPerKwhDeltas, 1, microPerKwhDeltas.length);
  const outside = outsideOf(microPerKwh, limits.priceMaxMicro);
  if (outside !== undefined) return `microPerKwh ${outside}`;
  if (exportMicroPerKwhDeltas.length === 0) return { startS, stepS, microPerKwh };
  const exportMicroPerKwh = sums(exportMicroPerKwhDeltas, 1, exportMicroPerKwhDeltas.length);
  const problem = exportProblem(microPerKwh, exportMicroPerKwh);
  return problem ?? { startS, stepS, microPerKwh, exportMicroPerKwh };
}

export function packPrices({ startS, stepS, microPerKwh, exportMicroPerKwh }: PriceVector): FlatPrices | string {
  const problem =
    lengthProblem("microPerKwh", microPerKwh) ?? valueProblem("microPerKwh", microPerKwh, limits.priceMaxMicro);
  if (problem !== undefined) return problem;
  const wrong = exportMicroPerKwh === undefined ? undefined : exportProblem(microPerKwh, exportMicroPerKwh);
  if (wrong !== undefined) return wrong;
  const exportMicroPerKwhDeltas = differences(exportMicroPerKwh ?? [], 1, exportMicroPerKwh?.length ?? 0);
  return { startS, stepS, microPerKwhDeltas: differences(microPerKwh, 1, microPerKwh.length), exportMicroPerKwhDeltas };
}

function exportProblem(prices: readonly number[], exports: readonly number[]): string | undefined {
  if (exports.length !== prices.length) {
    return `exportMicroPerKwh has ${exports.length} values, allowed: as many as microPerKwh (${prices.length})`;
  }
  return valueProblem("exportMicroPerKwh", exports, limits.priceMaxMicro);
}

/** In place where no value is missing at the end. */
export function sums(deltas: readonly number[], unit: number, length: number): number[] {
  const values = deltas.length === length ? (deltas as number[]) : new Array<number>(length);
  let sum = 0;
  for (let i = 0; i < length; i += 1) {
    if (i < deltas.length) sum += deltas[i] as number;
    values[i] = sum * unit;
  }
  return values;
}

/** Of the first `length` values. */
export function differences(values: readonly number[], unit: number, length: number): number[] {
  const deltas = new Array<number>(length);
  let last = 0;
  for (let i = 0; i < length; i += 1) {
    const value = (values[i] as number) / unit;
    deltas[i] = value - last;
    last = value;
  }
  return deltas;
}

/** How many values there are before the last ones repeat; one at least. */
export function withoutTail(values: readonly number[]): number {
  let { length } = values;
  while (length > 1 && values[length - 1] === values[length - 2]) length -= 1;
  return length;
}

/** The largest unit up to 50 W that divides every value. */
export function unitOf(max: readonly number[], min: readonly number[] = []): number {
  const common = divisor(min, divisor(max, 0));
  if (common > 0 && common <= limits.unitMaxW) return common;
  let unit: number = limits.unitMaxW;
  while (common % unit !== 0) unit -= 1;
  return unit;
}

/** The largest common divisor of `start` and all values; 0 where all are 0. */
function divisor(values: readonly number[], start: number): number {
  let common = start;
  let last = 0;
  for (let i = 0; i < values.length && common !== 1; i += 1) {
    const value = values[i] as number;
    if (value === last) continue;
    last = value;
    if (common !== 0 && value % common === 0) continue;
    let rest = Math.abs(value);
    while (rest !== 0) {
      const next = common % rest;
      common = rest;
      rest = next;
    }
  }
  return common;
}

/** CP-WIRE-8 */
function lengthProblem(name: string, values: readonly number[]): string | undefined {
  if (values.length >= 1 && values.length <= limits.steps) return undefined;
  return `${name} has ${values.length} values, allowed: 1 to ${limits.steps}`;
}

/** CP-WIRE-6: on the way in values are whole by construction. */
function outsideOf(values: readonly number[], most: number): string | undefined {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value > most || value < -most) return `has ${value}, allowed: -${most} to ${most}`;
  }
  return undefined;
}

function valueProblem(name: string, values: readonly number[], most: number): string | undefined {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!Number.isInteger(value) || value > most || value < -most) {
      return `${name} has ${value}, allowed: whole numbers -${most} to ${most}`;
    }
  }
  return undefined;
}

function edgeProblem(min: readonly number[], max: readonly number[]): string | undefined {
  if (min.length !== max.length) return `min has ${min.length} values, allowed: as many as max (${max.length})`;
  return valueProblem("min", min, limits.powerMaxW) ?? problemOfMin(min, max);
}

function problemOfMin(min: readonly number[], max: readonly number[]): string | undefined {
  for (let i = 0; i < max.length; i += 1) {
    const low = min[i] ?? 0;
    const high = max[i] ?? 0;
    if (low > high) return `min has ${low} at step ${i}, allowed: at most max, ${high}`;
    if (low < -limits.powerMaxW) return `min has ${low}, allowed: at least -${limits.powerMaxW}`;
  }
  return undefined;
}
