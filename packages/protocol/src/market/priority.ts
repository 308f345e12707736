import { planUnitW, type ClearingStrategy } from "./strategy.js";
import { clearBySlots, raise, type Slot } from "./slots.js";

/** Earliest deadline first: whoever departs first gets all it can take. */
export const edf: ClearingStrategy = {
  name: "edf",
  clear: (input) => clearBySlots(input, (slot) => serve(slot, ranked(slot, departure))),
};

/**
 * Least laxity first: whoever has the least time to spare (time left less time needed at full power) goes first. Among
 * those with time to spare, whoever charges already goes on for a while: plain least laxity switches between equals in
 * every step, and each switch costs a ramp and a start.
 */
export const llf: ClearingStrategy = {
  name: "llf",
  clear: (input) =>
    clearBySlots(input, (slot) => {
      const order = ranked(slot, steadyLaxityS);
      serve(slot, order);
      squeezeIn(slot, order);
    }),
};

/** How much more time to spare, s, another must lack before it takes over from one that charges. */
const steadyS = 1200;

function steadyLaxityS(slot: Slot, index: number): number {
  return laxityS(slot, index) - ((slot.beforeW[index] ?? 0) > 0 ? steadyS : 0);
}

/** Time left less time needed at full power, s; negative where the need can no longer be met. */
export function laxityS(slot: Slot, index: number): number {
  const child = slot.children[index];
  if (child === undefined || child.capW <= 0) return Number.MAX_SAFE_INTEGER;
  return child.departureS - slot.startS - ((slot.missingWh[index] ?? 0) * 3600) / child.capW;
}

/** Active children, smallest key first, ties by id. */
export function ranked(slot: Slot, key: (slot: Slot, index: number) => number): Uint32Array {
  const keys = slot.active.map((index) => key(slot, index));
  return orderOf(keys).map((position) => slot.active[position] ?? 0);
}

/**
 * Positions of `keys` by their whole part, then by position. One number carries both, so that a typed array sorts them
 * without a comparator: about ten times faster.
 */
export function orderOf(keys: readonly number[]): Uint32Array {
  const count = keys.length;
  const limit = Math.floor(Number.MAX_SAFE_INTEGER / 2 / Math.max(1, count));
  const combined = Float64Array.from(keys, (key, position) => {
    return Math.max(-limit, Math.min(limit, Math.floor(key))) * count + position;
  }).sort();
  return Uint32Array.from(combined, (value) => ((value % count) + count) % count);
}

const departure = (slot: Slot, index: number): number => slot.children[index]?.departureS ?? 0;

/** First what each needs in this step, then, in the same order, whatever is left up to the cap: earlier is better. */
function serve(slot: Slot, order: Uint32Array): void {
  for (const index of order) raise(slot, index, slot.wantedW[index] ?? 0);
  fillUp(slot, order);
}

function fillUp(slot: Slot, order: Uint32Array): void {
  for (const index of order) raise(slot, index, slot.children[index]?.capW ?? 0);
}

/**
 * In the step that runs now, room too small for anybody's minimum is worth more with a little of somebody else's: the
 * last served gives what it has above its own minimum, if that lets the next in line begin.
 */
function squeezeIn(slot: Slot, order: Uint32Array): void {
  if (!slot.first) return;
  const next = order.find((index) => (slot.powerW[index] ?? 0) === 0);
  const child = next === undefined ? undefined : slot.children[next];
  if (next === undefined || child === undefined || child.minW <= 0 || child.capW < child.minW) return;
  const missingW = Math.ceil((child.minW - slot.rows.available(child, 0)) / planUnitW) * planUnitW;
  const donor = order.findLast((index) => (slot.powerW[index] ?? 0) - missingW >= (slot.children[index]?.minW ?? 0));
  const giver = donor === undefined ? undefined : slot.children[donor];
  if (missingW <= 0 || missingW > child.minW / 2 || donor === undefined || giver === undefined) return;
  const heldW = slot.powerW[donor] ?? 0;
  slot.rows.take(giver, heldW, heldW - missingW);
  slot.powerW[donor] = heldW - missingW;
  raise(slot, next, child.minW);
  // All comes back where another row is full and giving did not help; else what rounding and phases left over.
  raise(slot, donor, heldW);
  fillUp(slot, order);
}
