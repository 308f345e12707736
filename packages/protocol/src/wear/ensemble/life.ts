import { grow, type Growth } from "./growth.js";
import type { LifeModel } from "./model.js";
import type { Stress } from "./stress.js";

/** Years after which a life is not followed any further. */
export const yearsMost = 100;

/** How a model's cell fares when the same days come again and again. */
export class Ageing {
  private readonly days: readonly (readonly Growth[])[];
  private readonly spanDays: number;

  constructor(
    private readonly model: LifeModel,
    stress: readonly Stress[],
  ) {
    this.days = stress.map((day) => model.growths(day));
    this.spanDays = stress.reduce((sum, { days }) => sum + days, 0);
  }

  /** Share of capacity lost after some years of 365.25 days. */
  lossAfter(years: number): number {
    return this.follow((lost, atYears) => atYears >= years || lost < 0).lost;
  }

  /** Years until a share of capacity is lost, to the day; {@link yearsMost} where it takes longer. */
  yearsTo(loss: number): number {
    return this.follow((lost) => lost >= loss).years;
  }

  private follow(isEnd: (lost: number, years: number) => boolean): { readonly lost: number; readonly years: number } {
    let parts: readonly number[] = [];
    let [lost, years] = [0, 0];
    if (this.spanDays <= 0) return { lost, years: yearsMost };
    while (years < yearsMost) {
      for (const [index, growths] of this.days.entries()) {
        parts = growths.map((growth, part) => grow(parts[part] ?? 0, growth));
        lost = this.model.lossOf?.(parts) ?? parts.reduce((sum, each) => sum + each, 0);
        years += this.spanDays / this.days.length / 365.25;
        if (isEnd(lost, years)) return { lost, years: Math.min(years, yearsMost) };
        if (years >= yearsMost && index < this.days.length - 1) break;
      }
    }
    return { lost, years: yearsMost };
  }
}
