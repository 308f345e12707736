import { declaredCost, gridCost, type RoundsOutcome, type RoundsRow } from "@chargepact/protocol";
import type { Holder } from "./play.js";
import type { Instance } from "./instance.js";

/** What a finished plan really is. */
export interface Checked {
  /** µ by the holders' own true costs of the committed schedules. */
  readonly trueMicro: number;
  /** W by which the worst row is passed; at most 0. */
  readonly overW: number;
  /** Steps in which somebody is above 0 and below its minimum. */
  readonly underMinimum: number;
  /** Most starts of one child. */
  readonly startsMost: number;
  /** Delivered share of each vehicle's need. */
  readonly delivered: readonly number[];
}

export function check(instance: Instance, outcome: Pick<RoundsOutcome, "grants">, holders = instance.holders): Checked {
  const { problem } = instance;
  const netW = [...problem.baseW];
  const byId = new Map(outcome.grants.map((grant) => [grant.child, grant.powerW]));
  let [trueMicro, underMinimum, startsMost] = [0, 0, 0];
  const delivered: number[] = [];
  for (const child of problem.children) {
    const powerW = byId.get(child.id) ?? [];
    for (const [step, watts] of powerW.entries()) netW[step] = (netW[step] ?? 0) + watts;
    underMinimum += powerW.filter((watts) => watts > 0 && watts < child.powerMinW).length;
    startsMost = Math.max(startsMost, startsOf(powerW));
    const holder = holders.get(child.id);
    if (holder === undefined) continue;
    const cost = trueCost(holder, powerW);
    trueMicro += cost.costMicro;
    const needWh = child.tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
    if (needWh > 0) delivered.push(Math.min(1, cost.deliveredWh / needWh));
  }
  const overW = Math.max(...problem.rows.map((row) => overRow(row, byId)));
  return { trueMicro: trueMicro + gridCost(problem, netW), overW, underMinimum, startsMost, delivered };
}

const startsOf = (powerW: readonly number[]): number =>
  powerW.filter((watts, step) => watts !== 0 && (powerW[step - 1] ?? 0) === 0).length;

/** W by which the row is passed in its worst step; sums of fractions forgiven their last digits. */
function overRow(row: RoundsRow, byId: ReadonlyMap<string, readonly number[]>): number {
  const loads = Object.entries(row.shares).map(([id, share]) => ({ share, powerW: byId.get(id) ?? [] }));
  const worst = row.importW.map((roomW, step) => {
    const of = (sign: 1 | -1): number =>
      loads.reduce((sum, { share, powerW }) => sum + share * Math.max(0, sign * (powerW[step] ?? 0)), 0);
    return Math.max(of(1) - roomW, of(-1) - (row.exportW[step] ?? 0));
  });
  return Math.max(...worst.map((overW) => Math.round(overW * 1e6) / 1e6));
}

/** Of the holder's own truth, not of what it said. */
export function trueCost(holder: Holder, powerW: readonly number[]): { costMicro: number; deliveredWh: number } {
  return declaredCost(holder.problem, powerW);
}
