import { grow, type Growth } from "./growth.js";
import type { LifeModel } from "./model.js";
import type { Stress } from "./stress.js";

/** Years after which a life is not followed any further. */
export const yearsMost = 200;

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
    return this.follow((_, atYears) => atYears >= years).lost;
  }

  /** Years until a share of capacity is lost, to the day; {@link yearsMost} where it takes longer. */
  yearsTo(loss: number): number {
    return this.follow((lost) => lost >= loss).years;
  }

  private follow(isEnd: (lost: number, years: number) => boolean): { readonly lost: number; readonly years: number } {
    const { model, days } = this;
    const dayYears = this.spanDays / days.length / 365.25;
    const most = this.spanDays > 0 ? yearsMost / dayYears : 0;
    let parts: readonly number[] = [];
    for (let day = 1; day <= most; day += 1) {
      const growths = days[(day - 1) % days.length] ?? [];
      parts = growths.map((growth, part) => grow(parts[part] ?? 0, growth));
      const lost = model.lossOf?.(parts) ?? parts.reduce((sum, each) => sum + each, 0);
      if (isEnd(lost, day * dayYears)) return { lost, years: day * dayYears };
    }
    return { lost: model.lossOf?.(parts) ?? parts.reduce((sum, each) => sum + each, 0), years: yearsMost };
  }
}
