import type { FeederInput } from "@chargepact/protocol";
import type { Cases } from "../market/cases.js";
import { type Instance, makeInstance, type Shape } from "../market/instance.js";

/** Three sites on one feeder for one day; vectors have one value a step. */
export interface Day {
  readonly name: string;
  readonly startS: number;
  readonly stepS: number;
  readonly sites: readonly Instance[];
  /** Day-ahead, fee included, µ/kWh. */
  readonly price: readonly number[];
  readonly demandMicroPerKw: number;
  /** W; what the feeder carries beside the sites: homes, with their morning and evening. */
  readonly baseW: readonly number[];
}

/** µ/kW, in turns. */
const demands = [500_000, 1_000_000, 1_500_000];
/** Of charging at once: a site's own connection is not what is scarce. */
const siteShare = 0.8;
/** W of homes for each session at the sites, at their evening peak. */
const homesW = 400;

/** The first days, real ones where there are some. */
export function daysOf({ blendable }: Cases, most: number): readonly Day[] {
  const shapes = blendable.filter(({ stepS, sessions }) => stepS === 900 && sessions.length >= 15);
  const real = shapes.filter(({ name }) => name.startsWith("workplace"));
  return (real.length > 0 ? real : shapes).slice(0, most).map(dayOf);
}

/** Sessions go round the sites on every other day; else by arrival: an early, a middle and a late shift. */
export function split(shape: Shape, index: number): readonly Instance[] {
  const byArrival = [...shape.sessions].sort((a, b) => a.fromH - b.fromH);
  const third = Math.ceil(byArrival.length / 3);
  return ["a", "b", "c"].map((letter, site) =>
    makeInstance({
      ...shape,
      name: `${shape.name}-${letter}`,
      sessions: byArrival.filter((_, at) => (index % 2 === 0 ? at % 3 : Math.floor(at / third)) === site),
      demandMicroPerKw: demands[index % 3] ?? 0,
      limitShare: siteShare,
      seed: shape.seed * 3 + site,
    }),
  );
}

function dayOf(shape: Shape, index: number): Day {
  const sites = split(shape, index);
  const problem = sites[0]?.problem;
  if (problem === undefined) throw new Error("a day without sites");
  const { grid, importPrice: price, demandMicroPerKw } = problem;
  const hump = (hour: number, at: number, width: number): number => Math.exp(-(((hour - at) / width) ** 2));
  const baseW = price.map((_, step) => {
    const hour = 5 + (step * grid.stepS) / 3600;
    return Math.round(homesW * shape.sessions.length * (0.3 + 0.3 * hump(hour, 7.5, 1.5) + 0.7 * hump(hour, 19, 2)));
  });
  return { name: shape.name, startS: grid.startS, stepS: grid.stepS, sites, price, demandMicroPerKw, baseW };
}

/** W that a site may always draw: what cannot be moved. Its vehicles have no fallback here. */
export const feederInput = (day: Day, capacityW: readonly number[]): FeederInput => ({
  ...{ startS: day.startS, stepS: day.stepS, priceMicroPerKwh: day.price, capacityW, baseW: day.baseW },
  demandMicroPerKw: day.demandMicroPerKw,
  sites: day.sites.map(({ name, problem }) => ({
    id: name,
    guaranteedW: problem.baseW,
    // The row of the site has room for its vehicles alone.
    connectionW: Math.max(...(problem.rows[0]?.importW ?? [0])) + Math.max(...problem.baseW),
  })),
});
