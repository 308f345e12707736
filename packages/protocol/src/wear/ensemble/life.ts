import { grow, type Growth } from "./growth.js";
import type { LifeModel } from "./model.js";
import type { Stress } from "./stress.js";

/** Years after which a life is not followed any further. */
export const yearsMost = 200;

/** How a model's cell fares when the same days come again and again. */
export class Ageing {
  private readonly parts: readonly (readonly Growth[])[];
  private readonly days: number;
  private readonly spanDays: number;

  constructor(
    private readonly model: LifeModel,
    stress: readonly Stress[],
  ) {
    const grown = stress.map((day) => model.growths(day));
    this.days = stress.length;
    this.parts = (grown[0] ?? []).map((_, part) => grown.flatMap((growths) => growths[part] ?? []));
    this.spanDays = stress.reduce((sum, { days }) => sum + days, 0);
  }

  /** Share of capacity lost after some years of 365.25 days. */
  lossAfter(years: number): number {
    return this.follow((_, atYears) => atYears >= years).lost;
  }

  /** Years until a share of capacity is lost, to the day; {@link yearsMost} where it takes longer. */
  yearsTo(loss: number): number {
    return this.follow((lost) => lost >= loss).years;
  }

  private follow(isEnd: (lost: number, years: number) => boolean): { readonly lost: number; readonly years: number } {
    const dayYears = this.spanDays / this.days / 365.25;
    const most = this.spanDays > 0 ? yearsMost / dayYears : 0;
    const tracks = this.parts.map(trackOf);
    const lossOf = (parts: readonly number[]): number =>
      this.model.lossOf?.(parts) ?? parts.reduce((sum, each) => sum + each, 0);
    let lost = 0;
    for (let day = 1; day <= most; day += 1) {
      lost = lossOf(tracks.map((track) => track((day - 1) % this.days)));
      if (isEnd(lost, day * dayYears)) return { lost, years: day * dayYears };
    }
    return { lost, years: yearsMost };
  }
}

/** Carries one part of a loss through days, given by their index; returns what is lost after each. */
function trackOf(days: readonly Growth[]): (day: number) => number {
  const exponent = days[0]?.exponent ?? 1;
  const isPower = days.every((growth) => growth.kind === "power" && growth.exponent === exponent && growth.rate >= 0);
  if (!isPower) {
    let lost = 0;
    return (day) => {
      const growth = days[day];
      return growth === undefined ? lost : (lost = grow(lost, growth));
    };
  }
  // With one exponent, virtual times of all stresses add up: y = (Σ rate^(1/exponent)·dx)^exponent, the same with two powers fewer.
  const added = Float64Array.from(days, ({ rate, dx }) => rate ** (1 / exponent) * dx);
  let sum = 0;
  return (day) => (sum += added[day] ?? 0) ** exponent;
}
