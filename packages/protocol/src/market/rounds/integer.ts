import type { Watts } from "../../units.js";
import { blendedW } from "./columns.js";
import { childHours, stepHours } from "./grid-cost.js";
import { levelShare, liftKw } from "./level.js";
import { bestOnOff } from "./on-off.js";
import { learnedWear, type SupposedWear, unknownWear } from "./rehearsal.js";
import { Room } from "./room.js";
import type { Plan, RoundsState } from "./state.js";
import { setPrices } from "./prices.js";
import type { RoundsChild, RoundsProblem, RoundsTier } from "./types.js";

/** Times everybody looks again at what the others have left. */
const sweeps = 2;
/** µ a start costs at first; raised until nobody starts too often. */
const startMicro = 1000;
const startRaises = 5;

/** Whoever can not take any mixture: it is given one schedule whole. */
export function isInteger(child: RoundsChild): boolean {
  return !child.blendable || child.powerMinW > 0;
}

/**
 * When the children with a minimum power are on: each takes its best on/off schedule of moderate power against the room
 * that the others leave, those that depart first at first, and once more. It is after the energy that its blend gives
 * it, at the prices of energy and rows, so that nobody takes what is worth more to another. The others keep their blends.
 */
export function integerSchedules(state: RoundsState, plan: Plan): ReadonlyMap<number, readonly Watts[]> {
  const { problem } = state;
  const desk = new IntegerDesk(state, plan);
  const prices = setPrices(state.latest, state.sets);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const index of departureOrder(problem)) {
      const child = problem.children[index];
      if (child === undefined) continue;
      desk.take(index);
      const hours = childHours(problem, child);
      const blendW = blendedW(plan.shares[index] ?? [], hours.length);
      const blendWh = blendW.reduce((sum, watts, step) => sum + Math.max(0, watts) * (hours[step] ?? 0), 0);
      const priceMicro = prices[state.sets.setOf[index] ?? 0]?.importPrice ?? [];
      const moderateW = moderate(child, hours, blendWh);
      const roomW = desk.roomFor(index).map((watts) => Math.min(watts, moderateW));
      desk.give(index, desk.best(index, { tiers: cutTiers(child.tiers, blendWh), priceMicro, roomW }));
    }
  }
  return desk.schedules;
}

/**
 * The same schedules after those that miss something have looked for more, at the prices of the fitted plan, and as if
 * all others were at their minimum: the next fit finds what that is worth.
 */
export function improvedSchedules(
  state: RoundsState,
  plan: Plan,
  fitted: {
    readonly schedules: ReadonlyMap<number, readonly Watts[]>;
    readonly pricesOf: (index: number) => readonly number[];
  },
): ReadonlyMap<number, readonly Watts[]> {
  const { problem } = state;
  const desk = new IntegerDesk(state, plan);
  const atLeast = (index: number, powerW: readonly Watts[]): readonly Watts[] =>
    powerW.map((watts) => (watts > 0 ? Math.max(1, problem.children[index]?.powerMinW ?? 0) : 0));
  for (const [index, powerW] of fitted.schedules) desk.give(index, atLeast(index, powerW));
  const result = new Map(fitted.schedules);
  for (const index of departureOrder(problem)) {
    const child = problem.children[index];
    const held = fitted.schedules.get(index);
    if (child === undefined || held === undefined) continue;
    const hours = childHours(problem, child);
    const heldWh = held.reduce((sum, watts, step) => sum + watts * (hours[step] ?? 0), 0);
    if (heldWh > 0.995 * child.tiers.reduce((sum, { energyWh }) => sum + energyWh, 0)) continue;
    desk.take(index);
    const roomW = desk.roomFor(index);
    const powerW = desk.best(index, { tiers: child.tiers, priceMicro: fitted.pricesOf(index), roomW });
    result.set(index, powerW);
    desk.give(index, atLeast(index, powerW));
  }
  return result;
}

/** W that leave the others room and still bring the energy in half of the time that is there. */
function moderate(child: RoundsChild, hours: readonly number[], energyWh: number): Watts {
  const mostW = Math.max(0, ...child.importMaxW);
  const presentH = hours.reduce((sum, h, step) => sum + ((child.importMaxW[step] ?? 0) > 0 ? h : 0), 0);
  return Math.min(mostW, Math.max((child.powerMinW + mostW) / 2, presentH > 0 ? (2 * energyWh) / presentH : mostW));
}

/** Who is on when, and what that leaves. */
class IntegerDesk {
  readonly schedules = new Map<number, readonly Watts[]>();
  readonly #state: RoundsState;
  readonly #room: Room;
  readonly #netW: Float64Array;
  readonly #targetW: Watts;
  readonly #targetLiftKw: number;

  constructor(state: RoundsState, plan: Plan) {
    const { problem } = state;
    this.#state = state;
    this.#room = new Room(problem);
    this.#netW = Float64Array.from(problem.baseW);
    const netW = netOf(problem, plan);
    this.#targetW = Math.max(problem.peakSoFarW, ...netW);
    this.#targetLiftKw = problem.level === undefined ? 0 : liftKw(problem.level, netW, stepHours(problem));
    for (const [index, child] of problem.children.entries()) {
      if (!isInteger(child)) this.#put(index, blendedW(plan.shares[index] ?? [], this.#netW.length), 1);
    }
  }

  give(index: number, powerW: readonly Watts[]): void {
    this.schedules.set(index, powerW);
    this.#put(index, powerW, 1);
  }

  take(index: number): void {
    const powerW = this.schedules.get(index);
    if (powerW !== undefined) this.#put(index, powerW, -1);
    this.schedules.delete(index);
  }

  /** W that a child may take in each step. */
  roomFor(index: number): readonly Watts[] {
    return (this.#state.seen[index] ?? []).map((mostW, step) => Math.min(mostW, this.#room.importLeft(index, step)));
  }

  /** The best on/off schedule, with as few starts as are allowed. */
  best(
    index: number,
    at: {
      readonly tiers: readonly RoundsTier[];
      readonly priceMicro: readonly number[];
      readonly roomW: readonly Watts[];
    },
  ): readonly Watts[] {
    const { problem, settings } = this.#state;
    const child = problem.children[index];
    const hours = childHours(problem, child);
    const own = {
      ...(child?.held === undefined ? {} : { held: child.held }),
      ...{
        ...at,
        hours,
        powerMinW: child?.powerMinW ?? 0,
        wearMicro: wearOf(this.#state, index).lowMicro,
      },
      ...this.#overOf(hours),
    };
    let powerW: readonly Watts[] = [];
    for (let raise = 0; raise < startRaises; raise += 1) {
      powerW = bestOnOff({ ...own, startMicro: startMicro * 8 ** raise });
      if (startsOf(powerW) <= settings.startsMax) break;
    }
    return powerW;
  }

  /** W by step up to which more lifts neither peak nor level, and µ per kWh that it costs beyond; the level goes before. */
  #overOf(hours: readonly number[]): { readonly freeW: readonly Watts[]; readonly overMicro: readonly number[] } {
    const { problem } = this.#state;
    const { level } = problem;
    if (level === undefined || level.microPerKw <= 0) {
      const peakW = Math.max(this.#targetW, ...this.#netW);
      const overMicro = hours.map((h) => (h > 0 ? problem.demandMicroPerKw / h : 0));
      return { freeW: hours.map((_, step) => peakW - (this.#netW[step] ?? 0)), overMicro };
    }
    const all = stepHours(problem);
    const lift = Math.max(this.#targetLiftKw, liftKw(level, [...this.#netW], all));
    const shares = hours.map((h, step) => (h > 0 ? levelShare(level, step, all[step] ?? 0) : 0));
    return {
      freeW: shares.map((own, step) =>
        own > 0 ? (level.profileW[step] ?? 0) + lift * own * 1000 - (this.#netW[step] ?? 0) : Number.MAX_SAFE_INTEGER,
      ),
      overMicro: shares.map((own, step) => (own > 0 ? level.microPerKw / own / (hours[step] ?? 1) : 0)),
    };
  }

  #put(index: number, powerW: readonly Watts[], sign: 1 | -1): void {
    const none = powerW.map(() => 0);
    this.#room.moveAll(index, sign > 0 ? { from: none, to: powerW } : { from: powerW, to: none });
    for (const [step, watts] of powerW.entries()) this.#netW[step] = (this.#netW[step] ?? 0) + sign * watts;
  }
}

/** The first `energyWh` of the tiers. */
function cutTiers(tiers: readonly RoundsTier[], energyWh: number): readonly RoundsTier[] {
  let leftWh = energyWh;
  return tiers.map((tier) => {
    const ownWh = Math.min(leftWh, tier.energyWh);
    leftWh -= ownWh;
    return { ...tier, energyWh: ownWh };
  });
}

/** Children that need whole schedules, those that depart first at first, then by id. */
export function departureOrder(problem: RoundsProblem): readonly number[] {
  return [...problem.children.keys()]
    .filter((index) => {
      const child = problem.children[index];
      return child !== undefined && isInteger(child);
    })
    .sort((a, b) => (problem.children[a]?.departureS ?? 0) - (problem.children[b]?.departureS ?? 0) || a - b);
}

/** W of net import of the plan by step. */
function netOf(problem: RoundsProblem, plan: Plan): readonly Watts[] {
  const netW = [...problem.baseW];
  for (const own of plan.shares) {
    for (const [step, watts] of blendedW(own, netW.length).entries()) netW[step] = (netW[step] ?? 0) + watts;
  }
  return netW;
}

export function startsOf(powerW: readonly Watts[]): number {
  return powerW.filter((watts, step) => watts !== 0 && (powerW[step - 1] ?? 0) === 0).length;
}

/** Wear that a child's own options show. */
export function wearOf(state: RoundsState, index: number): SupposedWear {
  const child = state.problem.children[index];
  if (child === undefined) return unknownWear;
  return learnedWear(child, (state.columns[index] ?? []).slice(1), childHours(state.problem, child)) ?? unknownWear;
}
