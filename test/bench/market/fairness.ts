import type { Solver } from "@chargepact/agent";
import { gapScale, roundsSeeds, type RoundsTier } from "@chargepact/protocol";
import { centralMicro, centralSchedules } from "./central.js";
import { check } from "./check.js";
import { type Instance, makeInstance, type Shape } from "./instance.js";
import { play } from "./play.js";

export interface Fairness {
  /** Share of all that is asked for that is delivered. */
  readonly delivered: number;
  /** Least share of one vehicle's need, and Jain's index of the shares. */
  readonly least: number;
  readonly jain: number;
  /** Cost above the plan without tiers, both counted without them, % of what a plan can change. */
  readonly costPct: number;
  /** The same of the two central optima: what the tiers themselves cost. */
  readonly centralPct: number;
}

/**
 * A site so scarce that about `share` of the need can be met: what its tiers do for the worst served, and what they cost.
 * Undefined where not even everybody's first tier fits: there admission refuses a need.
 */
export async function fairness(shape: Shape, share: number, solver: Solver): Promise<Fairness | undefined> {
  let [low, high] = [0.03, 0.6];
  for (let halving = 0; halving < 9; halving += 1) {
    const middle = (low + high) / 2;
    if (deliverable(makeInstance({ ...shape, limitShare: middle })) < share) low = middle;
    else high = middle;
  }
  const tiered = makeInstance({ ...shape, limitShare: high });
  if (!(await firstTiersFit(tiered, solver))) return undefined;
  const flat = withoutTiers(tiered);
  const settings = { roundsMax: 8, gapStop: 0 };
  const [fair, cheap] = [
    await play({ problem: tiered.problem, seeds: roundsSeeds(tiered.problem), settings }, tiered.holders, { solver }),
    await play({ problem: flat.problem, seeds: roundsSeeds(flat.problem), settings }, flat.holders, { solver }),
  ];
  const [own, other] = [check(flat, fair.outcome), check(flat, cheap.outcome)];
  const total = own.delivered.reduce((sum, each) => sum + each, 0);
  const squares = own.delivered.reduce((sum, each) => sum + each * each, 0);
  const [ownBest, otherBest] = [await optimum(tiered, flat, solver), await optimum(flat, flat, solver)];
  const scale = Math.abs(other.trueMicro - gapScale(flat.problem).fixedMicro);
  return {
    delivered: share,
    least: Math.min(...own.delivered),
    jain: (total * total) / (own.delivered.length * squares),
    costPct: (100 * (own.trueMicro - other.trueMicro)) / scale,
    centralPct: (100 * (ownBest - otherBest)) / scale,
  };
}

/** µ of the central optimum of one site, counted as another. */
async function optimum({ problem, holders }: Instance, counted: Instance, solver: Solver): Promise<number> {
  const powers = await centralSchedules(problem, holders, solver);
  return check(counted, { grants: [...powers].map(([child, powerW]) => ({ child, blend: [], powerW })) }).trueMicro;
}

/** With nothing but the first tiers to pay for, nothing need be paid. */
async function firstTiersFit({ problem, holders }: Instance, solver: Solver): Promise<boolean> {
  const none = problem.importPrice.map(() => 0);
  const free = { ...problem, importPrice: none, exportPrice: none, demandMicroPerKw: 0 };
  const worth = 1_000_000;
  const first = new Map(
    [...holders].map(([id, holder]) => {
      const tiers = holder.problem.tiers.slice(0, 1).map((tier) => ({ ...tier, valueMicroPerKwh: worth }));
      const charge = holder.problem.charge.map((band) => ({ ...band, wearMicroPerKwh: 0 }));
      return [id, { ...holder, problem: { ...holder.problem, tiers, charge } }] as const;
    }),
  );
  const wantedWh = [...first.values()].reduce((sum, { problem: own }) => sum + (own.tiers[0]?.energyWh ?? 0), 0);
  return (await centralMicro(free, first, solver)) < 0.001 * ((wantedWh * worth) / 1000);
}

/** Share of the need that least laxity first delivers: nearly all that can be. */
function deliverable({ problem }: Instance): number {
  const hours = problem.grid.stepS / 3600;
  const llf = roundsSeeds(problem)[0]?.powerW ?? {};
  const gotWh = Object.values(llf).reduce((sum, own) => sum + own.reduce((all, watts) => all + watts * hours, 0), 0);
  return (
    gotWh / problem.children.reduce((sum, { tiers }) => sum + tiers.reduce((all, tier) => all + tier.energyWh, 0), 0)
  );
}

/** The same site where all energy of a need is worth the same, and as much in all. */
function withoutTiers({ name, problem, holders }: Instance): Instance {
  const flatten = (tiers: readonly RoundsTier[]): readonly RoundsTier[] => {
    const energyWh = tiers.reduce((sum, tier) => sum + tier.energyWh, 0);
    const worth = tiers.reduce((sum, tier) => sum + tier.energyWh * tier.valueMicroPerKwh, 0);
    return energyWh > 0 ? [{ energyWh, valueMicroPerKwh: Math.round(worth / energyWh) }] : [];
  };
  return {
    name,
    problem: { ...problem, children: problem.children.map((child) => ({ ...child, tiers: flatten(child.tiers) })) },
    holders: new Map(
      [...holders].map(([id, holder]) => [
        id,
        { ...holder, problem: { ...holder.problem, tiers: flatten(holder.problem.tiers) } },
      ]),
    ),
  };
}
