import {
  type AnswerProblem,
  LinearBuilder,
  type LinearProgramme,
  type RoundsProblem,
  stepHours,
} from "@chargepact/protocol";
import type { Solver } from "@chargepact/agent";
import type { Holder } from "./play.js";

export type Entry = readonly [row: number, value: number];
const free = { lower: 0, upper: Number.POSITIVE_INFINITY };

/**
 * The reference: one linear programme that knows every holder's own costs, with the same rows, import and export apart.
 * On/off holders count with their relaxation. µ.
 */
export async function centralMicro(
  problem: RoundsProblem,
  holders: ReadonlyMap<string, Holder>,
  solver: Solver,
): Promise<number> {
  const { programme, fixedMicro } = centralProgramme(problem, holders);
  const { objective } = await solver.solve(programme, 600_000);
  return objective * 1000 + fixedMicro;
}

/** The same optimum as schedules, W by holder. */
export async function centralSchedules(
  problem: RoundsProblem,
  holders: ReadonlyMap<string, Holder>,
  solver: Solver,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { programme, bands } = centralProgramme(problem, holders);
  const { values } = await solver.solve(programme, 600_000);
  return new Map(
    [...bands].map(([id, own]) => {
      const powerW = problem.baseW.map(() => 0);
      for (const { step, sign, column } of own)
        powerW[step] = (powerW[step] ?? 0) + sign * 1000 * (values[column] ?? 0);
      return [id, powerW];
    }),
  );
}

/** A column of power of one holder. */
export interface Band {
  readonly step: number;
  readonly sign: 1 | -1;
  readonly column: number;
}

interface Central {
  readonly programme: LinearProgramme;
  /** µ; the worth of all that is asked for. */
  readonly fixedMicro: number;
  readonly bands: ReadonlyMap<string, readonly Band[]>;
}

/** kW, kWh and 1000 µ. */
function centralProgramme(problem: RoundsProblem, holders: ReadonlyMap<string, Holder>): Central {
  const bands = new Map<string, Band[]>();
  const builder = new LinearBuilder();
  const balance = problem.baseW.map((watts) => builder.row(-watts / 1000, -watts / 1000));
  const atMost = (watts: number): number => builder.row(Number.NEGATIVE_INFINITY, watts / 1000);
  const capacity = problem.rows.map((row) => ({
    importRow: row.importW.map(atMost),
    exportRow: row.exportW.map(atMost),
  }));
  let fixedMicro = 0;
  for (const { id } of problem.children) {
    const own = holders.get(id)?.problem;
    if (own === undefined) continue;
    fixedMicro += own.tiers.reduce((sum, tier) => sum + (tier.energyWh * tier.valueMicroPerKwh) / 1000, 0);
    const powers: Band[] = [];
    bands.set(id, powers);
    addHolder(builder, { own, powers }, (step, sign) => {
      const loads = problem.rows.map(({ shares }, row): Entry => {
        const rows = sign > 0 ? capacity[row]?.importRow : capacity[row]?.exportRow;
        return [rows?.[step] ?? 0, shares[id] ?? 0];
      });
      return [[balance[step] ?? 0, sign], ...loads.filter(([, share]) => share > 0)];
    });
  }
  addConnection(builder, problem, balance);
  return { programme: builder.build(), fixedMicro, bands };
}

/** Import and export at the connection, with the peak and the part of a common level that they make. */
function addConnection(builder: LinearBuilder, problem: RoundsProblem, balance: readonly number[]): void {
  const peaks: Entry[] = [];
  const lifts: Entry[] = [];
  const none: NonNullable<RoundsProblem["level"]> = { microPerKw: 0, profileW: [], share: [] };
  const { microPerKw, profileW, share, leastKw = Number.NEGATIVE_INFINITY } = problem.level ?? none;
  for (const [step, h] of stepHours(problem).entries()) {
    const imported: Entry[] = [[balance[step] ?? 0, -1]];
    if (h > 0) {
      const peak = builder.row(Number.NEGATIVE_INFINITY, 0);
      peaks.push([peak, -1]);
      imported.push([peak, 1]);
    }
    const exported: Entry[] = [[balance[step] ?? 0, 1]];
    const own = h <= 0 ? 0 : (share[step] ?? 0);
    if (own >= 0.01) {
      const row = builder.row(Number.NEGATIVE_INFINITY, (profileW[step] ?? 0) / 1000);
      imported.push([row, 1]);
      exported.push([row, -1]);
      lifts.push([row, -own]);
    }
    const [price, revenue] = [problem.importPrice[step] ?? 0, problem.exportPrice[step] ?? 0];
    builder.column((price * h) / 1000, free, imported);
    builder.column((-Math.min(price, revenue) * h) / 1000, free, exported);
  }
  builder.column(microPerKw / 1000, { lower: leastKw, upper: Number.POSITIVE_INFINITY }, lifts);
  const atLeast = { lower: problem.peakSoFarW / 1000, upper: Number.POSITIVE_INFINITY };
  builder.column(problem.demandMicroPerKw / 1000, atLeast, peaks);
}

/** One holder: bands in and out, what is stored after each step, and what its tiers get. */
export function addHolder(
  builder: LinearBuilder,
  { own, powers }: { readonly own: AnswerProblem; readonly powers: Band[] },
  onto: (step: number, sign: 1 | -1) => readonly Entry[],
): void {
  const hours = own.usable.map((usable) => (usable * own.stepS) / 3600);
  const steps = hours.flatMap((h, step) => (h > 0 ? [step] : []));
  // after − before − η · charge + discharge / η = 0; the last row: after the end − η · delivered + η · below − over = from
  const rows = steps.map((_, index) => {
    const startKwh = index === 0 ? own.storedWh / 1000 : 0;
    return builder.row(startKwh, startKwh);
  });
  const from = (own.tiersFromWh ?? own.storedWh) / 1000;
  const end = builder.row(from, from);
  const window = {
    lower: Math.min(own.storedWh, own.storedMinWh) / 1000,
    upper: Math.max(own.storedWh, own.storedMaxWh) / 1000,
  };
  for (const [index, step] of steps.entries()) {
    const [row, next] = [rows[index] ?? end, rows[index + 1]];
    builder.column(0, window, [[row, 1], next === undefined ? [end, 1] : [next, -1]]);
    for (const sign of [1, -1] as const) {
      const columns = addBands(builder, own, { step, sign, row, onto: onto(step, sign) });
      powers.push(...columns.map((column) => ({ step, sign, column })));
    }
  }
  if (steps.length === 0) return;
  const eta = own.chargeEfficiency;
  for (const { energyWh, valueMicroPerKwh } of own.tiers) {
    builder.column(-valueMicroPerKwh / 1000, { lower: 0, upper: energyWh / 1000 }, [[end, -eta]]);
  }
  builder.column((own.tiers[0]?.valueMicroPerKwh ?? 0) / 1000, free, [[end, eta]]);
  builder.column(0, free, [[end, -1]]);
}

function addBands(
  builder: LinearBuilder,
  own: AnswerProblem,
  at: { readonly step: number; readonly sign: 1 | -1; readonly row: number; readonly onto: readonly Entry[] },
): readonly number[] {
  const { step, sign, row, onto } = at;
  const h = ((own.usable[step] ?? 0) * own.stepS) / 3600;
  const limitW = (sign > 0 ? own.chargeMaxW : own.dischargeMaxW)?.[step] ?? Number.POSITIVE_INFINITY;
  const stored = sign > 0 ? -own.chargeEfficiency * h : h / own.dischargeEfficiency;
  const columns: number[] = [];
  let fromW = 0;
  for (const { toW, wearMicroPerKwh } of sign > 0 ? own.charge : own.discharge) {
    const upper = Math.max(0, Math.min(toW, limitW) - fromW) / 1000;
    fromW = Math.max(fromW, Math.min(toW, limitW));
    if (upper <= 0) continue;
    columns.push(builder.column((wearMicroPerKwh * h) / 1000, { lower: 0, upper }, [[row, stored], ...onto]));
  }
  return columns;
}
