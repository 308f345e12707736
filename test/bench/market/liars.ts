import type { Solver } from "@chargepact/agent";
import {
  gapScale,
  type RoundsChild,
  type RoundsOutcome,
  type RoundsProblem,
  roundsSeeds,
  stepHours,
} from "@chargepact/protocol";
import { check, trueCost } from "./check.js";
import { chance, type Instance } from "./instance.js";
import { type Holder, play } from "./play.js";

/** One liar's gain beside what it would have had with the truth, % of what the site pays. */
export interface Lie {
  readonly name: string;
  readonly gainPct: number;
  /** The same where what rows earn is given back in each step to whoever is plugged in then, as bills are settled. */
  readonly returnedPct: number;
}

interface Mouth {
  readonly name: string;
  readonly lie: (
    holder: Holder,
    child: RoundsChild,
  ) => { readonly says: Holder["problem"]; readonly child: RoundsChild };
}

const scaled = <T extends { readonly energyWh: number }>(tiers: readonly T[], factor: number): T[] =>
  tiers.map((tier) => ({ ...tier, energyWh: tier.energyWh * factor }));

const need = (factor: number): Mouth => ({
  name: `need × ${factor}`,
  lie: ({ problem }, child) => {
    const tiers = scaled(problem.tiers, factor);
    const wanted = tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
    const storedMaxWh = Math.max(problem.storedMaxWh, problem.storedWh + wanted * problem.chargeEfficiency);
    return {
      says: { ...problem, tiers, storedMaxWh },
      child: { ...child, tiers: scaled(child.tiers, factor), energyMaxWh: wanted },
    };
  },
});
const wear = (factor: number): Mouth => ({
  name: `wear × ${factor}`,
  lie: ({ problem }, child) => {
    const charge = problem.charge.map((band) => ({
      ...band,
      wearMicroPerKwh: Math.round(band.wearMicroPerKwh * factor),
    }));
    return { says: { ...problem, charge }, child };
  },
});
const worth = (factor: number): Mouth => ({
  name: `energy value × ${factor}`,
  lie: ({ problem }, child) => {
    const tiers = problem.tiers.map((tier) => ({
      ...tier,
      valueMicroPerKwh: Math.round(tier.valueMicroPerKwh * factor),
    }));
    return { says: { ...problem, tiers }, child };
  },
});
const departure = (part: number): Mouth => ({
  name: `leaves after ${part} of its stay`,
  lie: ({ problem }, child) => {
    const present = problem.usable.flatMap((usable, step) => (usable > 0 ? [step] : []));
    const last = present[Math.floor(part * (present.length - 1))] ?? 0;
    const cut = (values: readonly number[]): readonly number[] =>
      values.map((value, step) => (step > last ? 0 : value));
    const departureS = problem.startS + (last + 1) * problem.stepS;
    return {
      says: { ...problem, usable: cut(problem.usable) },
      child: { ...child, importMaxW: cut(child.importMaxW), departureS },
    };
  },
});
const withholding: Mouth = {
  name: "half of its power",
  lie: ({ problem }, child) => {
    const half = child.importMaxW.map((watts) => watts / 2);
    const chargeMaxW = half.map((watts, step) => Math.min(watts, problem.chargeMaxW?.[step] ?? watts));
    return { says: { ...problem, chargeMaxW }, child: { ...child, importMaxW: half } };
  },
};
const mouths: readonly Mouth[] = [
  ...[need(0.6), need(1.5), need(2)],
  ...[wear(0), wear(3), worth(0.5), worth(2), departure(0.5), departure(0.75), withholding],
];

/** One liar at a time, `count` of them drawn from the site, with every lie. */
export async function lies(instance: Instance, count: number, solver: Solver): Promise<readonly Lie[]> {
  const next = chance(instance.problem.children.length);
  const honest = await clear(instance, solver);
  const bill = Math.abs(check(instance, honest).trueMicro - gapScale(instance.problem).fixedMicro);
  const vehicles = instance.problem.children.filter(({ tiers }) => tiers.length > 0);
  const found: Lie[] = [];
  for (let drawn = 0; drawn < count; drawn += 1) {
    const liar = vehicles[Math.floor(next() * vehicles.length)];
    const holder = liar === undefined ? undefined : instance.holders.get(liar.id);
    if (liar === undefined || holder === undefined) continue;
    const before = loss(instance, honest, holder);
    for (const { name, lie } of mouths) {
      const { says, child } = lie(holder, liar);
      const children = instance.problem.children.map((each) => (each.id === liar.id ? child : each));
      const holders = new Map(instance.holders).set(liar.id, { ...holder, says });
      const outcome = await clear({ ...instance, problem: { ...instance.problem, children }, holders }, solver);
      const after = loss(instance, outcome, holder);
      found.push({
        name,
        gainPct: (100 * (before.micro - after.micro)) / bill,
        returnedPct: (100 * (before.micro - before.returnedMicro - after.micro + after.returnedMicro)) / bill,
      });
    }
  }
  return found;
}

async function clear({ problem, holders }: Instance, solver: Solver): Promise<RoundsOutcome> {
  const settings = { roundsMax: 8, gapStop: 0.002 };
  return (await play({ problem, seeds: roundsSeeds(problem), settings }, holders, { solver })).outcome;
}

interface Loss {
  /** µ: what a child's schedule truly costs it and what it pays for it at the settlement price. */
  readonly micro: number;
  /** µ: the vehicle's part of what all pay for room on rows, which is given back. */
  readonly returnedMicro: number;
}

function loss({ problem, holders }: Instance, outcome: RoundsOutcome, holder: Holder): Loss {
  const vehicles = problem.children.filter(({ tiers }) => tiers.length > 0).map(({ id }) => holders.get(id));
  const here = problem.grid.usable.map((_, step) => vehicles.reduce((sum, each) => sum + thereIn(each, step), 0));
  let [paid, returnedMicro] = [0, 0];
  let own: readonly number[] = [];
  for (const { child, powerW } of outcome.grants) {
    const room = roomMicro(problem, outcome, child, powerW);
    for (const [step, micro] of room.entries()) {
      if (micro !== 0) returnedMicro += (micro * thereIn(holder, step)) / Math.max(1, here[step] ?? 0);
    }
    if (child !== holder.id) continue;
    own = powerW;
    paid = room.reduce((sum, micro) => sum + micro, 0) + energyMicro(problem, outcome, powerW);
  }
  return { micro: trueCost(holder, own).costMicro + paid, returnedMicro };
}

/** Share of a step in which a holder is truly there, whatever it says of its departure. */
const thereIn = (holder: Holder | undefined, step: number): number => holder?.problem.usable[step] ?? 0;

function energyMicro(problem: RoundsProblem, { prices }: RoundsOutcome, powerW: readonly number[]): number {
  const hours = stepHours(problem);
  return powerW.reduce(
    (sum, watts, step) => sum + ((prices.balance[step] ?? 0) * watts * (hours[step] ?? 0)) / 1000,
    0,
  );
}

/** µ that a child pays for room, by step. */
function roomMicro(
  problem: RoundsProblem,
  { prices: all }: RoundsOutcome,
  child: string,
  powerW: readonly number[],
): readonly number[] {
  const hours = stepHours(problem);
  return powerW.map((watts, step) => {
    const prices = watts > 0 ? all.rowImport : all.rowExport;
    const price = problem.rows.reduce(
      (sum, { shares }, row) => sum + (shares[child] ?? 0) * (prices[row]?.[step] ?? 0),
      0,
    );
    return (price * Math.abs(watts) * (hours[step] ?? 0)) / 1000;
  });
}
