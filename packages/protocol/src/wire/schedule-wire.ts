import type { Schedule } from "../messages.js";
import type { Cursor } from "./cursor.js";
import { unitOf, withoutTail } from "./flat.js";
import { limits } from "./limits.js";
import type { Writer } from "./writer.js";

/**
 * Schedules, which are most of what travels, between bytes and values without the differences in a list between the two.
 * Whatever is not as our own encoder writes it, or breaks a limit, is left to the table, which says what is wrong.
 */

const tags = { startS: 0x08, stepS: 0x10, steps: 0x18, unitW: 0x20, maxDeltas: 0x2a, minDeltas: 0x32 } as const;

/** Copied from, so that arrays are never made where the runtime guesses that they will live long. */
const zeros: readonly number[] = Array.from({ length: limits.steps }, () => 0);

/** False, and nothing written, where the table has to say what is wrong. */
export function writeSchedule(writer: Writer, schedule: Partial<Schedule>): boolean {
  const { startS, stepS, max, min } = schedule;
  if (!isWhole(startS, 0, limits.instantMaxS) || !isWhole(stepS, 1, limits.stepMaxS)) return false;
  if (!Array.isArray(max) || max.length < 1 || max.length > limits.steps || !areWhole(max)) return false;
  if (min !== undefined && (!Array.isArray(min) || min.length !== max.length || !areBelow(min, max))) return false;
  const unitW = unitOf(max, min);
  if (startS !== 0) put(writer, tags.startS, startS);
  put(writer, tags.stepS, stepS);
  put(writer, tags.steps, max.length);
  put(writer, tags.unitW, unitW);
  putDifferences(writer, tags.maxDeltas, max, unitW);
  if (min !== undefined) putDifferences(writer, tags.minDeltas, min, unitW);
  return true;
}

function put(writer: Writer, tag: number, value: number): void {
  writer.varint(tag);
  writer.varint(value);
}

function putDifferences(writer: Writer, tag: number, values: readonly number[], unitW: number): void {
  writer.varint(tag);
  const from = writer.open();
  const length = withoutTail(values);
  let last = 0;
  for (let i = 0; i < length; i += 1) {
    const value = (values[i] as number) / unitW;
    writer.zigzag(value - last);
    last = value;
  }
  writer.close(from);
}

const isWhole = (value: number | undefined, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

function areWhole(values: readonly number[]): boolean {
  for (let i = 0; i < values.length; i += 1) if (!isWhole(values[i], -limits.powerMaxW, limits.powerMaxW)) return false;
  return true;
}

function areBelow(min: readonly number[], max: readonly number[]): boolean {
  for (let i = 0; i < min.length; i += 1) if (!isWhole(min[i], -limits.powerMaxW, max[i] as number)) return false;
  return true;
}

/** The schedule up to `end`; undefined, and the cursor where it was, where the table has to read it. */
export function readSchedule(cursor: Cursor, end: number): Schedule | undefined {
  const { at } = cursor;
  const schedule = canonical(cursor, end);
  if (schedule === undefined) cursor.at = at;
  return schedule;
}

function canonical(cursor: Cursor, end: number): Schedule | undefined {
  const startS = cursor.tagged(tags.startS, end);
  const stepS = cursor.tagged(tags.stepS, end);
  const steps = cursor.tagged(tags.steps, end);
  const unitW = cursor.tagged(tags.unitW, end);
  if (startS < 0 || startS > limits.instantMaxS || stepS < 1 || stepS > limits.stepMaxS) return undefined;
  if (steps < 1 || steps > limits.steps || unitW < 1 || unitW > limits.unitMaxW) return undefined;
  const max = sums(cursor, tags.maxDeltas, end, { steps, unitW });
  if (max === undefined) return undefined;
  if (cursor.at === end) return { startS, stepS, max };
  const min = sums(cursor, tags.minDeltas, end, { steps, unitW });
  if (min === undefined || cursor.at !== end || !areBelow(min, max)) return undefined;
  return { startS, stepS, max, min };
}

/** CP-WIRE-12. What is missing at the end repeats the last. */
function sums(
  cursor: Cursor,
  tag: number,
  end: number,
  { steps, unitW }: { readonly steps: number; readonly unitW: number },
): number[] | undefined {
  const length = cursor.tagged(tag, end);
  const packEnd = cursor.at + length;
  if (length < 1 || packEnd > end) return undefined;
  const values = zeros.slice(0, steps);
  let step = 0;
  let value = 0;
  while (cursor.at < packEnd) {
    const raw = cursor.whole(packEnd);
    if (raw < 0 || step === steps) return undefined;
    value += ((raw >>> 1) ^ -(raw & 1)) * unitW;
    if (value > limits.powerMaxW || value < -limits.powerMaxW) return undefined;
    values[step++] = value;
  }
  if (value !== 0) for (; step < steps; step += 1) values[step] = value;
  return values;
}
