import type { Child } from "./rows.js";
import { plannable } from "./rows.js";
import { laxityS, orderOf, ranked } from "./priority.js";
import { clearBySlots, raise, type Slot } from "./slots.js";
import { type ClearingStrategy, planUnitW } from "./strategy.js";

/**
 * Max-min fair power: all are raised together until a row or an own limit holds them. Where not even the minima fit,
 * the least lax are switched on first. What nobody needs in a step is shared again, up to the caps.
 */
export const equalShare: ClearingStrategy = {
  name: "equal-share",
  clear: (input) => clearBySlots(input, shareSlot),
};

function shareSlot(slot: Slot): void {
  const order = ranked(slot, laxityS);
  for (const index of order) raise(slot, index, slot.children[index]?.minW ?? 0);
  const on = [...order].filter((index) => {
    const child = slot.children[index];
    return child !== undefined && (child.minW === 0 || (slot.powerW[index] ?? 0) > 0);
  });
  fill(slot, on, (index) => slot.wantedW[index] ?? 0);
  fill(slot, on, (index) => slot.children[index]?.capW ?? 0);
  // What rounding left over, a unit each; then what only some can take.
  for (const index of order) raise(slot, index, Math.min(slot.children[index]?.capW ?? 0, unitAbove(slot, index)));
  for (const index of order) raise(slot, index, slot.children[index]?.capW ?? 0);
}

const unitAbove = (slot: Slot, index: number): number => (slot.powerW[index] ?? 0) + planUnitW;

/** A child between the level at which it begins to load its rows and the one at which it has enough, whole W. */
interface Riser {
  readonly index: number;
  readonly child: Child;
  readonly fromW: number;
  readonly toW: number;
}

/** Water-filling: one level rises through the events "starts to load", "has enough" and "row full". */
function fill(slot: Slot, on: readonly number[], limitOf: (index: number) => number): void {
  const risers = on.flatMap((index): Riser[] => {
    const child = slot.children[index];
    if (child === undefined) return [];
    const [heldW, toW] = [slot.powerW[index] ?? 0, limitOf(index)];
    if (Math.min(toW, slot.rows.available(child, heldW)) < heldW + planUnitW) return [];
    return [{ index, child, fromW: Math.ceil(Math.max(heldW, slot.rows.floorOf(child))), toW: Math.floor(toW) }];
  });
  if (risers.length === 0) return;
  const levels = levelsOf(slot, risers);
  for (const [position, riser] of risers.entries()) {
    const heldW = slot.powerW[riser.index] ?? 0;
    const shareW = Math.min(riser.toW, Math.max(riser.fromW, levels[position] ?? 0));
    raise(slot, riser.index, Math.max(heldW, plannable(riser.child, shareW)));
  }
}

/** W at which each riser is stopped by a full row; infinite where none stops it. */
function levelsOf(slot: Slot, risers: readonly Riser[]): Float64Array {
  const stopped = new Float64Array(risers.length).fill(Number.POSITIVE_INFINITY);
  const water = new Water(slot.rows.left, risers);
  const starts = new Queue(risers.map(({ fromW }) => fromW));
  const ends = new Queue(risers.map(({ toW }) => toW));
  while (ends.nextW < Number.POSITIVE_INFINITY) {
    const limitW = Math.min(starts.nextW, ends.nextW);
    for (const position of water.riseTo(limitW)) stopped[position] = water.levelW;
    if (water.levelW < limitW) continue;
    for (const position of starts.upTo(limitW)) if (!water.join(position)) stopped[position] = limitW;
    for (const position of ends.upTo(limitW)) water.leave(position);
  }
  return stopped;
}

/** Positions in the order of their whole watts. */
class Queue {
  readonly #watts: readonly number[];
  readonly #order: Uint32Array;
  #next = 0;

  constructor(watts: readonly number[]) {
    this.#watts = watts;
    this.#order = orderOf(watts);
  }

  get nextW(): number {
    return this.#watts[this.#order[this.#next] ?? -1] ?? Number.POSITIVE_INFINITY;
  }

  upTo(limitW: number): Uint32Array {
    const first = this.#next;
    while (this.nextW <= limitW) this.#next += 1;
    return this.#order.subarray(first, this.#next);
  }
}

/** The rising level, with the room of each row, how fast it is used, and the level at which it is full. */
class Water {
  levelW = 0;
  readonly #left: Float64Array;
  readonly #slope: Float64Array;
  /** Level at which `left` was counted. */
  readonly #atW: Float64Array;
  readonly #fullW: Float64Array;
  readonly #full = new Set<number>();
  readonly #members: readonly number[][];
  readonly #rising: boolean[];
  readonly #risers: readonly Riser[];

  constructor(left: Float64Array, risers: readonly Riser[]) {
    this.#risers = risers;
    this.#left = left.slice();
    this.#slope = new Float64Array(left.length);
    this.#atW = new Float64Array(left.length);
    this.#fullW = new Float64Array(left.length).fill(Number.POSITIVE_INFINITY);
    this.#rising = risers.map(() => false);
    const members: number[][] = Array.from(left, () => []);
    for (const [position, { child }] of risers.entries()) for (const row of child.rows) members[row]?.push(position);
    this.#members = members;
  }

  /** False where a row of it is full already. */
  join(position: number): boolean {
    const riser = this.#risers[position];
    if (riser === undefined || riser.toW <= riser.fromW) return true;
    if (riser.child.rows.some((row) => this.#full.has(row))) return false;
    this.#rising[position] = true;
    this.#load(riser, 1);
    return true;
  }

  leave(position: number): void {
    const riser = this.#risers[position];
    if (riser === undefined || this.#rising[position] !== true) return;
    this.#rising[position] = false;
    this.#load(riser, -1);
  }

  /** Rises to `limitW` or to the first full row; the risers of such a row leave and are returned. */
  riseTo(limitW: number): readonly number[] {
    let [levelW, fullest] = [limitW, -1];
    for (let row = 0; row < this.#fullW.length; row += 1) {
      const fullW = this.#fullW[row] ?? Number.POSITIVE_INFINITY;
      if (fullW < levelW) [levelW, fullest] = [fullW, row];
    }
    this.levelW = Math.max(this.levelW, levelW);
    if (fullest < 0) return [];
    this.#full.add(fullest);
    const out = (this.#members[fullest] ?? []).filter((position) => this.#rising[position]);
    for (const position of out) this.leave(position);
    return out;
  }

  #load(riser: Riser, sign: 1 | -1): void {
    const { rows, shares } = riser.child;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index] ?? 0;
      const slope = this.#slope[row] ?? 0;
      const left = (this.#left[row] ?? 0) - slope * (this.levelW - (this.#atW[row] ?? 0));
      const steeper = slope + sign * (shares[index] ?? 1);
      const rises = steeper > 1e-9 && !this.#full.has(row);
      this.#left[row] = left;
      this.#atW[row] = this.levelW;
      this.#slope[row] = steeper;
      this.#fullW[row] = rises ? this.levelW + Math.max(0, left) / steeper : Number.POSITIVE_INFINITY;
    }
  }
}
