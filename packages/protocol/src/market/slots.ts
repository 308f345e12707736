import type { Schedule } from "../messages.js";
import { maxAt } from "../schedule.js";
import { type Child, childOf, plannable, Rows } from "./rows.js";
import { type ClearingInput, partKey, planUnitW } from "./strategy.js";

/** One step as a strategy sees it: who still wants energy, and where each child's power goes. */
export interface Slot {
  readonly rows: Rows;
  readonly children: readonly Child[];
  /** Start of what is left of the step, s. */
  readonly startS: number;
  /** Indices of the children that are here and not done, by id and connector. */
  readonly active: readonly number[];
  /** Wh that each child still misses. */
  readonly missingWh: Float64Array;
  /** W that finish the child within the step, at most its cap, at least its minimum. */
  readonly wantedW: Float64Array;
  /** The step that runs now: what is planned here is what happens. */
  readonly first: boolean;
  /** W of each child in the step before; in the first step, of its running lease. */
  readonly beforeW: Float64Array;
  /** Out: W of each child, 0 W at first. Set it through {@link raise}. */
  readonly powerW: Float64Array;
}

/** Shares one step out; must leave no room unused that an active child could take. */
export type SlotRule = (slot: Slot) => void;

/**
 * Plans step by step: the rule shares each step out, the energy that follows is taken off what each child misses.
 * A step counts from `nowS`, and for a child until its departure.
 */
export function clearBySlots(input: ClearingInput, rule: SlotRule): ReadonlyMap<string, Schedule> {
  const { room, nowS } = input;
  const parts = input.children
    .map((part) => ({ part, key: partKey(part.id, part.need.connector) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const children = parts.map(({ part, key }) => childOf(part, room, key));
  const missingWh = Float64Array.from(parts, ({ part }) => Math.max(0, part.need.energyWh));
  const wantedW = new Float64Array(children.length);
  const rows = new Rows(room, children);
  const plans = children.map(() => Array<number>(room.steps).fill(0));
  let beforeW = Float64Array.from(parts, ({ part }) => (part.running && maxAt(part.running, nowS)) ?? 0);
  for (let step = 0; step < room.steps; step += 1) {
    const startS = Math.max(nowS, room.startS + step * room.stepS);
    const endS = room.startS + (step + 1) * room.stepS;
    const active = activeIn({ children, missingWh, wantedW, startS, endS });
    if (active.length === 0) continue;
    rows.open(step);
    const powerW = new Float64Array(children.length);
    rule({ rows, children, startS, active, missingWh, wantedW, first: step === 0, beforeW, powerW });
    beforeW = powerW;
    for (const index of active) {
      const [child, watts] = [children[index], powerW[index] ?? 0];
      const plan = plans[index];
      if (child === undefined || plan === undefined) continue;
      plan[step] = watts;
      const seconds = Math.min(endS, child.departureS) - startS;
      missingWh[index] = Math.max(0, (missingWh[index] ?? 0) - (watts * seconds) / 3600);
    }
  }
  const { startS, stepS } = room;
  const min = Array<number>(room.steps).fill(0);
  return new Map(children.map((child, index) => [child.key, { startS, stepS, max: plans[index] ?? [], min }]));
}

/** Raises a child to at most `limitW` as far as its rows let it; it never falls. */
export function raise(slot: Slot, index: number, limitW: number): void {
  const child = slot.children[index];
  const heldW = slot.powerW[index] ?? 0;
  if (child === undefined || limitW <= heldW) return;
  const powerW = plannable(child, Math.min(limitW, slot.rows.available(child, heldW)));
  if (powerW <= heldW) return;
  slot.rows.take(child, heldW, powerW);
  slot.powerW[index] = powerW;
}

/** Children present in [startS, endS) that miss energy; fills in what each wants. */
function activeIn(slot: {
  readonly children: readonly Child[];
  readonly missingWh: Float64Array;
  readonly wantedW: Float64Array;
  readonly startS: number;
  readonly endS: number;
}): number[] {
  const active: number[] = [];
  for (const [index, child] of slot.children.entries()) {
    const seconds = Math.min(slot.endS, child.departureS) - slot.startS;
    const missingWh = slot.missingWh[index] ?? 0;
    if (seconds <= 0 || missingWh <= 0) continue;
    const finishW = Math.ceil((missingWh * 3600) / seconds / planUnitW) * planUnitW;
    slot.wantedW[index] = Math.min(child.capW, Math.max(finishW, child.minW));
    active.push(index);
  }
  return active;
}
