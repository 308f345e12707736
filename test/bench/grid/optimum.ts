import type { Solver } from "@chargepact/agent";
import { LinearBuilder, type SiteTerms, stepHours } from "@chargepact/protocol";
import { addHolder, type Band, type Entry } from "../market/central.js";
import type { Instance } from "../market/instance.js";
import type { Plan } from "./outcome.js";

/** What binds some sites together, or one alone: vectors have one value a step. */
export interface Common {
  /** µ/kWh that a site pays for what it draws; what it feeds in earns as much less as by its own prices. */
  readonly price: readonly number[];
  /** W; most that all of them together may draw. */
  readonly capacityW?: readonly number[];
  /** µ for each kW z; together they draw at most `profileW` + z · `share` in any step. */
  readonly level?: {
    readonly microPerKw: number;
    readonly profileW: readonly number[];
    readonly share: readonly number[];
  };
}

/** The answer of one site to what its feeder published: exactly its best one. */
export async function answerTo(terms: SiteTerms, site: Instance, solver: Solver): Promise<Plan> {
  const level = { microPerKw: terms.levelMicroPerKw, profileW: terms.profileW, share: terms.profileShare };
  const common = { price: terms.priceMicroPerKwh, capacityW: terms.capacityW, level };
  return (await optimum([site], common, solver))[0] ?? new Map<string, readonly number[]>();
}

/** Plans of least cost for some sites under common terms: all their holders in one linear programme. */
export async function optimum(
  sites: readonly Instance[],
  { price, capacityW, level }: Common,
  solver: Solver,
): Promise<readonly Plan[]> {
  const builder = new LinearBuilder();
  const atMost = (watts: number): number => builder.row(Number.NEGATIVE_INFINITY, watts / 1000);
  const rooms = [capacityW?.map(atMost) ?? [], level?.profileW.map(atMost) ?? []];
  if (level !== undefined) {
    const any = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
    const lifted = (rooms[1] ?? []).map((row, step): Entry => [row, -(level.share[step] ?? 0)]);
    builder.column(level.microPerKw / 1000, any, lifted);
  }
  const bands = sites.map((site) => addSite(builder, site, { price, rooms }));
  const { values } = await solver.solve(builder.build(), 600_000);
  return bands.map(
    (own) =>
      new Map(
        [...own].map(([id, columns]) => {
          const powerW = price.map(() => 0);
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
  of: { readonly price: readonly number[]; readonly rooms: readonly (readonly number[])[] },
): ReadonlyMap<string, readonly Band[]> {
  const balance = problem.baseW.map((watts) => builder.row(-watts / 1000, -watts / 1000));
  const atMost = (watts: number): number => builder.row(Number.NEGATIVE_INFINITY, watts / 1000);
  const own = problem.rows.map((row) => ({ importRow: row.importW.map(atMost), exportRow: row.exportW.map(atMost) }));
  const bands = new Map<string, Band[]>();
  for (const { id } of problem.children) {
    const holder = holders.get(id)?.problem;
    if (holder === undefined) continue;
    const powers: Band[] = [];
    bands.set(id, powers);
    addHolder(builder, { own: holder, powers }, (step, sign) => {
      const loads = problem.rows.map(({ shares }, row): Entry => {
        const rows = sign > 0 ? own[row]?.importRow : own[row]?.exportRow;
        return [rows?.[step] ?? 0, shares[id] ?? 0];
      });
      return [[balance[step] ?? 0, sign], ...loads.filter(([, share]) => share > 0)];
    });
  }
  const free = { lower: 0, upper: Number.POSITIVE_INFINITY };
  for (const [step, h] of stepHours(problem).entries()) {
    const price = of.price[step] ?? 0;
    const less = Math.max(0, (problem.importPrice[step] ?? 0) - (problem.exportPrice[step] ?? 0));
    const joint = (sign: 1 | -1): Entry[] =>
      of.rooms.flatMap((rows): Entry[] => (rows[step] === undefined ? [] : [[rows[step], sign]]));
    builder.column((price * h) / 1000, free, [[balance[step] ?? 0, -1], ...joint(1)]);
    builder.column(((less - price) * h) / 1000, free, [[balance[step] ?? 0, 1], ...joint(-1)]);
  }
  return bands;
}
