import type { Solver } from "@chargepact/agent";
import { LinearBuilder, stepHours } from "@chargepact/protocol";
import { addHolder, type Band, type Entry } from "../market/central.js";
import type { Instance } from "../market/instance.js";

/** What binds sites together, or one site alone: vectors have one value a step. */
export interface Terms {
  /** µ/kWh that a site pays for what it draws; what it feeds in earns as much less as by its own prices. */
  readonly price: readonly number[];
  /** µ/kW on the largest of the net import of all sites, plus `offsetW`. */
  readonly demandMicroPerKw: number;
  readonly offsetW: readonly number[];
  /** What one kW of the level lets through in each step; default 1. */
  readonly share?: readonly number[];
  /** W; most that all sites together may draw. */
  readonly capacityW?: readonly number[];
}

/** Least cost of some sites under common terms: each site's holders as a linear programme, W by site and holder. */
export async function optimum(
  sites: readonly Instance[],
  terms: Terms,
  solver: Solver,
): Promise<readonly ReadonlyMap<string, readonly number[]>[]> {
  const builder = new LinearBuilder();
  const peakRows = (terms.demandMicroPerKw > 0 ? terms.price : []).map((_, step) => builder.row(Number.NEGATIVE_INFINITY, -(terms.offsetW[step] ?? 0) / 1000));
  const roomRows = (terms.capacityW ?? []).map((watts) => builder.row(Number.NEGATIVE_INFINITY, watts / 1000));
  builder.column(
    terms.demandMicroPerKw / 1000,
    { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY },
    peakRows.map((row, step): Entry => [row, -(terms.share?.[step] ?? 1)]) ,
  );
  const bands = sites.map((site) => addSite(builder, site, { terms, rows: terms.demandMicroPerKw > 0 ? [peakRows, roomRows] : [roomRows] }));
  const { values } = await solver.solve(builder.build(), 600_000);
  return bands.map(
    (own) =>
      new Map(
        [...own].map(([id, columns]) => {
          const powerW = terms.price.map(() => 0);
          for (const { step, sign, column } of columns)
            powerW[step] = (powerW[step] ?? 0) + sign * 1000 * (values[column] ?? 0);
          return [id, powerW];
        }),
      ),
  );
}

/** kW, kWh and 1000 µ. */
function addSite(
  builder: LinearBuilder,
  { problem, holders }: Instance,
  of: { readonly terms: Terms; readonly rows: readonly (readonly number[])[] },
): ReadonlyMap<string, readonly Band[]> {
  const balance = problem.baseW.map((watts) => builder.row(-watts / 1000, -watts / 1000));
  const atMost = (watts: number): number => builder.row(Number.NEGATIVE_INFINITY, watts / 1000);
  const capacity = problem.rows.map((row) => ({ importRow: row.importW.map(atMost), exportRow: row.exportW.map(atMost) }));
  const bands = new Map<string, Band[]>();
  for (const { id } of problem.children) {
    const own = holders.get(id)?.problem;
    if (own === undefined) continue;
    const powers: Band[] = [];
    bands.set(id, powers);
    addHolder(builder, { own, powers }, (step, sign) => [
      [balance[step] ?? 0, sign],
      ...problem.rows.flatMap(({ shares }, row): Entry[] => {
        const rows = sign > 0 ? capacity[row]?.importRow : capacity[row]?.exportRow;
        return (shares[id] ?? 0) > 0 ? [[rows?.[step] ?? 0, shares[id] ?? 0]] : [];
      }),
    ]);
  }
  const free = { lower: 0, upper: Number.POSITIVE_INFINITY };
  for (const [step, h] of stepHours(problem).entries()) {
    const price = of.terms.price[step] ?? 0;
    const spread = Math.max(0, (problem.importPrice[step] ?? 0) - (problem.exportPrice[step] ?? 0));
    const joint = of.rows.flatMap((rows) => (rows[step] === undefined ? [] : [rows[step]]));
    builder.column((price * h) / 1000, free, [[balance[step] ?? 0, -1], ...joint.map((row): Entry => [row, 1])]);
    builder.column(((spread - price) * h) / 1000, free, [[balance[step] ?? 0, 1], ...joint.map((row): Entry => [row, -1])]);
  }
  return bands;
}
