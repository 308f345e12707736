import type { PriceVector, Schedule } from "../messages.js";
import { limits } from "./limits.js";

/** Schedules and prices as they travel: differences between neighbours, in units that divide every value. */

/** CP-WIRE-12: value[i] = unitW · (delta[0] + … + delta[i]), W. */
export interface FlatSchedule {
  readonly startS: number;
  readonly stepS: number;
  readonly unitW: number;
  readonly maxDeltas: readonly number[];
  /** Empty: the plan is fixed. One value: the lower edge of every step. */
  readonly minDeltas: readonly number[];
}
export interface FlatPrices {
  readonly startS: number;
  readonly stepS: number;
  readonly microPerKwhDeltas: readonly number[];
}

/** CP-WIRE-12: the schedule, or what is wrong with it. */
export function unpackSchedule(flat: FlatSchedule): Schedule | string {
  const max = sums(flat.maxDeltas, flat.unitW);
  const outside = outsideOf(max, limits.powerMaxW);
  if (outside !== undefined) return `max ${outside}`;
  if (flat.minDeltas.length === 0) return { startS: flat.startS, stepS: flat.stepS, max };
  if (flat.minDeltas.length !== 1 && flat.minDeltas.length !== max.length) {
    return `min has ${flat.minDeltas.length} values, allowed: 1 or as many as max (${max.length})`;
  }
  const edge = sums(flat.minDeltas, flat.unitW);
  const min = edge.length === max.length ? edge : max.map(() => edge[0] ?? 0);
  const problem = problemOfMin(min, max);
  return problem ?? { startS: flat.startS, stepS: flat.stepS, max, min };
}

export function packSchedule(schedule: Schedule): FlatSchedule | string {
  const { startS, stepS, max, min } = schedule;
  const problem = lengthProblem("max", max) ?? valueProblem("max", max, limits.powerMaxW);
  if (problem !== undefined) return problem;
  if (min === undefined) {
    const unitW = unitOf(max, []);
    return { startS, stepS, unitW, maxDeltas: differences(max, unitW), minDeltas: [] };
  }
  if (min.length !== max.length) return `min has ${min.length} values, allowed: as many as max (${max.length})`;
  const wrong = valueProblem("min", min, limits.powerMaxW) ?? problemOfMin(min, max);
  if (wrong !== undefined) return wrong;
  const constant = min.every((value) => value === min[0]);
  const edge = constant ? min.slice(0, 1) : min;
  const unitW = unitOf(max, edge);
  return { startS, stepS, unitW, maxDeltas: differences(max, unitW), minDeltas: differences(edge, unitW) };
}

export function unpackPrices(flat: FlatPrices): PriceVector | string {
  const microPerKwh = sums(flat.microPerKwhDeltas, 1);
  const outside = outsideOf(microPerKwh, limits.priceMaxMicro);
  if (outside !== undefined) return `microPerKwh ${outside}`;
  return { startS: flat.startS, stepS: flat.stepS, microPerKwh };
}

export function packPrices({ startS, stepS, microPerKwh }: PriceVector): FlatPrices | string {
  const problem =
    lengthProblem("microPerKwh", microPerKwh) ?? valueProblem("microPerKwh", microPerKwh, limits.priceMaxMicro);
  return problem ?? { startS, stepS, microPerKwhDeltas: differences(microPerKwh, 1) };
}

function sums(deltas: readonly number[], unit: number): number[] {
  const values = new Array<number>(deltas.length);
  let sum = 0;
  for (let i = 0; i < deltas.length; i += 1) {
    sum += deltas[i] ?? 0;
    values[i] = sum * unit;
  }
  return values;
}

function differences(values: readonly number[], unit: number): number[] {
  const deltas = new Array<number>(values.length);
  let last = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = (values[i] ?? 0) / unit;
    deltas[i] = value - last;
    last = value;
  }
  return deltas;
}

/** The largest unit up to 50 W that divides every value. */
function unitOf(max: readonly number[], min: readonly number[]): number {
  const common = divisor(min, divisor(max, 0));
  let unit: number = limits.unitMaxW;
  while (common % unit !== 0) unit -= 1;
  return unit;
}

function divisor(values: readonly number[], start: number): number {
  let common = start;
  let last = 0;
  for (const value of values) {
    if (common === 1) return 1;
    if (value === last) continue;
    last = value;
    let rest = Math.abs(value);
    while (rest !== 0) [common, rest] = [rest, common % rest];
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
  for (const value of values) {
    if (value > most || value < -most) return `has ${value}, allowed: -${most} to ${most}`;
  }
  return undefined;
}

function valueProblem(name: string, values: readonly number[], most: number): string | undefined {
  for (const value of values) {
    if (!Number.isInteger(value) || value > most || value < -most) {
      return `${name} has ${value}, allowed: whole numbers -${most} to ${most}`;
    }
  }
  return undefined;
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
