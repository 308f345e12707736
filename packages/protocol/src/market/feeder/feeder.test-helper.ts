import type { AggregateForecast, FeederInput, FeederPublication, SiteTerms } from "./types.js";

export const [startS, stepS, steps] = [1_800_000_000, 3600, 24];
export const fill = (watts: number): readonly number[] => Array.from({ length: steps }, () => watts);
export const ids = ["a", "b", "c"];

/** Three sites, a morning and an evening of homes beside them. */
export function feederOf(change: Partial<FeederInput> = {}): FeederInput {
  return {
    ...{ startS, stepS, demandMicroPerKw: 1_000_000, capacityW: fill(120_000) },
    priceMicroPerKwh: fill(0).map((_, step) => 200_000 + 8000 * ((step * 7) % 11)),
    baseW: fill(0).map((_, step) => (step > 16 && step < 21 ? 40_000 : 15_000)),
    sites: ids.map((id) => ({ id, guaranteedW: fill(5000), connectionW: 60_000 })),
    ...change,
  };
}

export const forecastOf = (importP50W: readonly number[]): AggregateForecast => ({
  ...{ startS, stepS, importP50W, importP90W: importP50W, exportP50W: fill(0), shiftableWh: 0, children: 5 },
});

/** What a site needs: so many steps at full power in all, between two steps of the day. */
export interface Demand {
  readonly fullSteps: number;
  readonly powerW: number;
  readonly from: number;
  readonly to: number;
}

/** What a site does where nobody tells it anything: full power from the first step on. */
export function unasked({ fullSteps, powerW, from }: Demand): readonly number[] {
  return fill(0).map((_, step) => 5000 + (step >= from && step < from + fullSteps ? powerW : 0));
}

/** Parts of full power and a step that are placed one by one. */
const parts = 50;

/** A site's answer to its terms by brute force: it fills what costs least, the level's charge included, part by part. */
export function answerOf(terms: SiteTerms, demand: Demand): readonly number[] {
  const planW = [...fill(5000)];
  for (let left = demand.fullSteps * parts; left > 0; left--) {
    const best = cheapest(terms, planW, demand);
    if (best === undefined) break;
    planW[best] = (planW[best] ?? 0) + demand.powerW / parts;
  }
  return planW;
}

/** The step in which one more part costs least. */
function cheapest(terms: SiteTerms, planW: readonly number[], { powerW, from, to }: Demand): number | undefined {
  const levelKw = levelOf(terms, planW);
  const costs = fill(0).map((_, step) => {
    const watts = (planW[step] ?? 0) + powerW / parts;
    if (step < from || step >= to || watts > Math.min(5000 + powerW, terms.capacityW[step] ?? 0)) return Infinity;
    const kwh = ((powerW / parts / 1000) * stepS) / 3600;
    const lifted = Math.max(0, stepLevel(terms, step, watts) - levelKw);
    return (terms.priceMicroPerKwh[step] ?? 0) * kwh + (lifted === 0 ? 0 : lifted * terms.levelMicroPerKw);
  });
  const least = Math.min(...costs);
  return least === Infinity ? undefined : costs.indexOf(least);
}

/** kW by which a power in one step lifts the level. */
const stepLevel = ({ profileW, profileShare }: SiteTerms, step: number, watts: number): number => {
  const share = profileShare[step] ?? 0;
  const over = (watts - (profileW[step] ?? 0)) / 1000;
  return share > 1e-6 ? over / share : over > 1e-6 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
};
const levelOf = (terms: SiteTerms, planW: readonly number[]): number =>
  Math.max(-1e6, ...planW.map((watts, step) => stepLevel(terms, step, watts)).filter(Number.isFinite));

export const termsOf = (publication: FeederPublication | undefined, id: string): SiteTerms | undefined =>
  publication?.terms.find(({ site }) => site === id);
