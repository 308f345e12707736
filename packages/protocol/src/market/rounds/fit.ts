import type { Watts } from "../../units.js";
import { blendedW } from "./columns.js";
import { childHours, stepHours } from "./grid-cost.js";
import { addKnown } from "./fit-known.js";
import { heldRow } from "./held.js";
import { wearOf } from "./integer.js";
import { LinearBuilder, type LinearProgramme, type LinearSolution } from "./linear.js";
import { addGrid, bookedW } from "./master.js";
import { halfOf, type SupposedWear } from "./rehearsal.js";
import { Room } from "./room.js";
import type { Plan, RoundsState } from "./state.js";
import type { RoundsChild, RoundsProblem } from "./types.js";

/** One programme finds the powers of all that take no mixtures; also when they are on, where that is not settled. */
export interface Fit {
  readonly programme: LinearProgramme;
  /** Column of each child's power, by step. */
  readonly powers: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** The same of those whose cost is known exactly. */
  readonly known: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Rows of the site's rows, by row and step; of the balance by step. */
  readonly rowOf: readonly (readonly number[])[];
  readonly balanceRow: readonly number[];
}

type Entry = readonly [row: number, value: number];
const free = { lower: 0, upper: Number.POSITIVE_INFINITY };
/** s; powers change at quarters of an hour only: each change costs ramps, and the programme has a third of the columns. */
const blockS = 900;

export interface FitInput {
  /** When each child is on; W, only their being above zero counts. The others keep what they have. */
  readonly schedules: ReadonlyMap<number, readonly Watts[]>;
  /** µ by which the answer may miss the best: then being on is found too, from `schedules` on. */
  readonly openGapMicro?: number;
}

/** What a child's columns are added to. */
interface Site {
  readonly state: RoundsState;
  readonly builder: LinearBuilder;
  readonly balanceRow: readonly number[];
  readonly rowOf: readonly (readonly number[])[];
  /** Columns that say whether a child is on in a block, and whether it is to begin with. */
  readonly switches: { readonly column: number; readonly on: boolean }[];
  readonly open: boolean;
  /** Steps before which somebody leaves. */
  readonly leaves: ReadonlySet<number>;
}

/** Powers between minimum and limit where a child is on; what is not delivered counts with its worth. kW, 1000 µ. */
export function fitOf(state: RoundsState, plan: Plan, input: FitInput): Fit {
  const { problem } = state;
  const hours = stepHours(problem);
  const builder = new LinearBuilder();
  const open = input.openGapMicro !== undefined;
  const netW = [...problem.baseW];
  const left = new Room(problem);
  for (const index of problem.children.keys()) {
    if (input.schedules.has(index) || problem.children[index]?.knownWearMicroPerKwh !== undefined) continue;
    const powerW = state.polished[index]?.powerW ?? blendedW(plan.shares[index] ?? [], hours.length);
    left.moveAll(index, { to: powerW });
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  const balanceRow = netW.map((watts) => builder.row(-watts / 1000, -watts / 1000));
  const rowOf = problem.rows.map((_, row) =>
    hours.map((__, step) => {
      const roomW = left.importRoom(row, step) + (open ? 0 : bookedOn(problem, input.schedules, { row, step }));
      return builder.row(Number.NEGATIVE_INFINITY, Math.max(0, roomW) / 1000);
    }),
  );
  const leaves = new Set(problem.children.map(({ importMaxW }) => importMaxW.findLastIndex((watts) => watts > 0) + 1));
  const site: Site = { state, builder, balanceRow, rowOf, switches: [], open, leaves };
  const powers = new Map([...input.schedules].map(([index, powerW]) => [index, addChild(site, index, powerW)]));
  const known = addKnown(builder, problem, { balanceRow, loads: (id, at) => loadsOf(site, id, at) });
  addGrid(builder, problem, balanceRow);
  const integral = {
    columns: Int32Array.from(site.switches, ({ column }) => column),
    ...(site.switches.some(({ on }) => on)
      ? { start: Float64Array.from(site.switches, ({ on }) => (on ? 1 : 0)) }
      : {}),
    gap: (input.openGapMicro ?? 0) / 1000,
  };
  return { programme: builder.build(open ? integral : undefined), powers, known, rowOf, balanceRow };
}

/** W booked on a row for those that are on in a step: it counts within their power. */
function bookedOn(
  problem: RoundsProblem,
  schedules: FitInput["schedules"],
  at: { readonly row: number; readonly step: number },
): Watts {
  let watts = 0;
  for (const [index, powerW] of schedules) {
    const child = problem.children[index];
    if (child === undefined || (powerW[at.step] ?? 0) <= 0) continue;
    watts += (problem.rows[at.row]?.shares[child.id] ?? 0) * bookedW(child, 1);
  }
  return watts;
}

function addChild(site: Site, index: number, powerW: readonly Watts[]): ReadonlyMap<number, number> {
  const { builder, open } = site;
  const { problem, settings } = site.state;
  const own = new Map<number, number>();
  const child = problem.children[index];
  if (child === undefined) return own;
  const hours = childHours(problem, child);
  const leastKw = Math.max(child.powerMinW, bookedW(child, 1)) / 1000;
  const mostKw = (site.state.seen[index] ?? child.importMaxW).map((watts) => watts / 1000);
  const steps = hours.flatMap((h, step) => {
    const possible = h > 0 && (mostKw[step] ?? 0) > 0 && (mostKw[step] ?? 0) >= leastKw;
    return possible && (open || (powerW[step] ?? 0) > 0) ? [step] : [];
  });
  const delivered = builder.row(0, excessKwh(child, open && powerW.length === 0, leastKw));
  const wear = wearOf(site.state, index);
  const blocks = blocksOf(problem, steps);
  // Few blocks allow no more starts than are allowed.
  const counted = open && blocks.length > 2 * settings.startsMax;
  const begins = counted ? blocks.map(() => builder.row(Number.NEGATIVE_INFINITY, 0)) : [];
  const starts = counted ? builder.row(0, settings.startsMax) : -1;
  const add = { child, delivered, hours, leastKw, mostKw, wear, heldRow: heldRow(builder, child) };
  for (const [position, block] of blocks.entries()) {
    const switched: Entry[] = [];
    for (const part of partsOf(block, site.leaves)) {
      const power = addPower(site, add, { block: part, switched });
      for (const step of part) own.set(step, power);
    }
    if (!open) continue;
    const last = block.at(-1) ?? 0;
    const next = blocks[position + 1]?.[0] === last + 1 ? begins[position + 1] : undefined;
    const column = addSwitch(site, { switched, begin: begins[position], next, starts });
    site.switches.push({ column, on: block.some((step) => (powerW[step] ?? 0) > 0) });
  }
  for (const { energyWh, valueMicroPerKwh } of child.tiers) {
    builder.column(-valueMicroPerKwh / 1000, { lower: 0, upper: energyWh / 1000 }, [[delivered, -1]]);
  }
  return own;
}

/**
 * kWh that a child may be given above its need. With nothing to begin with, none: it would leave its last step out. But
 * less than two blocks may have to be more.
 */
function excessKwh({ tiers }: RoundsChild, fresh: boolean, leastKw: number): number {
  const needWh = tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
  return fresh && needWh / 1000 >= (2 * leastKw * blockS) / 3600 ? 0 : Number.POSITIVE_INFINITY;
}

/** What the powers of a child have in common. */
interface Powers {
  readonly child: RoundsChild;
  /** Row of the energy that it is given. */
  readonly delivered: number;
  /** Row of what it has now. */
  readonly heldRow: number | undefined;
  readonly hours: readonly number[];
  readonly leastKw: number;
  readonly mostKw: readonly number[];
  readonly wear: SupposedWear;
}

/** Adds the column of a power; what ties it to the switch of its block goes into `switched`. */
function addPower(
  site: Site,
  { child, delivered, hours, leastKw, mostKw, wear, heldRow }: Powers,
  at: { readonly block: readonly number[]; readonly switched: Entry[] },
): number {
  const { builder, open, balanceRow } = site;
  const { block, switched } = at;
  const most = Math.min(...block.map((step) => mostKw[step] ?? 0));
  const lengthH = block.reduce((sum, step) => sum + (hours[step] ?? 0), 0);
  const entries: Entry[] = [[delivered, lengthH]];
  if (heldRow !== undefined && block[0] === 0) entries.push([heldRow, 1]);
  for (const step of block) entries.push([balanceRow[step] ?? 0, 1], ...loadsOf(site, child.id, { step, kw: 1 }));
  if (open) {
    const [atMost, atLeast] = [builder.row(Number.NEGATIVE_INFINITY, 0), builder.row(0, Number.POSITIVE_INFINITY)];
    entries.push([atMost, 1], [atLeast, 1]);
    switched.push([atMost, -most], [atLeast, -leastKw]);
    // What is booked for it anyway counts within its power.
    const kw = -bookedW(child, 1) / 1000;
    if (kw < 0) for (const step of block) switched.push(...loadsOf(site, child.id, { step, kw }));
  }
  const halfKw = halfOf(child) / 1000;
  if (wear.highMicro > wear.lowMicro && most > halfKw) {
    // What lies above half of its power wears more.
    const above = builder.row(Number.NEGATIVE_INFINITY, halfKw);
    builder.column(((wear.highMicro - wear.lowMicro) * lengthH) / 1000, free, [[above, -1]]);
    entries.push([above, 1]);
  }
  return builder.column((wear.lowMicro * lengthH) / 1000, { lower: open ? 0 : leastKw, upper: most }, entries);
}

/** Steps that have one power: those of one quarter of an hour, and none across a gap. */
function blocksOf({ grid }: RoundsProblem, steps: readonly number[]): readonly (readonly number[])[] {
  const blockOf = (step: number): number => Math.floor((grid.startS + step * grid.stepS) / blockS);
  const blocks: number[][] = [];
  for (const step of steps) {
    const last = blocks.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before === step - 1 && blockOf(before) === blockOf(step)) last.push(step);
    else blocks.push([step]);
  }
  return blocks;
}

/** A block cut where somebody leaves: its room is free for the others at once. */
function partsOf(block: readonly number[], leaves: ReadonlySet<number>): readonly (readonly number[])[] {
  const parts: number[][] = [];
  for (const step of block) {
    const last = parts.at(-1);
    if (last === undefined || leaves.has(step)) parts.push([step]);
    else last.push(step);
  }
  return parts;
}

/** Adds the column that says whether a child is on in a block of steps. */
function addSwitch(
  { builder }: Site,
  of: {
    /** What ties the powers of its steps to it. */
    readonly switched: readonly Entry[];
    /** Rows that count its starts: of this block and the next, and of all. */
    readonly begin: number | undefined;
    readonly next: number | undefined;
    readonly starts: number;
  },
): number {
  const entries: Entry[] = [...of.switched];
  if (of.begin !== undefined) {
    builder.column(0, free, [
      [of.begin, -1],
      [of.starts, 1],
    ]);
    entries.push([of.begin, 1]);
  }
  if (of.next !== undefined) entries.push([of.next, -1]);
  return builder.column(0, { lower: 0, upper: 1 }, entries);
}

/** What a power of a child puts on the site's rows in a step. */
function loadsOf(site: Site, id: string, at: { readonly step: number; readonly kw: number }): readonly Entry[] {
  return site.state.problem.rows.flatMap(({ shares }, row): Entry[] => {
    const share = shares[id] ?? 0;
    return share > 0 ? [[site.rowOf[row]?.[at.step] ?? 0, share * at.kw]] : [];
  });
}

/** The powers found, in whole watts and nowhere under the minimum. */
export function fittedSchedules(
  state: RoundsState,
  fit: Fit,
  solution: LinearSolution,
): ReadonlyMap<number, readonly Watts[]> {
  const steps = state.problem.grid.usable.length;
  return new Map(
    [...fit.powers].map(([index, own]) => {
      const minW = Math.ceil(state.problem.children[index]?.powerMinW ?? 0);
      const powerW = Array<Watts>(steps).fill(0);
      for (const [step, column] of own) {
        const watts = Math.floor((solution.values[column] ?? 0) * 1000 + 1e-3);
        // Of an open fit: 0 where it is off, give or take what the solver lets pass.
        if (watts > minW / 2) powerW[step] = Math.max(minW, watts);
      }
      return [index, powerW];
    }),
  );
}

/** µ/kWh that one more kWh costs a child in each step: energy and rows at their worth in the fitted plan. */
export function fitPrices(state: RoundsState, fit: Fit, solution: LinearSolution, index: number): readonly number[] {
  const { problem } = state;
  const id = problem.children[index]?.id ?? "";
  return stepHours(problem).map((h, step) => {
    if (h <= 0) return 0;
    let dual = solution.duals[fit.balanceRow[step] ?? 0] ?? 0;
    for (const [row, { shares }] of problem.rows.entries()) {
      dual += (shares[id] ?? 0) * (solution.duals[fit.rowOf[row]?.[step] ?? 0] ?? 0);
    }
    return (-dual * 1000) / h;
  });
}
