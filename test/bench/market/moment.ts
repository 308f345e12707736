import type { RoundsChild, RoundsProblem, RoundsTier } from "@chargepact/protocol";
import type { Instance } from "./instance.js";
import type { Holder } from "./play.js";

/** W by child and step. */
export type Schedules = Readonly<Record<string, readonly number[]>>;

/** The site as it is known at a step: who is there, what each still misses, the peak so far; the past is no longer usable. */
export function momentOf(
  day: Instance,
  known: readonly RoundsChild[],
  { step, done }: { readonly step: number; readonly done: Schedules },
): Instance {
  const later = (values: readonly number[]): readonly number[] => values.map((value, at) => (at < step ? 0 : value));
  const holders = new Map<string, Holder>();
  const children = known.map((child): RoundsChild => {
    const holder = day.holders.get(child.id);
    if (holder === undefined) return child;
    const own = holder.problem;
    const storedWh = storedAfter(own, done[child.id] ?? [], step);
    const problem = { ...own, usable: later(own.usable), storedWh, tiersFromWh: own.tiersFromWh ?? own.storedWh };
    holders.set(child.id, { id: child.id, problem });
    const gotWh = Math.max(0, (storedWh - problem.tiersFromWh) / own.chargeEfficiency);
    const left = (tiers: readonly RoundsTier[]): readonly RoundsTier[] => tiersLeft(tiers, gotWh);
    return {
      ...child,
      ...{ importMaxW: later(child.importMaxW), exportMaxW: later(child.exportMaxW), tiers: left(child.tiers) },
      ...(child.energyMaxWh === undefined ? {} : { energyMaxWh: Math.max(0, child.energyMaxWh - gotWh) }),
      fallback: {
        ...child.fallback,
        costMicro: Math.ceil(
          left(own.tiers).reduce((sum, tier) => sum + (tier.energyWh * tier.valueMicroPerKwh) / 1000, 0),
        ),
      },
    };
  });
  const { problem } = day;
  const peaks = problem.baseW
    .slice(0, step)
    .map((watts, at) => watts + Object.values(done).reduce((sum, powerW) => sum + (powerW[at] ?? 0), 0));
  const moment: RoundsProblem = {
    ...problem,
    children,
    grid: { ...problem.grid, usable: later(problem.grid.usable) },
    peakSoFarW: Math.max(problem.peakSoFarW, ...peaks),
  };
  return { name: day.name, problem: moment, holders };
}

function storedAfter(own: Holder["problem"], powerW: readonly number[], step: number): number {
  let storedWh = own.storedWh;
  for (let at = 0; at < step; at += 1) {
    const wh = ((powerW[at] ?? 0) * own.stepS * (own.usable[at] ?? 0)) / 3600;
    storedWh += wh > 0 ? wh * own.chargeEfficiency : wh / own.dischargeEfficiency;
  }
  return Math.min(storedWh, own.storedMaxWh);
}

function tiersLeft(tiers: readonly RoundsTier[], gotWh: number): readonly RoundsTier[] {
  let leftWh = gotWh;
  return tiers.map((tier) => {
    const met = Math.min(leftWh, tier.energyWh);
    leftWh -= met;
    return { ...tier, energyWh: tier.energyWh - met };
  });
}

/** The site with sessions of another day beside its own, those that `counts` says. */
export function withExpected(day: Instance, other: Instance, counts: (child: RoundsChild) => boolean): Instance {
  const renamed = (id: string): string => `expected-${id}`;
  const expected = other.problem.children.filter((child) => child.id !== "storage" && counts(child));
  const ids = new Set(expected.map(({ id }) => id));
  const rows = day.problem.rows.map((row) => {
    const shares = other.problem.rows.find(({ id }) => id === row.id)?.shares ?? {};
    const own = Object.entries(shares).filter(([id]) => ids.has(id));
    return { ...row, shares: { ...row.shares, ...Object.fromEntries(own.map(([id, share]) => [renamed(id), share])) } };
  });
  const children = expected.map((child) => ({ ...child, id: renamed(child.id) }));
  const holders = new Map(day.holders);
  for (const { id } of expected) {
    const holder = other.holders.get(id);
    if (holder !== undefined) holders.set(renamed(id), { ...holder, id: renamed(id) });
  }
  const problem = { ...day.problem, rows, children: [...day.problem.children, ...children] };
  return { name: day.name, problem, holders };
}
