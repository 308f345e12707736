import type { UnixS, WattHours, Watts } from "../units.js";
import { childOf, Rows, type Child } from "./rows.js";
import { partKey, type ChildNeed, type Room } from "./strategy.js";

/** A need's tier 1 beside all that is admitted. */
export interface FirstTier {
  readonly part: ChildNeed;
  /** Wh that must be delivered before it leaves. */
  readonly energyWh: WattHours;
}

/** Who gets what when so that everybody has its tier 1 in time, as far as that works. */
export interface FirstTierPlan {
  /** W per step of the room, in the order of the tiers. */
  readonly powerW: readonly (readonly Watts[])[];
  /** Wh that do not fit. */
  readonly missingWh: readonly WattHours[];
}

/** Wh; less is rounding. */
const leastWh = 1;

/**
 * Fills the steps from the last one backwards, first whoever still needs the longest at its full power. Seen backwards
 * everybody ends together, and on one row this meets all tiers where they can be met at all; phases and stations are kept
 * to, and may make it ask for somewhat less than could be. A least power is kept to.
 */
export function firstTierPlan(tiers: readonly FirstTier[], room: Room, nowS: UnixS): FirstTierPlan {
  const { startS, stepS, steps } = room;
  const children = tiers.map(({ part }) => childOf(part, room, partKey(part.id, part.need.connector)));
  const rows = new Rows(room, children);
  const leftWh = tiers.map(({ energyWh }) => energyWh);
  const powerW = tiers.map(() => Array<Watts>(steps).fill(0));
  const entering = children
    .map((_, index) => index)
    .sort((a, b) => departureOf(children, a) - departureOf(children, b));
  const ids = tiers.map(({ part }) => partKey(part.id, part.need.connector));
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1));
  const rank = (index: number): number => sorted.indexOf(ids[index] ?? "");
  let active: number[] = [];
  for (let step = steps - 1; step >= 0; step -= 1) {
    const endS = startS + (step + 1) * stepS;
    const hours = (endS - Math.max(nowS, endS - stepS)) / 3600;
    if (hours <= 0) break;
    while (entering.length > 0 && departureOf(children, entering.at(-1) ?? 0) >= endS) active.push(entering.pop() ?? 0);
    active = active.filter((index) => (leftWh[index] ?? 0) > 0);
    if (active.length === 0) continue;
    rows.open(step);
    const claims = active.map((index) => claimOf(children[index], leftWh[index] ?? 0));
    const level = levelOf(claims, hours, (rows.left[0] ?? 0) * hours);
    // Of those that need as long, by id: the order in which they are listed decides nothing.
    active.sort((a, b) => longest(children, leftWh, b) - longest(children, leftWh, a) || rank(a) - rank(b));
    // Down to the common level first; what other rows then leave goes on to whoever needs the longest.
    for (const kept of [level, 0]) {
      for (const index of active) {
        const [child, own] = [children[index], powerW[index]];
        if (child === undefined || own === undefined) continue;
        const [heldW, left] = [own[step] ?? 0, leftWh[index] ?? 0];
        const wantedW = heldW + Math.max(0, left - kept * child.capW) / hours;
        const watts = Math.max(heldW, possibleW(child, Math.min(child.capW, rows.available(child, heldW)), wantedW));
        rows.take(child, heldW, watts);
        leftWh[index] = Math.max(0, left - (watts - heldW) * hours);
        own[step] = watts;
      }
    }
  }
  return { powerW, missingWh: leftWh.map((left) => Math.max(0, left)) };
}

/** What is wanted up to what there is; never above zero and below the least power, which may give more than is wanted. */
function possibleW({ minW }: Child, mostW: Watts, wantedW: Watts): Watts {
  const watts = Math.min(mostW, wantedW);
  if (watts <= 0 || watts >= minW) return Math.max(0, watts);
  return mostW >= minW ? minW : 0;
}

interface Claim {
  readonly capW: Watts;
  /** Hours at full power that it still needs. */
  readonly needsH: number;
}

const claimOf = (child: Child | undefined, leftWh: WattHours): Claim => {
  const capW = Math.max(child?.capW ?? 0, 1e-9);
  return { capW, needsH: leftWh / capW };
};

/** Hours of need to which all that need longer can be brought down in a step with so much energy, each at its power. */
function levelOf(claims: readonly Claim[], hours: number, roomWh: WattHours): number {
  const takenWh = (level: number): WattHours => {
    let sum = 0;
    for (const { capW, needsH } of claims) sum += capW * Math.min(hours, Math.max(0, needsH - level));
    return sum;
  };
  if (takenWh(0) <= roomWh) return 0;
  let [low, high] = [0, Math.max(...claims.map(({ needsH }) => needsH))];
  for (let halved = 0; halved < 24; halved += 1) {
    const middle = (low + high) / 2;
    if (takenWh(middle) > roomWh) low = middle;
    else high = middle;
  }
  return high;
}

function longest(children: readonly Child[], leftWh: readonly WattHours[], index: number): number {
  return (leftWh[index] ?? 0) / Math.max(children[index]?.capW ?? 0, 1e-9);
}

const departureOf = (children: readonly Child[], index: number): UnixS => children[index]?.departureS ?? 0;

/** Whether all of these tiers can be met together. */
export function canMeet(tiers: readonly FirstTier[], room: Room, nowS: UnixS): boolean {
  return firstTierPlan(tiers, room, nowS).missingWh.every((missing) => missing < leastWh);
}

/**
 * The most of one more tier that can be met beside those admitted, Wh, and the powers that do it. All of it where that
 * fits.
 */
export function mostOf(
  fresh: FirstTier,
  admitted: readonly FirstTier[],
  { room, nowS }: { readonly room: Room; readonly nowS: UnixS },
): { readonly energyWh: WattHours; readonly powerW: readonly Watts[] } {
  const planOf = (energyWh: WattHours): FirstTierPlan =>
    firstTierPlan([...admitted, { ...fresh, energyWh }], room, nowS);
  // What was missing before anybody came is not the newcomer's doing.
  const before = firstTierPlan(admitted, room, nowS).missingWh.reduce((sum, missing) => sum + missing, 0);
  const fits = ({ missingWh }: FirstTierPlan): boolean =>
    (missingWh.at(-1) ?? 0) < leastWh && missingWh.reduce((sum, missing) => sum + missing, 0) < before + leastWh;
  const whole = planOf(fresh.energyWh);
  if (fits(whole)) return { energyWh: fresh.energyWh, powerW: whole.powerW.at(-1) ?? [] };
  let [lowWh, highWh] = [0, Math.ceil(fresh.energyWh)];
  let best = planOf(0);
  while (highWh - lowWh > Math.max(leastWh, fresh.energyWh / 500)) {
    // Whole Wh: what is promised is what was tried.
    const middle = Math.floor((lowWh + highWh) / 2);
    const plan = planOf(middle);
    if (fits(plan)) [lowWh, best] = [middle, plan];
    else highWh = middle;
  }
  return { energyWh: lowWh, powerW: best.powerW.at(-1) ?? [] };
}
