import type { ChildNeed, Room } from "./strategy.js";
import { planUnitW } from "./strategy.js";
import type { Watts } from "../units.js";

/** One child as the slots see it; watts and rows are looked up once. */
export interface Child {
  readonly key: string;
  readonly departureS: number;
  /** W; the most it may be given. */
  readonly capW: Watts;
  /** W; the least above zero. */
  readonly minW: Watts;
  /** W; already taken from every row. */
  readonly fallbackW: Watts;
  /** Rows it loads, and how much of one watt each carries. */
  readonly rows: readonly number[];
  readonly shares: readonly number[];
}

/** Room left in each row in the current step: site, three phases, groups. Fallbacks are taken off first. */
export class Rows {
  readonly left: Float64Array;
  readonly #sources: readonly (readonly Watts[])[];
  readonly #fallbacks: Float64Array;
  /** Share of the fallbacks on each row that it has room for in the step: below 1 only where it holds less than all of them. */
  readonly #fits: Float64Array;

  constructor(room: Room, children: readonly Child[]) {
    this.#sources = [room.site, ...(room.phases ?? []).slice(0, 3), ...(room.groups?.values() ?? [])];
    this.left = new Float64Array(this.#sources.length);
    this.#fallbacks = new Float64Array(this.#sources.length);
    this.#fits = new Float64Array(this.#sources.length).fill(1);
    for (const child of children) this.#add(this.#fallbacks, child, child.fallbackW);
  }

  /** Begins a step with its full room. */
  open(step: number): void {
    for (const [row, source] of this.#sources.entries()) {
      const [roomW, bookedW] = [source[step] ?? 0, this.#fallbacks[row] ?? 0];
      this.left[row] = roomW - bookedW;
      this.#fits[row] = bookedW > Math.max(0, roomW) ? Math.max(0, roomW) / bookedW : 1;
    }
  }

  /** W that the child may be at without more room: its fallback, or its part of a row that does not hold all of them. */
  floorOf(child: Child): Watts {
    let fits = 1;
    for (const row of child.rows) fits = Math.min(fits, this.#fits[row] ?? 1);
    return child.fallbackW * fits;
  }

  /** W that the child may be at, at most, when it is at `heldW` now; never below what it holds or its floor. */
  available(child: Child, heldW: Watts): Watts {
    let moreW = Number.POSITIVE_INFINITY;
    for (let index = 0; index < child.rows.length; index += 1) {
      moreW = Math.min(moreW, (this.left[child.rows[index] ?? 0] ?? 0) / (child.shares[index] ?? 1));
    }
    return Math.max(heldW, this.floorOf(child)) + Math.max(0, moreW);
  }

  /** Moves the child from `heldW` to `powerW`; what its fallback has booked is free. */
  take(child: Child, heldW: Watts, powerW: Watts): void {
    this.#add(this.left, child, Math.max(heldW, child.fallbackW) - Math.max(powerW, child.fallbackW));
  }

  #add(rows: Float64Array, child: Child, watts: Watts): void {
    for (let index = 0; index < child.rows.length; index += 1) {
      const row = child.rows[index] ?? 0;
      rows[row] = (rows[row] ?? 0) + watts * (child.shares[index] ?? 1);
    }
  }
}

/** The child's numbers and rows. One without known phases counts in full on each of them. */
export function childOf(part: ChildNeed, room: Room, key: string): Child {
  const { need } = part;
  const phaseRows = Math.min(3, room.phases?.length ?? 0);
  const known = need.phases.filter((phase) => phase <= phaseRows);
  const phases = known.length > 0 ? known : Array.from({ length: phaseRows }, (_, index) => index + 1);
  const phaseShare = known.length > 0 ? 1 / need.phases.length : 1;
  const group = part.group === undefined ? -1 : [...(room.groups?.keys() ?? [])].indexOf(part.group);
  return {
    key,
    departureS: need.departureS,
    capW: Math.max(0, Math.min(need.powerMaxW, part.ratedW)),
    minW: Math.max(0, need.powerMinW),
    fallbackW: Math.max(0, part.fallbackImportW),
    rows: [0, ...phases, ...(group < 0 ? [] : [1 + phaseRows + group])],
    shares: [1, ...phases.map(() => phaseShare), ...(group < 0 ? [] : [1])],
  };
}

/** Largest power that may be planned: a multiple of the unit ≤ `watts`, else exactly the minimum, else 0 W. */
export function plannable(child: Child, watts: Watts): Watts {
  const boundW = Math.min(watts, child.capW);
  const unitsW = Math.floor(boundW / planUnitW + 1e-9) * planUnitW;
  if (unitsW >= child.minW) return unitsW;
  const leastW = Math.ceil(child.minW);
  return boundW >= leastW ? leastW : 0;
}
