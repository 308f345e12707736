import type { RoundsLevel } from "../../market/rounds/index.js";
import type { PriceNotice, PriceVector } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { UnixS } from "../../units.js";

const million = 1_000_000;

/** What the operator above published last for this site; it holds until its last step is over. */
export class ToldPrices {
  private notice: PriceNotice | undefined;

  /** True where it says something new. */
  told(notice: PriceNotice): boolean {
    const news = JSON.stringify(notice.terms) !== JSON.stringify(this.notice?.terms);
    const { levelMicroPerKw, levelFallW } = this.notice ?? {};
    const other = notice.levelMicroPerKw !== levelMicroPerKw || notice.levelFallW !== levelFallW;
    this.notice = notice;
    return news || other;
  }

  /** Prices of energy by which this site plans: those that it was told, and `own` where it was told none. */
  prices(own: PriceVector | undefined, nowS: UnixS): PriceVector | undefined {
    const terms = this.at(nowS)?.terms;
    if (terms === undefined) return own;
    const { startS, stepS, microPerKwh } = terms;
    return { startS, stepS, microPerKwh };
  }

  /** The common level on the steps of a plan; where it was told nothing, a step binds nothing. */
  level({ startS, stepS, steps }: Grid): RoundsLevel | undefined {
    const notice = this.at(startS);
    if (notice === undefined || notice.levelMicroPerKw === 0) return undefined;
    const { terms } = notice;
    const on = (values: readonly number[]): readonly number[] =>
      Array.from(
        { length: steps },
        (_, step) => values[Math.floor((startS + step * stepS - terms.startS) / terms.stepS)] ?? 0,
      );
    return {
      microPerKw: notice.levelMicroPerKw,
      profileW: on(terms.profileW),
      share: on(terms.sharePpm).map((ppm) => ppm / million),
      leastKw: -notice.levelFallW / 1000,
    };
  }

  private at(nowS: UnixS): PriceNotice | undefined {
    const { notice } = this;
    if (notice === undefined) return undefined;
    const { startS, stepS, capacityW } = notice.terms;
    return nowS < startS + stepS * capacityW.length ? notice : undefined;
  }
}
